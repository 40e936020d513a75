package io.plumbline.customer.jobs;

import io.plumbline.platform.write.Actor;
import io.plumbline.platform.write.Commands;
import io.plumbline.platform.write.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Sends a batch of commands, several at once: most of what one takes is waiting for its commit. */
@Component
public class ManyCommands implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(ManyCommands.class);
    private static final int AT_ONCE = 8;

    private final Commands commands;
    private final ExecutorService senders = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("many-commands-", 0).daemon().factory());

    ManyCommands(Commands commands) {
        this.commands = commands;
    }

    /**
     * Returns when all are answered.
     *
     * @return how many the domain refused
     * @throws RuntimeException where one failed otherwise
     */
    public long send(List<?> batch, Actor actor) {
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (Object command : batch) {
            answers.add(CompletableFuture.supplyAsync(() -> accepted(command, actor), senders));
        }
        return answers.stream()
                .map(CompletableFuture::join)
                .filter(accepted -> !accepted)
                .count();
    }

    private boolean accepted(Object command, Actor actor) {
        try {
            commands.send(command, actor);
            return true;
        } catch (Rejection refused) {
            log.info("{} was refused: {}", command, refused.getMessage());
            return false;
        }
    }

    @Override
    public void destroy() {
        senders.shutdown();
    }
}

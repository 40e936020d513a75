package io.plumbline.platform.write.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends commands of the service's own accord. It ends before all else when the service stops: a command that is handled
 * while event handlers go away would store events that the read side never sees.
 */
public final class BackgroundCommands implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BackgroundCommands.class);
    private static final int AT_ONCE = 8;

    private final Commands commands;
    private final ReadWriteLock sending = new ReentrantReadWriteLock();
    private volatile boolean running;
    private final ExecutorService senders = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("own-commands-", 0).daemon().factory());

    BackgroundCommands(Commands commands) {
        this.commands = commands;
    }

    /**
     * Returns when it is answered.
     *
     * @throws CommandRejected where the domain refuses it
     * @throws IllegalStateException where the service is stopping
     */
    public void send(Object command, Actor actor) {
        sending.readLock().lock();
        try {
            if (!running) {
                throw new IllegalStateException("the service is stopping");
            }
            commands.send(command, actor);
        } finally {
            sending.readLock().unlock();
        }
    }

    /**
     * Sends several at once, since most of what one takes is waiting for its commit. Returns when all are answered.
     *
     * @return how many the domain refused
     * @throws RuntimeException where one failed otherwise
     */
    public long sendAll(List<?> batch, Actor actor) {
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
            send(command, actor);
            return true;
        } catch (CommandRejected refused) {
            log.info("{} was refused: {}", command, refused.getMessage());
            return false;
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Returns when no command is under way. */
    @Override
    public void stop() {
        sending.writeLock().lock();
        try {
            running = false;
        } finally {
            sending.writeLock().unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package io.plumbline.platform.write.command;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers every command with the aggregate's id and version, and keeps the answer under the caller's idempotency key in
 * the transaction of the events. A repeat is answered from there; two at once are one, because the second waits at the
 * primary key until the first has committed or rolled back.
 */
final class IdempotencyStore implements MessageHandlerInterceptor<CommandMessage<?>> {

    /** Unit-of-work resource: the aggregate's version after its handler ran. */
    static final String VERSION = IdempotencyStore.class.getName() + ".version";

    private static final int PURGE_AT_MOST = 10_000;

    private final JdbcClient jdbc;
    private final CommandTargetResolver targets;
    private final Clock clock;

    IdempotencyStore(JdbcClient jdbc, CommandTargetResolver targets, Clock clock) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.clock = clock;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain) throws Exception {
        CommandMessage<?> command = work.getMessage();
        String key = (String) command.getMetaData().get(Commands.IDEMPOTENCY_KEY);
        if (key == null) {
            return answer(work, chain);
        }
        String actor = Actor.of(command.getMetaData()).name();
        byte[] digest = (byte[]) Objects.requireNonNull(command.getMetaData().get(Commands.REQUEST_DIGEST));
        Answer earlier = claim(actor, key, digest);
        if (earlier != null) {
            return earlier;
        }
        Answer answer = answer(work, chain);
        jdbc.sql(
                        "update answered_command set answer_id = ?, answer_version = ? where actor = ? and idempotency_key = ?")
                .params(answer.id(), answer.version(), actor, key)
                .update();
        return answer;
    }

    /** Null where the key is new and now ours; the earlier answer otherwise. */
    private @Nullable Answer claim(String actor, String key, byte[] digest) {
        int claimed = jdbc.sql("""
                        insert into answered_command (actor, idempotency_key, request_digest, answered_at)
                        values (?, ?, ?, ?) on conflict do nothing""")
                .params(actor, key, digest, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (claimed == 1) {
            return null;
        }
        @SuppressWarnings("ArrayRecordComponent") // compared by Arrays.equals
        record Row(byte[] requestDigest, String answerId, long answerVersion) {}
        Row row = jdbc.sql("""
                        select request_digest, answer_id, answer_version from answered_command
                        where actor = ? and idempotency_key = ?""").params(actor, key).query(Row.class).single();
        if (!Arrays.equals(row.requestDigest(), digest)) {
            throw CommandRejected.invalid(
                    "idempotency-key-reused",
                    "Idempotency-Key",
                    "this key was used before with another request; use a new one");
        }
        return new Answer(row.answerId(), row.answerVersion());
    }

    private Answer answer(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain) throws Exception {
        Object result = chain.proceed();
        if (result instanceof Answer answer) {
            return answer;
        }
        String id = targets.resolveTarget(work.getMessage()).getIdentifier();
        return new Answer(id, (long) work.getResource(VERSION));
    }

    /** Forgets answers older than {@code age}, a bounded number at a time. */
    int forgetOlderThan(Duration age) {
        return jdbc.sql("""
                        delete from answered_command where ctid = any (array(
                            select ctid from answered_command where answered_at < ? limit ?))""")
                .params(clock.instant().minus(age).atOffset(ZoneOffset.UTC), PURGE_AT_MOST)
                .update();
    }
}

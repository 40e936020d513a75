package io.plumbline.deploy.suite;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * @param pid its number
 * @param startedMillis when it started, in milliseconds of the epoch; 0 where the system doesn't say
 */
record ProcessId(long pid, long startedMillis) {

    static ProcessId of(ProcessHandle process) {
        return new ProcessId(process.pid(), startedMillis(process));
    }

    /** The process, where it still runs. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedMillis(process) == startedMillis);
    }

    private static long startedMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}

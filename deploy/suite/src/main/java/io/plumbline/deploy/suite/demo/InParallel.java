package io.plumbline.deploy.suite.demo;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that doesn't depend on one another, a few pieces at a time. */
final class InParallel {

    private static final int THREADS = 4;

    /** A piece of work. */
    @FunctionalInterface
    interface Work<T> {
        void with(T item) throws InterruptedException;
    }

    private InParallel() {}

    /** @throws DemonstrationFailure the first that a piece of work ended with */
    static <T> void forEach(List<T> items, Work<T> work) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Boolean>> pieces = items.stream()
                    .<Callable<Boolean>>map(item -> () -> {
                        work.with(item);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> done : threads.invokeAll(pieces)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DemonstrationFailure failure
                    ? failure
                    : new DemonstrationFailure(String.valueOf(e.getCause()));
        }
    }
}

package io.plumbline.deploy.suite;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Tells the user what was done and how long it took. */
final class StartupLog {

    private final PrintWriter out;

    StartupLog(PrintWriter out) {
        this.out = out;
    }

    /** Runs {@code work} and prints one line when it is done. */
    <T> T time(String title, Callable<T> work) {
        long begin = System.nanoTime();
        try {
            T result = work.call();
            done(title, begin);
            return result;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prints the line of a step that began at {@code begin}, a {@link System#nanoTime()}. */
    void done(String title, long begin) {
        say("%-22s %5.1f s".formatted(title, (System.nanoTime() - begin) / 1e9));
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }
}

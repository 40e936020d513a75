package io.plumbline.deploy.suite.demo;

/** The demonstration can't be put in, or can't go on. */
public final class DemonstrationFailure extends RuntimeException {

    DemonstrationFailure(String message) {
        super(message);
    }
}

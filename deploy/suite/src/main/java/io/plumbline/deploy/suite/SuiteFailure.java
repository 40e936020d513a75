package io.plumbline.deploy.suite;

/** Why a command could not do what it was asked, as the one sentence that its user reads. */
final class SuiteFailure extends RuntimeException {

    SuiteFailure(String sentence) {
        super(sentence);
    }

    SuiteFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

package io.plumbline.deploy.imports;

/** Why an import cannot go on, in one sentence for the person who started it. */
public final class ImportFailure extends RuntimeException {

    ImportFailure(String sentence) {
        super(sentence);
    }

    ImportFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

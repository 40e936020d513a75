package io.plumbline.deploy.imports;

/** A row that cannot be mapped. */
final class Faulty extends Exception {

    private final Fault fault;

    Faulty(String place, String rule, String message) {
        super(message, null, false, false);
        fault = new Fault(place, rule, message);
    }

    Fault fault() {
        return fault;
    }
}

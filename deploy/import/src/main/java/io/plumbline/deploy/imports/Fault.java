package io.plumbline.deploy.imports;

/**
 * What is wrong with a row.
 *
 * @param place the column, or the field where no single column is at fault
 * @param rule in kebab case
 */
record Fault(String place, String rule, String message) {

    @Override
    public String toString() {
        return "%s: %s (%s)".formatted(place, message, rule);
    }
}

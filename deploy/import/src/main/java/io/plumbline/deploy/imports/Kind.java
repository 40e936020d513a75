package io.plumbline.deploy.imports;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What rows can be imported as, in the order in which they depend on each other. */
enum Kind {
    TERRITORIES(
            "/api/territories/bulk",
            "code!:TEXT nameEn!:TEXT nameZh!:TEXT parent:TEXT timeZone!:TEXT currency!:TEXT priority:TEXT"
                    + " occurredAt:INSTANT changedAt:INSTANT"),
    ASSIGNMENTS(
            "/api/territories/assignments/bulk",
            "territory!:TEXT representative!:TEXT displayName:TEXT role:TEXT productLine:TEXT segment:TEXT from!:DATE"
                    + " to^:DATE occurredAt:INSTANT"),
    CUSTOMERS(
            "/api/customers/bulk",
            "externalReference!:REFERENCE nameEn:TEXT nameZh:TEXT segment!:TEXT industry!:TEXT size:INTEGER"
                    + " territory!:TEXT channel!:TEXT owner!:TEXT needs:TEXTS painPoints:TEXTS occurredAt:INSTANT"
                    + " changedAt:INSTANT"),
    OPPORTUNITIES(
            "/api/opportunities/bulk",
            "externalReference!:REFERENCE customer!:REFERENCE name!:TEXT pipeline:TEXT openedIn:TEXT stage:TEXT"
                    + " source!:TEXT currency!:TEXT lines!:LINES expectedClose!:DATE owner!:TEXT territory:TEXT"
                    + " status:STATUS openedAt!:INSTANT moves:MOVES wonAt^:INSTANT lostAt^:INSTANT lossReason:TEXT competitor:TEXT"
                    + " changedAt:INSTANT"),
    ORDERS(
            "/api/orders/bulk",
            "externalReference!:REFERENCE customer!:REFERENCE representative!:TEXT channel:TEXT territory:TEXT"
                    + " currency!:TEXT lines!:ORDER_LINES orderedAt!:INSTANT"),
    ACTIVITIES(
            "/api/activities/bulk",
            "externalReference!:REFERENCE customer!:REFERENCE opportunity:REFERENCE kind!:TEXT representative!:TEXT"
                    + " purpose!:TEXT plannedAt:INSTANT plannedOn:INSTANT completedAt^:INSTANT outcome:TEXT said:TEXT");

    /** What a field is made of. */
    enum Type {
        TEXT,
        TEXTS,
        INTEGER,
        DECIMAL,
        /** A decimal that may be written with the sign or the code of the row's own currency. */
        MONEY,
        DATE,
        INSTANT,
        /** Written as the reference alone; the mapping names the system. */
        REFERENCE,
        /** Open, won or lost: which of a row's instants count. It is not sent. */
        STATUS,
        LINES("productLine!:TEXT product!:TEXT quantity!:DECIMAL amount!:MONEY cost:MONEY"),
        ORDER_LINES("productLine!:TEXT product!:TEXT quantity!:DECIMAL amount!:MONEY cost:MONEY"),
        MOVES("to!:TEXT at!:INSTANT");

        /** A class of its own, because fields are described by types. */
        private static final class Parts {

            private static final Map<Type, Map<String, Field>> OF =
                    Arrays.stream(values()).collect(Collectors.toMap(type -> type, type -> Kind.fields(type.elements)));
        }

        private final String elements;

        Type() {
            this("");
        }

        Type(String elements) {
            this.elements = elements;
        }

        boolean isDate() {
            return this == DATE || this == INSTANT;
        }

        /** Of each element; empty where it is no list of elements with fields. */
        Map<String, Field> parts() {
            return Objects.requireNonNull(Parts.OF.get(this));
        }
    }

    /**
     * @param required whether a row without it is refused
     * @param closing whether it says that something is over, so that a row whose condition for it holds is refused without
     *     it, and not taken for one that goes on
     */
    record Field(Type type, boolean required, boolean closing) {}

    private final String path;
    private final Map<String, Field> fields;

    Kind(String path, String fields) {
        this.path = path;
        this.fields = fields(fields);
    }

    /** @param described each as its name, {@code !} where it is required or {@code ^} where it is closing, and its type */
    private static Map<String, Field> fields(String described) {
        return Arrays.stream(described.split(" "))
                .filter(field -> !field.isEmpty())
                .map(field -> field.split(":"))
                .collect(Collectors.toMap(
                        field -> field[0].replaceFirst("[!^]$", ""),
                        field -> new Field(Type.valueOf(field[1]), field[0].endsWith("!"), field[0].endsWith("^")),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** Where its rows are sent. */
    String path() {
        return path;
    }

    Map<String, Field> fields() {
        return fields;
    }
}

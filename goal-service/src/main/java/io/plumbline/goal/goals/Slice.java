package io.plumbline.goal.goals;

import io.plumbline.goal.terms.Period;
import io.plumbline.goal.terms.Scope;
import io.plumbline.goal.terms.TerritoryCode;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of its parent's scope, or of its period, that one part of a decomposition is about. */
sealed interface Slice {

    Dimension dimension();

    /** What the part is called where it has no name of its own. */
    String label();

    /** The parent's scope narrowed to this slice. */
    default Scope narrow(Scope scope) {
        return switch (this) {
            case OfPeriod _ -> scope;
            case OfTerritory(var territory) -> scope.withTerritory(territory);
            case OfProductLines(var lines) -> scope.withProductLines(lines);
            case OfSegments(var segments) -> scope.withSegments(segments);
            case OfChannels(var channels) -> scope.withChannels(channels);
            case OfRepresentative(var representative) -> scope.withRepresentative(representative);
        };
    }

    record OfPeriod(Period period) implements Slice {
        @Override
        public Dimension dimension() {
            return Dimension.PERIOD;
        }

        @Override
        public String label() {
            return period.toString();
        }
    }

    record OfTerritory(TerritoryCode territory) implements Slice {
        @Override
        public Dimension dimension() {
            return Dimension.TERRITORY;
        }

        @Override
        public String label() {
            return territory.value();
        }
    }

    record OfProductLines(List<String> productLines) implements Slice {
        @Override
        public Dimension dimension() {
            return Dimension.PRODUCT_LINE;
        }

        @Override
        public String label() {
            return String.join(", ", productLines);
        }
    }

    record OfSegments(List<String> segments) implements Slice {
        @Override
        public Dimension dimension() {
            return Dimension.SEGMENT;
        }

        @Override
        public String label() {
            return String.join(", ", segments);
        }
    }

    record OfChannels(List<String> channels) implements Slice {
        @Override
        public Dimension dimension() {
            return Dimension.CHANNEL;
        }

        @Override
        public String label() {
            return String.join(", ", channels);
        }
    }

    record OfRepresentative(String representative) implements Slice {
        @Override
        public Dimension dimension() {
            return Dimension.REPRESENTATIVE;
        }

        @Override
        public String label() {
            return representative;
        }
    }

    /** @throws Refused where two slices of one decomposition have anything in common */
    static void requireNoOverlap(List<? extends Slice> slices, TerritoryTree tree) {
        List<OfPeriod> periods = new ArrayList<>();
        Set<Object> taken = new HashSet<>();
        Set<TerritoryCode> territories = new HashSet<>();
        for (Slice slice : slices) {
            switch (slice) {
                case OfPeriod period -> periods.add(period);
                case OfTerritory(var territory) -> {
                    take(taken, List.of(territory));
                    territories.add(territory);
                }
                case OfProductLines(var lines) -> take(taken, lines);
                case OfSegments(var segments) -> take(taken, segments);
                case OfChannels(var channels) -> take(taken, channels);
                case OfRepresentative(var representative) -> take(taken, List.of(representative));
            }
        }
        requireNoOverlap(periods);
        for (TerritoryCode territory : territories) {
            boolean within = territories.stream()
                    .anyMatch(other -> !other.equals(territory) && tree.isWithin(territory.value(), other.value()));
            if (within) {
                throw overlap(territory + " lies within another part");
            }
        }
    }

    private static void requireNoOverlap(List<OfPeriod> periods) {
        periods.sort(Comparator.comparing(slice -> slice.period().from()));
        @Nullable Period before = null;
        for (OfPeriod slice : periods) {
            if (before != null && before.overlaps(slice.period())) {
                throw overlap(before + " and " + slice.period() + " have days in common");
            }
            before = slice.period();
        }
    }

    private static void take(Set<Object> taken, List<?> values) {
        for (Object value : values) {
            if (!taken.add(value)) {
                throw overlap(value + " is in more than one part");
            }
        }
    }

    private static Refused overlap(String message) {
        return Refused.invalid("no-overlap", "parts", message);
    }
}

package io.plumbline.goal.goals;

import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.Scope;
import io.plumbline.goal.values.TerritoryCode;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.write.command.CommandRejected;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The part of its parent's scope, or of its period, that one part of a decomposition is about. */
sealed interface ScopeSlice {

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

    record OfPeriod(Period period) implements ScopeSlice {
        @Override
        public Dimension dimension() {
            return Dimension.PERIOD;
        }

        @Override
        public String label() {
            return period.toString();
        }
    }

    record OfTerritory(TerritoryCode territory) implements ScopeSlice {
        @Override
        public Dimension dimension() {
            return Dimension.TERRITORY;
        }

        @Override
        public String label() {
            return territory.value();
        }
    }

    record OfProductLines(List<String> productLines) implements ScopeSlice {
        @Override
        public Dimension dimension() {
            return Dimension.PRODUCT_LINE;
        }

        @Override
        public String label() {
            return String.join(", ", productLines);
        }
    }

    record OfSegments(List<String> segments) implements ScopeSlice {
        @Override
        public Dimension dimension() {
            return Dimension.SEGMENT;
        }

        @Override
        public String label() {
            return String.join(", ", segments);
        }
    }

    record OfChannels(List<String> channels) implements ScopeSlice {
        @Override
        public Dimension dimension() {
            return Dimension.CHANNEL;
        }

        @Override
        public String label() {
            return String.join(", ", channels);
        }
    }

    record OfRepresentative(String representative) implements ScopeSlice {
        @Override
        public Dimension dimension() {
            return Dimension.REPRESENTATIVE;
        }

        @Override
        public String label() {
            return representative;
        }
    }

    /** @throws CommandRejected where two slices of one decomposition have anything in common */
    static void requireNoOverlap(List<? extends ScopeSlice> slices, TerritoryTree tree) {
        List<OfPeriod> periods = new ArrayList<>();
        Set<Object> taken = new HashSet<>();
        Set<TerritoryCode> territories = new HashSet<>();
        for (ScopeSlice slice : slices) {
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

    /** @throws CommandRejected where slices are periods, and leave days of the whole out */
    static void requireCovered(List<? extends ScopeSlice> slices, Period whole) {
        List<Period> periods = slices.stream()
                .flatMap(slice -> slice instanceof OfPeriod(var period) ? Stream.of(period) : Stream.of())
                .sorted(Comparator.comparing(Period::from))
                .toList();
        if (periods.isEmpty()) {
            return;
        }
        LocalDate next = whole.from();
        for (Period period : periods) {
            if (period.from().isAfter(next)) {
                throw uncovered(next, period.from().minusDays(1));
            }
            next = period.to().plusDays(1);
        }
        if (!next.isAfter(whole.to())) {
            throw uncovered(next, whole.to());
        }
    }

    private static CommandRejected uncovered(LocalDate from, LocalDate to) {
        return CommandRejected.invalid(
                "covers-period", "parts", "no part is about %s to %s of the goal's period".formatted(from, to));
    }

    private static void take(Set<Object> taken, List<?> values) {
        for (Object value : values) {
            if (!taken.add(value)) {
                throw overlap(value + " is in more than one part");
            }
        }
    }

    private static CommandRejected overlap(String message) {
        return CommandRejected.invalid("no-overlap", "parts", message);
    }
}

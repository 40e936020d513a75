package io.plumbline.activity.visits;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to see in a week. Those that are due come by their tier, A before B before C, prospects that nobody has assessed
 * after those, D last; within a tier the one that is due first. Each gets the working day that is nearest to its due day
 * and still has room, a later one rather than an earlier one.
 */
final class WeekProposal {

    private static final int WORKING_DAYS = 5;

    /** A follow-up and the day that it was given. */
    record Visit(FollowUp followUp, LocalDate day) {}

    private final Week week;
    private final int[] room = new int[WORKING_DAYS];

    private WeekProposal(Week week, int dailyCapacity) {
        this.week = week;
        Arrays.fill(room, dailyCapacity);
    }

    /**
     * @param due in any order; those that are due after the week are left out, and a customer comes once
     * @param dailyCapacity how many on one day
     * @return in the order of their days, the important ones first
     */
    static List<Visit> of(Week week, List<FollowUp> due, int dailyCapacity) {
        WeekProposal proposal = new WeekProposal(week, dailyCapacity);
        List<Visit> visits = new ArrayList<>();
        Set<String> customers = new HashSet<>();
        due.stream()
                .filter(followUp -> !followUp.due().isAfter(week.sunday()))
                .sorted(Comparator.comparingInt((FollowUp f) -> rank(f.tier()))
                        .thenComparing(FollowUp::due)
                        .thenComparing(FollowUp::customerId))
                .filter(followUp -> customers.add(followUp.customerId()))
                .forEach(followUp ->
                        proposal.dayFor(followUp.due()).ifPresent(day -> visits.add(new Visit(followUp, day))));
        visits.sort(Comparator.comparing(Visit::day));
        return visits;
    }

    private static int rank(@Nullable String tier) {
        return switch (Objects.requireNonNullElse(tier, "")) {
            case "A" -> 0;
            case "B" -> 1;
            case "C" -> 2;
            case "D" -> 4;
            default -> 3;
        };
    }

    private Optional<LocalDate> dayFor(LocalDate due) {
        long daysIn = due.toEpochDay() - week.monday().toEpochDay();
        int wanted = (int) Math.clamp(daysIn, 0, WORKING_DAYS - 1);
        for (int day = wanted; day < WORKING_DAYS; day++) {
            if (room[day] > 0) {
                return take(day);
            }
        }
        for (int day = wanted - 1; day >= 0; day--) {
            if (room[day] > 0) {
                return take(day);
            }
        }
        return Optional.empty();
    }

    private Optional<LocalDate> take(int day) {
        room[day]--;
        return Optional.of(week.monday().plusDays(day));
    }
}

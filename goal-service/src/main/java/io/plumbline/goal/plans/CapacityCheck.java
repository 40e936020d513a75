package io.plumbline.goal.plans;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.plumbline.platform.write.command.CommandRejected;

/**
 * Whether the people of a plan can take on the new customers that it wants: representatives x customers that one can take
 * on a month x months.
 *
 * @param customersPerMonth that one representative can take on
 * @param newCustomerGoal how many the plan wants
 */
record CapacityCheck(int representatives, int customersPerMonth, int months, int newCustomerGoal) {

    CapacityCheck {
        if (representatives < 0 || customersPerMonth < 1 || months < 1 || newCustomerGoal < 0) {
            throw CommandRejected.invalid("positive", "capacity", "a capacity is made of positive numbers");
        }
        if ((long) representatives * customersPerMonth * months > Integer.MAX_VALUE) {
            throw CommandRejected.invalid("magnitude", "capacity", "no organisation is that large");
        }
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    int capacity() {
        return representatives * customersPerMonth * months;
    }

    /** How many of the wanted customers nobody can take on; 0 where all can be. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    int shortfall() {
        return Math.max(0, newCustomerGoal - capacity());
    }

    /** How many representatives could take on all of them. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    int representativesNeeded() {
        return Math.ceilDiv(newCustomerGoal, customersPerMonth * months);
    }

    /** What it says, as a sentence. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    String verdict() {
        String sum = "%d representatives x %d customers a month x %d months = %d"
                .formatted(representatives, customersPerMonth, months, capacity());
        return shortfall() == 0
                ? sum + " carries a goal of " + newCustomerGoal
                : sum
                        + " cannot carry a goal of %d: it is short by %d; %d representatives could carry it"
                                .formatted(newCustomerGoal, shortfall(), representativesNeeded());
    }
}

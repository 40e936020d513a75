package io.plumbline.customer.tiers;

import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * The MAN assessment in numbers, each 0-100.
 *
 * @param money purchasing power
 * @param authority of those we talk to, to decide
 * @param need for what we sell
 */
public record Scores(int money, int authority, int need) {

    /** @throws CommandRejected where a score lies outside 0-100 */
    public Scores {
        List<Violation> violations = new ArrayList<>();
        require("money", money, violations);
        require("authority", authority, violations);
        require("need", need, violations);
        if (!violations.isEmpty()) {
            throw CommandRejected.invalid(violations);
        }
    }

    private static void require(String field, int score, List<Violation> violations) {
        if (score < 0 || score > 100) {
            violations.add(new Violation("score", field, "a score lies between 0 and 100"));
        }
    }

    int sum() {
        return money + authority + need;
    }
}

package io.plumbline.goal.plans;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a plan needs to be carried out.
 *
 * @param category of a budget, else null
 * @param requested people, pieces, or money in the plan's currency
 * @param approved null until somebody decides; zero where it was refused
 * @param consumed never more than was approved
 */
record Resource(
        String resourceId,
        Kind kind,
        @Nullable Category category,
        String description,
        BigDecimal requested,
        @Nullable BigDecimal approved,
        BigDecimal consumed) {

    enum Kind {
        HEADCOUNT,
        BUDGET,
        TOOL
    }

    enum Category {
        PAY,
        PROMOTION,
        MARKETING,
        MATERIALS,
        ENTERTAINMENT
    }

    /** @throws CommandRejected where a budget has no category, or something else has one */
    Resource {
        if ((kind == Kind.BUDGET) != (category != null)) {
            throw CommandRejected.invalid("budget-category", "category", "a budget, and nothing else, has a category");
        }
    }

    static Resource requested(
            String resourceId, Kind kind, @Nullable Category category, String description, BigDecimal amount) {
        return new Resource(resourceId, kind, category, description, amount, null, BigDecimal.ZERO);
    }

    Resource approved(BigDecimal amount) {
        return new Resource(resourceId, kind, category, description, requested, amount, consumed);
    }

    Resource consumed(BigDecimal amount) {
        return new Resource(resourceId, kind, category, description, requested, approved, consumed.add(amount));
    }

    /** What is left of what was approved; zero where nothing was. */
    @JsonIgnore
    BigDecimal left() {
        return approved == null ? BigDecimal.ZERO : approved.subtract(consumed);
    }
}

package io.plumbline.goal.plans;

import io.plumbline.goal.values.PlanId;
import io.plumbline.platform.write.command.CommandRejected;
import org.jspecify.annotations.Nullable;

/** What rules need to know about plans; read in the transaction of the command that asks. */
public interface Plans {

    @Nullable PlanOutline find(PlanId planId);

    /** @throws CommandRejected where there is no such plan */
    default PlanOutline require(String field, PlanId planId) {
        PlanOutline plan = find(planId);
        if (plan == null) {
            throw CommandRejected.invalid("known-plan", field, "there is no plan " + planId);
        }
        return plan;
    }
}

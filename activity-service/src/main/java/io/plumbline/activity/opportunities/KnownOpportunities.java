package io.plumbline.activity.opportunities;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.platform.write.command.CommandRejected;

/** The opportunities that an activity may belong to. */
public interface KnownOpportunities {

    /** @throws CommandRejected where there is no such opportunity, or it is another customer's, not counting merged ones */
    void requireAt(CustomerId customer, OpportunityId opportunity);
}

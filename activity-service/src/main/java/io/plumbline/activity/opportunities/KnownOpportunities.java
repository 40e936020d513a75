package io.plumbline.activity.opportunities;

import io.plumbline.activity.terms.CustomerId;
import io.plumbline.activity.terms.OpportunityId;
import io.plumbline.platform.write.Refused;

/** The opportunities that an activity may belong to. */
public interface KnownOpportunities {

    /** @throws Refused where there is no such opportunity, or it is another customer's, not counting merged ones */
    void requireAt(CustomerId customer, OpportunityId opportunity);
}

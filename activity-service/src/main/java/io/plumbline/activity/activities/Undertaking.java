package io.plumbline.activity.activities;

import io.plumbline.activity.terms.CustomerId;
import io.plumbline.activity.terms.OpportunityId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an activity is, apart from when.
 *
 * @param opportunityId null where it serves no opportunity
 * @param materials to bring
 */
public record Undertaking(
        Kind kind,
        CustomerId customerId,
        @Nullable OpportunityId opportunityId,
        String representative,
        String purpose,
        List<String> materials) {

    public Undertaking {
        materials = List.copyOf(materials);
    }
}

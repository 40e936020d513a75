package io.plumbline.activity.activities;

import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an activity is, apart from when.
 *
 * @param opportunityId null where it serves no opportunity
 * @param materials to bring
 */
public record ActivityContent(
        Kind kind,
        CustomerId customerId,
        @Nullable OpportunityId opportunityId,
        String representative,
        String purpose,
        List<String> materials) {

    public ActivityContent {
        materials = List.copyOf(materials);
    }
}

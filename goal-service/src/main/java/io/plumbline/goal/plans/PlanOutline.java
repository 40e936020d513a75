package io.plumbline.goal.plans;

import io.plumbline.goal.terms.Period;
import io.plumbline.goal.terms.PlanId;
import io.plumbline.goal.terms.TerritoryCode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What others need to know of a plan.
 *
 * @param newCustomerCapacity how many new customers its people can take on; null while that is not assessed
 */
public record PlanOutline(
        PlanId planId,
        TerritoryCode territory,
        String owner,
        Currency currency,
        Period period,
        PlanStatus status,
        @Nullable Integer newCustomerCapacity) {}

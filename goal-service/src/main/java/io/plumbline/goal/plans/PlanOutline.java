package io.plumbline.goal.plans;

import io.plumbline.goal.values.Period;
import io.plumbline.goal.values.PlanId;
import io.plumbline.goal.values.TerritoryCode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What others need to know of a plan.
 *
 * @param knowsMarketSize whether its market analysis states how large the market is
 * @param newCustomerCapacity how many new customers its people can take on; null while that is not assessed
 */
public record PlanOutline(
        PlanId planId,
        TerritoryCode territory,
        String owner,
        Currency currency,
        Period period,
        PlanStatus status,
        boolean knowsMarketSize,
        @Nullable Integer newCustomerCapacity) {}

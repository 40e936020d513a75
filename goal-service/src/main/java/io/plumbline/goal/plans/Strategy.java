package io.plumbline.goal.plans;

import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a plan means to win.
 *
 * @param channel of a strategy for a channel, else null
 */
record Strategy(
        String strategyId,
        Kind kind,
        String description,
        @Nullable ChannelShare channel) {

    enum Kind {
        CUSTOMER,
        PRODUCT,
        CHANNEL,
        PRICING,
        PROMOTION
    }

    /** Of what a channel is expected to bring its share. */
    enum Yield {
        LEADS,
        HIGH_INTENT_LEADS
    }

    /**
     * What a channel costs and brings.
     *
     * @param budgetShare of the plan's budget, as a fraction
     * @param expectedShare of all the plan's leads of the kind, as a fraction
     */
    record ChannelShare(String channel, BigDecimal budgetShare, BigDecimal expectedShare, Yield of) {}

    /** @throws CommandRejected where a channel's strategy does not state its shares, or another one does */
    Strategy {
        if ((kind == Kind.CHANNEL) != (channel != null)) {
            throw CommandRejected.invalid(
                    "channel-shares",
                    "channel",
                    "a channel's strategy, and no other, states its share of the budget and what is expected of it");
        }
    }
}

package io.plumbline.activity.orders;

import io.plumbline.activity.values.Currencies;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was ordered, by whom and through whom.
 *
 * @param opportunityId that it was won by; null for a repeat purchase
 * @param externalReference null for an order that was won here
 * @param representative who gets the credit
 */
public record OrderContent(
        @Nullable OpportunityId opportunityId,
        @Nullable ExternalReference externalReference,
        CustomerId customerId,
        String representative,
        String channel,
        String territory,
        Currency currency,
        List<OrderLine> lines) {

    /** @throws CommandRejected where a line repeats, is empty, or has more decimals than the currency */
    public OrderContent {
        lines = List.copyOf(lines);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            String field = "lines[" + i + "]";
            if (!ids.add(line.lineId())) {
                throw CommandRejected.invalid("unique-line", field + ".lineId", "two lines have the same id");
            }
            if (line.quantity().signum() <= 0) {
                throw CommandRejected.invalid("positive", field + ".quantity", "the quantity is above zero");
            }
            Currencies.amount(field + ".amount", line.amount(), currency);
        }
    }

    /** The sum of the lines, in {@link #currency}. */
    public BigDecimal amount() {
        return lines.stream().map(OrderLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

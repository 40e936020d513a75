package io.plumbline.activity.opportunities;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The lines of an opportunity; its amount is their sum. */
record Lines(@JsonValue List<Line> lines) {

    /** @throws CommandRejected where two lines have the same id */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Lines {
        lines = List.copyOf(lines);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!ids.add(lines.get(i).lineId())) {
                throw CommandRejected.invalid("unique-line", "lines[" + i + "].lineId", "two lines have the same id");
            }
        }
    }

    BigDecimal amount() {
        return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whether both are about the same, whatever their lines are called and however the numbers are written. */
    boolean saysTheSameAs(Lines other) {
        return lines.size() == other.lines.size()
                && IntStream.range(0, lines.size()).allMatch(i -> sameButId(lines.get(i), other.lines.get(i)));
    }

    private static boolean sameButId(Line one, Line other) {
        return one.productLine().equals(other.productLine())
                && one.product().equals(other.product())
                && one.quantity().compareTo(other.quantity()) == 0
                && one.amount().compareTo(other.amount()) == 0
                && sameCost(one.cost(), other.cost());
    }

    private static boolean sameCost(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }
}

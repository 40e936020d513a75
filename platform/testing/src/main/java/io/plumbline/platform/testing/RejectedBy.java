package io.plumbline.platform.testing;

import io.plumbline.platform.write.command.CommandRejected;
import io.plumbline.platform.write.command.Violation;
import java.util.List;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** Matches a rejected command by the rules that it breaks. */
public final class RejectedBy extends TypeSafeMatcher<CommandRejected> {

    private final List<String> rules;

    private RejectedBy(List<String> rules) {
        this.rules = rules;
    }

    /** Exactly these rules, in their order. */
    public static Matcher<CommandRejected> rules(String... rules) {
        return new RejectedBy(List.of(rules));
    }

    /** Asserts that a command was rejected by exactly this rule, and that nothing happened. */
    public static void refused(ResultValidator<?> result, String rule) {
        result.expectNoEvents().expectException(rules(rule));
    }

    @Override
    protected boolean matchesSafely(CommandRejected rejected) {
        return rejected.violations().stream().map(Violation::rule).toList().equals(rules);
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("a rejection by ").appendValue(rules);
    }
}

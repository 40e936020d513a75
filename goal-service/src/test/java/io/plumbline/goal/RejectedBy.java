package io.plumbline.goal;

import io.plumbline.platform.write.CommandRejected;
import io.plumbline.platform.write.Violation;
import java.util.List;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** Matches a refusal that names exactly these rules. */
public final class RejectedBy extends TypeSafeMatcher<CommandRejected> {

    private final List<String> rules;

    private RejectedBy(List<String> rules) {
        this.rules = rules;
    }

    public static Matcher<CommandRejected> rules(String... rules) {
        return new RejectedBy(List.of(rules));
    }

    @Override
    protected boolean matchesSafely(CommandRejected refused) {
        return refused.violations().stream().map(Violation::rule).toList().equals(rules);
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("a refusal by ").appendValue(rules);
    }
}

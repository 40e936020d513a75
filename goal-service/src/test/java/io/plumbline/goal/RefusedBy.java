package io.plumbline.goal;

import io.plumbline.platform.write.Refused;
import io.plumbline.platform.write.Violation;
import java.util.List;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** Matches a refusal that names exactly these rules. */
public final class RefusedBy extends TypeSafeMatcher<Refused> {

    private final List<String> rules;

    private RefusedBy(List<String> rules) {
        this.rules = rules;
    }

    public static Matcher<Refused> rules(String... rules) {
        return new RefusedBy(List.of(rules));
    }

    @Override
    protected boolean matchesSafely(Refused refused) {
        return refused.violations().stream().map(Violation::rule).toList().equals(rules);
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("a refusal by ").appendValue(rules);
    }
}

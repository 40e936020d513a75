package io.plumbline.customer;

import io.plumbline.platform.write.CommandRejected;
import io.plumbline.platform.write.Violation;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomMatcher;

/** Says which rule refused a command. */
public final class RejectedBy {

    private RejectedBy() {}

    public static void refused(ResultValidator<?> result, String rule) {
        result.expectNoEvents().expectException(new CustomMatcher<Throwable>("a refusal by the rule " + rule) {
            @Override
            public boolean matches(Object refusal) {
                return refusal instanceof CommandRejected refused
                        && refused.violations().stream().map(Violation::rule).anyMatch(rule::equals);
            }
        });
    }
}

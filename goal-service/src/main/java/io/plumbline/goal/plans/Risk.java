package io.plumbline.goal.plans;

import org.jspecify.annotations.Nullable;

/**
 * What could go wrong.
 *
 * @param likelihood from 1 to 5; null until it is assessed
 * @param impact from 1 to 5; null until it is assessed
 * @param response what is done about it; null until somebody says
 * @param closed why it is no risk any more; null while it is one
 */
record Risk(
        String riskId,
        String description,
        @Nullable Integer likelihood,
        @Nullable Integer impact,
        @Nullable String response,
        @Nullable String closed) {

    static Risk identified(String riskId, String description) {
        return new Risk(riskId, description, null, null, null, null);
    }

    Risk assessed(int newLikelihood, int newImpact) {
        return new Risk(riskId, description, newLikelihood, newImpact, response, closed);
    }

    Risk answered(String newResponse) {
        return new Risk(riskId, description, likelihood, impact, newResponse, closed);
    }

    Risk closed(String why) {
        return new Risk(riskId, description, likelihood, impact, response, why);
    }
}

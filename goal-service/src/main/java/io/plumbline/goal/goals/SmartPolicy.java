package io.plumbline.goal.goals;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the organisation holds achievable.
 *
 * @param growthLimit the most that a target grows over its baseline without a justification, as a fraction
 */
@ConfigurationProperties("plumbline.goal.smart")
record SmartPolicy(@DefaultValue("0.50") BigDecimal growthLimit) {}

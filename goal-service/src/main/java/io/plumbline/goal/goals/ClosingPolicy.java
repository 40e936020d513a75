package io.plumbline.goal.goals;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When goals are closed.
 *
 * @param grace how long after its period a goal cannot be closed yet, so that what is entered late is measured too
 */
@ConfigurationProperties("plumbline.goals")
record ClosingPolicy(@DefaultValue("5d") Duration grace) {}

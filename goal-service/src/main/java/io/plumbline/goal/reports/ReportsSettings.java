package io.plumbline.goal.reports;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where reporting-service is asked, and how long its answer is waited for.
 *
 * @param url of reporting-service, without a path; null where this installation has none, so that no goal can be closed
 */
@ConfigurationProperties("plumbline.reports")
record ReportsSettings(
        @Nullable URI url,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout) {}

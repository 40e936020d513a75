package io.plumbline.reporting.alerts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Posts to addresses that others have registered: only to those that {@link WebhookTargets} allows at the moment of
 * connecting, without following redirects, without cookies or proxies, and within a limit that holds for the whole exchange.
 * Nothing of an answer is read but its status.
 */
@Component
class WebhookSender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_AT_ONE_ADDRESS = 10;

    /**
     * How it ended.
     *
     * @param status of the answer; null where there was none
     * @param failure null where it was taken; the same words for whatever keeps a connection from being made or answered, since
     *     others would tell who registers an address what lies within this network
     */
    record Outcome(@Nullable Integer status, @Nullable String failure) {

        static final Outcome UNREACHABLE = new Outcome(null, "it could not be reached or did not answer in time");

        static Outcome answered(int status) {
            return new Outcome(status, status / 100 == 2 ? null : "it answered " + status);
        }
    }

    private final Duration limit;
    private final CloseableHttpClient http;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-deadlines").daemon().factory());

    /** @param limit for resolving, connecting, sending and answering together */
    WebhookSender(WebhookTargets targets, @Value("${plumbline.webhooks.limit}") Duration limit) {
        this.limit = limit;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver(targets))
                        .setMaxConnTotal(MOST_AT_ONCE)
                        .setMaxConnPerRoute(MOST_AT_ONE_ADDRESS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(CONNECT))
                                .setSocketTimeout(Timeout.of(limit))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limit))
                        .setResponseTimeout(Timeout.of(limit))
                        .build())
                // the next attempt looks at the address anew
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    Outcome post(String url, Map<String, String> headers, byte[] body) {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> deadline = deadlines.schedule(request::abort, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return Outcome.answered(http.executeOpen(null, request, null).getCode());
        } catch (IOException | IllegalArgumentException e) {
            log.debug("A webhook's address could not be reached", e);
            return Outcome.UNREACHABLE;
        } finally {
            deadline.cancel(false);
            // closing the answer would read it to its end
            request.abort();
        }
    }

    private static DnsResolver resolver(WebhookTargets targets) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return targets.resolve(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        http.close();
    }
}

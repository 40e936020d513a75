package io.plumbline.reporting.alerts;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which addresses webhooks may be sent to: a service that calls where others tell it to could be turned against its own
 * network. Whoever registers one learns only that it may not be, never what lies behind a name or an address.
 */
@Component
class WebhookTargets {

    private static final String RULE =
            "a webhook's address begins with https, has a host and neither a user nor a fragment, and its host is found at public addresses only";

    private final boolean allowLoopback;
    private final boolean allowPrivate;

    /**
     * @param allowLoopback allows this machine, also without TLS
     * @param allowPrivate allows addresses of private networks, with TLS
     */
    WebhookTargets(
            @Value("${plumbline.webhooks.allow-loopback}") boolean allowLoopback,
            @Value("${plumbline.webhooks.allow-private}") boolean allowPrivate) {
        this.allowLoopback = allowLoopback;
        this.allowPrivate = allowPrivate;
    }

    /** Why nothing is sent there; null where it may be. Resolves the host's name. */
    @Nullable String refusal(String url) {
        try {
            URI uri = new URI(url);
            String host = uri.getHost();
            if (host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
                return RULE;
            }
            boolean loopback = Stream.of(resolve(host)).allMatch(InetAddress::isLoopbackAddress);
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && loopback;
            return secure || plain ? null : RULE;
        } catch (URISyntaxException | UnknownHostException e) {
            return RULE;
        }
    }

    /**
     * The addresses of a host. What connects asks here, so that what was checked is what is connected to, whatever the name
     * resolves to a moment later.
     *
     * @throws UnknownHostException where there are none, or one of them may not be sent to
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (!Stream.of(addresses).allMatch(this::isAllowed)) {
            throw new UnknownHostException("not at public addresses only");
        }
        return addresses;
    }

    private boolean isAllowed(InetAddress address) {
        return PublicAddresses.isPublic(address)
                || allowPrivate && PublicAddresses.isPrivate(address)
                || allowLoopback && address.isLoopbackAddress();
    }

    /** What may be shown and logged of an address: paths and parameters often hold what authorises a sender. */
    static String masked(String url) {
        URI uri = URI.create(url);
        boolean more = uri.getRawQuery() != null
                || uri.getRawPath() != null && uri.getRawPath().length() > 1;
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (more ? "/…" : "");
    }
}

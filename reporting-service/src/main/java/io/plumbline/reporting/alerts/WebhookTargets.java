package io.plumbline.reporting.alerts;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which addresses webhooks may be sent to: a service that calls where others tell it to could be turned against its own
 * network.
 */
@Component
class WebhookTargets {

    private static final int UNIQUE_LOCAL_MASK = 0xfe;
    private static final int UNIQUE_LOCAL = 0xfc;

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
                return "a webhook's address has a host, and neither a user nor a fragment";
            }
            boolean loopback = true;
            for (InetAddress address : InetAddress.getAllByName(host)) {
                loopback &= address.isLoopbackAddress();
                String refusal = refusal(address);
                if (refusal != null) {
                    return refusal;
                }
            }
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && loopback && allowLoopback;
            return secure || plain ? null : "a webhook's address begins with https";
        } catch (URISyntaxException e) {
            return "it is not a URL";
        } catch (UnknownHostException e) {
            return "its host is not known";
        }
    }

    private @Nullable String refusal(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return "it is not the address of one host elsewhere";
        }
        if (address.isLoopbackAddress() && !allowLoopback) {
            return "addresses of this machine are not allowed";
        }
        boolean uniqueLocal =
                address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
        return (address.isSiteLocalAddress() || uniqueLocal) && !allowPrivate
                ? "addresses of private networks are not allowed"
                : null;
    }
}

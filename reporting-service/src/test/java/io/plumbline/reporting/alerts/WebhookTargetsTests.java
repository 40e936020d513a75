package io.plumbline.reporting.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTargetsTests {

    private static final WebhookTargets PUBLIC_ONLY = new WebhookTargets(false, false);
    private static final WebhookTargets WITH_PRIVATE = new WebhookTargets(false, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "198.20.0.1",
                "192.0.1.1",
                "2606:4700::1111",
                "2a00:1450::1"
            })
    void addressesOfOneHostElsewhereArePublic(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "168.63.129.16",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void allOthersAreNot(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void privateNetworksCanBeAllowedAndMetadataCannot() {
        assertThat(WITH_PRIVATE.refusal("https://10.0.0.1/alerts")).isNull();
        assertThat(WITH_PRIVATE.refusal("https://[fd12::1]/alerts")).isNull();
        assertThat(WITH_PRIVATE.refusal("https://169.254.169.254/latest")).isNotNull();
        assertThat(WITH_PRIVATE.refusal("https://[fd00:ec2::254]/latest")).isNotNull();
        assertThat(WITH_PRIVATE.refusal("https://100.100.100.200/latest")).isNotNull();
        assertThat(WITH_PRIVATE.refusal("http://10.0.0.1/alerts")).isNotNull();
    }

    /** Different words would tell whoever registers addresses which hosts there are. */
    @Test
    void allRefusalsReadTheSame() {
        assertThat(PUBLIC_ONLY.refusal("https://no-such-host.invalid/"))
                .isNotNull()
                .isEqualTo(PUBLIC_ONLY.refusal("https://10.0.0.1/"))
                .isEqualTo(PUBLIC_ONLY.refusal("https://localhost/"))
                .isEqualTo(PUBLIC_ONLY.refusal("https://0x7f.1/"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/services/T0/B0/secret, https://hooks.example.com/…",
        "https://example.com?token=secret, https://example.com/…",
        "https://example.com:8443, https://example.com:8443",
        "https://example.com/, https://example.com"
    })
    void ofAnAddressOnlyTheHostIsShown(String url, String shown) {
        assertThat(WebhookTargets.masked(url)).isEqualTo(shown);
    }
}

package io.plumbline.customer.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class SealingTests {

    private static final byte[] NAME = "Wang Fang".getBytes(StandardCharsets.UTF_8);

    private final Sealing sealing = new Sealing("a-secret-of-these-tests-alone");

    @Test
    void opensWhatItSealed() {
        SecretKey key = sealing.key("customer", sealing.newKey("customer"));
        byte[] sealed = sealing.seal(key, "customer/1", NAME);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Wang");
        assertThat(sealing.open(key, "customer/1", sealed)).isEqualTo(NAME);
        assertThat(sealing.seal(key, "customer/1", NAME)).isNotEqualTo(sealed);
    }

    @Test
    void doesNotOpenWhatWasSealedForAnotherOrChanged() {
        byte[] wrapped = sealing.newKey("customer");
        SecretKey key = sealing.key("customer", wrapped);
        byte[] sealed = sealing.seal(key, "customer/1", NAME);
        assertThatThrownBy(() -> sealing.open(key, "customer/2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealing.key("other", wrapped)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Sealing("another-secret-of-these-tests").key("customer", wrapped))
                .isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> sealing.open(key, "customer/1", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesNoSecretThatCouldBeGuessed() {
        assertThatThrownBy(() -> new Sealing("")).isInstanceOf(IllegalArgumentException.class);
    }
}

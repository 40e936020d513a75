package io.plumbline.reporting.alerts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps the secrets of webhooks, which are needed in clear for every signature: encrypted by AES-256 in GCM mode with a key
 * that the database does not know, each bound to its webhook.
 */
@Component
class WebhookSecrets {

    private static final int KEY_BYTES = 32;
    /** Of characters; less could be guessed. */
    private static final int SHORTEST_SECRET = 24;

    private static final byte[] PURPOSE = "plumbline webhook secrets".getBytes(StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final @Nullable SecretKey key;

    /**
     * @param masterSecret what the key is derived from; empty where there is none
     * @throws IllegalArgumentException where the secret is too short
     */
    WebhookSecrets(@Value("${plumbline.webhooks.key}") String masterSecret) {
        if (!masterSecret.isEmpty() && masterSecret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "plumbline.webhooks.key must be a secret of at least " + SHORTEST_SECRET + " characters");
        }
        this.key = masterSecret.isEmpty() ? null : derived(masterSecret);
    }

    private static SecretKey derived(String masterSecret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(masterSecret.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand(PURPOSE, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether there is a key to encrypt with. */
    boolean canKeep() {
        return key != null;
    }

    /** A secret of 256 random bits. */
    String generate() {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        return "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    byte[] encrypt(UUID webhook, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] hidden = apply(Cipher.ENCRYPT_MODE, webhook, nonce, secret.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(NONCE_BYTES + hidden.length)
                .put(nonce)
                .put(hidden)
                .array();
    }

    /** @throws IllegalStateException if it was encrypted with another key or for another webhook */
    byte[] decrypt(UUID webhook, byte[] kept) {
        return apply(
                Cipher.DECRYPT_MODE,
                webhook,
                Arrays.copyOf(kept, NONCE_BYTES),
                Arrays.copyOfRange(kept, NONCE_BYTES, kept.length));
    }

    private byte[] apply(int mode, UUID webhook, byte[] nonce, byte[] text) {
        if (key == null) {
            throw new IllegalStateException("plumbline.webhooks.key is not set");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret can't be read with plumbline.webhooks.key", e);
        }
    }
}

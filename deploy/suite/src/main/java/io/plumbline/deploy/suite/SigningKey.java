package io.plumbline.deploy.suite;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.plumbline.platform.embedded.Secrets;
import io.plumbline.platform.embedded.SignedTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The key that the suite's tokens are signed with. It stays in the data folder, so that tokens outlive a restart. */
final class SigningKey {

    private static final String NAME = "signing-key.json";

    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    /** The folder's key, generated where it has none yet. */
    static SigningKey of(DataFolder folder) {
        Path file = folder.secretFile(NAME);
        try {
            if (Files.notExists(file)) {
                Secrets.write(file, generate().toJSONString());
            }
            return new SigningKey(RSAKey.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new SuiteFailure("The signing key %s cannot be read.".formatted(file), e);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey jwk() {
        return key;
    }

    /** A token for {@code user}: what the sign-in would issue, without a browser. */
    String token(DemoUser user, String issuer, Duration lifetime) {
        return token(user.subject(), user.roles(), user.territories(), issuer, lifetime);
    }

    /** A token for somebody who can't sign in. */
    String token(String subject, List<String> roles, List<String> territories, String issuer, Duration lifetime) {
        return SignedTokens.sign(
                key,
                SignedTokens.ACCESS_TOKEN,
                SignedTokens.claims(issuer, subject, roles, territories, lifetime)
                        .build());
    }
}

package io.plumbline.deploy.suite;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.plumbline.platform.embedded.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** The key that the suite's tokens are signed with. It stays in the data folder, so that tokens outlive a restart. */
final class SigningKey {

    /** What the suite's access tokens are meant for: the value of claim {@code aud}. */
    static final String AUDIENCE = "plumbline";

    /** The media type of an access token (RFC 9068), apart from that of an ID token. */
    static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

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
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(AUDIENCE)
                .claim("roles", roles)
                .claim("territories", territories)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(ACCESS_TOKEN)
                .build();
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}

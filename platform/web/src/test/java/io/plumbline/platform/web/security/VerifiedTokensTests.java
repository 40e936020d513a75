package io.plumbline.platform.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class VerifiedTokensTests {

    private static final ECKey KEY = key("first");
    private static final ECKey OTHER = key("second");
    private static final Instant NOW = Instant.parse("2024-07-02T02:00:00Z");

    private final AtomicInteger verified = new AtomicInteger();
    private JWKSet published = new JWKSet(KEY.toPublicJWK());
    private boolean providerAnswers = true;
    private Instant now = NOW;
    private final VerifiedTokens tokens = tokens();

    private VerifiedTokens tokens() {
        JWKSource<SecurityContext> keys = (selector, context) -> {
            if (!providerAnswers) {
                throw new KeySourceException("no answer");
            }
            return selector.select(published);
        };
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        var decoder = new NimbusJwtDecoder(processor);
        OAuth2TokenValidator<Jwt> validator = jwt -> jwt.getExpiresAt() != null && now.isBefore(jwt.getExpiresAt())
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "it has expired", null));
        decoder.setJwtValidator(validator);
        return new VerifiedTokens(
                token -> {
                    verified.incrementAndGet();
                    return decoder.decode(token);
                },
                keys,
                validator);
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(ECKey key, String subject) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .issueTime(Date.from(NOW))
                        .expirationTime(Date.from(NOW.plus(Duration.ofHours(1))))
                        .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Test
    void aTokenIsVerifiedOnce() throws Exception {
        String token = token(KEY, "mei");

        assertThat(tokens.decode(token).getSubject()).isEqualTo("mei");
        assertThat(tokens.decode(new String(token.toCharArray())).getSubject()).isEqualTo("mei");

        assertThat(verified).hasValue(1);
    }

    @Test
    void aTokenExpiresThoughItIsRemembered() throws Exception {
        String token = token(KEY, "mei");
        tokens.decode(token);

        now = NOW.plus(Duration.ofHours(1));

        assertThatThrownBy(() -> tokens.decode(token))
                .isInstanceOf(JwtValidationException.class)
                .hasMessageContaining("it has expired");
        assertThat(tokens.size()).isZero();
    }

    @Test
    void aTokenIsRefusedAsSoonAsItsKeyIsNoLongerPublished() throws Exception {
        String token = token(KEY, "mei");
        tokens.decode(token);

        published = new JWKSet(OTHER.toPublicJWK());

        assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(BadJwtException.class);
        assertThat(tokens.decode(token(OTHER, "mei")).getSubject()).isEqualTo("mei");
    }

    @Test
    void aKeyOfTheSameNameIsAnotherKey() throws Exception {
        String token = token(KEY, "mei");
        tokens.decode(token);

        published = new JWKSet(key(KEY.getKeyID()).toPublicJWK());

        assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void nothingIsRememberedOfAForgedToken() throws Exception {
        String good = token(KEY, "mei");
        tokens.decode(good);
        String other = token(KEY, "lena");
        String forged = good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertThatThrownBy(() -> tokens.decode(forged)).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("no token")).isInstanceOf(BadJwtException.class);

        assertThat(tokens.size()).isOne();
    }

    @Test
    void aProviderThatDoesNotAnswerIsNoExcuse() throws Exception {
        String token = token(KEY, "mei");
        tokens.decode(token);

        providerAnswers = false;

        assertThatThrownBy(() -> tokens.decode(token)).isInstanceOf(JwtException.class);
    }

    @Test
    void onlySoManyAreRemembered() throws Exception {
        for (int i = 0; i <= 1_000; i++) {
            tokens.decode(token(KEY, "user" + i));
        }

        assertThat(tokens.size()).isEqualTo(1_000);
    }
}

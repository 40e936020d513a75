package io.plumbline.platform.embedded;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Tokens as an authorization server of Plumbline issues them. */
public final class SignedTokens {

    /** What they are meant for: the value of claim {@code aud}. */
    public static final String AUDIENCE = "plumbline";

    /** The media type of an access token (RFC 9068), apart from that of an ID token. */
    public static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private SignedTokens() {}

    /**
     * The claims of an access token that is good from now on.
     *
     * @param roles of {@code rep}, {@code manager}, {@code sales-ops}, {@code bi}
     * @param territories codes; each covers what is below
     */
    public static JWTClaimsSet.Builder claims(
            String issuer, String subject, List<String> roles, List<String> territories, Duration lifetime) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience(AUDIENCE)
                .claim("roles", roles)
                .claim("territories", territories)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString());
    }

    /** A token of a type, signed with a key. */
    public static String sign(RSAKey key, JOSEObjectType type, JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(key.getKeyID())
                .type(type)
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

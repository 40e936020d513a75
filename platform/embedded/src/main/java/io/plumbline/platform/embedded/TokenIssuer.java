package io.plumbline.platform.embedded;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Signs real tokens for tests and publishes the key on the loopback interface, as an authorization server does. */
public final class TokenIssuer {

    private static final Duration LIFETIME = Duration.ofHours(1);

    /** What tokens are meant for: the value of claim {@code aud}. */
    public static final String AUDIENCE = SignedTokens.AUDIENCE;

    private final RSAKey key;
    private final String issuer;

    private TokenIssuer() {
        try {
            key = new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            http.createContext("/oauth2/jwks", exchange -> {
                try (exchange) {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                }
            });
            http.start();
            issuer = "http://127.0.0.1:" + http.getAddress().getPort();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one issuer of this JVM, started by the first call. */
    public static TokenIssuer shared() {
        return Shared.ISSUER;
    }

    /** The value of claim {@code iss}. */
    public String issuer() {
        return issuer;
    }

    /** Where the public key is read. */
    public String jwkSetUri() {
        return issuer + "/oauth2/jwks";
    }

    /**
     * A signed token, good for an hour.
     *
     * @param subject whose token it is
     * @param roles of {@code rep}, {@code manager}, {@code sales-ops}, {@code bi}
     * @param territories codes; each covers what is below
     */
    public String token(String subject, List<String> roles, List<String> territories) {
        return sign(
                SignedTokens.ACCESS_TOKEN, claims(subject, roles, territories).build());
    }

    /** The claims of such a token, to be changed. */
    public JWTClaimsSet.Builder claims(String subject, List<String> roles, List<String> territories) {
        return SignedTokens.claims(issuer, subject, roles, territories, LIFETIME);
    }

    /** A token of any type with any claims, signed with this issuer's key. */
    public String sign(JOSEObjectType type, JWTClaimsSet claims) {
        return SignedTokens.sign(key, type, claims);
    }

    /** An issuer of its own, whose key and name no service knows. */
    public static TokenIssuer stranger() {
        return new TokenIssuer();
    }

    private static final class Shared {
        static final TokenIssuer ISSUER = new TokenIssuer();
    }
}

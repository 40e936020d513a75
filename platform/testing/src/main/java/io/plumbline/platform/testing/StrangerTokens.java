package io.plumbline.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.plumbline.platform.embedded.TokenIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Tries every operation of a service with every kind of token that is none for it. */
public final class StrangerTokens {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final TokenIssuer OTHER = TokenIssuer.stranger();
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private StrangerTokens() {}

    /**
     * Asserts that each operation answers 401 to what is no access token of this suite, 403 to one without a known role, and
     * 403 where {@code bi} would write.
     *
     * @param service as its document is called, for example {@code goal-service}
     */
    public static void assertRefused(RunningService running, String service) {
        List<String> let = new ArrayList<>();
        int[] operations = {0};
        running.send("get", "", "/openapi/" + service)
                .body()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(METHODS::contains)
                        .forEach(method -> {
                            operations[0]++;
                            String address =
                                    path.getKey().replaceAll("\\{\\w+}", "0198c1f0-0000-7000-8000-00000000000a");
                            tryAll(running, method, address, let);
                        }));
        assertThat(operations[0]).as("operations of the document").isPositive();
        assertThat(let).as("operations that let a stranger in").isEmpty();
    }

    private static void tryAll(RunningService running, String method, String address, List<String> let) {
        none().forEach((kind, token) -> {
            int status = running.send(method, token, address).status();
            if (status != 401) {
                let.add("%s %s with %s: %d".formatted(method, address, kind, status));
            }
        });
        withoutRight(method).forEach((kind, token) -> {
            int status = running.send(method, token, address).status();
            if (status != 403) {
                let.add("%s %s with %s: %d".formatted(method, address, kind, status));
            }
        });
    }

    private static Map<String, String> none() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no token", "");
        tokens.put("another audience", changed(claims -> claims.audience("another-api")));
        tokens.put("no audience", changed(claims -> claims.audience((String) null)));
        tokens.put("no expiry", changed(claims -> claims.expirationTime(null)));
        tokens.put(
                "an expiry that is past",
                changed(claims -> claims.expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(5))))));
        tokens.put("no subject", changed(claims -> claims.subject(null)));
        tokens.put("a blank subject", changed(claims -> claims.subject(" ")));
        tokens.put("another issuer", OTHER.token("mallory", List.of("sales-ops"), List.of()));
        tokens.put(
                "another issuer's key",
                changedBy(OTHER, claims -> claims.issuer(TokenIssuer.shared().issuer())));
        tokens.put(
                "an ID token of the client",
                changed(claims -> claims.audience("control-room").claim("nonce", "n")));
        tokens.put("an ID token of this audience", changed(claims -> claims.claim("nonce", "n-0S6_WzA2Mj")));
        tokens.put("another type", sign(TokenIssuer.shared(), new JOSEObjectType("dpop+jwt"), claims -> {}));
        tokens.put(
                "alg none",
                new PlainJWT(TokenIssuer.shared()
                                .claims("mallory", List.of("sales-ops"), List.of())
                                .build())
                        .serialize());
        return tokens;
    }

    private static Map<String, String> withoutRight(String method) {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no role", TokenIssuer.shared().token("nobody", List.of(), List.of("CHINA")));
        tokens.put(
                "an unknown role", TokenIssuer.shared().token("admin", List.of("admin", "service"), List.of("CHINA")));
        if (!method.equals("get")) {
            tokens.put("bi", TokenIssuer.shared().token("ana.bi", List.of("bi"), List.of("CHINA")));
        }
        return tokens;
    }

    private static String changed(Consumer<JWTClaimsSet.Builder> change) {
        return changedBy(TokenIssuer.shared(), change);
    }

    private static String changedBy(TokenIssuer issuer, Consumer<JWTClaimsSet.Builder> change) {
        return sign(issuer, ACCESS_TOKEN, change);
    }

    private static String sign(TokenIssuer issuer, JOSEObjectType type, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = issuer.claims("lena.sales-ops", List.of("sales-ops"), List.of());
        change.accept(claims);
        return issuer.sign(type, claims.build());
    }
}

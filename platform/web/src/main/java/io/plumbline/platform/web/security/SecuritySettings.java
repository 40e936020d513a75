package io.plumbline.platform.web.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens a service accepts, and who may manage it. None of it has a default: see {@link RequiredSettings}.
 *
 * @param issuer the value of claim {@code iss}, the address of the OpenID provider
 * @param jwkSetUri where the provider publishes its keys; null to find it by the issuer's discovery document
 * @param audience of which a token names at least one in claim {@code aud}
 * @param management the credential of the management endpoints
 */
@ConfigurationProperties("plumbline.security")
public record SecuritySettings(
        String issuer, @Nullable String jwkSetUri, List<String> audience, Management management) {

    public SecuritySettings {
        audience = List.copyOf(audience);
        jwkSetUri = jwkSetUri == null || jwkSetUri.isBlank() ? null : jwkSetUri;
    }

    /**
     * What metrics scrapers and operators sign in with, by HTTP Basic.
     *
     * @param password at least {@value RequiredSettings#SHORTEST_PASSWORD} characters
     */
    public record Management(String user, String password) {}
}

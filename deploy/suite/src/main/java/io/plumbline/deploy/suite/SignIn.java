package io.plumbline.deploy.suite;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.plumbline.platform.embedded.SignedTokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The OAuth 2.0 authorization server of the local suite, with the demo users. In production any OIDC provider takes its place. */
final class SignIn implements AutoCloseable {

    /** Every demo user's password; the suite can be reached from this machine only. */
    static final String PASSWORD = "plumbline";

    private final ConfigurableApplicationContext context;

    private SignIn(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * @param issuer the web address that browsers and tokens know
     */
    static SignIn start(SigningKey key, String issuer) {
        String client = "spring.security.oauth2.authorizationserver.client.control-room.";
        var application = new SpringApplicationBuilder(Beans.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(context -> context.getBeanFactory().registerSingleton("signingKey", key))
                .properties(Map.of(
                        "server.address", "127.0.0.1",
                        "server.port", "0",
                        "server.forward-headers-strategy", "framework",
                        "server.tomcat.threads.max", "8",
                        "server.servlet.session.cookie.name", "plumbline-sign-in",
                        "server.servlet.session.timeout", "12h",
                        "spring.application.name", "sign-in",
                        "spring.security.oauth2.authorizationserver.issuer", issuer))
                .properties(Map.of(
                        client + "registration.client-id", "control-room",
                        client + "registration.client-authentication-methods", "none",
                        client + "registration.authorization-grant-types", "authorization_code",
                        client + "registration.redirect-uris", issuer + "/control-room/signed-in",
                        client + "registration.scopes", "openid",
                        client + "require-proof-key", "true",
                        client + "token.access-token-time-to-live", "12h"));
        return new SignIn(application.run());
    }

    /** Where it listens, behind the web address. */
    int port() {
        return Integer.parseInt(Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port")));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Beans {

        @Bean
        JWKSource<SecurityContext> keys(SigningKey key) {
            return new ImmutableJWKSet<>(new JWKSet(key.jwk()));
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(Arrays.stream(DemoUser.values())
                    .map(user -> User.withUsername(user.subject())
                            .password("{noop}" + PASSWORD)
                            .roles(user.roles().toArray(String[]::new))
                            .build())
                    .toList());
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return context -> {
                Authentication principal = Objects.requireNonNull(context.getPrincipal());
                if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                    return;
                }
                context.getJwsHeader().type(SignedTokens.ACCESS_TOKEN.getType());
                context.getClaims().audience(List.of(SignedTokens.AUDIENCE));
                DemoUser.named(principal.getName())
                        .ifPresent(user -> context.getClaims()
                                .claim("roles", user.roles())
                                .claim("territories", user.territories()));
            };
        }
    }
}

package io.plumbline.platform.web.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.client.RestTemplate;

/**
 * What makes a bearer token an access token of this suite: signed by the issuer's keys, meant for this audience, with an
 * expiry and a subject, and no ID token. A signature alone says only who wrote a token, not that it may be used here.
 */
final class AccessTokens {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration READ_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    /** Only an ID token has these: the first two bind it to a sign-in, the third to an access token beside it. */
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "c_hash", "at_hash");

    private static final Set<SignatureAlgorithm> ASYMMETRIC = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.PS384,
            SignatureAlgorithm.PS512,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.ES512);

    private AccessTokens() {}

    /** Asks the provider for its keys at the first token, so that a service starts before its provider answers. */
    static JwtDecoder decoder(SecuritySettings settings, List<OAuth2TokenValidator<Jwt>> further) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder builder = settings.jwkSetUri() == null
                    ? NimbusJwtDecoder.withIssuerLocation(settings.issuer())
                    : NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri());
            var processor = new AtomicReference<ConfigurableJWTProcessor<SecurityContext>>();
            NimbusJwtDecoder decoder = builder.restOperations(http())
                    .jwsAlgorithms(algorithms -> {
                        algorithms.clear();
                        algorithms.addAll(ASYMMETRIC);
                    })
                    // the validator below takes access tokens by either name of their type
                    .validateType(false)
                    .jwtProcessorCustomizer(processor::set)
                    .build();
            var validator =
                    new DelegatingOAuth2TokenValidator<>(Stream.concat(Stream.of(validator(settings)), further.stream())
                            .toList());
            decoder.setJwtValidator(validator);
            return new VerifiedTokens(
                    decoder, keys(Objects.requireNonNull(processor.get(), "it was customized")), validator);
        });
    }

    private static JWKSource<SecurityContext> keys(ConfigurableJWTProcessor<SecurityContext> processor) {
        return ((JWSVerificationKeySelector<SecurityContext>) processor.getJWSKeySelector()).getJWKSource();
    }

    private static RestTemplate http() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT_LIMIT);
        requests.setReadTimeout(READ_LIMIT);
        return new RestTemplate(requests);
    }

    static OAuth2TokenValidator<Jwt> validator(SecuritySettings settings) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator(CLOCK_SKEW);
        timestamps.setAllowEmptyExpiryClaim(false);
        JwtTypeValidator type = new JwtTypeValidator("at+jwt", "application/at+jwt", "JWT");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                timestamps,
                new JwtIssuerValidator(settings.issuer()),
                token -> result(
                        Objects.requireNonNullElse(token.getAudience(), List.<String>of()).stream()
                                .anyMatch(settings.audience()::contains),
                        "its audience (aud) is not " + String.join(" or ", settings.audience())),
                token ->
                        result(token.getSubject() != null && !token.getSubject().isBlank(), "it has no subject (sub)"),
                token -> result(
                        !isIdToken(token), "it is an ID token, which says who signed in; send the access token"));
    }

    private static boolean isIdToken(Jwt token) {
        return OF_ID_TOKENS.stream().anyMatch(token::hasClaim) || "ID".equalsIgnoreCase(token.getClaimAsString("typ"));
    }

    private static OAuth2TokenValidatorResult result(boolean valid, String why) {
        return valid
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, why, null));
    }

    /** The claim {@code roles} becomes authorities, as far as the roles are known here. */
    static JwtAuthenticationConverter roles() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(AccessTokens::authorities);
        return converter;
    }

    private static Collection<GrantedAuthority> authorities(Jwt jwt) {
        return Objects.requireNonNullElse(jwt.getClaimAsStringList("roles"), List.<String>of()).stream()
                .map(Role::of)
                .flatMap(Optional::stream)
                .map(role -> new SimpleGrantedAuthority(role.authority()))
                .collect(Collectors.toUnmodifiableSet());
    }
}

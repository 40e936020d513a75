package io.plumbline.platform.web.security;

import io.plumbline.platform.web.PlatformWeb;
import io.plumbline.platform.web.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Closes a service: bearer tokens and the table of operations for its interface, a credential for its management. */
@AutoConfiguration(
        after = PlatformWeb.class,
        before = {OAuth2ResourceServerAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@EnableConfigurationProperties(SecuritySettings.class)
@Import(OperationDeniedAdvice.class)
public class Security {

    @Bean
    JwtDecoder jwtDecoder(SecuritySettings settings, List<OAuth2TokenValidator<Jwt>> further) {
        return AccessTokens.decoder(settings, further);
    }

    /** Requests are observed as a whole; each filter and check on its own takes as long to observe as to run. */
    @Bean
    SecurityObservationSettings noObservationOfEachFilter() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    OperationTable operationTable() {
        return OperationTable.read();
    }

    @Bean
    OperationGuard operationGuard(OperationTable table, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new OperationGuard(table, mappings);
    }

    @Bean
    WebMvcConfigurer guardedOperations(OperationGuard guard) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(guard).order(Ordered.HIGHEST_PRECEDENCE + 1);
            }
        };
    }

    /** Probes are open, since an orchestrator has no credential; they say up or down and nothing else. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http, SecuritySettings settings, JsonMapper json) {
        var user = User.withUsername(settings.management().user())
                .password("{noop}" + settings.management().password())
                .roles("management")
                .build();
        var users = new ProviderManager(new DaoAuthenticationProvider(new InMemoryUserDetailsManager(user)));
        return http.securityMatcher("/actuator/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authenticationManager(users)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .hasRole("management"))
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, refused) -> {
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"management\"");
                    write(
                            response,
                            json,
                            HttpStatus.UNAUTHORIZED,
                            "credential",
                            "the management credential is required");
                }))
                .build();
    }

    @Bean
    SecurityFilterChain resourceServer(HttpSecurity http, JsonMapper json) {
        String[] roles = Arrays.stream(Role.values()).map(Role::authority).toArray(String[]::new);
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/openapi/**", "/error")
                        .permitAll()
                        .anyRequest()
                        .hasAnyAuthority(roles))
                .oauth2ResourceServer(oauth -> oauth.jwt(jwt -> jwt.jwtAuthenticationConverter(AccessTokens.roles()))
                        .authenticationEntryPoint((request, response, refused) -> unauthorized(
                                response, json, request.getHeader(HttpHeaders.AUTHORIZATION) != null, refused))
                        .accessDeniedHandler((request, response, refused) -> write(
                                response,
                                json,
                                HttpStatus.FORBIDDEN,
                                "role",
                                "your roles do not allow this; it takes one of "
                                        + Arrays.stream(Role.values())
                                                .map(Role::claim)
                                                .collect(Collectors.joining(", ")))))
                .build();
    }

    /** By RFC 6750: the error is named where a token was sent, and not where none was. */
    private static void unauthorized(
            HttpServletResponse response, JsonMapper json, boolean sent, AuthenticationException refused)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer");
        String why = why(refused);
        write(
                response,
                json,
                HttpStatus.UNAUTHORIZED,
                "token",
                "a valid bearer token is required" + (why == null ? "" : ": " + why));
    }

    /** What the checks of {@link AccessTokens} found; null for a token that could not be read or is not signed by the issuer. */
    private static @Nullable String why(AuthenticationException refused) {
        return refused.getCause() instanceof JwtValidationException invalid
                ? invalid.getErrors().stream().map(OAuth2Error::getDescription).collect(Collectors.joining("; "))
                : null;
    }

    private static void write(
            HttpServletResponse response, JsonMapper json, HttpStatus status, String rule, String message)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Problems.of(status, null, rule, message));
    }
}

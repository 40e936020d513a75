package io.plumbline.platform.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every service's HTTP edge has in common. A service brings its controllers and nothing of this. */
// before Web MVC's, which else adds an exception handler of its own that goes first
@AutoConfiguration(before = {OAuth2ResourceServerAutoConfiguration.class, WebMvcAutoConfiguration.class})
@EnableMethodSecurity
@Import(ProblemAdvice.class)
public class PlatformWeb {

    /** UTC, in whole microseconds: what PostgreSQL keeps of an instant, so that a stored one equals the one given. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(
            @Value("${plumbline.web.max-body-bytes:4194304}") int maxBytes, JsonMapper json) {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit(maxBytes, json));
        // after Spring Security's chain (-100), so that nobody without a token makes the service buffer a body
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 100);
        return filter;
    }

    @Bean
    SecurityFilterChain resourceServer(HttpSecurity http, JsonMapper json) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/**", "/openapi/**", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(oauth -> oauth.jwt(jwt -> jwt.jwtAuthenticationConverter(roles()))
                        .authenticationEntryPoint((request, response, refused) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            write(response, json, HttpStatus.UNAUTHORIZED, "token", "a valid bearer token is required");
                        })
                        .accessDeniedHandler((request, response, refused) ->
                                write(response, json, HttpStatus.FORBIDDEN, "role", "your roles do not allow this")))
                .build();
    }

    private static void write(
            jakarta.servlet.http.HttpServletResponse response,
            JsonMapper json,
            HttpStatus status,
            String rule,
            String message)
            throws IOException {
        ProblemDetail problem = Problems.of(status, null, rule, message);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }

    /** The claim {@code roles} becomes {@code ROLE_rep}, {@code ROLE_manager}, {@code ROLE_sales-ops}, {@code ROLE_bi}. */
    private static JwtAuthenticationConverter roles() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(PlatformWeb::authorities);
        return converter;
    }

    private static Collection<GrantedAuthority> authorities(Jwt jwt) {
        return Objects.requireNonNullElse(jwt.getClaimAsStringList("roles"), List.<String>of()).stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .collect(Collectors.toList());
    }

    /** What every operation may answer instead of what it promises. */
    private static final Map<String, String> PROBLEMS = Map.of(
            "400", "The request cannot be read, or a field breaks its format",
            "401", "No valid bearer token",
            "403", "The caller may not do this",
            "503", "Not answered in time; send it again");

    /** What a command may answer besides. */
    private static final Map<String, String> COMMAND_PROBLEMS = Map.of(
            "404", "There is no such thing",
            "409", "It does not fit the present state, or others changed it at the same time",
            "412", "It has changed since the version that If-Match names",
            "413", "The body is too large",
            "422", "What is asked for breaks a rule; the errors name field and rule");

    /** Errors are the same everywhere, so they are described in one place. */
    @Bean
    OpenApiCustomizer problemsOfEveryOperation() {
        return api -> {
            Schema<?> error = new ObjectSchema()
                    .addProperty("field", new StringSchema().nullable(true).example("period.to"))
                    .addProperty("rule", new StringSchema().example("period-order"))
                    .addProperty("message", new StringSchema().example("the period ends before it begins"));
            Schema<?> problem = new ObjectSchema()
                    .addProperty("title", new StringSchema().example("Unprocessable Content"))
                    .addProperty("status", new IntegerSchema().example(422))
                    .addProperty("detail", new StringSchema().example("the period ends before it begins"))
                    .addProperty("instance", new StringSchema().example("/api/goals"))
                    .addProperty("errors", new ArraySchema().items(error));
            api.getComponents().addSchemas("Problem", problem);
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperationsMap().forEach((method, operation) -> {
                        PROBLEMS.forEach((status, text) -> describe(operation, status, text));
                        if (method != PathItem.HttpMethod.GET) {
                            COMMAND_PROBLEMS.forEach((status, text) -> describe(operation, status, text));
                            header(operation, "Idempotency-Key", "repeats of the same request take effect once");
                            header(operation, "If-Match", "refuse with 412 unless this is still the version");
                        }
                    }));
        };
    }

    private static void describe(Operation operation, String status, String text) {
        operation
                .getResponses()
                .computeIfAbsent(
                        status,
                        s -> new ApiResponse()
                                .description(text)
                                .content(new Content()
                                        .addMediaType(
                                                MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                new io.swagger.v3.oas.models.media.MediaType()
                                                        .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
    }

    private static void header(Operation operation, String name, String text) {
        operation.addParametersItem(new HeaderParameter()
                .name(name)
                .description(text)
                .required(false)
                .schema(new StringSchema()));
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(@Value("${spring.application.name}") String service) {
        return new OpenAPI()
                .info(new Info().title(service).version("1").license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }
}

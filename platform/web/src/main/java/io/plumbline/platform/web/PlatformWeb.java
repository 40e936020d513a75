package io.plumbline.platform.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What every service's HTTP edge has in common. A service brings its controllers and nothing of this. */
// before Web MVC's, which else adds an exception handler of its own that goes first
@AutoConfiguration(before = {OAuth2ResourceServerAutoConfiguration.class, WebMvcAutoConfiguration.class})
@Import({ProblemAdvice.class, CompleteOpenApi.class, NullableFields.class, BoundedRequests.class, BoundedTexts.class})
public class PlatformWeb {

    /** UTC, in whole microseconds: what PostgreSQL keeps of an instant, so that a stored one equals the one given. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    @ConditionalOnProperty("plumbline.ports-file")
    PortsFile portsFile(@Value("${plumbline.ports-file}") Path file) {
        return new PortsFile(file);
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> builder.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        // a bulk row is a tree first, and keeps every digit
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                // 1.9 is not silently 1
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addModule(new BoundedJson())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    @Bean
    AllowedCurrencies allowedCurrencies(@Value("${plumbline.currencies:}") List<String> codes) {
        return new AllowedCurrencies(codes);
    }

    @Bean
    WebMvcConfigurer knownParameters() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors
                        .addInterceptor(new KnownParameters())
                        .addPathPatterns("/api/**")
                        // nothing may be answered, not even 304, to a question that is not understood
                        .order(Ordered.HIGHEST_PRECEDENCE);
            }
        };
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
    RequestRejectedHandler rejectedRequests(JsonMapper json) {
        return (request, response, refused) -> write(
                response,
                json,
                HttpStatus.BAD_REQUEST,
                "characters",
                "the address holds characters that are not allowed");
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

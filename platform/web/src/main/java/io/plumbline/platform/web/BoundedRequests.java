package io.plumbline.platform.web;

import io.plumbline.platform.bounds.Bounds;
import io.plumbline.platform.bounds.OutOfBounds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.beans.PropertyEditorSupport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Holds what comes beside a body to {@link Bounds}: parameters, variables of the path, the headers that are stored, and the claims of
 * the token. Bodies are JSON in every service, and nothing else is read or written for them, whichever converters lie on the class
 * path.
 */
@Configuration(proxyBeanMethods = false)
@Order(0)
@Import(BoundedRequests.Numbers.class)
class BoundedRequests implements WebMvcConfigurer {

    private static final List<String> STORED_HEADERS = List.of("Idempotency-Key");

    /** A parameter, variable or header that is out of bounds. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String field;
        private final OutOfBounds why;

        Refused(String field, OutOfBounds why) {
            super(field + ": " + why.getMessage(), why);
            this.field = field;
            this.why = why;
        }

        Problems.Error error() {
            return new Problems.Error(field, why.rule(), String.valueOf(why.getMessage()));
        }
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, instant -> Bounds.instant(Instant.parse(instant.strip())));
        registry.addConverter(String.class, LocalDate.class, day -> Bounds.day(LocalDate.parse(day.strip())));
        registry.addConverter(String.class, YearMonth.class, month -> Bounds.month(YearMonth.parse(month.strip())));
        registry.addConverter(
                String.class,
                Year.class,
                year -> Year.of(Bounds.year(Year.parse(year.strip()).getValue())));
    }

    /** An editor, since Spring falls back to one of its own where a converter refuses. */
    @ControllerAdvice
    static final class Numbers {

        @InitBinder
        void bound(WebDataBinder binder) {
            binder.registerCustomEditor(BigDecimal.class, new PropertyEditorSupport() {
                @Override
                public void setAsText(String text) {
                    setValue(Bounds.number(new BigDecimal(text.strip())));
                }
            });
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                check(request);
                return true;
            }
        });
    }

    private static void check(HttpServletRequest request) {
        request.getParameterMap().forEach((name, values) -> {
            for (String value : values) {
                check(name, value);
            }
        });
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> check(String.valueOf(name), String.valueOf(value)));
        }
        for (String header : STORED_HEADERS) {
            String value = request.getHeader(header);
            if (value != null) {
                check(header, value);
            }
        }
    }

    private static void check(String field, String value) {
        try {
            Bounds.text(value);
        } catch (OutOfBounds beyond) {
            throw new Refused(field, beyond);
        }
    }

    /** Whatever a dependency brings beside JSON: YAML, XML, CBOR, Smile and forms. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> all.removeIf(BoundedRequests::isOfAnotherFormat));
    }

    private static boolean isOfAnotherFormat(HttpMessageConverter<?> converter) {
        return converter.getSupportedMediaTypes().stream()
                .noneMatch(type -> type.includes(MediaType.APPLICATION_JSON)
                        || type.isCompatibleWith(MediaType.APPLICATION_OCTET_STREAM)
                        || type.isCompatibleWith(MediaType.TEXT_PLAIN)
                        || type.getSubtype().equals("csv"));
    }

    /** A token whose claims no store can hold is no valid token. */
    @Bean
    OAuth2TokenValidator<Jwt> boundedClaims() {
        return token -> isBounded(token.getClaims())
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(
                        OAuth2ErrorCodes.INVALID_TOKEN, "a claim holds characters that are not allowed", null));
    }

    private static boolean isBounded(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Bounds.readable(text).equals(text);
            case Collection<?> many -> many.stream().allMatch(BoundedRequests::isBounded);
            case Map<?, ?> map ->
                map.entrySet().stream().allMatch(entry -> isBounded(entry.getKey()) && isBounded(entry.getValue()));
            case null, default -> true;
        };
    }
}

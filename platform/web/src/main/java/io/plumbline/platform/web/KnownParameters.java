package io.plumbline.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a request with a query parameter that its handler does not read, that is given twice where it has one value, or
 * that has no value: 400, naming the parameter. Spring MVC ignores what it does not know, and a filter that is ignored
 * answers the figures of everybody.
 *
 * <p>What a handler reads is what its method declares: {@code @RequestParam}, and the components of the records that are
 * {@code @ModelAttribute}; a controller that binds them itself {@linkplain ReadsParameters says so}. A handler that takes any
 * parameter, or one bound in another way, is refused when it is first called.
 */
final class KnownParameters implements HandlerInterceptor {

    /** By name, whether a parameter may be given several times. */
    private final Map<HandlerMethod, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // the dispatch of an error or of an asynchronous answer has the parameters of the request that led to it
        if (handler instanceof HandlerMethod method && request.getDispatcherType() == DispatcherType.REQUEST) {
            List<Problems.Error> errors = errors(request.getParameterMap(), known(method, request));
            if (!errors.isEmpty()) {
                String detail = String.join(
                        "; ", errors.stream().map(Problems.Error::message).toList());
                throw new ErrorResponseException(
                        HttpStatus.BAD_REQUEST, Problems.of(HttpStatus.BAD_REQUEST, detail, errors), null);
            }
        }
        return true;
    }

    private Map<String, Boolean> known(HandlerMethod method, HttpServletRequest request) {
        return method.getBean() instanceof ReadsParameters reads
                ? new TreeMap<>(reads.parameters(request))
                : known.computeIfAbsent(method, KnownParameters::of);
    }

    private static List<Problems.Error> errors(Map<String, String[]> given, Map<String, Boolean> known) {
        List<Problems.Error> errors = new ArrayList<>();
        given.forEach((name, values) -> {
            Boolean several = known.get(name);
            if (several == null) {
                errors.add(new Problems.Error(name, "unknown-parameter", unknown(name, known.keySet())));
            } else if (Arrays.stream(values).anyMatch(String::isBlank)) {
                errors.add(new Problems.Error(
                        name, "not-blank", "the parameter '" + name + "' has no value; leave it out to mean all"));
            } else if (values.length > 1 && !several) {
                errors.add(new Problems.Error(
                        name, "given-once", "the parameter '" + name + "' has one value and is given several times"));
            }
        });
        return errors;
    }

    private static String unknown(String name, Collection<String> known) {
        return "the parameter '" + name + "' is not known here; "
                + Nearest.to(name, known)
                        .map(nearest -> "did you mean '" + nearest + "'? Known are " + String.join(", ", known))
                        .orElse("this takes no parameters");
    }

    static Map<String, Boolean> of(HandlerMethod handler) {
        Map<String, Boolean> names = new TreeMap<>();
        for (Parameter parameter : handler.getMethod().getParameters()) {
            RequestParam single = parameter.getAnnotation(RequestParam.class);
            if (single != null) {
                if (Map.class.isAssignableFrom(parameter.getType())) {
                    throw new IllegalStateException(handler + " does not name the parameters that it reads");
                }
                String name = Stream.of(single.name(), single.value(), parameter.getName())
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElseThrow();
                names.put(name, isSeveral(parameter.getType()));
            } else if (isBound(parameter)) {
                components(parameter.getType(), names);
            }
        }
        return names;
    }

    private static boolean isBound(Parameter parameter) {
        boolean annotated = parameter.isAnnotationPresent(ModelAttribute.class);
        if (annotated && !parameter.getType().isRecord()) {
            throw new IllegalStateException(parameter + " is bound from a request and is no record");
        }
        return annotated || parameter.getType().isRecord() && isPlain(parameter.getAnnotations());
    }

    /** Whether Spring MVC binds a parameter for want of anything else to do with it. */
    private static boolean isPlain(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .noneMatch(each ->
                        each.annotationType().getPackageName().equals("org.springframework.web.bind.annotation"));
    }

    private static void components(Class<?> type, Map<String, Boolean> names) {
        for (RecordComponent component : type.getRecordComponents()) {
            BindParam renamed = component.getAnnotation(BindParam.class);
            String name = renamed == null ? component.getName() : renamed.value();
            names.put(name, isSeveral(component.getType()));
        }
    }

    private static boolean isSeveral(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }
}

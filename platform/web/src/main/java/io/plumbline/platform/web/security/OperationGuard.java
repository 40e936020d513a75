package io.plumbline.platform.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Lets a request reach its operation only with a role that the {@link OperationTable} names. A service whose operations and
 * table differ does not start, so that nobody can add an operation and forget who may call it.
 */
final class OperationGuard implements HandlerInterceptor, SmartInitializingSingleton {

    /** What is under it is an operation of the service; the rest is documents and errors. */
    static final String API = "/api/";

    private final OperationTable table;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    OperationGuard(OperationTable table, ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.table = table;
        this.mappings = mappings;
    }

    @Override
    public void afterSingletonsInstantiated() {
        table.requireExactly(mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(info -> operations(info).stream())
                .filter(operation -> operation.path().startsWith(API))
                .collect(Collectors.toSet()));
    }

    private static Set<OperationTable.Operation> operations(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(method -> new OperationTable.Operation(method.name(), path)))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod)) {
            return true;
        }
        String path = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (!path.startsWith(API) || request.getMethod().equals("OPTIONS")) {
            return true;
        }
        OperationTable.Callers callers = table.rule(request.getMethod(), path)
                .orElseThrow(() -> new AccessDeniedException("nobody may " + request.getMethod() + " " + path))
                .callers();
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || Collections.disjoint(callers.roles(), Role.among(caller.getAuthorities()))) {
            throw new OperationDenied(callers);
        }
        return true;
    }
}

package io.plumbline.reporting.report;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestDataBinder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Binds what a request asks of the report that it is for. */
final class AskedResolver implements HandlerMethodArgumentResolver {

    /** A handler of requests for a report. */
    interface ForReport {

        /** @throws MissingServletRequestParameterException if the request does not say which report is meant */
        Report<?> report(HttpServletRequest request) throws MissingServletRequestParameterException;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Asked.class;
    }

    @Override
    public Asked resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        HandlerMethod handler = (HandlerMethod)
                Objects.requireNonNull(request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE));
        Report<?> report = ((ForReport) handler.createWithResolvedBean().getBean()).report(request);
        Map<Class<? extends Record>, Record> parts = new LinkedHashMap<>();
        for (Class<? extends Record> type : report.bound()) {
            parts.put(type, bind(type, parameter, request, webRequest, Objects.requireNonNull(binders)));
        }
        ReportQuery query = parts.get(TerritoryQuery.class) instanceof TerritoryQuery territories
                ? territories.all()
                : (ReportQuery) Objects.requireNonNull(parts.get(ReportQuery.class));
        return new Asked(report, query, parts, dimension(report, request.getParameter("dimension")));
    }

    private static Record bind(
            Class<? extends Record> type,
            MethodParameter parameter,
            HttpServletRequest request,
            NativeWebRequest webRequest,
            WebDataBinderFactory binders)
            throws Exception {
        ServletRequestDataBinder binder = (ServletRequestDataBinder)
                binders.createBinder(webRequest, null, type.getSimpleName(), ResolvableType.forClass(type));
        binder.construct(request);
        if (!binder.getBindingResult().hasErrors()) {
            binder.validate();
        }
        if (binder.getBindingResult().hasErrors()) {
            throw new MethodArgumentNotValidException(parameter, binder.getBindingResult());
        }
        return (Record) Objects.requireNonNull(binder.getTarget());
    }

    private static @Nullable Dimension dimension(Report<?> report, @Nullable String wanted)
            throws MissingServletRequestParameterException {
        Report.Dimensions dimensions = report.dimensions();
        if (dimensions == null) {
            return null;
        }
        if (wanted == null) {
            if (dimensions.otherwise() == null) {
                throw new MissingServletRequestParameterException("dimension", "String");
            }
            return dimensions.otherwise();
        }
        return dimensions.all().stream()
                .filter(dimension -> dimension.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> UnknownValue.ofConstants(
                        "dimension",
                        wanted,
                        dimensions.all().stream().map(Dimension::name).toList()));
    }
}

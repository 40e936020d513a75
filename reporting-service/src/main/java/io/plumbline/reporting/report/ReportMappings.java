package io.plumbline.reporting.report;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Gives every report its address. */
@Component
class ReportMappings implements InitializingBean {

    static final String PATH = "/api/reports/";

    private final RequestMappingHandlerMapping mapping;
    private final ReportRegistry registry;
    private final Reports reports;

    ReportMappings(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            ReportRegistry registry,
            Reports reports) {
        this.mapping = mapping;
        this.registry = registry;
        this.reports = reports;
    }

    @Override
    public void afterPropertiesSet() {
        Method answer = Arrays.stream(ReportEndpoint.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("answer"))
                .findFirst()
                .orElseThrow();
        registry.all()
                .forEach(report -> mapping.registerMapping(
                        RequestMappingInfo.paths(PATH + report.name())
                                .methods(RequestMethod.GET)
                                .options(mapping.getBuilderConfiguration())
                                .build(),
                        new ReportEndpoint(report, reports),
                        answer));
    }
}

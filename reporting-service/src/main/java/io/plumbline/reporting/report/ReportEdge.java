package io.plumbline.reporting.report;

import io.plumbline.platform.bounds.Bounds;
import io.swagger.v3.oas.models.media.IntegerSchema;
import java.time.Clock;
import java.time.Month;
import java.time.Year;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** JSON unless CSV is asked for, and nothing at all where nothing has changed. */
@Configuration(proxyBeanMethods = false)
class ReportEdge implements WebMvcConfigurer {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Asked.class)
                .addSimpleTypesForParameterObject(FiscalYear.class)
                .replaceWithSchema(FiscalYear.class, new IntegerSchema().example(2024));
    }

    private final JdbcClient db;
    private final Clock clock;
    private final Month fiscalYearStart;

    ReportEdge(JdbcClient db, Clock clock, @Value("${plumbline.reports.fiscal-year-start:1}") int fiscalYearStart) {
        this.db = db;
        this.clock = clock;
        this.fiscalYearStart = Month.of(fiscalYearStart);
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(
                String.class,
                FiscalYear.class,
                year -> new FiscalYear(Bounds.year(Year.parse(year).getValue()), fiscalYearStart));
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new CsvConverter());
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new AskedResolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(new KnownValues(db, clock)).addPathPatterns("/api/reports/**");
        interceptors
                .addInterceptor(new ReadPosition(db, clock))
                .addPathPatterns("/api/reports/**")
                // these change with other things than what has been read
                .excludePathPatterns("/api/reports/alerts/**", "/api/reports/webhooks/**");
    }
}

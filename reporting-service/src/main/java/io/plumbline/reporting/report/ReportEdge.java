package io.plumbline.reporting.report;

import java.time.Clock;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** JSON unless CSV is asked for, and nothing at all where nothing has changed. */
@Configuration(proxyBeanMethods = false)
class ReportEdge implements WebMvcConfigurer {

    private final JdbcClient db;
    private final Clock clock;

    ReportEdge(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
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
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
                .addInterceptor(new ReadPosition(db, clock))
                .addPathPatterns("/api/reports/**")
                // these change with other things than what has been read
                .excludePathPatterns("/api/reports/alerts/**", "/api/reports/webhooks/**");
    }
}

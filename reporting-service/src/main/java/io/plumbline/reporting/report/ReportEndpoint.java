package io.plumbline.reporting.report;

import io.plumbline.platform.web.ReadsParameters;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ResponseBody;

/** Answers requests for one report. */
@Hidden // ReportsDocument describes it
@ResponseBody
final class ReportEndpoint implements AskedResolver.ForReport, ReadsParameters {

    private final Report<?> report;
    private final Reports reports;

    ReportEndpoint(Report<?> report, Reports reports) {
        this.report = report;
        this.reports = reports;
    }

    Answer<? extends Record> answer(Asked asked, Authentication caller) {
        return reports.answer(caller, asked.query(), asked.report().call(asked));
    }

    @Override
    public Report<?> report(HttpServletRequest request) {
        return ReportRegistry.answering(report, request);
    }

    @Override
    public Map<String, Boolean> parameters(HttpServletRequest request) {
        return report(request).parameters();
    }
}

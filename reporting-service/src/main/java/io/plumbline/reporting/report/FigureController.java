package io.plumbline.reporting.report;

import io.plumbline.platform.web.ReadsParameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What reports there are. */
@RestController
@Tag(name = "Figures", description = "What can be compared and explained")
class FigureController {

    /**
     * A report that can be compared and explained.
     *
     * @param subjects the kinds of aggregate whose events it is made of
     * @param parameters that it can be asked with, beside those of the comparison or explanation
     * @param dimensions along which it can be divided
     */
    record Named(String name, List<String> subjects, Collection<String> parameters, List<Dimension> dimensions) {}

    private final ReportRegistry registry;

    FigureController(ReportRegistry registry) {
        this.registry = registry;
    }

    /** All that can be compared and explained. */
    @GetMapping("/api/reports/figures")
    @Operation(
            operationId = "listFigures",
            summary = "Which figures can be compared and explained, and asked with what")
    List<Named> figures() {
        return registry.comparable().stream()
                .map(report -> new Named(
                        report.name(),
                        report.comparable().subjects(),
                        report.comparable().parameters().keySet(),
                        report.dimensions() == null
                                ? List.of()
                                : report.dimensions().all()))
                .toList();
    }

    /** Compares any of them. */
    @RestController
    @Tag(name = "Figures")
    static class Comparisons implements AskedResolver.ForReport, ReadsParameters {

        private final ReportRegistry registry;
        private final Reports reports;

        Comparisons(ReportRegistry registry, Reports reports) {
            this.registry = registry;
            this.reports = reports;
        }

        /**
         * The way of a figure from one instant to another: as it was reported then, as it is restated now, and as it became.
         * What counts as known for the later instant is {@code knownAt}.
         */
        @GetMapping("/api/reports/compare")
        @Operation(
                operationId = "compareFigure",
                summary = "A figure's way between two instants: as reported then, as restated now, as it became")
        Comparison compare(
                Asked asked,
                @RequestParam String figure,
                @Valid @ModelAttribute CompareWith with,
                @Valid @ModelAttribute Page page,
                Authentication caller) {
            return reports.compare(caller, figure, asked, asked.report(), with, page);
        }

        @Override
        public Report<?> report(HttpServletRequest request) throws MissingServletRequestParameterException {
            return registry.named(request);
        }

        @Override
        public Map<String, Boolean> parameters(HttpServletRequest request) {
            Map<String, Boolean> names = registry.parameters(request);
            List.of("before", "beforeKnownAt", "offset", "limit").forEach(name -> names.put(name, false));
            return names;
        }
    }

    /** Explains any of them. */
    @RestController
    @Tag(name = "Figures")
    static class Explanations implements AskedResolver.ForReport, ReadsParameters {

        private final ReportRegistry registry;
        private final Reports reports;

        Explanations(ReportRegistry registry, Reports reports) {
            this.registry = registry;
            this.reports = reports;
        }

        /**
         * A figure, its formula and inputs, and the events behind it. Where the figure is in one currency, so is what each
         * event adds to it, with its rate.
         */
        @GetMapping("/api/reports/explain")
        @Operation(operationId = "explainFigure", summary = "A figure with its formulas, and the events behind it")
        Explanation explain(
                Asked asked, @RequestParam String figure, @Valid @ModelAttribute Page page, Authentication caller) {
            return reports.explain(caller, asked, asked.report(), page);
        }

        @Override
        public Report<?> report(HttpServletRequest request) throws MissingServletRequestParameterException {
            return registry.named(request);
        }

        @Override
        public Map<String, Boolean> parameters(HttpServletRequest request) {
            Map<String, Boolean> names = registry.parameters(request);
            List.of("offset", "limit").forEach(name -> names.put(name, false));
            return names;
        }
    }
}

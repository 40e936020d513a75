package io.plumbline.reporting.report;

import jakarta.validation.Valid;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Compares and explains any figure, by its name. */
@RestController
@RequestMapping("/api/reports")
class FigureController {

    /** A figure that can be compared and explained. */
    record Named(String name, List<String> subjects) {}

    private final Reports reports;
    private final Map<String, Figure> figures = new TreeMap<>();

    FigureController(Reports reports, List<Figure.Source> sources) {
        this.reports = reports;
        sources.forEach(source -> source.figures().forEach(figure -> figures.put(figure.name(), figure)));
    }

    /** The names of all figures that can be compared and explained. */
    @GetMapping("/figures")
    List<Named> figures() {
        return figures.values().stream()
                .map(figure -> new Named(figure.name(), figure.subjects()))
                .sorted(Comparator.comparing(Named::name))
                .toList();
    }

    /**
     * The way of a figure from one instant to another: as it was reported then, as it is restated now, and as it became.
     * What counts as known for the later instant is {@code knownAt}.
     */
    @GetMapping("/compare")
    Comparison compare(
            @ModelAttribute ReportQuery query,
            @RequestParam String figure,
            @Valid @ModelAttribute FigureQuery asked,
            @Valid @ModelAttribute CompareWith with,
            @Valid @ModelAttribute Page page,
            Authentication caller)
            throws MissingServletRequestParameterException {
        Figure found = find(figure);
        Report<? extends Record> report = found.report().of(asked);
        UnusedParameters.refuse(found, query, asked, report);
        return reports.compare(caller, query, with, found, report, page);
    }

    /**
     * A figure, its formula and inputs, and the events behind it. Where the figure is in one currency, so is what each event
     * adds to it, with its rate.
     */
    @GetMapping("/explain")
    Explanation explain(
            @ModelAttribute ReportQuery query,
            @RequestParam String figure,
            @Valid @ModelAttribute FigureQuery asked,
            @Valid @ModelAttribute Page page,
            Authentication caller)
            throws MissingServletRequestParameterException {
        Figure found = find(figure);
        Report<? extends Record> report = found.report().of(asked);
        UnusedParameters.refuse(found, query, asked, report);
        return reports.explain(caller, query, report, found.causes().of(asked), page);
    }

    private Figure find(String name) {
        Figure found = figures.get(name);
        if (found == null) {
            throw UnknownValue.ofConstants("figure", name, List.copyOf(figures.keySet()));
        }
        return found;
    }
}

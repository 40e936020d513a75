package io.plumbline.reporting.report;

import io.plumbline.platform.web.Problems;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MissingServletRequestParameterException;

/**
 * Refuses what would narrow a figure that cannot be narrowed by it. A comparison and an explanation take the parameters of all
 * figures, and a filter that is ignored answers the figure of everybody.
 */
final class UnusedParameters {

    private static final List<String> FILTERS_BUT_TERRITORY =
            List.of("productLine", "segment", "industry", "channel", "representative", "tier");

    private UnusedParameters() {}

    /** @throws ErrorResponseException 400, naming the parameters that the figure does not use */
    static void refuse(Figure figure, ReportQuery query, FigureQuery asked, Report<?> report) {
        List<String> unused = new ArrayList<>();
        if (asked.goal() != null && isSame(figure, asked.ofGoal(asked.goal() + " or another"), report)) {
            unused.add("goal");
        }
        Credit credit = asked.credit();
        if (credit != null) {
            Credit other = credit == Credit.ORIGINAL ? Credit.CURRENT : Credit.ORIGINAL;
            if (isSame(figure, asked.creditedBy(other), report)) {
                unused.add("credit");
            }
        }
        if (!report.filtered()) {
            FILTERS_BUT_TERRITORY.stream()
                    .filter(filter -> CellText.value(query, filter) != null)
                    .forEach(unused::add);
        }
        if (!unused.isEmpty()) {
            List<Problems.Error> errors = unused.stream()
                    .map(name -> new Problems.Error(
                            name,
                            "unknown-parameter",
                            "the figure " + figure.name() + " does not know the parameter '" + name + "'"))
                    .toList();
            throw new ErrorResponseException(
                    HttpStatus.BAD_REQUEST,
                    Problems.of(HttpStatus.BAD_REQUEST, errors.getFirst().message(), errors),
                    null);
        }
    }

    /** Whether another value makes the same report, so that it makes no difference. */
    private static boolean isSame(Figure figure, FigureQuery other, Report<?> report) {
        try {
            return figure.report().of(other).equals(report);
        } catch (MissingServletRequestParameterException missing) {
            return false;
        }
    }
}

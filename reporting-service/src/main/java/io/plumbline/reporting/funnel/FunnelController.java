package io.plumbline.reporting.funnel;

import io.plumbline.reporting.report.Answer;
import io.plumbline.reporting.report.Formula;
import io.plumbline.reporting.report.ReportQuery;
import io.plumbline.reporting.report.Reports;
import io.plumbline.reporting.report.Scope;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What stands in the funnel. */
@RestController
@RequestMapping("/api/reports/funnel")
class FunnelController {

    static final Formula STOCK = new Formula(
            "funnel-stock",
            1,
            "opportunities open at asOf, by stage: count, sum of amounts, sum of amount x the stage's probability");

    /** Open opportunities of one stage; amounts are never added across currencies. */
    record Stock(
            String pipeline,
            String stage,
            int stageRank,
            String currency,
            long opportunities,
            BigDecimal amount,
            BigDecimal weightedAmount) {}

    /** What is open now or at another instant, by stage. */
    record StockFigures(List<Stock> stages) {}

    private final Reports reports;

    FunnelController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping
    Answer<StockFigures> stock(@ModelAttribute ReportQuery query, Authentication caller) {
        return reports.answer(
                caller,
                query,
                List.of(STOCK),
                (db, scope) -> new StockFigures(
                        db.sql("select * from report.funnel_stock(" + Scope.PARAMETERS + ") order by 1, 3, 2, 4")
                                .params(scope.parameters())
                                .query(new DataClassRowMapper<>(Stock.class))
                                .list()));
    }
}

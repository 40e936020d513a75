package io.plumbline.reporting.sales;

import io.plumbline.reporting.report.Cause;
import io.plumbline.reporting.report.Figure;
import io.plumbline.reporting.report.FigureQuery;
import io.plumbline.reporting.report.Period;
import io.plumbline.reporting.report.PriorPeriod;
import io.plumbline.reporting.report.Report;
import io.plumbline.reporting.sales.SalesController.Dimension;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.MissingServletRequestParameterException;

/** Figures of sales by name. */
@Component
class SalesFigures implements Figure.Source {

    private static final List<String> SUBJECTS = List.of("order");

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "sales",
                        SUBJECTS,
                        Set.of(
                                "salesAmount",
                                "placedAmount",
                                "cancelledAmount",
                                "returnedAmount",
                                "units",
                                "grossProfit",
                                "orders",
                                "customers"),
                        query -> SalesController.summary(query.period(), query.money(), query.creditOrDefault()),
                        query -> Figure.causes("sales_causes", query.period())
                                .in(query.money())
                                .with("credit", query.creditOrDefault().name())),
                new Figure(
                        "sales/by",
                        SUBJECTS,
                        Set.of("salesAmount", "units", "orders", "customers"),
                        query -> SalesController.by(
                                query.period(),
                                query.dimension(Dimension.class),
                                query.money(),
                                query.creditOrDefault()),
                        query -> Figure.causes("sales_causes", query.period())
                                .in(query.money())
                                .with("credit", query.creditOrDefault().name())),
                new Figure(
                        "sales/repurchase",
                        SUBJECTS,
                        Set.of("customers", "repeatCustomers", "cohort", "cohortRepeat"),
                        query -> SalesController.repurchase(query.period(), query.within(90)),
                        query -> Figure.causes("order_causes", query.period())),
                new Figure(
                        "variance/parts",
                        List.of("goal", "order"),
                        Set.of(
                                "baseAmount",
                                "actualAmount",
                                "baseUnits",
                                "actualUnits",
                                "variance",
                                "volume",
                                "price",
                                "mix",
                                "unsplit"),
                        SalesFigures::varianceParts,
                        SalesFigures::variancePartsCauses));
    }

    /** Against a plan where a goal is given, else against a prior period. */
    private static Report<VariancePartsController.Part> varianceParts(FigureQuery query)
            throws MissingServletRequestParameterException {
        return query.goal() != null
                ? VariancePartsController.againstPlan(query.goal(), query.currency(), query.rates(), query.plan())
                : VariancePartsController.againstPrior(query.period(), query.prior(), query.money());
    }

    private static Report<Cause> variancePartsCauses(FigureQuery query) throws MissingServletRequestParameterException {
        if (query.goal() != null) {
            return Figure.causesUnfiltered("goal_variance_parts_causes")
                    .with("wanted_goal", query.goal())
                    .in(query.currency(), query.rates(), query.plan());
        }
        Period period = query.period();
        PriorPeriod prior = query.prior();
        return Figure.causes("sales_variance_parts_causes", period)
                .with("prior_from", prior.from(period))
                .with("prior_to", prior.to(period))
                .in(query.money());
    }
}

package io.plumbline.reporting.sales;

import io.plumbline.reporting.report.Figure;
import io.plumbline.reporting.sales.SalesController.Credit;
import io.plumbline.reporting.sales.SalesController.Dimension;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

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
                        query -> SalesController.summary(query.period(), query.money(), Credit.THEN),
                        query -> Figure.causes("sales_causes", query.period())),
                new Figure(
                        "sales/by",
                        SUBJECTS,
                        Set.of("salesAmount", "units", "orders", "customers"),
                        query -> SalesController.by(
                                query.period(), query.dimension(Dimension.class), query.money(), Credit.THEN),
                        query -> Figure.causes("sales_causes", query.period())),
                new Figure(
                        "sales/repurchase",
                        SUBJECTS,
                        Set.of("customers", "repeatCustomers", "cohort", "cohortRepeat"),
                        query -> SalesController.repurchase(query.period(), query.within(90)),
                        query -> Figure.causes("order_causes", query.period())));
    }
}

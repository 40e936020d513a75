package io.plumbline.reporting.sales;

import static io.plumbline.reporting.report.Parts.GOAL_MONEY;
import static io.plumbline.reporting.report.Parts.MONEY;
import static io.plumbline.reporting.report.Parts.ONE_GOAL;
import static io.plumbline.reporting.report.Parts.PERIOD;
import static io.plumbline.reporting.report.Parts.PRIOR;

import io.plumbline.reporting.report.Report;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much of a variance of sales is volume, how much price, and how much mix. */
@Component
class VarianceReports implements Report.Source {

    /**
     * The variance of a product, or of all in one currency: volume + price + mix + unsplit.
     *
     * @param product null where a plan knows product lines only
     * @param total whether the row is the sum of the others in its currency
     * @param baseUnits null where a plan says none
     * @param unsplit the variance of what has a base amount without units
     * @param unavailableReason names the rates that are missing
     * @param complete whether nothing is left out for want of a rate
     * @param unconverted what is left out: of each currency the amount and the first day
     */
    record Part(
            String currency,
            @Nullable String productLine,
            @Nullable String product,
            boolean total,
            @Nullable BigDecimal baseAmount,
            @Nullable BigDecimal actualAmount,
            @Nullable BigDecimal baseUnits,
            BigDecimal actualUnits,
            @Nullable BigDecimal variance,
            @Nullable BigDecimal volume,
            @Nullable BigDecimal price,
            @Nullable BigDecimal mix,
            @Nullable BigDecimal unsplit,
            @Nullable String unavailableReason,
            boolean complete,
            @Nullable String unconverted) {}

    /** Nulls of the whole stand last, and so does the whole. */
    private static final String ORDER = "currency, total, product_line, product";

    private static final String[] KEY = {"currency", "total", "productLine", "product"};

    private static final String[] ADDITIVE = {
        "baseAmount", "actualAmount", "baseUnits", "actualUnits", "variance", "volume", "price", "mix", "unsplit"
    };

    @Override
    public List<Report<?>> reports() {
        Report<Part> againstPlan = Report.ofTerritories("variance/parts", "goal_variance_parts", Part.class)
                .takes(ONE_GOAL, GOAL_MONEY)
                .key(KEY)
                .orderedBy(ORDER)
                .adding(ADDITIVE)
                .madeOf("goal", "order")
                .causedBy("goal_variance_parts_causes", "only_goal", "money")
                .build();
        return List.of(Report.filtered("variance/parts", "sales_variance_parts", Part.class)
                .takes(PERIOD, PRIOR, MONEY)
                .key(KEY)
                .orderedBy(ORDER)
                .adding(ADDITIVE)
                .madeOf("goal", "order")
                .causedBy("sales_variance_parts_causes", "period", "prior_from", "prior_to", "money")
                .ofGoal(againstPlan)
                .build());
    }
}

package io.plumbline.activity.opportunities;

import io.plumbline.activity.customers.KnownCustomer;
import io.plumbline.activity.customers.KnownCustomers;
import io.plumbline.activity.opportunities.OpportunityEvent.At;
import io.plumbline.activity.pipelines.Pipeline;
import io.plumbline.activity.pipelines.Pipelines;
import io.plumbline.activity.pipelines.Stage;
import io.plumbline.activity.values.CustomerId;
import io.plumbline.activity.values.OpportunityId;
import io.plumbline.activity.values.OrderId;
import io.plumbline.platform.access.Territories;
import io.plumbline.platform.access.TerritoryTree;
import io.plumbline.platform.testing.FixedTerritories;
import io.plumbline.platform.write.command.Actor;
import io.plumbline.platform.write.command.CommandRejected;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/** One opportunity of one customer, and everything that its rules look up. */
final class OpportunitySamples {

    static final OpportunityId ID = new OpportunityId("0198c1f0-3333-7000-8000-000000000001");
    static final OrderId ORDER = new OrderId("0198c1f0-4444-7000-8000-000000000001");
    static final CustomerId CUSTOMER = new CustomerId("0198c1f0-2222-7000-8000-000000000001");
    static final Currency CNY = Currency.getInstance("CNY");
    static final Actor MEI = new Actor("mei.rep", Set.of("rep"), Set.of("EAST-CHINA"));
    static final Actor WEI = new Actor("wei.manager", Set.of("manager"), Set.of("CHINA"));
    static final Actor OTTO = new Actor("otto.manager", Set.of("manager"), Set.of("EUROPE"));
    static final Instant OPENED = Instant.parse("2024-07-05T02:00:00Z");

    static final Line CONTROLLERS =
            new Line("1", "controllers", "PLC-200", new BigDecimal("40"), new BigDecimal("1250000.00"), null);
    static final Line SENSORS = new Line(
            "2", "sensors", "PT-7", new BigDecimal("100"), new BigDecimal("90000.00"), new BigDecimal("54000.00"));

    static final Pipeline KEY_ACCOUNTS = new Pipeline(
            "key-accounts",
            1,
            List.of(
                    new Stage("qualify", "Qualify", "资格确认", 1, new BigDecimal("0.10"), List.of("budget")),
                    new Stage("close", "Close", "签约", 2, new BigDecimal("0.70"), List.of("contract"))),
            false);

    static final Pipeline LONG = new Pipeline(
            "long",
            1,
            List.of(
                    new Stage("develop", "Develop", "客户开发", 1, new BigDecimal("0.05"), List.of("pain")),
                    new Stage("confirm-need", "Confirm need", "需求确认", 2, new BigDecimal("0.20"), List.of("budget")),
                    new Stage("propose", "Propose", "方案提供", 3, new BigDecimal("0.40"), List.of())),
            false);

    private OpportunitySamples() {}

    static OpportunityEvent.OpportunityOpened opened() {
        return opened(Pipeline.FIRST_DEFAULT, "develop");
    }

    static OpportunityEvent.OpportunityOpened opened(Pipeline pipeline, String stage) {
        return new OpportunityEvent.OpportunityOpened(
                ID,
                CUSTOMER,
                "Line 4 controllers",
                pipeline.pipeline(),
                pipeline.version(),
                at(pipeline, stage),
                Source.EXHIBITION,
                CNY,
                new Lines(List.of(CONTROLLERS)),
                LocalDate.parse("2024-09-20"),
                "mei.rep",
                "EAST-CHINA",
                "online",
                OPENED);
    }

    static At at(String stage) {
        return at(Pipeline.FIRST_DEFAULT, stage);
    }

    static At at(Pipeline pipeline, String stage) {
        Stage found = pipeline.stage("stage", stage);
        return new At(found.key(), found.rank(), found.probability());
    }

    static OpportunityEvent.StageChanged moved(String from, String to, String on) {
        return new OpportunityEvent.StageChanged(ID, at(from), at(to), day(on));
    }

    /** Two in the morning, UTC, of a day. */
    static Instant day(String day) {
        return Instant.parse(day + "T02:00:00Z");
    }

    static KnownCustomers customers() {
        return customer -> {
            if (!customer.equals(CUSTOMER)) {
                throw CommandRejected.notYet("customer-known", "customerId", "not here");
            }
            return new KnownCustomer(customer.value(), "EAST-CHINA", "online", "mei.rep", "A");
        };
    }

    static Pipelines pipelines() {
        return new Pipelines() {
            @Override
            public Pipeline newest(String pipeline) {
                return version(pipeline, 1);
            }

            @Override
            public Pipeline version(String pipeline, int version) {
                return switch (pipeline) {
                    case Pipeline.DEFAULT -> Pipeline.FIRST_DEFAULT;
                    case "long" -> LONG;
                    default -> KEY_ACCOUNTS;
                };
            }
        };
    }

    static Territories territories() {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        TerritoryTree tree = new TerritoryTree(List.of(
                new TerritoryTree.Node("CHINA", null, zone), new TerritoryTree.Node("EAST-CHINA", "CHINA", zone)));
        return new FixedTerritories(tree);
    }
}

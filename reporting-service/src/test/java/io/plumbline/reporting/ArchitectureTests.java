package io.plumbline.reporting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "io.plumbline", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule reportsDoNotKnowOneAnother = slices().matching(
                    "io.plumbline.reporting.(funnel|goals|sales|pipeline|activities|customers|alerts|reference|inputs)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule reportsReadThroughTheDatabaseOnly = noClasses()
            .that()
            .resideInAnyPackage(
                    "..reporting.funnel..",
                    "..reporting.goals..",
                    "..reporting.sales..",
                    "..reporting.pipeline..",
                    "..reporting.activities..",
                    "..reporting.reference..",
                    "..reporting.inputs..",
                    "..reporting.customers..",
                    "..reporting.alerts..",
                    "..reporting.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..reporting.history..", "..reporting.events..", "..platform.intake..");

    @ArchTest
    static final ArchRule foldsKnowNeitherClockNorChance = noClasses()
            .that()
            .resideInAnyPackage("..reporting.events..", "..reporting.history..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule eventsKnowNoFramework = noClasses()
            .that()
            .resideInAPackage("..reporting.events..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..");

    @ArchTest
    static final ArchRule thePlatformKnowsNoService = noClasses()
            .that()
            .resideInAPackage("..platform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.plumbline.reporting..");

    @ArchTest
    static final ArchRule onlyTheIntakeKnowsKafka = noClasses()
            .that()
            .resideInAPackage("..reporting..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}

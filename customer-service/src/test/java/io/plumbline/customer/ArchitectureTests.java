package io.plumbline.customer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.axonframework.spring.stereotype.Aggregate;

@AnalyzeClasses(packages = "io.plumbline.customer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    /** Aggregates, commands, events and value objects: what decides, and what is decided about. */
    private static final DescribedPredicate<JavaClass> DOMAIN = DescribedPredicate.describe(
            "domain",
            type -> type.isAnnotatedWith(Aggregate.class)
                    || type.getName()
                            .matches(".*\\.(CustomerEvent|CustomerCommand|TierPolicyEvent|TierPolicyCommand)(\\$.*)?")
                    || type.isAssignableTo(Record.class) && type.isTopLevelClass()
                    || type.isEnum() && type.isTopLevelClass());

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NO_TRANSPORT = noClasses()
            .that(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.web..", "org.springframework.http..");

    @ArchTest
    static final ArchRule THE_DOMAIN_READS_NO_CLOCK_OF_ITS_OWN = noClasses()
            .that(DOMAIN)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("io.plumbline.customer.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule AGGREGATES_BELONG_TO_THEIR_PACKAGE =
            classes().that().areAnnotatedWith(Aggregate.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule CONTACTS_STAY_APART_FROM_EVENTS = noClasses()
            .that()
            .resideInAnyPackage("..customers..", "..tiers..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..contacts..");
}

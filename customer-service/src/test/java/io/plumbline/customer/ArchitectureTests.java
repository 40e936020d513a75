package io.plumbline.customer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.plumbline.platform.testing.ServiceRules;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.plumbline.customer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @Test
    void theRulesOfEveryServiceHold() {
        ServiceRules.check("io.plumbline.customer");
    }

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

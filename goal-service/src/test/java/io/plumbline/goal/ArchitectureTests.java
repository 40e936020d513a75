package io.plumbline.goal;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.plumbline.platform.testing.ServiceRules;
import java.util.Set;
import org.axonframework.spring.stereotype.Aggregate;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.plumbline.goal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final Set<String> EDGES =
            Set.of("Visibility", "CurrentAuthority", "ChildrenInUnitOfWork", "GoalService");

    /** All but what speaks HTTP or SQL: controllers with their bodies, views with their rows, and clients of other services. */
    private static final DescribedPredicate<JavaClass> DOMAIN =
            DescribedPredicate.describe("aggregates, commands, events and value objects", type -> {
                String name = outermost(type).getSimpleName();
                return !EDGES.contains(name)
                        && !name.endsWith("Controller")
                        && !name.endsWith("View")
                        && !name.endsWith("Client")
                        && !name.endsWith("Requests")
                        && !name.endsWith("Body");
            });

    @Test
    void theRulesOfEveryServiceHold() {
        ServiceRules.check("io.plumbline.goal");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTests::outermost).orElse(type);
    }

    @ArchTest
    static final ArchRule theDomainKnowsNoEdge = noClasses()
            .that(DOMAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.jdbc..",
                    "org.apache.kafka..",
                    "jakarta.servlet..",
                    "java.sql..",
                    "tools.jackson..",
                    "io.swagger..");

    @ArchTest
    static final ArchRule aggregatesCommandsAndEventsAreNobodyElses = classes()
            .that()
            .areAnnotatedWith(Aggregate.class)
            .or()
            .haveSimpleNameEndingWith("Command")
            .or()
            .haveSimpleNameEndingWith("Event")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule theTermsAreEverybodysAndKnowNobody = noClasses()
            .that()
            .resideInAPackage("io.plumbline.goal.values")
            .should()
            .dependOnClassesThat(resideInAPackage("io.plumbline.goal..")
                    .and(DescribedPredicate.not(resideInAPackage("io.plumbline.goal.values"))));

    @ArchTest
    static final ArchRule controllersSendCommandsAndReadViews = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .bePackagePrivate()
            .andShould()
            .onlyDependOnClassesThat(DescribedPredicate.not(resideInAPackage("org.springframework.jdbc..")));
}

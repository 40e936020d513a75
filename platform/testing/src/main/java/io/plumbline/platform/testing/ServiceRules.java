package io.plumbline.platform.testing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.plumbline.platform.write.store.EventNames;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.web.bind.annotation.RestController;

/**
 * The architecture of a write service. A rule that matches nothing fails, so that renaming a package cannot switch one off.
 */
public final class ServiceRules {

    private static final DescribedPredicate<JavaClass> DOMAIN = DescribedPredicate.describe(
            "are aggregates, commands, events or value objects",
            type -> type.isAnnotatedWith(Aggregate.class)
                    || type.isAnnotatedWith(EventNames.class)
                    || (type.isRecord() && !isInEdge(type)));

    private ServiceRules() {}

    /**
     * Checks every rule.
     *
     * @param service the root package, for example {@code io.plumbline.goal}
     */
    public static void check(String service) {
        JavaClasses classes =
                new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(service);
        rules(service).forEach(rule -> rule.check(classes));
    }

    private static List<ArchRule> rules(String service) {
        return List.of(
                noClasses()
                        .that(DOMAIN)
                        .should()
                        .dependOnClassesThat(resideInAPackage("org.apache.kafka..")
                                .or(resideInAPackage("org.springframework.web.."))
                                .or(resideInAPackage("jakarta.servlet..")))
                        .because("the domain knows no transport"),
                noClasses()
                        .that(DOMAIN)
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDate.class, "now")
                        .orShould()
                        .callMethod(Clock.class, "systemUTC")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .because("time and identity are given to the domain"),
                noClasses()
                        .should()
                        .dependOnClassesThat(resideInAPackage("io.plumbline..")
                                .and(DescribedPredicate.not(resideInAPackage(service + "..")))
                                .and(DescribedPredicate.not(resideInAPackage("io.plumbline.platform.."))))
                        .because("services speak to each other by their contracts alone"),
                classes()
                        .that()
                        .areAnnotatedWith(RestController.class)
                        .should()
                        .bePackagePrivate()
                        .because("nobody calls a controller"),
                methods()
                        .that()
                        .areAnnotatedWith(CommandHandler.class)
                        .should()
                        .beDeclaredInClassesThat()
                        .areAnnotatedWith(Aggregate.class)
                        .because("nothing stands between the gateway and the aggregate"),
                slices().matching(service + ".(*)..").should().beFreeOfCycles());
    }

    private static boolean isInEdge(JavaClass type) {
        return type.getEnclosingClass()
                .map(outer -> outer.getSimpleName().endsWith("Controller")
                        || outer.getSimpleName().endsWith("Requests")
                        || outer.getSimpleName().endsWith("View")
                        || outer.getSimpleName().endsWith("Configuration"))
                .orElse(false);
    }
}

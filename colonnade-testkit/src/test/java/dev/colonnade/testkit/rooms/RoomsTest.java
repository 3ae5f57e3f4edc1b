package dev.colonnade.testkit.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jooq.PlainSQL;

/// Holds the rooms where ARCHITECTURE.md draws them.
@AnalyzeClasses(packages = "dev.colonnade", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {

    private static final List<String> MODULES = List.of("colonnade-sdk", "colonnade-engine", "colonnade-server",
            "colonnade-testkit");

    @ArchTest
    static final ArchRule dependenciesPointDownwards = classes().should(useOnlyTheirFloorAndThoseBelow());

    @ArchTest
    static final ArchRule roomsOfTheEngineFormNoCycle = slices().matching("dev.colonnade.engine.(*)..")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsOfTheServerFormNoCycle = slices().matching("dev.colonnade.server.(*)..")
            .should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule roomsOfTheSdkFormNoCycle = slices().matching("dev.colonnade.sdk.(**)")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sdkNeedsNothingButTheJdk = classes().that().resideInAPackage("dev.colonnade.sdk..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.colonnade.sdk..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule engineServesNoHttp = noClasses().that().resideInAPackage("dev.colonnade.engine..")
            .should().dependOnClassesThat().resideInAnyPackage("io.helidon..", "com.sun.net.httpserver..",
                    "jakarta.servlet..", "com.nimbusds..", "picocli..");

    /// What leaves the server by HTTP leaves from the rooms that are there for it: webhooks, and the client that plug-ins get.
    @ArchTest
    static final ArchRule engineCallsOthersFromTwoRoomsOnly = noClasses()
            .that().resideInAPackage("dev.colonnade.engine..")
            .and().resideOutsideOfPackages("dev.colonnade.engine.event..", "dev.colonnade.engine.plugin..")
            .should().dependOnClassesThat().resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule metadataKnowsNoDatabase = noClasses()
            .that().resideInAPackage("dev.colonnade.engine.metadata..")
            .should().dependOnClassesThat().resideInAnyPackage("org.jooq..", "java.sql..", "javax.sql..",
                    "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

    @ArchTest
    static final ArchRule sqlAsTextStaysInStorage = noClasses()
            .that().resideOutsideOfPackage("dev.colonnade.engine.storage..")
            .should().callCodeUnitWhere(takesPlainSql());

    @ArchTest
    static final ArchRule standardStreamsBelongToTheCommandLine = noClasses()
            .that().resideOutsideOfPackage("dev.colonnade.server.cli..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static void everyPackageOfTheSourcesIsSeen(JavaClasses seen) {
        SourceTree sources = SourceTree.find();
        List<String> expected = MODULES.stream().flatMap(module -> sources.mainPackages(module).stream()).toList();

        List<String> packages = seen.stream().map(JavaClass::getPackageName).distinct().toList();

        assertThat(expected).contains("dev.colonnade.sdk", "dev.colonnade.engine.message");
        assertThat(packages).containsAll(expected);
    }

    @ArchTest
    static void everyPackageHasItsPackageInfoWithNullMarked(JavaClasses seen) {
        assertThat(SourceTree.find().packageFolders()).isNotEmpty().allSatisfy(folder -> {
            assertThat(folder.resolve("package-info.java")).isRegularFile();
            assertThat(Files.readString(folder.resolve("package-info.java"))).contains("@NullMarked");
        });
    }

    private static ArchCondition<JavaClass> useOnlyTheirFloorAndThoseBelow() {
        return new ArchCondition<>("use only rooms of their own floor and of those below") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Optional<Floor> floor = Floor.of(type);
                if (floor.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(type, "The room of " + type.getName()
                            + " stands on no floor; give it its place in " + Floor.class.getSimpleName() + "."));
                    return;
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    Optional<Floor> target = Floor.of(dependency.getTargetClass());
                    if (target.isPresent() && target.get().compareTo(floor.get()) > 0) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> takesPlainSql() {
        return DescribedPredicate.describe("take SQL as text (jOOQ's @PlainSQL)",
                access -> access.getTarget().isAnnotatedWith(PlainSQL.class)
                        || access.getTargetOwner().isAnnotatedWith(PlainSQL.class));
    }
}

package org.konsil.architecture;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The dependency rules of docs/decisions, one field for each. */
@AnalyzeClasses(packages = "org.konsil", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Pattern STAGE = Pattern.compile("org\\.konsil\\.server\\.(\\w+)\\.\\w+.*");
    private static final Pattern FEATURE = Pattern.compile("org\\.konsil\\.server\\.(\\w+)(\\..*)?");

    @ArchTest
    static final ArchRule plainJavaStaysPlain = noClasses()
            .that()
            .resideInAnyPackage("org.konsil.protocol..", "org.konsil.pki..", "org.konsil.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "org.konsil.server..", "org.konsil.web..");

    @ArchTest
    static final ArchRule onlyPkiAndProtocolUseBouncyCastle = noClasses()
            .that()
            .resideOutsideOfPackages("org.konsil.pki..", "org.konsil.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule serverKnowsNoHttp = noClasses()
            .that()
            .resideInAPackage("org.konsil.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..", "jakarta.faces..", "org.konsil.web..");

    @ArchTest
    static final ArchRule webTouchesNoDatabase = noClasses()
            .that()
            .resideInAPackage("org.konsil.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("org.konsil.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule featuresMeetOnlyInTheirRootPackage =
            classes().that().resideInAPackage("org.konsil.server..").should(notUseAStageOfAnotherFeature());

    @ArchTest
    static final ArchRule publicTypesOfAStageAreItsDoors = classes()
            .that()
            .resideInAPackage("org.konsil.server.*.*..")
            .and()
            .arePublic()
            .and()
            .areNotInterfaces()
            .should()
            .beAnnotatedWith("jakarta.ejb.Stateless")
            .orShould()
            .beAnnotatedWith("jakarta.ejb.Singleton")
            .orShould()
            .beAnnotatedWith("jakarta.ejb.MessageDriven")
            .orShould()
            .beRecords();

    @ArchTest
    static final ArchRule namesSayWhatAThingDoes = noClasses()
            .that()
            .resideOutsideOfPackage("org.konsil.protocol.mls..") // the RFC's own names, such as GroupInfo
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveNameMatching(".*(Manager|Helper|Utils?|Service|Bean|Dto|Data|Info)");

    @ArchTest
    static final ArchRule resourcesAreCalledResource = classes()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.Path")
            .should()
            .haveSimpleNameEndingWith("Resource")
            .andShould()
            .resideInAnyPackage("org.konsil.web.api..", "org.konsil.web.pki..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses().should().callMethod(Instant.class, "now");

    @ArchTest
    static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    /** What protoc writes for messages with maps throws them; nobody edits that. */
    @ArchTest
    static final ArchRule noGenericExceptions = noClasses()
            .that()
            .areNotAssignableTo("com.google.protobuf.MessageOrBuilder")
            .should(THROW_GENERIC_EXCEPTIONS);

    @ArchTest
    static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private static boolean isDoor(JavaClass type) {
        return Stream.of("Stateless", "Singleton", "MessageDriven")
                .anyMatch(door -> type.isAnnotatedWith("jakarta.ejb." + door));
    }

    private static ArchCondition<JavaClass> notUseAStageOfAnotherFeature() {
        return new ArchCondition<>("use only the root package and the doors of another feature") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                Matcher own = FEATURE.matcher(user.getPackageName());
                if (!own.matches()) {
                    return;
                }
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    Matcher stage = STAGE.matcher(dependency.getTargetClass().getPackageName());
                    if (stage.matches()
                            && !stage.group(1).equals(own.group(1))
                            && !isDoor(dependency.getTargetClass())) {
                        events.add(violated(user, dependency.getDescription()));
                    }
                }
            }
        };
    }
}

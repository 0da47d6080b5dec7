package io.geckos.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.geckos.domain.multipart.MultipartStore;
import io.geckos.domain.object.ObjectStore;
import java.io.File;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependency rules that neither Maven nor the module system can enforce. */
class ArchitectureTest {
    private static final String DOMAIN = "io.geckos.domain..";
    private static final String STORAGE = "io.geckos.storage..";
    private static final String AUTH = "io.geckos.auth..";
    private static final String ACCESS = "io.geckos.access..";
    private static final String IAM = "io.geckos.iam..";
    private static final String PROTOCOL = "io.geckos.s3..";
    private static final String SERVER = "io.geckos.server..";
    private static final String ENCRYPTION = "io.geckos.s3.encryption.Encryption";

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("storage-testkit"))
            .importPackages("io.geckos");

    static Stream<ArchRule> rules() {
        return Stream.of(
                dependsOnlyOn(
                        DOMAIN,
                        DOMAIN,
                        "java.lang..",
                        "java.util..",
                        "java.io..",
                        "java.time..",
                        "java.nio",
                        "java.nio.channels",
                        "java.nio.charset",
                        "java.security..",
                        "com.dynatrace.hash4j..",
                        "org.jspecify.."),
                dependsOnlyOn(
                        ACCESS,
                        ACCESS,
                        DOMAIN,
                        "java.lang..",
                        "java.util..",
                        "java.math",
                        "java.net",
                        "java.nio.charset",
                        "java.security..",
                        "java.time..",
                        "javax.crypto..",
                        "org.jspecify.."),
                knowsNoFileAndNoSocket(DOMAIN),
                knowsNoFileAndNoSocket(PROTOCOL),
                knowsNoFileAndNoSocket(IAM),
                knowsNoHelidon(DOMAIN, STORAGE, AUTH, IAM, PROTOCOL),
                isApartFrom(STORAGE, AUTH, PROTOCOL, SERVER),
                isApartFrom(AUTH, STORAGE, PROTOCOL, SERVER),
                isApartFrom(PROTOCOL, STORAGE, AUTH, SERVER),
                isApartFrom(PROTOCOL, ACCESS, IAM),
                isApartFrom(IAM, STORAGE, AUTH, PROTOCOL, SERVER),
                isApartFrom(SERVER, STORAGE),
                opensAndStoresObjectsOnlyIn(ENCRYPTION),
                hasNoPackageCycle("io.geckos.(**)"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProductKeepsEveryRule(ArchRule rule) {
        rule.check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noRulePassesOnAnEmptySet(ArchRule rule) {
        JavaClasses none = PRODUCT.that(resideInAPackage("io.geckos.nowhere"));
        assertThrows(AssertionError.class, () -> rule.check(none));
    }

    @Test
    void eachKindOfRuleSeesWhatItForbids() {
        assertThrows(AssertionError.class, () -> dependsOnlyOn(SERVER, SERVER).check(PRODUCT));
        assertThrows(AssertionError.class, () -> knowsNoFileAndNoSocket(SERVER).check(PRODUCT));
        assertThrows(AssertionError.class, () -> knowsNoHelidon(SERVER).check(PRODUCT));
        assertThrows(AssertionError.class, () -> isApartFrom(SERVER, PROTOCOL).check(PRODUCT));
        assertThrows(
                AssertionError.class, () -> opensAndStoresObjectsOnlyIn(ACCESS).check(PRODUCT));
        JavaClasses knot = new ClassFileImporter().importClasses(String.class, Locale.class);
        assertThrows(AssertionError.class, () -> hasNoPackageCycle("java.(*)..").check(knot));
    }

    private static ArchRule dependsOnlyOn(String origin, String... targets) {
        return classes()
                .that()
                .resideInAPackage(origin)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(targets);
    }

    private static ArchRule knowsNoFileAndNoSocket(String origin) {
        return noClasses()
                .that()
                .resideInAPackage(origin)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.nio.file..", "java.net..").or(type(File.class)));
    }

    /** Nothing else in the protocol reaches the bytes of objects, which may be sealed. */
    private static ArchRule opensAndStoresObjectsOnlyIn(String only) {
        Map<String, Set<String>> calls = Map.of(
                ObjectStore.class.getName(), Set.of("open", "put", "copy"),
                MultipartStore.class.getName(), Set.of("begin", "putPart", "copyPart"));
        return noClasses()
                .that()
                .resideInAPackage(PROTOCOL)
                .and()
                .doNotHaveFullyQualifiedName(only)
                .should()
                .callMethodWhere(describe(
                        "opens or stores an object",
                        call -> calls.getOrDefault(call.getTargetOwner().getName(), Set.of())
                                .contains(call.getName())));
    }

    private static ArchRule knowsNoHelidon(String... origins) {
        return noClasses()
                .that()
                .resideInAnyPackage(origins)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..");
    }

    private static ArchRule isApartFrom(String origin, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(origin)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    private static ArchRule hasNoPackageCycle(String slices) {
        return slices().matching(slices).should().beFreeOfCycles();
    }
}

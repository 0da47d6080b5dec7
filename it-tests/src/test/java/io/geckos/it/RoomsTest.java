package io.geckos.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.geckos.it.ring.one.First;
import io.geckos.it.ring.two.Second;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of a module, and which of them may use which: a new arrow between two is a line that changes here. */
class RoomsTest {
    /** One line a package: its name below the module's, and the packages of that module that it may use. */
    private static final Map<String, String> MODULES = Map.of("io.geckos.storage.fs", """
                    files:
                    files.linux: files
                    format: files
                    index: files format
                    volume: files format index
                    read: files format index volume
                    write: files format volume read
                    multipart: files format index volume read write
                    maintenance: files format volume read write multipart
                    .: files files.linux format index volume read write multipart maintenance
                    """);

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.geckos");

    static Stream<String> modules() {
        return MODULES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void eachPackageUsesOnlyWhatItMay(String module) {
        rules(module, table(MODULES.get(module))).forEach(rule -> rule.check(PRODUCT));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theTableNamesEveryPackage(String module) {
        Set<String> packages = PRODUCT.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.equals(module) || name.startsWith(module + "."))
                .map(name -> name.equals(module) ? "." : name.substring(module.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(packages, new TreeSet<>(table(MODULES.get(module)).keySet()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noPackagesUseEachOtherInARing(String module) {
        ring(module).check(PRODUCT);
    }

    /** A rule that cannot fail proves nothing: without the arrows of one package it does. */
    @ParameterizedTest
    @MethodSource("modules")
    void anArrowThatIsNotInTheTableFails(String module) {
        Map<String, List<String>> table = table(MODULES.get(module));
        String origin = table.keySet().stream()
                .filter(name -> !table.get(name).isEmpty())
                .findFirst()
                .orElseThrow();
        table.put(origin, List.of());
        assertThrows(AssertionError.class, () -> rules(module, table).forEach(rule -> rule.check(PRODUCT)));
    }

    @Test
    void aRingOfTwoPackagesFails() {
        JavaClasses classes = new ClassFileImporter().importClasses(First.class, Second.class);
        assertThrows(AssertionError.class, () -> ring("io.geckos.it.ring").check(classes));
    }

    private static Map<String, List<String>> table(String text) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            String[] columns = line.split(":", -1);
            table.put(
                    columns[0],
                    Arrays.stream(columns[1].split(" "))
                            .filter(name -> !name.isEmpty())
                            .toList());
        });
        return table;
    }

    private static List<ArchRule> rules(String module, Map<String, List<String>> table) {
        return table.entrySet().stream()
                .filter(row -> row.getValue().size() < table.size() - 1)
                .<ArchRule>map(row -> noClasses()
                        .that()
                        .resideInAPackage(name(module, row.getKey()))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(table.keySet().stream()
                                .filter(other -> !other.equals(row.getKey())
                                        && !row.getValue().contains(other))
                                .map(other -> name(module, other))
                                .toArray(String[]::new))))
                .toList();
    }

    private static String name(String module, String room) {
        return room.equals(".") ? module : module + "." + room;
    }

    private static ArchRule ring(String module) {
        return slices().matching(module + ".(**)").should().beFreeOfCycles();
    }
}

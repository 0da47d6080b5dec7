package io.geckos.it.architecture;

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
import io.geckos.it.architecture.ring.one.First;
import io.geckos.it.architecture.ring.two.Second;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of a module, and which of them may use which: a new arrow between two is a line that changes here. */
class RoomsTest {
    /** One line a package: its name below the module's, and the packages of that module that it may use. */
    private static final List<Module> MODULES = List.of(
            Module.of("io.geckos.storage.fs", """
            files:
            files.linux: files
            files.nio: files
            format: files
            index: files format
            volume: files format index
            read: files format index volume
            versions: files format index volume read
            directories: files format volume read
            write: files format volume read versions directories
            multipart: files format index volume read directories write
            maintenance: files format volume read versions directories write multipart
            .: files files.linux files.nio format index volume read versions directories write multipart maintenance
            """),
            Module.of("io.geckos.storage.rados", """
            librados:
            format:
            data: librados format
            bucket: librados format
            index: librados format bucket
            object: librados format data bucket index
            multipart: librados format data bucket index object
            maintenance: librados format data bucket index
            .: librados format data bucket index object multipart maintenance
            """),
            Module.of("io.geckos.s3", """
            wire:
            api: wire
            routing: wire
            body: wire api
            call: wire api body routing
            lifecycle: wire
            listing: wire api call
            access: wire api body routing call
            lock: wire body routing call
            encryption: wire api body routing call
            tagging: wire body call
            object: wire body routing call listing access lock encryption tagging
            form: wire body routing call object encryption tagging
            multipart: wire api body call listing object encryption
            bucket: wire api body routing call lifecycle listing access tagging
            .: wire api body routing call lifecycle listing access lock encryption tagging object form multipart bucket
            """),
            Module.of("io.geckos.server", """
            process:
            config: process
            settings: process config
            lifecycle:
            rewrap:
            verify: config
            unseal: config settings
            migrate: config
            tls: process config
            connection: settings tls
            http: process config settings tls connection
            quota:
            usage:
            console: config
            admin: process config settings connection http quota usage console
            metrics: process settings connection http admin
            .: process config settings lifecycle rewrap verify unseal migrate tls connection http quota usage console admin metrics
            """),
            Module.of("io.geckos.auth", """
            request:
            signature: request
            credentials: request signature
            payload: request signature
            .: request signature credentials payload
            """),
            Module.of("io.geckos.access", """
            text:
            condition: text
            policy: text condition
            identity:
            store: text policy identity
            .: text condition policy identity store
            """),
            Module.of("io.geckos.iam", """
            wire:
            operation: wire
            .: wire operation
            """),
            Module.of("io.geckos.domain", """
            text:
            cache:
            checksum:
            name: text
            error: name
            listing: name
            security: name
            object: checksum name error listing security
            bucket: name listing object
            multipart: checksum name error listing object
            lifecycle: name object
            sealing: name object
            engine: text name error bucket object multipart
            """),
            Module.of("io.geckos.storage.testkit", """
            data:
            memory: data
            contract: data
            contract.multipart: data contract
            contract.versions: data contract
            model.sequential: data memory contract
            model.concurrent: data memory contract model.sequential
            model: data memory contract model.sequential model.concurrent
            .: data memory contract contract.multipart contract.versions model
            """));

    private static final Pattern ARROW = Pattern.compile("<title>([a-z.0-9]+)&#45;&gt;([a-z.0-9]+)</title>");

    private static final Pattern USES = Pattern.compile("It may use [^.]*(?:\\{@code [\\w.]+}[^.{]*)+\\. Begin with");
    private static final Pattern CODE = Pattern.compile("\\{@code ([\\w.]+)}");
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.geckos");

    /** A module whose packages are named below its own name, each with those that it may use. */
    record Module(String name, Map<String, Set<String>> uses) {
        static Module of(String name, String text) {
            Map<String, Set<String>> uses = new LinkedHashMap<>();
            text.lines().forEach(line -> {
                String[] columns = line.split(":", -1);
                Set<String> used = new TreeSet<>(List.of(columns[1].strip().split(" ", -1)));
                used.remove("");
                uses.put(columns[0], used);
            });
            return new Module(name, uses);
        }

        /** This module with a table in which no package uses another. */
        Module withoutArrows() {
            Map<String, Set<String>> none = new LinkedHashMap<>(uses);
            none.replaceAll((_, _) -> Set.of());
            return new Module(name, none);
        }

        String packageOf(String room) {
            return room.equals(".") ? name : name + "." + room;
        }

        /** One rule for each package that may not use all others. */
        List<ArchRule> rules() {
            List<ArchRule> rules = new ArrayList<>();
            uses.forEach((room, used) -> {
                String[] others = uses.keySet().stream()
                        .filter(other -> !other.equals(room) && !used.contains(other))
                        .map(this::packageOf)
                        .toArray(String[]::new);
                if (others.length > 0) {
                    rules.add(noClasses()
                            .that()
                            .resideInAPackage(packageOf(room))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(others)));
                }
            });
            return rules;
        }
    }

    static Stream<Module> modules() {
        return MODULES.stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void eachPackageUsesOnlyWhatItMay(Module module) {
        module.rules().forEach(rule -> rule.check(PRODUCT));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void theTableNamesEveryPackage(Module module) {
        Set<String> packages = PRODUCT.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.equals(module.name()) || name.startsWith(module.name() + "."))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                packages,
                module.uses().keySet().stream().map(module::packageOf).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void noPackagesUseEachOtherInARing(Module module) {
        ring(module.name()).check(PRODUCT);
    }

    /** A rule that cannot fail proves nothing: where no package may use another, each one that does is found. */
    @ParameterizedTest
    @MethodSource("modules")
    void anArrowThatIsNotInTheTableFails(Module module) {
        long failing = module.withoutArrows().rules().stream()
                .filter(rule -> rule.evaluate(PRODUCT).hasViolation())
                .count();
        assertEquals(
                module.uses().values().stream().filter(used -> !used.isEmpty()).count(), failing);
    }

    /** {@code package-info.java} is the first file that a newcomer opens in a room. */
    @ParameterizedTest
    @MethodSource("modules")
    void eachPackageSaysWhatItMayUse(Module module) throws IOException {
        for (String room : module.uses().keySet()) {
            if (!room.equals(".")) {
                String name = module.packageOf(room);
                assertEquals(module.uses().get(room), usesOf(name), name);
            }
        }
    }

    private static Set<String> usesOf(String packageName) throws IOException {
        Path file = Path.of("src", "main", "java", packageName.replace('.', '/'), "package-info.java");
        try (Stream<Path> folders = Files.list(Path.of(".."))) {
            Path source = folders.map(folder -> folder.resolve(file))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no package-info.java of " + packageName));
            String text = Files.readString(source).replaceAll("\\s*\n \\* ?", " ");
            return USES.matcher(text)
                    .results()
                    .flatMap(list -> CODE.matcher(list.group()).results())
                    .map(code -> code.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Pictures leave out the arrows that others imply. */
    @ParameterizedTest
    @MethodSource("modules")
    void thePictureShowsTheTable(Module module) throws IOException {
        String picture = Files.readString(Path.of("..", "docs", "pictures", "rooms-" + module.name() + ".svg"));
        Map<String, Set<String>> shown = new TreeMap<>();
        module.uses().keySet().forEach(room -> shown.put(room, new TreeSet<>()));
        ARROW.matcher(picture)
                .results()
                .forEach(arrow -> shown.computeIfAbsent(arrow.group(1), _ -> new TreeSet<>())
                        .add(arrow.group(2)));
        Map<String, Set<String>> implied = new TreeMap<>();
        shown.keySet().forEach(room -> implied.put(room, reachable(room, shown)));
        Map<String, Set<String>> expected = new TreeMap<>();
        module.uses().keySet().forEach(room -> expected.put(room, reachable(room, module.uses())));
        assertEquals(expected, implied);
        shown.forEach((room, used) ->
                assertEquals(Set.of(), minus(used, module.uses().getOrDefault(room, Set.of())), room));
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static Set<String> reachable(String room, Map<String, Set<String>> uses) {
        Set<String> found = new TreeSet<>();
        for (String used : uses.getOrDefault(room, Set.of())) {
            found.add(used);
            found.addAll(reachable(used, uses));
        }
        return found;
    }

    /** Tests of the server share a test kit and nothing else, so each package of them can be read alone. */
    @Test
    void testsOfTheServerUseOnlyTheTestKit() {
        JavaClasses tests = new ClassFileImporter().importPackages("io.geckos.it");
        apart("testkit").check(tests);
        assertThrows(AssertionError.class, () -> apart("nothing").check(tests));
    }

    private static ArchRule apart(String shared) {
        return slices().matching("io.geckos.it.(*)")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAnyPackage("io.geckos.it.."), resideInAnyPackage("io.geckos.it." + shared));
    }

    @Test
    void aRingOfTwoPackagesFails() {
        JavaClasses classes = new ClassFileImporter().importClasses(First.class, Second.class);
        assertThrows(
                AssertionError.class,
                () -> ring("io.geckos.it.architecture.ring").check(classes));
    }

    private static ArchRule ring(String module) {
        return slices().matching(module + ".(**)").should().beFreeOfCycles();
    }
}

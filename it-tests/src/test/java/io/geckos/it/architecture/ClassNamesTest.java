package io.geckos.it.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class is found by its simple name alone, and the name tells what it is. */
class ClassNamesTest {
    private static final List<String> MODULES = List.of(
            "domain",
            "signer",
            "storage-fs",
            "storage-rados",
            "storage-testkit",
            "auth-sigv4",
            "access",
            "sealing",
            "protocol-iam",
            "protocol-s3",
            "server",
            "bench",
            "it-tests");

    /** Ends of names that fit any class, and so tell nothing of one. */
    private static final Pattern SAYS_NOTHING = Pattern.compile(".*(Manager|Helper|Helpers|Util|Utils|Stuff|Impl)");

    /** Participles, verbs and metaphors that were names once. */
    private static final Set<String> RIDDLES = Set.of(
            "Accepts",
            "Answer",
            "Authenticated",
            "Call",
            "Copying",
            "Emptiness",
            "Found",
            "From",
            "Glimpse",
            "GiveWay",
            "Holding",
            "Obstacle",
            "Place",
            "Reading",
            "Refused",
            "Replacing",
            "Sending",
            "Shared",
            "Signed",
            "Slots",
            "Sought",
            "Staged",
            "Strays",
            "Stretch",
            "Ticks",
            "Upkeep",
            "Values",
            "Wanted",
            "Wiring");

    /** Names of nested types, which are read with the name of the type around them, that were riddles even so. */
    private static final Set<String> NESTED_RIDDLES = Set.of(
            "Beside",
            "Clearing",
            "Deed",
            "Glance",
            "Hand",
            "Hands",
            "Kept",
            "Otherwise",
            "Remembered",
            "Said",
            "Seat",
            "Sight",
            "Stamping",
            "Stray",
            "Taker",
            "Walks",
            "Wanted",
            "Within");

    private static final Pattern NESTED = Pattern.compile(
            "^ +(?:(?:public|protected|private|static|final|sealed|non-sealed|abstract) +)*"
                    + "(?:class|record|interface|enum) (\\w+)",
            Pattern.MULTILINE);

    private final Map<String, Set<String>> classes = new TreeMap<>();
    private final Map<String, Set<String>> nested = new TreeMap<>();

    ClassNamesTest() throws IOException {
        for (String module : MODULES) {
            for (String kind : List.of("main", "test")) {
                read(module, Path.of("..", module, "src", kind, "java"));
            }
        }
    }

    private void read(String module, Path sources) throws IOException {
        try (Stream<Path> files = Files.exists(sources) ? Files.walk(sources) : Stream.of()) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java")
                            && !file.toString().endsWith("-info.java"))
                    .toList()) {
                String place = module + "/" + sources.relativize(file);
                String name = file.getFileName().toString().replace(".java", "");
                classes.computeIfAbsent(name, _ -> new TreeSet<>()).add(place);
                NESTED.matcher(Files.readString(file))
                        .results()
                        .forEach(type -> nested.computeIfAbsent(type.group(1), _ -> new TreeSet<>())
                                .add(place));
            }
        }
    }

    @Test
    void noTwoClassesHaveOneName() {
        classes.values().removeIf(files -> files.size() == 1);
        assertEquals(Map.of(), classes);
    }

    @Test
    void noNameSaysNothing() {
        assertEquals(
                List.of(),
                classes.keySet().stream().filter(ClassNamesTest::isRefused).toList());
        assertEquals(
                List.of(),
                nested.entrySet().stream()
                        .filter(name -> isRefusedNested(name.getKey()))
                        .toList());
    }

    @Test
    void eachModuleIsRead() {
        for (String module : MODULES) {
            assertTrue(
                    classes.values().stream().flatMap(Set::stream).anyMatch(file -> file.startsWith(module + "/")),
                    module);
        }
        assertTrue(
                nested.getOrDefault("Module", Set.of()).stream().anyMatch(file -> file.endsWith("RoomsTest.java")),
                "nested types");
    }

    @Test
    void whatIsRefusedIsSeen() {
        assertTrue(Stream.of("KeyManager", "XmlUtil", "Found", "Wanted").allMatch(ClassNamesTest::isRefused));
        assertTrue(Stream.of("JsonUtil", "Otherwise", "Within").allMatch(ClassNamesTest::isRefusedNested));
        assertTrue(Stream.of("Kind", "HashingChannel").noneMatch(ClassNamesTest::isRefusedNested));
        assertTrue(Stream.of("ObjectLookup", "DeleteBatch", "RateLimiter").noneMatch(ClassNamesTest::isRefused));
    }

    private static boolean isRefusedNested(String name) {
        return SAYS_NOTHING.matcher(name).matches() || NESTED_RIDDLES.contains(name);
    }

    private static boolean isRefused(String name) {
        return SAYS_NOTHING.matcher(name).matches() || RIDDLES.contains(name);
    }
}

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
            "auth-sigv4",
            "access",
            "sealing",
            "protocol-iam",
            "protocol-s3",
            "server",
            "bench");

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

    private final Map<String, Set<String>> classes = classes();

    /** Where each simple name stands. */
    private static Map<String, Set<String>> classes() {
        Map<String, Set<String>> classes = new TreeMap<>();
        for (String module : MODULES) {
            Path sources = Path.of("..", module, "src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(file -> sources.relativize(file).toString())
                        .filter(file -> file.endsWith(".java") && !file.endsWith("-info.java"))
                        .forEach(file -> {
                            String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length());
                            classes.computeIfAbsent(name, _ -> new TreeSet<>()).add(module + "/" + file);
                        });
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return classes;
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
    }

    @Test
    void eachModuleIsRead() {
        for (String module : MODULES) {
            assertTrue(
                    classes.values().stream().flatMap(Set::stream).anyMatch(file -> file.startsWith(module + "/")),
                    module);
        }
    }

    @Test
    void whatIsRefusedIsSeen() {
        assertTrue(Stream.of("KeyManager", "XmlUtil", "Found", "Wanted").allMatch(ClassNamesTest::isRefused));
        assertTrue(Stream.of("ObjectLookup", "DeleteBatch", "RateLimiter").noneMatch(ClassNamesTest::isRefused));
    }

    private static boolean isRefused(String name) {
        return SAYS_NOTHING.matcher(name).matches() || RIDDLES.contains(name);
    }
}

package io.geckos.it.architecture;

import static java.util.function.Predicate.not;
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

/**
 * {@code ./build verify -Dquick} needs a JDK and Maven, but no Ceph: {@code .mvn/quick.txt} leaves out each test that starts
 * a cluster.
 */
class QuickBuildTest {
    private static final Path ROOT = Path.of("..");

    /** The script that starts a cluster. Sources name it in a text or a comment. */
    private static final String CLUSTER = "ceph/cluster";

    /** The sources of all test classes, by the path of the class without its ending. */
    private final Map<String, String> sources = sources();

    private static Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    for (Path file :
                            files.filter(it -> it.toString().endsWith(".java")).toList()) {
                        String path = tests.relativize(file).toString();
                        sources.put(path.substring(0, path.length() - ".java".length()), Files.readString(file));
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sources;
    }

    @Test
    void testsThatStartACephClusterAreLeftOut() throws IOException {
        List<Pattern> leftOut = Files.readAllLines(ROOT.resolve(".mvn/quick.txt")).stream()
                .filter(line -> line.startsWith("%regex["))
                .map(line -> Pattern.compile(line.substring("%regex[".length(), line.length() - 1)))
                .toList();
        Set<String> tests = new TreeSet<>(startingACluster());
        tests.removeIf(not(QuickBuildTest::isTest));
        assertTrue(tests.contains("io/geckos/storage/rados/TwoGatewaysTest"), tests.toString());
        tests.removeIf(test -> leftOut.stream()
                .anyMatch(pattern -> pattern.matcher(test + ".class").matches()));
        assertEquals(Set.of(), tests);
    }

    /** The classes that name the script, and those that use another class which does, and is no test itself. */
    private Set<String> startingACluster() {
        Set<String> users = new TreeSet<>();
        sources.forEach((path, source) -> {
            if (source.contains(CLUSTER) && !path.endsWith("/" + getClass().getSimpleName())) {
                users.add(path);
            }
        });
        for (int before = 0; before < users.size(); ) {
            before = users.size();
            List<Pattern> helpers = users.stream()
                    .filter(not(QuickBuildTest::isTest))
                    .map(path -> Pattern.compile("\\b" + path.substring(path.lastIndexOf('/') + 1) + "\\b"))
                    .toList();
            sources.forEach((path, source) -> {
                if (helpers.stream().anyMatch(helper -> helper.matcher(source).find())) {
                    users.add(path);
                }
            });
        }
        return users;
    }

    private static boolean isTest(String path) {
        return path.endsWith("Test");
    }
}

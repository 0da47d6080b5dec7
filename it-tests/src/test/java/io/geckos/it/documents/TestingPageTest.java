package io.geckos.it.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each command in the table of docs/testing.md can be run as it is printed: its program exists, and its tests are in its
 * module.
 */
class TestingPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\|.*\\| ([^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TESTS = Pattern.compile("-Dtest='?([^' ]+)'?");
    private static final Pattern BUILD = Pattern.compile("\\./build -pl (\\S+) -am (?:test|verify)(?: -D\\S+)*");

    @Test
    void eachCommandOfTheTableRuns() throws IOException {
        List<String> faults = new ArrayList<>();
        int commands = 0;
        for (String line : Files.readAllLines(ROOT.resolve("docs/testing.md"))) {
            Matcher row = ROW.matcher(line);
            if (!row.matches() || row.group(1).equals("suite")) {
                continue;
            }
            Matcher code = CODE.matcher(row.group(2));
            if (!code.matches()) {
                faults.add(row.group(1) + ": no single command: " + row.group(2));
                continue;
            }
            for (String command : code.group(1).split(" && ", -1)) {
                commands++;
                fault(command).lines().forEach(fault -> faults.add(row.group(1) + ": " + fault));
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(commands > 10, "few commands: " + commands);
    }

    /** The fault of a command; empty if it has none. */
    private static String fault(String command) throws IOException {
        String program = command.split(" ", 2)[0];
        if (!Files.isExecutable(ROOT.resolve(program))) {
            return "no program: " + program;
        }
        if (!program.equals("./build")) {
            return "";
        }
        Matcher build = BUILD.matcher(command);
        if (!build.matches()) {
            return "not of the form " + BUILD + ": " + command;
        }
        Path module = ROOT.resolve(build.group(1));
        if (!Files.isRegularFile(module.resolve("pom.xml"))) {
            return "no module: " + build.group(1);
        }
        Matcher tests = TESTS.matcher(command);
        return tests.find() ? missing(module.resolve("src/test/java"), tests.group(1)) : "";
    }

    /** The patterns, with commas between them, that match no test class. */
    private static String missing(Path sources, String patterns) throws IOException {
        StringBuilder missing = new StringBuilder();
        try (Stream<Path> files = Files.walk(sources)) {
            List<String> classes = files.map(file -> sources.relativize(file).toString())
                    .filter(file -> file.endsWith("Test.java") || file.endsWith("Rounds.java"))
                    .map(file ->
                            file.substring(0, file.length() - ".java".length()).replace('/', '.'))
                    .toList();
            for (String pattern : patterns.split(",", -1)) {
                Pattern wanted = Pattern.compile((pattern.contains(".") ? "" : ".*\\.")
                        + pattern.replace(".", "\\.").replaceAll("\\*+", ".*"));
                if (classes.stream().noneMatch(name -> wanted.matcher(name).matches())) {
                    missing.append("no test matches ").append(pattern).append('\n');
                }
            }
        }
        return missing.toString();
    }
}

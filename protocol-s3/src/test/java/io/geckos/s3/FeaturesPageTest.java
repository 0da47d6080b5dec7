package io.geckos.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.access.S3PolicyChecker;
import io.geckos.s3.api.S3Settings;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.testkit.FakeAuthenticator;
import io.geckos.storage.testkit.memory.MemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of operations in docs/features.md names exactly those that are served. */
class FeaturesPageTest {
    private static final Pattern OPERATION = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w+|\\bPreflight\\b");

    @Test
    void theTableOfOperationsNamesWhatIsServed() throws IOException {
        OperationRegistry operations = new OperationRegistry(
                S3Settings.of(FakeAuthenticator.OWNER), new MemoryStorage(), new S3PolicyChecker());
        TreeSet<String> served = Stream.of(S3Action.values())
                .filter(action ->
                        action == S3Action.PREFLIGHT || operations.served().contains(action))
                .map(S3Action::operation)
                .collect(Collectors.toCollection(TreeSet::new));
        String page = Files.readString(Path.of("../docs/features.md"));
        String table =
                page.substring(page.indexOf("| area | operations |"), page.indexOf("Every other operation of S3"));
        assertEquals(
                served,
                OPERATION
                        .matcher(table)
                        .results()
                        .map(match -> match.group())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}

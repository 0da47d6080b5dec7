package io.geckos.it.console;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** One server and one browser with the console's page for all tests of a class. */
abstract class OpenConsoleTest {
    @TempDir
    static Path folder;

    static ConsoleVisitor visitor;

    @BeforeAll
    static void start() throws Exception {
        visitor = ConsoleVisitor.start(folder);
    }

    @AfterAll
    static void end() throws Exception {
        visitor.close();
    }

    static BrowserSession browser() {
        return visitor.browser();
    }
}

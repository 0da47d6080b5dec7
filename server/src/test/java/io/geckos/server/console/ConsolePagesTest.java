package io.geckos.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.config.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsolePagesTest {
    private static final Path SOURCES = Path.of("../console/src/main/resources/META-INF/console");
    private static final Pattern REFERENCE = Pattern.compile("\"(/console/[0-9a-f]{16}/([A-Za-z0-9-]+\\.[a-z]+))\"");
    private static final int FIRST_LOAD = 300 << 10;

    private static ConsolePages pages(String listen, Optional<String> fixed) {
        int colon = listen.lastIndexOf(':');
        ListenAddress address =
                new ListenAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        return new ConsolePages(new ConsolePages.Facts("1.2.3", "eu-north-1", fixed, false, () -> address, true));
    }

    private static final ConsolePages PAGES = pages("127.0.0.1:9000", Optional.empty());

    private static String index() {
        return new String(PAGES.at("/", "127.0.0.1:9001").orElseThrow().plain(), UTF_8);
    }

    private static Set<String> references() {
        return REFERENCE
                .matcher(index())
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** So none is missing in the hash, and none is loaded only once another one was. */
    @Test
    void indexNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            Set<String> there = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("index.html"))
                    .collect(Collectors.toCollection(TreeSet::new));
            there.add("CHANGELOG.md");
            assertEquals(
                    there,
                    REFERENCE
                            .matcher(index())
                            .results()
                            .map(it -> it.group(2))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everythingTogetherIsSmall() {
        int size = PAGES.at("/", "").orElseThrow().compressed().length;
        for (String path : references()) {
            size += PAGES.at(path, "").orElseThrow().compressed().length;
        }
        assertTrue(size < FIRST_LOAD, size + " bytes");
    }

    @Test
    void filesAreKeptForEverAndTheIndexIsNot() {
        for (String path : references()) {
            Map<String, String> headers = PAGES.at(path, "").orElseThrow().headers();
            assertEquals("public, max-age=31536000, immutable", headers.get("cache-control"), path);
            assertEquals("nosniff", headers.get("x-content-type-options"), path);
        }
        assertEquals("no-cache", PAGES.at("/", "").orElseThrow().headers().get("cache-control"));
    }

    @Test
    void policyAllowsNoInlineScriptAndOneOtherOrigin() {
        Map<String, String> headers =
                PAGES.at("/", "127.0.0.1:9001").orElseThrow().headers();
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                        + " media-src http://127.0.0.1:9000; frame-src http://127.0.0.1:9000;"
                        + " connect-src 'self' http://127.0.0.1:9000; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'",
                headers.get("content-security-policy"));
        assertEquals("no-referrer", headers.get("referrer-policy"));
        assertEquals("nosniff", headers.get("x-content-type-options"));
        assertEquals("DENY", headers.get("x-frame-options"));
        assertFalse(index().contains("<script>"), index());
        assertFalse(index().contains("style="), index());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9000, localhost:9001, http://127.0.0.1:9000",
        ":9000, localhost:9001, http://localhost:9000",
        ":9000, 192.0.2.7:9001, http://192.0.2.7:9000",
        ":9000, [2001:db8::1]:9001, http://[2001:db8::1]:9000",
        ":9000, storage.example.com, http://storage.example.com:9000",
        ":9000, '', http://127.0.0.1:9000",
        "::1:9000, [::1]:9001, http://[::1]:9000"
    })
    void s3IsWhereTheBrowserCanReachIt(String listen, String host, String expected) {
        ConsolePage page = pages(listen, Optional.empty()).at("/", host).orElseThrow();
        assertTrue(new String(page.plain(), UTF_8).contains("name=\"geckos3-s3\" content=\"" + expected + "\""));
        assertTrue(page.headers().getOrDefault("content-security-policy", "").contains("'self' " + expected + ";"));
    }

    @Test
    void s3BehindProxyIsWhereTheConfigurationSays() {
        ConsolePage page = pages(":9000", Optional.of("https://s3.example.com"))
                .at("/", "localhost")
                .orElseThrow();
        assertTrue(page.headers().getOrDefault("content-security-policy", "").contains(" https://s3.example.com;"));
    }

    @ParameterizedTest
    @CsvSource({
        "/console/",
        "/console/0000000000000000/app.js",
        "/console/../index.html",
        "/console/app.js",
        "/health/live",
        "//"
    })
    void noOtherPathIsThere(String path) {
        assertEquals(Optional.empty(), PAGES.at(path, ""));
    }

    @Test
    void scriptsPutNothingInAsMarkup() throws IOException {
        Pattern markup = Pattern.compile(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|srcdoc");
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".js")).toList()) {
                assertEquals(
                        Optional.empty(),
                        markup.matcher(Files.readString(file))
                                .results()
                                .map(MatchResult::group)
                                .findFirst(),
                        file.toString());
            }
        }
    }
}

package io.geckos.server.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.error.StorageException;
import io.geckos.server.config.ConfigurationException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that reads everything, over the engine that keeps files. */
class VerifyCommandTest {
    private static final String MD5_OF_MEOW = "4a4be40c96ac6314e91d93f38043a634";

    @TempDir
    Path data;

    private final StringWriter printed = new StringWriter();

    @BeforeEach
    void putAnObject() throws IOException {
        Files.createDirectory(data.resolve("mybucket"));
        Files.writeString(data.resolve("mybucket/cat.jpg"), "meow");
        Files.writeString(
                data.resolve("mybucket/cat.jpg.metadata.json"),
                "{\"size\":4,\"lastModified\":\"2100-01-15T10:30:00Z\",\"etag\":\"\\\"" + MD5_OF_MEOW + "\\\"\"}");
    }

    @Test
    void whatIsGoodIsCountedAndTheExitCodeIsZero() {
        assertEquals(0, verify());
        assertEquals("good: 1 objects, 4 bytes read; 0 damaged, 0 now in quarantine, 0 notes", lines().getLast());
    }

    @Test
    void damageIsALineThatNamesTheObject() throws IOException {
        damage();
        assertEquals(3, verify());
        assertEquals(2, lines().size(), printed::toString);
        assertTrue(lines().getFirst().startsWith("damaged        mybucket/cat.jpg has the MD5 "), printed::toString);
        assertTrue(lines().getLast().startsWith("damaged: 1 objects"), printed::toString);
    }

    @Test
    void keysDrawNothingOnATerminal() throws IOException {
        Files.writeString(data.resolve("mybucket/a\u001b[2Jb\n"), "by hand");
        assertEquals(0, verify());
        assertTrue(lines().contains("undescribed    mybucket/a\\u001b[2Jb\\u000a was put by hand"), printed::toString);
    }

    @Test
    void programsGetOneDocument() throws IOException {
        damage();
        Files.writeString(data.resolve("mybucket/dog.jpg"), "by hand");
        assertEquals(3, verify("-json"));
        JsonObject report = json();
        assertEquals(2, report.getInt("objects"));
        assertEquals(1, report.getInt("damaged"));
        assertEquals(1, report.getInt("notes"));
        assertEquals("damaged", report.getString("result"));
        assertEquals(2, report.getJsonArray("findings").size());
        JsonObject finding = report.getJsonArray("findings").getValuesAs(JsonObject.class).stream()
                .filter(it -> it.getBoolean("damage"))
                .findFirst()
                .orElseThrow();
        assertEquals("damaged", finding.getString("kind"));
        assertEquals("mybucket/cat.jpg", finding.getString("where"));
    }

    @Test
    void repairPutsDamageAsideAndSaysSo() throws IOException {
        damage();
        assertEquals(4, verify("-json", "-repair"));
        assertEquals("quarantined", json().getString("result"));
        JsonObject finding = json().getJsonArray("findings").getJsonObject(0);
        assertTrue(finding.getBoolean("quarantined"), finding::toString);
        assertTrue(Files.isRegularFile(data.resolve(finding.getString("quarantine"))), finding::toString);
        assertEquals(0, verify());
        assertTrue(Files.isDirectory(data.resolve(".geckos3/quarantine")));
    }

    @Test
    void lineOfADamagedObjectNamesItsPathInQuarantine() throws IOException {
        damage();
        assertEquals(4, verify("-repair"));
        assertTrue(
                lines().getFirst().matches(".* \\(now \\.geckos3/quarantine/[0-9TZ.]+/mybucket/cat\\.jpg\\)"),
                printed::toString);
        assertTrue(lines().getLast().startsWith("quarantined: 1 objects, 4 bytes read"), printed::toString);
    }

    @Test
    void mistakesInTheArgumentsAreNamed() {
        assertThrows(ConfigurationException.class, () -> run("-data-dir=" + data, "-fix"));
        ConfigurationException e = assertThrows(
                ConfigurationException.class,
                () -> VerifyCommand.run(
                        List.of("-data-dir=" + data),
                        Map.of("GECKOS3_STORAGE_RESERVE", "much"),
                        new PrintWriter(printed)));
        assertTrue(e.getMessage().startsWith("storage.reserve: bad value \"much\", allowed is "), e.getMessage());
    }

    @Test
    void theUsageSaysWhatTheExitCodesMean() {
        assertEquals(0, run("-help"));
        for (int code = 0; code <= 4; code++) {
            assertTrue(printed.toString().contains("\n  " + code + "   "), printed::toString);
        }
    }

    @Test
    void theBarIsDrawnAFewTimesASecond() {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        AtomicLong time = new AtomicLong();
        try (ProgressBar bar =
                new ProgressBar(new PrintStream(drawn, true, StandardCharsets.UTF_8), time::get, 4L << 20)) {
            bar.step(1 << 20);
            time.addAndGet(300_000_000);
            bar.step(1 << 20);
            bar.step(1 << 20);
        }
        String text = drawn.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("[                                        ]   0%  0 of 4 MiB"), text);
        assertTrue(text.contains("[====================                    ]  50%  2 of 4 MiB"), text);
        assertFalse(text.contains("3 of 4"), text);
        assertTrue(text.endsWith("\r\u001b[K"), text);
    }

    @Test
    void withoutADataDirectoryThereIsAnErrorAndNotGoodNews() throws IOException {
        Path missing = data.resolve("missing");
        assertThrows(StorageException.Unavailable.class, () -> run("-json", "-data-dir=" + missing));
        assertThrows(RuntimeException.class, this::json);
    }

    private void damage() throws IOException {
        Files.writeString(data.resolve("mybucket/cat.jpg"), "moew");
    }

    private int verify(String... flags) {
        List<String> arguments = new ArrayList<>(List.of("-data-dir=" + data));
        arguments.addAll(List.of(flags));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        printed.getBuffer().setLength(0);
        return VerifyCommand.run(List.of(arguments), Map.of(), new PrintWriter(printed, true));
    }

    private List<String> lines() {
        return printed.toString().lines().toList();
    }

    private JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(printed.toString()))) {
            return reader.readObject();
        }
    }
}

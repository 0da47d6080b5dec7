package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is large or many in the console, in a browser. */
class LargeThingsTest extends OpenConsoleTest {
    private static final int MIB = 1 << 20;
    private static final int FILE_MIB = 200;

    /** Keys as browsers are told of them. */
    private static final String END = "\uE010";

    private static final String HOME = "\uE011";

    /** Holds the last part back, which is shorter than the others, so that the upload does not end before the page does. */
    private static final String HOLD_LAST_PART = """
            const whole = Blob.prototype.arrayBuffer;
            Blob.prototype.arrayBuffer = function () {
              return this.size === 16777216 ? whole.call(this) : new Promise(() => {});
            };""";

    /** Writes down what is sent. */
    private static final String NOTE_UPLOADS = """
            window.sent = [];
            const open = XMLHttpRequest.prototype.open;
            XMLHttpRequest.prototype.open = function (method, url) {
              window.sent.push(new URL(url).searchParams.get('partNumber') ?? new URL(url).pathname);
              return open.apply(this, arguments);
            };""";

    /** Lets three deletions through; the next one waits until somebody cancels it. */
    private static final String HOLD_DELETIONS = """
            window.plain = window.fetch;
            let batches = 0;
            window.fetch = (url, options) =>
              options.method !== 'POST' || ++batches <= 3
                ? window.plain(url, options)
                : new Promise((_, fail) => options.signal.addEventListener('abort', () => fail(options.signal.reason)));""";

    @BeforeEach
    void open() throws Exception {
        visitor.open();
    }

    @Test
    void largeFileGoesOnAfterThePageWasLoadedAgain() throws Exception {
        Path file = folder.resolve("film.bin");
        write(file);
        visitor.createBucket("films", false);
        browser().script(HOLD_LAST_PART);
        choose(file);
        Eventually.holds("six parts are there", () -> partsThere().size() >= 6);
        visitor.open();
        visitor.signInAsRoot();
        browser().click("//a[.='films']");
        browser().await("//h2[.='Uploads that were interrupted']");
        List<String> there = partsThere();
        browser().script(NOTE_UPLOADS);
        browser().click("//button[.='Choose the file']");
        browser().type("//input[@id='file-picker']", file.toString());
        browser().await("//b[.='1 file uploaded']");
        List<String> sent = sent();
        assertTrue(sent.contains("13"), sent.toString());
        assertTrue(sent.stream().noneMatch(there::contains), there + " were there, " + sent + " were sent");
        assertEquals(-1, Files.mismatch(file, visitor.dataDir().resolve("films/film.bin")));
    }

    private static void write(Path file) throws IOException {
        byte[] piece = new byte[MIB];
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < FILE_MIB; i++) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }

    private static void choose(Path file) throws Exception {
        browser().click("(//button[.='Upload'])[1]");
        browser().type("//input[@id='file-picker']", file.toString());
    }

    private static List<String> sent() throws Exception {
        return browser().script("return window.sent").asJsonArray().getValuesAs(JsonString::getString);
    }

    private static List<String> partsThere() throws Exception {
        return visitor.script("""
                        return import(folder + 'session.js').then(async ({s3}) => {
                          const [it] = JSON.parse(localStorage.getItem('geckos3-uploads') ?? '[]').slice(-1);
                          if (!it) return [];
                          const root = await s3().document('GET', {bucket: it.bucket, key: it.key, query: {uploadId: it.uploadId}});
                          return Array.from(root.getElementsByTagName('PartNumber'), (part) => part.textContent);
                        });""").asJsonArray().getValuesAs(JsonString::getString);
    }

    @Test
    void folderOfManyKeysIsListedAsPeopleScroll() throws Exception {
        visitor.createBucket("many", false);
        makeFiles("many/folder", 100_000);
        visitor.script("location.hash = '#/b/many/folder/'");
        browser().await("//button[.='key-000000']");
        for (int listed = 2000; listed <= 8000; listed += 1000) {
            browser().script("scrollTo(0, document.documentElement.scrollHeight)");
            browser().await(String.format("//p[starts-with(., '%,d entries so far')]", listed));
        }
        assertTrue(rows() < 1000, "only rows near the window are in the page");
        browser().type("(//tbody//button)[last()]", END);
        browser().await("//button[.='key-007999']");
        browser().type("//button[.='key-007999']", HOME);
        browser().await("//button[.='key-000000']");
        assertTrue(rows() < 1000, "only rows near the window are in the page");
        visitor.assertAccessible();
        browser().type("//input[@aria-label='Show names that begin with']", "key-0990\n");
        browser().await("//p[.='100 entries']");
        browser().await("//button[.='key-099000']");
    }

    private static int rows() throws Exception {
        return ((JsonNumber) browser().script("return document.querySelectorAll('tbody tr').length")).intValue();
    }

    private static void makeFiles(String name, int count) throws IOException {
        Path directory = Files.createDirectories(visitor.dataDir().resolve(name));
        for (int i = 0; i < count; i++) {
            Files.createFile(directory.resolve(String.format("key-%06d", i)));
        }
    }

    @Test
    void folderOfManyFilesGoesOnAfterThePageWasLoadedAgain() throws Exception {
        int files = 10_000;
        Path source = Files.createDirectories(folder.resolve("photos"));
        for (int i = 0; i < files; i++) {
            Files.writeString(source.resolve("file-" + i), "content of " + i);
        }
        Path target = visitor.dataDir().resolve("album/photos");
        visitor.createBucket("album", false);
        browser().click("(//button[.='Folder'])[1]");
        browser().type("//input[@id='file-picker']", source.toString());
        Eventually.holds("some are uploaded", () -> count(target) > 500);
        // The page does other things meanwhile.
        browser().click("//header//a[.='Buckets']");
        browser().await("//b[.='Uploading 10,000 files']");
        browser().click("//a[.='album']");
        browser().await("//a[.='photos/']");
        visitor.open();
        visitor.signInAsRoot();
        browser().click("//a[.='album']");
        browser().await("//h2[.='Uploads that were interrupted']");
        visitor.assertAccessible();
        long there = count(target);
        browser().script(NOTE_UPLOADS);
        browser().click("//button[@aria-label='Choose the folder photos/']");
        browser().type("//input[@id='file-picker']", source.toString());
        for (int wanted = 1000; wanted <= files; wanted += 1000) {
            int most = wanted;
            Eventually.holds(most + " are uploaded", () -> count(target) >= most);
        }
        browser().await("//b[contains(., 'there already')]");
        int sent = sent().size();
        assertTrue(sent <= files - there, there + " were there, and " + sent + " were sent");
        for (int i = 0; i < files; i++) {
            assertEquals("content of " + i, Files.readString(target.resolve("file-" + i)));
        }
        browser().click("//button[@aria-label='Close the list of uploads']");
        assertEquals(
                "[]", ((JsonString) browser().script("return localStorage.getItem('geckos3-folders')")).getString());
    }

    private static long count(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(it -> !it.toString().endsWith(".metadata.json")).count();
        }
    }

    @Test
    void deletionOfManyKeysIsCancelledAndRepeated() throws Exception {
        visitor.createBucket("doomed", false);
        makeFiles("doomed/folder", 30_000);
        visitor.script("location.hash = '#/b/doomed/folder/'");
        browser().await("//button[.='key-000000']");
        visitor.script("location.hash = '#/b/doomed'");
        browser().script(HOLD_DELETIONS);
        deleteFolder();
        browser().await("//p[.='3,000 deleted so far…']");
        visitor.assertAccessible();
        browser().click("//dialog//button[.='Cancel']");
        browser().script("window.fetch = window.plain");
        browser().await("//a[.='folder/']");
        assertEquals(27_000, count(visitor.dataDir().resolve("doomed/folder")));
        deleteFolder();
        browser().await("//div[.='27,000 objects deleted.']");
        browser().await("//h2[.='This bucket is empty']");
        assertFalse(Files.exists(visitor.dataDir().resolve("doomed/folder/key-029999")));
    }

    private static void deleteFolder() throws Exception {
        browser().click("//input[@aria-label='Select folder']");
        browser().click("//button[.='Delete']");
        browser().click("//form//button[.='Delete']");
    }

    /** S3 takes 10,000 parts of 5 MiB to 5 GiB. */
    @Test
    void filesOfEverySizeFitIntoTheParts() throws Exception {
        for (long size :
                new long[] {0, 1, 16L << 20, 10_000L << 24, (10_000L << 24) + 1, 1L << 40, (1L << 40) - 1, 5L << 40}) {
            JsonValue length = visitor.script(
                    "return import(folder + 'upload-parts.js').then((it) => it.partLength(" + size + "))");
            long part = ((JsonNumber) length).longValueExact();
            assertTrue(part >= 16 << 20 && part <= 5L << 30 && part % MIB == 0, size + ": " + part);
            assertTrue((size + part - 1) / part <= 10_000, size + ": " + part);
        }
        assertEquals("105", partMib(1L << 40));
        assertEquals("16", partMib(10_000L << 24));
        assertEquals("17", partMib((10_000L << 24) + 1));
    }

    private static String partMib(long size) throws Exception {
        return visitor.script(
                        "return import(folder + 'upload-parts.js').then((it) => it.partLength(" + size + ") / 1048576)")
                .toString();
    }

    /** The checksum of a part does not need the part in memory, and is that of all of it. */
    @Test
    void checksumOfPiecesIsThatOfTheWhole() throws Exception {
        String checksums = IntStream.of(0, 1, 5, 70_000)
                .mapToObj(size -> "sum(" + size + ", 7)")
                .reduce("", (list, it) -> list + it + ",");
        assertEquals(JsonValue.TRUE, visitor.script("""
                        return import(folder + 'crc32.js').then(({START, update, text}) => {
                          const sum = (size, step) => {
                            const bytes = Uint8Array.from({length: size}, (_, i) => i * 31);
                            let crc = START;
                            for (let at = 0; at < size; at += step) crc = update(crc, bytes.subarray(at, at + step));
                            return text(crc) === text(update(START, bytes));
                          };
                          return [%s].every(Boolean) && text(update(START, new TextEncoder().encode('123456789'))) === 'y/Q5Jg==';
                        });""".formatted(checksums)));
    }
}

package io.geckos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchMainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    @Test
    void runMeasuresAndWritesItsReports() throws IOException {
        try (FakeS3 s3 = new FakeS3()) {
            Path json = folder.resolve("run.json");
            Path chart = folder.resolve("run.svg");
            int code = run(
                    "run",
                    "get",
                    "list",
                    "--endpoint",
                    address("fake", s3),
                    "--keys",
                    "20",
                    "--warmup",
                    "0",
                    "--operations",
                    "50",
                    "--clean",
                    "--json",
                    json.toString(),
                    "--chart",
                    chart.toString());
            assertEquals("", err.toString(StandardCharsets.UTF_8));
            assertEquals(0, code);
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("GetObject        50       0"), out::toString);
            assertTrue(Files.readString(json).contains("\"workload\": \"list\""));
            assertTrue(Files.readString(chart).contains(">ListObjectsV2</text>"));
            assertEquals(0, s3.objects().size());
        }
    }

    @Test
    void compareTakesSeveralServersInTurn() throws IOException {
        try (FakeS3 first = new FakeS3();
                FakeS3 second = new FakeS3()) {
            int code = run(
                    "compare",
                    "put",
                    "--endpoint",
                    address("first", first),
                    "--endpoint",
                    address("second", second),
                    "--rounds",
                    "3",
                    "--warmup",
                    "0",
                    "--operations",
                    "20");
            assertEquals(0, code);
            assertEquals(60, first.objects().size());
            assertEquals(60, second.objects().size());
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("\nfirst : second "), out::toString);
        }
    }

    @Test
    void failedRequestsFailTheProcess() throws IOException {
        try (FakeS3 s3 = new FakeS3()) {
            s3.forget();
            assertEquals(1, run("run", "put", "--endpoint", address("fake", s3), "--warmup", "0", "--operations", "5"));
            assertTrue(out.toString(StandardCharsets.UTF_8).contains("FAILED 5 times: read back: 404 NoSuchKey\n"));
        }
    }

    @Test
    void aServerThatIsNotThereIsToldInOneLine() {
        assertEquals(1, run("run", "get", "--endpoint", "http://127.0.0.1:1"));
        // Some builds of the JDK add "(connect failed)".
        assertTrue(
                err.toString(StandardCharsets.UTF_8)
                        .matches("geckos3-bench: CreateBucket: Connection refused( \\(connect failed\\))?\n"),
                err::toString);
    }

    @Test
    void startTimesTheFirstAnswerAndEndsTheServer() throws IOException {
        try (FakeS3 s3 = new FakeS3()) {
            int code = run("start", "--endpoint", address("fake", s3), "--times", "1", "--", "sleep", "600");
            assertEquals("", err.toString(StandardCharsets.UTF_8));
            assertEquals(0, code);
            assertTrue(
                    out.toString(StandardCharsets.UTF_8)
                            .matches("start of fake: first answer after \\d+ ms \\(.*\\), RSS \\d+\\.\\d MB\\n"),
                    out::toString);
            assertTrue(
                    ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive), "the server was not ended");
        }
    }

    @Test
    void compareStartsEachServerInEachRound(@TempDir Path dir) throws IOException {
        Path log = dir.resolve("starts");
        Path launcher = dir.resolve("launcher");
        Files.writeString(launcher, "#!/bin/sh\necho \"$1 $2\" >>" + log + "\nexec sleep 600\n");
        try (FakeS3 one = new FakeS3();
                FakeS3 other = new FakeS3()) {
            int code = run(
                    "compare",
                    "put",
                    "--endpoint",
                    address("one", one),
                    "--endpoint",
                    address("other", other),
                    "--rounds",
                    "2",
                    "--operations",
                    "5",
                    "--warmup",
                    "0",
                    "--launch",
                    "sh " + launcher);
            assertEquals("", err.toString(StandardCharsets.UTF_8));
            assertEquals(0, code);
            String first = "one " + one.endpoint().uri().getPort();
            String second = "other " + other.endpoint().uri().getPort();
            assertEquals(List.of(first, second, second, first), Files.readAllLines(log));
            assertTrue(ProcessHandle.current().children().noneMatch(ProcessHandle::isAlive), "a server was not ended");
        }
    }

    @Test
    void aServerThatEndsBeforeItAnswersIsToldInOneLine() {
        assertEquals(1, run("start", "--endpoint", "http://127.0.0.1:1", "--", "false"));
        assertEquals(
                "geckos3-bench: the server ended with 1 before it answered\n", err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    run fetch --endpoint http://h                             | workload fetch: allowed are put, get
                    run get --endpoint http://h/b                             | endpoint http://h/b: allowed are http://host
                    run get --endpoint http://h,pid=x                         | pid is the number of a process, not x
                    run get --endpoint http://h,secret=x                      | allowed are [NAME=]URL
                    run get --endpoint http://h --endpoint http://g           | run takes one, compare takes several
                    start --endpoint http://h --times 0 sleep                 | start takes one --endpoint, and --times
                    watch --pid 1 --every 0                                   | --every: allowed are 1 or more
                    compare get --endpoint http://h                           | compare takes two or more
                    compare get --endpoint http://h --endpoint http://h       | each needs a name of its own
                    run get --endpoint http://h --concurrency 0               | --concurrency 0: allowed are 1 to
                    run get --endpoint http://h --keys 0                      | --keys 0: allowed are 1 to
                    run mixed --endpoint http://h --keys 3                    | --keys 3: allowed are for mixed
                    run get --endpoint http://h --size 4KB                    | size 4KB: allowed are sizes like
                    run get --endpoint http://h --signing v2                  | signing v2: allowed are header
                    run get --endpoint http://h --page-size 1001              | --page-size 1001: allowed are 1 to 1000
                    run get --endpoint http://h --part-size 1MiB              | --part-size 1MiB: allowed are 5MiB or more
                    run get --endpoint http://h --rate -1                     | --rate -1.0: allowed are 0 to
                    run get --endpoint http://h --heads -1                    | --heads -1: allowed are 0 to
                    run get --endpoint http://h --mix copy=1                  | mix copy=1: allowed are get, head
                    run get --endpoint http://h --bucket A                    | --bucket A: allowed are names
                    """)
    void badArgumentsAreNamed(String line, String message) {
        assertEquals(2, run(line.split(" ", -1)));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(message), err::toString);
    }

    private static String address(String name, FakeS3 s3) {
        return name + "=" + s3.endpoint().uri() + ",access-key=access,secret-key=secret";
    }

    private static int run(String... args) {
        return BenchMain.commandLine().execute(args);
    }
}

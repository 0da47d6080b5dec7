package io.geckos.it.documents;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The figures of {@code docs/limits.md} are those of the code and of the configuration file, row by row. */
class LimitsPageTest {
    private static final Path PAGE = Path.of("../docs/limits.md");
    private static final Pattern FIGURE =
            Pattern.compile("(?<![\\w-])(\\d[\\d,]*\\d|\\d)(?: (KiB|MiB|GiB|s|min|days)\\b)?");
    private static final Pattern KEY = Pattern.compile("`((?:limits|storage)\\.[a-z-]+|shutdown-timeout)`");

    /** What the figures of a row are called in the code, in their order there. */
    private static final Map<String, List<String>> CONSTANTS = Map.ofEntries(
            entry("key", List.of("domain.name.ObjectKey.MAX_BYTES")),
            entry("object in one request, by upload or copy", List.of("s3.body.S3RequestBody.MAX_UPLOAD")),
            entry("parts of an upload", List.of("domain.object.ObjectPart.MAX_NUMBER")),
            entry("least size of a part but the last", List.of("s3.multipart.CompleteMultipartUpload.MINIMUM_PART")),
            entry(
                    "names and values of user metadata, together",
                    List.of("s3.object.ObjectRequestHeaders.MAX_METADATA")),
            entry(
                    "tags of an object, of a bucket",
                    List.of("s3.tagging.TagSet.MAX_OBJECT_TAGS", "s3.tagging.TagSet.MAX_BUCKET_TAGS")),
            entry("rules of a CORS configuration", List.of("s3.access.CorsConfiguration.MAX_RULES")),
            entry("policy of a bucket", List.of("access.policy.PolicyParser.MAX_BUCKET_POLICY")),
            entry(
                    "keys in a page, keys in one DeleteObjects",
                    List.of("s3.listing.ListObjectsRequest.MOST", "s3.object.DeleteObjectsRequest.MOST")),
            entry("how far the clocks of client and server may be apart", List.of("auth.request.SigningTime.MAX_SKEW")),
            entry("how long a presigned URL may be good", List.of("auth.credentials.PresignedQuery.LONGEST_SECONDS")),
            entry("connections to the second listener", List.of("server.http.HttpListeners.ADMIN_CONNECTIONS")),
            entry("memory that all clients use together", List.of("server.connection.MemoryBudget.SHARE")),
            entry(
                    "– a connection, one by TLS beside that, a request being served",
                    List.of(
                            "server.connection.ConnectionMemory.MEMORY",
                            "server.connection.ConnectionMemory.MEMORY_OF_TLS",
                            "server.connection.ConnectionMemory.MEMORY_OF_REQUEST")),
            entry(
                    "a pause in either while others are refused for want of a place",
                    List.of("server.connection.OpenConnections.STALLED")),
            entry("request line", List.of("server.http.Http1Settings.LONGEST_REQUEST_LINE")),
            entry("header lines of a request", List.of("server.connection.HeaderLines.MOST")),
            entry("request headers", List.of("server.http.Http1Settings.LARGEST_HEADERS")),
            entry(
                    "buffers of all uploads together",
                    List.of(
                            "s3.body.UploadBufferPool.MOST",
                            "s3.body.UploadBufferPool.LARGE",
                            "s3.body.ParallelHasher$ThreadedHasher.COUNT",
                            "s3.body.UploadBufferPool.SMALL")),
            entry(
                    "buffers of all downloads and copies together",
                    List.of(
                            "storage.fs.files.DirectBufferPool.MOST_LARGE",
                            "storage.fs.files.DirectBufferPool.LARGE",
                            "storage.fs.files.DirectBufferPool.SMALL")));

    /** Rows whose figures other tests hold: BucketNameTest, LimitsTest, StartAndStopTest; the heap is looked at below. */
    private static final Set<String> ELSEWHERE = Set.of(
            "what", "---", "bucket name", "– a refused client", "servers on a data directory", "machines", "heap");

    @Test
    void figuresAreThoseOfTheCode() throws Exception {
        Map<String, List<Long>> written = new TreeMap<>();
        Map<String, List<Long>> real = new TreeMap<>();
        Set<String> others = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (!line.startsWith("|")) {
                continue;
            }
            String[] cells = line.substring(1).split("\\|", -1);
            String row = cells[0].strip();
            List<Long> figures = figures(cells[1]);
            var key = KEY.matcher(cells[2]);
            if (CONSTANTS.containsKey(row)) {
                written.put(row, figures);
                real.put(row, constants(CONSTANTS.get(row)));
            } else if (key.find()) {
                written.put(row, figures.subList(0, 1));
                real.put(row, List.of(configured(key.group(1))));
            } else {
                others.add(row.replaceAll("-+", "---"));
            }
        }
        assertEquals(real, written);
        assertEquals(new TreeSet<>(ELSEWHERE), others);
        assertEquals(
                CONSTANTS.size(),
                real.keySet().stream().filter(CONSTANTS::containsKey).count());
    }

    @Test
    void theHeapIsThatOfTheLaunchers() throws IOException {
        String options = Files.readString(Path.of("../packaging/java.args"));
        String row = Files.readString(PAGE)
                .lines()
                .filter(it -> it.startsWith("| heap"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "-Xmx" + (figures(row).getFirst() >> 20) + "m",
                options.lines().filter(it -> it.startsWith("-Xmx")).findFirst().orElseThrow());
    }

    /** In bytes and seconds. */
    private static List<Long> figures(String cell) {
        return FIGURE.matcher(cell.replaceAll("`[^`]*`|\\b503\\b", ""))
                .results()
                .map(LimitsPageTest::figure)
                .toList();
    }

    private static long figure(MatchResult figure) {
        long number = Long.parseLong(figure.group(1).replace(",", ""));
        return number
                * switch (String.valueOf(figure.group(2))) {
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    case "GiB" -> 1L << 30;
                    case "min" -> 60;
                    case "days" -> 86_400;
                    default -> 1;
                };
    }

    private static List<Long> constants(List<String> names) throws ReflectiveOperationException {
        List<Long> values = new ArrayList<>();
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            Field field =
                    Class.forName("io.geckos." + name.substring(0, dot)).getDeclaredField(name.substring(dot + 1));
            field.setAccessible(true);
            Object value = field.get(null);
            values.add(value instanceof Duration time ? time.toSeconds() : ((Number) value).longValue());
        }
        return values;
    }

    /** The default that {@code docs/geckos3.conf} has, which a test of the server's compares with the code. */
    private static long configured(String key) throws IOException {
        String value = Files.readString(Path.of("../docs/geckos3.conf"))
                .lines()
                .filter(line -> line.startsWith("#" + key + " = "))
                .map(line -> line.substring(line.indexOf('=') + 2))
                .findFirst()
                .orElseThrow();
        return figures(value.replaceAll("(\\d)m$", "$1 min")
                        .replaceAll("(\\d)d$", "$1 days")
                        .replaceAll("(\\d)([A-Zs])", "$1 $2"))
                .getFirst();
    }
}

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the programs share; see docs/clients.md for what a program is given. */
final class Job {
    static final String ENDPOINT = System.getenv("S3_ENDPOINT");
    static final String BUCKET = System.getenv("BUCKET");
    static final String ACCESS_KEY = System.getenv("AWS_ACCESS_KEY_ID");
    static final String SECRET_KEY = System.getenv("AWS_SECRET_ACCESS_KEY");
    static final String SMALL = read(Path.of("small.txt"));
    static final Path LARGE = Path.of("large.bin");
    static final Path DOWN = Path.of("down.bin");

    /** A key with what has to be encoded in it. */
    static final String NAME = "a b/smäll+1.txt";

    private Job() {}

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void equal(Object expected, Object actual) {
        if (!Objects.deepEquals(expected, actual)) {
            throw new AssertionError("expected " + expected + " but got " + actual);
        }
    }

    /** The file has to be the same as large.bin; it is deleted. */
    static void isLarge(Path file) throws IOException {
        equal(-1L, Files.mismatch(LARGE, file));
        Files.delete(file);
    }

    static byte[] slice(int start, int length) throws IOException {
        try (InputStream in = Files.newInputStream(LARGE)) {
            in.skipNBytes(start);
            return Arrays.copyOf(in.readNBytes(length), length);
        }
    }

    /** What anybody gets who has this URL. */
    static String fetch(String method, String url, String body) throws IOException, InterruptedException {
        return fetch(method, url, body, Map.of());
    }

    /** What anybody gets who has this URL and these headers. */
    static String fetch(String method, String url, String body, Map<String, List<String>> headers)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body));
            headers.forEach((name, values) -> {
                // The client itself sends the host.
                if (!name.equalsIgnoreCase("host")) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            var answer = client.send(request.build(), BodyHandlers.ofString());
            equal(200, answer.statusCode());
            return answer.body();
        }
    }

    /** The action has to fail; answers why. */
    static Throwable refused(Action action) {
        try {
            action.run();
        } catch (Exception e) {
            return e.getCause() == null ? e : e.getCause();
        }
        throw new AssertionError("not refused");
    }

    interface Action {
        void run() throws Exception;
    }

    /** Prints the name of the jar that a class is in, which has the version in it. */
    static void printJar(Class<?> client) {
        System.out.println("version: " + Path.of(client.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString()
                .replace(".jar", ""));
    }
}

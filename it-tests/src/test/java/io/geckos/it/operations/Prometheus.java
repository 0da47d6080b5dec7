package io.geckos.it.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.ClientHome;
import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.ServerLaunch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Prometheus that scrapes servers as {@code packaging/monitoring/alerts.yaml} says, but every second, with its rules. */
record Prometheus(Process process, InetSocketAddress address, HttpClient http) implements AutoCloseable {
    static final Path RULES = Path.of("../packaging/monitoring/alerts.yaml");

    private static final Pattern SCRAPES = Pattern.compile("(?m)^# *(scrape_configs: .*)$");
    private static final Pattern SERIES = Pattern.compile("\"metric\":(\\{[^}]*})");

    /** Starts one; {@code folder} is for all that it writes. */
    static Prometheus start(Path folder, InetSocketAddress... admins) throws Exception {
        String targets = Stream.of(admins)
                .map(admin -> "\"127.0.0.1:" + admin.getPort() + '"')
                .collect(Collectors.joining(", "));
        Matcher scrapes = SCRAPES.matcher(Files.readString(RULES));
        if (!scrapes.find()) {
            throw new AssertionError(RULES + " does not say how it is scraped");
        }
        Path configuration = folder.resolve("prometheus.yaml");
        Files.writeString(configuration, """
                global: { scrape_interval: 1s, evaluation_interval: 1s }
                rule_files: ["%s"]
                %s
                """.formatted(
                        RULES.toRealPath(), scrapes.group(1).replace("\"127.0.0.1:9001\"", targets)));
        InetSocketAddress address = ServerLaunch.freeAddress();
        Path log = folder.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        ClientHome.program("/usr/bin/prometheus"),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + address.getPort())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, address, HttpClient.newHttpClient());
        try {
            Eventually.holds("Prometheus is ready", prometheus::isReady);
            return prometheus;
        } catch (Exception | AssertionError e) {
            prometheus.close();
            throw new IllegalStateException(Files.readString(log), e);
        }
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus ended with " + process.exitValue());
        }
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /** Waits until an expression, which must be one that can be understood, has series, and answers their labels as JSON. */
    List<String> awaitSeries(String expression) throws Exception {
        Eventually.holds(expression, () -> !series(expression).isEmpty());
        return series(expression);
    }

    private List<String> series(String expression) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
        assertEquals(200, answer.statusCode(), () -> expression + ": " + answer.body());
        return SERIES.matcher(answer.body())
                .results()
                .map(series -> series.group(1))
                .toList();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        Eventually.ends(process);
    }
}

package io.geckos.it.console;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.ServerLaunch;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Chromium without a window and with an empty profile, driven by the protocol that browsers have for it. Elements are named by
 * XPath. Each method waits for its element, so that no test has to.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
final class BrowserSession implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 10;
    private static final int COPY = 1;
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");

    /** What an element answers that is not there any more, or not yet to be used. */
    private static final Set<String> PASSING =
            Set.of("stale element reference", "element click intercepted", "element not interactable");

    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,860");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    private BrowserSession(Process driver, Path downloads) throws IOException, InterruptedException {
        this.driver = driver;
        URI root = URI.create("http://127.0.0.1:" + port(driver) + "/session");
        JsonObjectBuilder options = Json.createObjectBuilder()
                .add("binary", BROWSER.toString())
                .add("args", Json.createArrayBuilder(ARGUMENTS))
                .add(
                        "prefs",
                        Json.createObjectBuilder(Map.of(
                                "download.default_directory",
                                downloads.toString(),
                                // As if somebody had let the page download several files, for which browsers ask.
                                "profile.default_content_setting_values.automatic_downloads",
                                1)));
        JsonObject capabilities = Json.createObjectBuilder()
                .add(
                        "alwaysMatch",
                        Json.createObjectBuilder()
                                .add("goog:chromeOptions", options)
                                .add(
                                        "timeouts",
                                        Json.createObjectBuilder()
                                                .add("implicit", PATIENCE.toMillis())
                                                .add("script", PATIENCE.toMillis())))
                .build();
        JsonObject made = send(HttpRequest.newBuilder(root)
                        .POST(body(Json.createObjectBuilder().add("capabilities", capabilities))))
                .asJsonObject();
        this.session = URI.create(root + "/" + made.getString("sessionId"));
    }

    /** Starts a browser. Fails, and says what to install, where there is none. */
    static BrowserSession start(Path downloads) throws IOException, InterruptedException {
        if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
            throw new IllegalStateException(
                    "there is no " + BROWSER + " or no " + DRIVER + ": apt-get install chromium chromium-driver");
        }
        for (int tries = 1; ; tries++) {
            Process driver = new ProcessBuilder(
                            DRIVER.toString(),
                            "--port=" + ServerLaunch.freeAddress().getPort())
                    .redirectErrorStream(true)
                    .start();
            try {
                return new BrowserSession(driver, downloads);
            } catch (PortTaken taken) {
                if (tries == TRIES) {
                    throw taken;
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                driver.destroyForcibly();
                throw e;
            }
        }
    }

    private static String port(Process driver) throws IOException {
        StringBuilder output = new StringBuilder();
        BufferedReader lines = driver.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                return port.group(1);
            }
            output.append(line).append('\n');
        }
        String end = DRIVER + " ended with " + driver.onExit().join().exitValue() + ": " + output;
        throw end.contains("Address already in use") ? new PortTaken(end) : new IOException(end);
    }

    /**
     * The port that was free is not free any more. The driver's own choice would not do: it takes a free port of ::1 and then
     * wants the same one of 127.0.0.1, which after a flood one of thousands of connections just closed still has.
     */
    private static final class PortTaken extends IOException {
        private static final long serialVersionUID = 1L;

        PortTaken(String message) {
            super(message);
        }
    }

    void open(String url) throws IOException, InterruptedException {
        post("/url", Json.createObjectBuilder().add("url", url));
    }

    /** Waits for an element. */
    void await(String xpath) throws IOException, InterruptedException {
        element(xpath);
    }

    void click(String xpath) throws IOException, InterruptedException {
        on(xpath, "/click", Json.createObjectBuilder());
    }

    /** Types text after what is in the field; of a field for files, the path of one. */
    void type(String xpath, String text) throws IOException, InterruptedException {
        on(xpath, "/value", Json.createObjectBuilder().add("text", text));
    }

    /** Drops files and directories on an element, as from a file manager. */
    void drop(String xpath, Path... files) throws IOException, InterruptedException {
        JsonObject rectangle = send(HttpRequest.newBuilder(
                        URI.create(session + "/element/" + element(xpath) + "/rect")))
                .asJsonObject();
        double x = rectangle.getJsonNumber("x").doubleValue()
                + rectangle.getJsonNumber("width").doubleValue() / 2;
        double y = rectangle.getJsonNumber("y").doubleValue()
                + rectangle.getJsonNumber("height").doubleValue() / 2;
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            JsonArrayBuilder paths = Json.createArrayBuilder();
            for (Path file : files) {
                paths.add(file.toString());
            }
            JsonObjectBuilder data = Json.createObjectBuilder()
                    .add("items", Json.createArrayBuilder())
                    .add("files", paths)
                    .add("dragOperationsMask", COPY);
            chromium(
                    "Input.dispatchDragEvent",
                    Json.createObjectBuilder()
                            .add("type", type)
                            .add("x", x)
                            .add("y", y)
                            .add("data", data));
        }
    }

    /** Runs a script, the body of a function, and answers what it returns. */
    JsonValue script(String script) throws IOException, InterruptedException {
        return post(
                "/execute/sync",
                Json.createObjectBuilder().add("script", script).add("args", Json.createArrayBuilder()));
    }

    /** Makes the window so large, and what people prefer dark or light, without loading the page again. */
    void look(int width, int height, boolean dark) throws IOException, InterruptedException {
        chromium(
                "Emulation.setDeviceMetricsOverride",
                Json.createObjectBuilder()
                        .add("width", width)
                        .add("height", height)
                        .add("deviceScaleFactor", 1)
                        .add("mobile", false));
        chromium(
                "Emulation.setEmulatedMedia",
                Json.createObjectBuilder()
                        .add(
                                "features",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("name", "prefers-color-scheme")
                                                .add("value", dark ? "dark" : "light"))
                                        .add(Json.createObjectBuilder()
                                                .add("name", "prefers-reduced-motion")
                                                .add("value", "reduce"))));
    }

    /** Asks for what only this browser has. */
    private void chromium(String command, JsonObjectBuilder parameters) throws IOException, InterruptedException {
        post("/goog/cdp/execute", Json.createObjectBuilder().add("cmd", command).add("params", parameters));
    }

    /** What is to be seen, as PNG. */
    void picture(Path file) throws IOException, InterruptedException {
        String picture = send(HttpRequest.newBuilder(URI.create(session + "/screenshot")))
                .toString();
        Files.write(file, Base64.getDecoder().decode(picture.replace("\"", "")));
    }

    private void on(String xpath, String action, JsonObjectBuilder body) throws IOException, InterruptedException {
        JsonObject content = body.build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                post("/element/" + element(xpath) + action, Json.createObjectBuilder(content));
                return;
            } catch (Refusal refusal) {
                if (!PASSING.contains(refusal.code) || System.nanoTime() > deadline) {
                    throw refusal;
                }
            }
        }
    }

    private String element(String xpath) throws IOException, InterruptedException {
        JsonObject found = post(
                        "/element",
                        Json.createObjectBuilder().add("using", "xpath").add("value", xpath))
                .asJsonObject();
        return found.getString(found.keySet().iterator().next());
    }

    private JsonValue post(String path, JsonObjectBuilder body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(session + path)).POST(body(body)));
    }

    private static HttpRequest.BodyPublisher body(JsonObjectBuilder json) {
        return HttpRequest.BodyPublishers.ofString(json.build().toString());
    }

    private JsonValue send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                request.header("Content-Type", "application/json").build(), HttpResponse.BodyHandlers.ofString());
        JsonValue value;
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            value = reader.readObject().getOrDefault("value", JsonValue.NULL);
        }
        if (answer.statusCode() != 200) {
            throw new Refusal(value.asJsonObject());
        }
        return value;
    }

    /** What the browser could not do. */
    private static final class Refusal extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private final String code;

        Refusal(JsonObject value) {
            super(value.getString("error") + ": " + value.getString("message"));
            this.code = value.getString("error");
        }
    }

    @Override
    public void close() throws IOException {
        try (http) {
            send(HttpRequest.newBuilder(session).DELETE());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            Eventually.ends(driver);
        }
    }
}

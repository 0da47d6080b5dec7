package io.geckos.server;

import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.process.ProductVersion;
import io.geckos.server.settings.Settings;
import io.geckos.server.settings.Settings.Authentication;
import io.geckos.server.settings.SettingsReader;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The report of a start: addresses, keys and settings in use. For people one line for each fact, for programs one line
 * of JSON.
 */
final class StartReport {
    private static final long MAIN_BEGAN = System.nanoTime();

    /** The unit of times in {@code /proc}. Linux shows the same one to programs on every processor. */
    private static final int TICKS_PER_SECOND = 100;

    /** The number of fields between the state and the start time in {@code /proc/self/stat}. */
    private static final int FIELDS_BEFORE_START = 19;

    /**
     * One fact of the report.
     *
     * @param label the name of the fact for people
     * @param name the name of the fact for programs
     * @param remark a remark after the value, for people; may be empty
     */
    private record Fact(String label, String name, String value, String remark) {}

    private final List<Fact> facts = new ArrayList<>();

    private StartReport() {}

    /** The report of a server that has just begun to serve. */
    static StartReport of(Server server, Settings settings, Configuration configuration) {
        StartReport report = new StartReport();
        report.add("geckos3", "version", ProductVersion.text(), "");
        report.add("S3", "s3", server.url(), served(settings, configuration));
        report.storage(settings, configuration);
        report.keys(server, settings);
        report.admin(server);
        Optional<Path> file = configuration.file().map(Path::toAbsolutePath).map(Path::normalize);
        report.add(
                "configuration",
                "configuration",
                file.map(Path::toString).orElse("none"),
                file.isPresent() ? "" : "only flags, environment and defaults");
        report.add("started in", "start_ms", String.valueOf(millisSinceStart()), "ms");
        return report;
    }

    /** Notes the time, for systems that do not tell the start time of a process. Must be called first. */
    static void begin() {
        // Initialising this class notes the time.
    }

    private static String served(Settings settings, Configuration configuration) {
        if (settings.listen().isWildcard()) {
            return "and every other address of this machine";
        }
        if (!settings.listen().isLoopback(ConfigurationKey.LISTEN.path())) {
            return "";
        }
        boolean confined = !configuration.isSet(ConfigurationKey.LISTEN);
        return "this machine only"
                + (confined && SettingsReader.hasDefaultSecret(settings.authentication())
                        ? ", until keys of your own are set"
                        : "");
    }

    private void storage(Settings settings, Configuration configuration) {
        add(
                "data directory",
                "data_directory",
                configuration.dataDir().map(Path::toString).orElse("none"),
                configuration.dataDir().isPresent() ? "" : "storage.type " + settings.storageType());
        Optional.ofNullable(configuration.shown().get(Configuration.DURABILITY))
                .ifPresent(it -> add(
                        "durability",
                        "durability",
                        it,
                        it.equals("relaxed") ? "a power cut may lose the last seconds" : ""));
    }

    private void keys(Server server, Settings settings) {
        String remark = switch (settings.authentication()) {
            case Authentication.Off _ -> "auth.enabled is false: everybody may do everything";
            case Authentication.Generated generated -> "its secret is in " + generated.file();
            case Authentication.Given given -> given(given);
        };
        add("access key", "access_key", server.accessKey().orElse("none"), remark);
    }

    private static String given(Authentication.Given given) {
        if (!SettingsReader.hasDefaultSecret(given)) {
            return "";
        }
        boolean both = given.pair().accessKeyId().equals(ConfigurationKey.ACCESS_KEY.defaultValue());
        return both ? "the default pair, which everybody knows" : "with the default secret, which everybody knows";
    }

    private void admin(Server server) {
        Optional<String> url = server.adminUrl();
        add(
                "admin",
                "admin",
                url.orElse("none"),
                url.isPresent() ? "/health/live, /health/ready, /metrics" : "the port of admin.listen is taken");
        server.consoleUrl().ifPresent(console -> add("console", "console", console, ""));
    }

    private void add(String label, String name, String value, String remark) {
        facts.add(new Fact(label, name, value, remark));
    }

    /** The report as text for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Fact fact : facts) {
            text.append("%-16s".formatted(fact.label())).append(fact.value());
            if (!fact.remark().isEmpty()) {
                text.append(fact.name().equals("start_ms") ? " " + fact.remark() : " (" + fact.remark() + ")");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The report as JSON for programs, with names like those of the request log. */
    String json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .add("event", "started");
        for (Fact fact : facts) {
            switch (fact.name()) {
                case "start_ms" -> json.add(fact.name(), Long.parseLong(fact.value()));
                case "access_key" ->
                    json.add(fact.name(), fact.value())
                            .add("default_secret", fact.remark().contains("everybody knows"));
                case "admin" -> {
                    json.add(fact.name(), fact.value());
                    if (!fact.value().equals("none")) {
                        json.add("health", fact.value() + "/health/ready").add("metrics", fact.value() + "/metrics");
                    }
                }
                default -> json.add(fact.name(), fact.value());
            }
        }
        return json.build() + "\n";
    }

    /**
     * The milliseconds since the start of the process, or since the start of its Java code if the system does not tell.
     */
    private static long millisSinceStart() {
        try {
            String line = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long began = Long.parseLong(fields[FIELDS_BEFORE_START]) * 1000 / TICKS_PER_SECOND;
            String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0];
            return Math.max(0, Math.round(Double.parseDouble(uptime) * 1000) - began);
        } catch (IOException | RuntimeException _) {
            return (System.nanoTime() - MAIN_BEGAN) / 1_000_000;
        }
    }
}

package io.geckos.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains why a configuration file cannot be read or parsed. */
final class ConfigurationFileErrors {
    private static final Pattern YAML = Pattern.compile("^(---\\s*|\\s*- .*|[\\w.-]+:\\s*)$", Pattern.MULTILINE);
    private static final Pattern INI = Pattern.compile("^\\[[\\w.-]+]\\s*$", Pattern.MULTILINE);

    /** The file names for which there is a parser: HOCON and JSON. */
    private static final Pattern KNOWN_ENDING = Pattern.compile(".*\\.(conf|json)");

    /** The parser's message about a colon that it did not expect. */
    private static final Pattern COLON = Pattern.compile("\\b(\\d+): .*':'.*");

    private static final String WANTED =
            "the format is HOCON, as in limits { requests = 500 } or limits.requests = 500";

    private ConfigurationFileErrors() {}

    /** Throws {@link ConfigurationException} with the reason, if the file cannot be read. */
    static void requireReadable(Path file) {
        String reason;
        if (Files.isDirectory(file)) {
            reason = "it is a directory";
        } else if (!Files.exists(file)) {
            reason = "there is no such file";
        } else if (!Files.isReadable(file)) {
            reason = "permission denied for user " + System.getProperty("user.name");
        } else {
            return;
        }
        throw new ConfigurationException("-config: cannot read \"" + file + "\": " + reason);
    }

    /** The reason why a file cannot be parsed. Uses the parser's words only if there are no better ones. */
    static ConfigurationException notUnderstood(Path file, Throwable cause) {
        if (!KNOWN_ENDING.matcher(file.toString()).matches()) {
            // The parser is chosen by the file's name, and the message says only that there is none.
            return new ConfigurationException(file + ": " + WANTED + "; give the file a name that ends in .conf");
        }
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        Optional<String> other = otherFormat(file);
        Matcher colon = COLON.matcher(said);
        if (other.isPresent()) {
            return new ConfigurationException(file + ": " + WANTED + ", and this looks like " + other.get());
        }
        if (colon.find()) {
            return new ConfigurationException(
                    file + ": line " + colon.group(1) + ": a value with ':' needs quotes, as in listen = \":9000\"");
        }
        return new ConfigurationException(file + ": " + said + "; " + WANTED);
    }

    private static Optional<String> otherFormat(Path file) {
        try {
            String text = Files.readString(file);
            if (YAML.matcher(text).find()) {
                return Optional.of("YAML");
            }
            return INI.matcher(text).find() ? Optional.of("TOML") : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}

package io.geckos.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Says what is wrong with a configuration file that cannot be read, or not be understood. */
final class ConfigurationFileErrors {
    private static final Pattern YAML = Pattern.compile("^(---\\s*|\\s*- .*|[\\w.-]+:\\s*)$", Pattern.MULTILINE);
    private static final Pattern INI = Pattern.compile("^\\[[\\w.-]+]\\s*$", Pattern.MULTILINE);

    private ConfigurationFileErrors() {}

    /** Throws {@link ConfigurationException} saying why, if there is no file that can be read. */
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

    /** Which format is wanted, to be told behind what the parser says of a file. */
    static String format(Path file) {
        String wanted = "; the format is HOCON, as in limits { requests = 500 } or limits.requests = 500";
        try {
            String text = Files.readString(file);
            if (YAML.matcher(text).find()) {
                return wanted + ", and this looks like YAML";
            }
            return INI.matcher(text).find() ? wanted + ", and this looks like TOML" : wanted;
        } catch (IOException _) {
            return wanted;
        }
    }
}

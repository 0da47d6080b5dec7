package io.geckos.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The arguments the process was started with, in the style of the original: one dash or two, the value behind
 * {@code =} or a space.
 *
 * @param values of the keys that were given as flags, by path
 */
record CommandLine(Mode mode, Optional<Path> configFile, Map<String, String> values) {
    /** What the process is to do. */
    enum Mode {
        SERVE,
        CHECK_CONFIG,
        HELP,
        VERSION
    }

    private static final String CONFIG = "-config";
    private static final String CHECK_CONFIG = "-check-config";
    private static final String HELP = "-help";
    private static final String VERSION = "-version";

    /** Where the storage engine keeps its data; a flag of the original, and the one storage setting that has a flag. */
    static final String DATA_DIR = "-data-dir";

    /** Throws {@link ConfigurationException} naming what cannot be understood. */
    static CommandLine parse(String... args) {
        ParseResult parsed;
        try {
            parsed = new picocli.CommandLine(spec()).parseArgs(args);
        } catch (ParameterException e) {
            throw new ConfigurationException(e.getMessage() + "; see -help");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Key key : Key.values()) {
            key.flag().ifPresent(flag -> value(parsed, flag).ifPresent(value -> values.put(key.path(), value)));
        }
        value(parsed, DATA_DIR).ifPresent(value -> values.put(Configuration.DATA_DIR, value));
        return new CommandLine(mode(parsed), value(parsed, CONFIG).map(Path::of), values);
    }

    static void usage(PrintWriter out) {
        new picocli.CommandLine(spec()).usage(out);
    }

    private static Mode mode(ParseResult parsed) {
        return parsed.hasMatchedOption(HELP)
                ? Mode.HELP
                : parsed.hasMatchedOption(VERSION)
                        ? Mode.VERSION
                        : parsed.hasMatchedOption(CHECK_CONFIG) ? Mode.CHECK_CONFIG : Mode.SERVE;
    }

    private static Optional<String> value(ParseResult parsed, String flag) {
        return Optional.ofNullable(parsed.matchedOptionValue(flag, (String) null));
    }

    private static CommandSpec spec() {
        return CommandSpec.create()
                .name("geckos3")
                .usageMessage(
                        new UsageMessageSpec()
                                .description(
                                        "Serves the directories and files below a data directory as an S3 endpoint.")
                                .optionListHeading("%n")
                                .footer(
                                        "",
                                        "Every key of geckos3.conf can also be set by the environment: GECKOS3_LIMITS_REQUESTS."))
                .addOption(value(DATA_DIR, "DIR", "root directory of the buckets (./data)"))
                .addOption(value("-listen", "ADDRESS", "host:port, or :port for all addresses (:9000)"))
                .addOption(value("-access-key", "KEY", "access key (minioadmin)"))
                .addOption(value(
                        "-secret-key", "SECRET", "secret key (minioadmin); others see it in ps, better in a file"))
                .addOption(OptionSpec.builder("-auth", "--auth")
                        .type(String.class)
                        .arity("0..1")
                        .fallbackValue("true")
                        .paramLabel("true|false")
                        .description("whether requests are authenticated (true)")
                        .build())
                .addOption(value(CONFIG, "FILE", "configuration file, HOCON or JSON"))
                .addOption(switchOf(CHECK_CONFIG, "checks the configuration and exits"))
                .addOption(switchOf(VERSION, "prints the version and exits"))
                .addOption(OptionSpec.builder(HELP, "--help", "-h")
                        .usageHelp(true)
                        .description("prints this and exits")
                        .build());
    }

    private static OptionSpec value(String flag, String label, String description) {
        return OptionSpec.builder(flag, "-" + flag)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static OptionSpec switchOf(String flag, String description) {
        return OptionSpec.builder(flag, "-" + flag)
                .type(boolean.class)
                .description(description)
                .build();
    }
}

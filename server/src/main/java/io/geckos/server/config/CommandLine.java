package io.geckos.server.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of the process, in the style of the original geckos3: one dash or two, and the value after {@code =}
 * or a space. Parsed without a library, because one took a fifth of the start.
 *
 * @param values the values of flags, by the path of their key
 */
public record CommandLine(Mode mode, Optional<Path> configFile, Map<String, String> values) {
    /** The action of the process. If the command line asks for several, the last constant here wins. */
    public enum Mode {
        SERVE,
        CHECK_CONFIG,
        VERSION,
        HELP
    }

    /** The text that {@code -help} prints. */
    public static final String USAGE = """
            Usage: geckos3 [flags]
            Serves the directories and files below a data directory as an S3 endpoint.

              -data-dir=DIR         root directory of the buckets (./data)
              -listen=ADDRESS       where S3 is served: host:port, or :port for all addresses
                                    (:9000, and 127.0.0.1:9000 with the well-known keys)
              -admin-listen=ADDRESS where health, metrics and the admin API are served (127.0.0.1:9001)
              -access-key=KEY       access key (minioadmin)
              -secret-key=SECRET    secret key (minioadmin); others see it in ps, better in a file
              -auth=true|false      whether requests are authenticated (true)
              -region=REGION        the only region to accept; empty for any (any)
              -durability=CHOICE    strict or relaxed: whether a power cut may lose the last seconds (strict)
              -log-level=LEVEL      off, error, warning, info, debug or all (warning)
              -config=FILE          configuration file, HOCON or JSON
              -set KEY=VALUE        sets any key of the configuration file; may be given again
              -check-config         checks the configuration and exits
              -version              prints the version and exits
              -help                 prints this and exits

            geckos3 verify -help tells of the command that looks for damage in a data directory,
            geckos3 migrate -help of the one that copies buckets to another storage engine,
            geckos3 unseal -help of the one that decrypts the file of an encrypted object.
            Every key of geckos3.conf can also be set by the environment: GECKOS3_LIMITS_REQUESTS.
            """;

    private static final String CONFIG = "-config";
    private static final String SET = "-set";
    private static final Map<String, Mode> MODES = Map.of(
            "-check-config", Mode.CHECK_CONFIG,
            "-version", Mode.VERSION,
            "version", Mode.VERSION,
            "-help", Mode.HELP,
            "-h", Mode.HELP,
            "-?", Mode.HELP,
            "/?", Mode.HELP,
            "help", Mode.HELP);

    /** The key that each flag sets. {@link #CONFIG} and {@link #SET} set no key and stand for themselves. */
    private static final Map<String, String> KEYS = keys();

    private static Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>();
        keys.put(CONFIG, CONFIG);
        keys.put(SET, SET);
        keys.put("-data-dir", Configuration.DATA_DIR);
        keys.put("-durability", Configuration.DURABILITY);
        for (ConfigurationKey key : ConfigurationKey.values()) {
            key.flag().ifPresent(flag -> keys.put(flag, key.path()));
        }
        return keys;
    }

    /**
     * Parses the arguments. Throws {@link ConfigurationException}, which names the bad flag but never a value, because
     * that may be a secret.
     */
    public static CommandLine parse(String... args) {
        MinioOptionHints.refuseArguments(args);
        Mode mode = Mode.SERVE;
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            String flag = flag(args[i]);
            Mode asked = MODES.get(flag);
            if (asked != null && !hasValue(args[i])) {
                mode = asked.compareTo(mode) > 0 ? asked : mode;
                continue;
            }
            String key = KEYS.get(flag);
            if (key == null) {
                throw unknown(flag, i);
            }
            boolean behindSpace = !hasValue(args[i]) && i + 1 < args.length && !isFlag(args[i + 1]);
            put(values, flag, key, behindSpace ? args[++i] : value(flag, args[i]));
        }
        Optional<Path> configFile = Optional.ofNullable(values.remove(CONFIG)).map(Path::of);
        return new CommandLine(mode, configFile, values);
    }

    private static void put(Map<String, String> values, String flag, String key, String value) {
        if (!key.equals(SET)) {
            putOnce(values, flag, key, value);
            return;
        }
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw refused(SET + " needs a key and its value, as in " + SET + " limits.requests=500");
        }
        String path = value.substring(0, equals).strip();
        putOnce(values, path, path, value.substring(equals + 1));
    }

    private static void putOnce(Map<String, String> values, String name, String key, String value) {
        if (values.put(key, value) != null) {
            throw refused(name + " is given twice");
        }
    }

    private static ConfigurationException unknown(String flag, int index) {
        if (!flag.startsWith("-")) {
            // The next argument may be a value, and so a secret.
            return refused(
                    index == 0
                            ? "\"" + flag
                                    + "\" is neither a flag nor a command; the commands are verify, migrate and unseal"
                            : "argument " + (index + 1) + " is not a flag");
        }
        return refused("unknown flag " + flag
                + SpellingSuggestion.nearest(flag, KEYS.keySet())
                        .or(() -> SpellingSuggestion.nearest(flag, MODES.keySet()))
                        .map(nearest -> ", did you mean " + nearest + "?")
                        .orElse(""));
    }

    private static String value(String flag, String arg) {
        if (hasValue(arg)) {
            return arg.substring(arg.indexOf('=') + 1);
        }
        if (ConfigurationKey.AUTH_ENABLED.flag().filter(flag::equals).isPresent()) {
            return "true";
        }
        throw refused(flag + " needs a value");
    }

    private static boolean hasValue(String arg) {
        return arg.indexOf('=') >= 0;
    }

    /** The flag of an argument, with one dash and without the value. */
    private static String flag(String arg) {
        String flag = hasValue(arg) ? arg.substring(0, arg.indexOf('=')) : arg;
        return flag.startsWith("--") ? flag.substring(1) : flag;
    }

    private static boolean isFlag(String arg) {
        String flag = flag(arg);
        return flag.startsWith("-") && (KEYS.containsKey(flag) || MODES.containsKey(flag));
    }

    private static ConfigurationException refused(String why) {
        return new ConfigurationException(why + "; see -help");
    }
}

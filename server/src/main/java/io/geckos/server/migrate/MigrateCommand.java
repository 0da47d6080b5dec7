package io.geckos.server.migrate;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.BucketName;
import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The command {@code geckos3 migrate}: copies buckets from the store of one configuration to that of another. */
public final class MigrateCommand {
    public static final String NAME = "migrate";

    public static final String USAGE = """
            Usage: geckos3 migrate [flags] FROM.conf TO.conf
            Copies buckets from the store of one configuration file to that of another, with all versions, delete markers,
            times, tags, locks and settings, and encrypted objects as they are; then reads everything back and compares.
            No server may use either store. If it was ended, start it again: it goes on where it was.

              -bucket=NAME    copies this bucket; may be given again. Without it all buckets are copied, and the users,
                              accounts and quotas of accounts too
              -verify-only    compares and changes nothing
              -help           prints this and exits

            Of both files only storage is used. Flags and variables of the server do not count here.

            Exit codes:
              0   all is in the target, and the same
              1   a store cannot be opened, read or written; start it again when it can
              2   bad arguments or configuration, or the target has something of its own in the place of a bucket
              3   something was not copied, or differs; the lines tell what
            """;

    private static final int SAME = 0;
    private static final int DIFFERENT = 3;
    private static final Set<String> HELP = Set.of("-help", "-h", "-?", "/?", "help");
    private static final String BUCKET = "-bucket";
    private static final String VERIFY_ONLY = "-verify-only";
    private static final String DATA_DIR = "data-dir";

    private final List<String> files = new ArrayList<>();
    private final Set<BucketName> buckets = new TreeSet<>();
    private boolean verifyOnly;

    private MigrateCommand(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            String flag = argument.startsWith("--") ? argument.substring(1) : argument;
            if (flag.equals(VERIFY_ONLY)) {
                verifyOnly = true;
            } else if (flag.startsWith(BUCKET + "=")) {
                buckets.add(bucket(flag.substring(BUCKET.length() + 1)));
            } else if (flag.equals(BUCKET) && i + 1 < arguments.size()) {
                i++;
                buckets.add(bucket(arguments.get(i)));
            } else if (flag.startsWith("-")) {
                throw new ConfigurationException(
                        "migrate: unknown flag " + flag + "; allowed are -bucket=NAME, -verify-only and -help");
            } else {
                files.add(argument);
            }
        }
        if (files.size() != 2) {
            throw new ConfigurationException("migrate: needs two configuration files, FROM.conf and TO.conf, and has "
                    + files.size() + "; geckos3 migrate -help tells more");
        }
    }

    private static BucketName bucket(String name) {
        try {
            return new BucketName(name);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("migrate: -bucket: " + e.getMessage());
        }
    }

    /**
     * Runs the command.
     *
     * @param arguments the arguments after the command's name
     * @return the exit code, which the usage text documents
     */
    public static int run(List<String> arguments, PrintWriter out, PrintStream err) {
        if (arguments.stream()
                .map(it -> it.startsWith("--") ? it.substring(1) : it)
                .anyMatch(HELP::contains)) {
            out.print(USAGE);
            out.flush();
            return SAME;
        }
        return new MigrateCommand(arguments).run(out, err);
    }

    private int run(PrintWriter out, PrintStream err) {
        Configuration from = configuration(files.getFirst());
        Configuration to = configuration(files.get(1));
        if (from.provider().type().equals(to.provider().type())
                && effective(from).equals(effective(to))) {
            throw new ConfigurationException(
                    "migrate: " + files.getFirst() + " and " + files.get(1) + " name the same store");
        }
        requireThere(from, files.getFirst());
        if (verifyOnly) {
            requireThere(to, files.get(1));
        }
        MigrationProgress progress = new MigrationProgress(out, new ProgressLine(err, isWatched(), System::nanoTime));
        // What the source does by itself would only disturb the comparison; the target grows, and has to keep its index
        // in order.
        try (Storage source = open(from, true);
                Storage target = open(to, verifyOnly)) {
            Migration migration = new Migration(source, target, buckets, progress);
            if (verifyOnly) {
                migration.compare();
            } else {
                migration.run();
            }
        }
        progress.note(progress.totals());
        return progress.problems() == 0 ? SAME : DIFFERENT;
    }

    /** An engine makes a data directory that is missing, which a mistyped one had better not be. */
    private static void requireThere(Configuration configuration, String file) {
        configuration
                .dataDir()
                .filter(directory -> !Files.isDirectory(directory))
                .ifPresent(directory -> {
                    throw new StorageException.Unavailable(
                            "the data directory " + directory + " of " + file + " does not exist");
                });
    }

    private static Configuration configuration(String file) {
        return new Configuration(CommandLine.parse("-config=" + file), Map.of());
    }

    private static Map<String, String> effective(Configuration configuration) {
        Map<String, String> settings = new HashMap<>(configuration.provider().defaults());
        settings.putAll(configuration.storage());
        configuration.dataDir().ifPresent(directory -> settings.put(DATA_DIR, directory.toString()));
        return settings;
    }

    private static Storage open(Configuration configuration, boolean idle) {
        try {
            return idle
                    ? configuration.provider().openIdle(configuration.storage())
                    : configuration.provider().open(configuration.storage());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("storage." + e.getMessage());
        }
    }

    private static boolean isWatched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}

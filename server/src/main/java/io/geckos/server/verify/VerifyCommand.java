package io.geckos.server.verify;

import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command {@code geckos3 verify}: reads all stored data and reports the faults. */
public final class VerifyCommand {
    public static final String NAME = "verify";

    private static final List<String> HELP = List.of("-help", "--help", "-h", "-?", "/?", "help");
    private static final List<String> JSON = List.of("-json", "--json");
    private static final List<String> REPAIR = List.of("-repair", "--repair");

    public static final String USAGE = """
            Usage: geckos3 verify [flags]
            Reads everything below a data directory, and tells what is damaged or is not as the server leaves it.
            Changes nothing; a server may be running.

              -data-dir=DIR   root directory of the buckets (./data)
              -config=FILE    configuration file, HOCON or JSON
              -json           prints a report for programs
              -repair         moves what is damaged to .geckos3/quarantine; the server must be stopped
              -help           prints this and exits

            Exit codes:
              0   nothing is damaged
              1   the data directory cannot be read, or with -repair another process uses it
              2   bad arguments or configuration
              3   something is damaged
              4   something was damaged, and all of that is in quarantine now
            """;

    private VerifyCommand() {}

    /**
     * Runs the command.
     *
     * @param arguments the arguments after the command's name
     * @return the exit code, which the usage text documents
     */
    public static int run(List<String> arguments, Map<String, String> environment, PrintWriter out) {
        if (arguments.stream().anyMatch(HELP::contains)) {
            out.print(USAGE);
            out.flush();
            return 0;
        }
        boolean json = arguments.stream().anyMatch(JSON::contains);
        boolean repair = arguments.stream().anyMatch(REPAIR::contains);
        List<String> flags = new ArrayList<>(arguments);
        flags.removeAll(JSON);
        flags.removeAll(REPAIR);
        CommandLine commandLine = CommandLine.parse(flags.toArray(String[]::new));
        Configuration configuration = new Configuration(commandLine, environment);
        try (VerifyReport report = json ? new VerifyJson(out) : new VerifyText(out, isWatched())) {
            configuration.provider().verify(configuration.storage(), repair, report);
            report.finish();
            return report.totals().exitCode();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("storage." + e.getMessage());
        }
    }

    private static boolean isWatched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}

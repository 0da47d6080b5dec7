package io.geckos.server;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.error.StorageException;
import io.geckos.server.config.CommandLine;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.migrate.MigrateCommand;
import io.geckos.server.process.LogLevel;
import io.geckos.server.process.LogLineFormatter;
import io.geckos.server.process.ProductVersion;
import io.geckos.server.process.SecondSignalHandler;
import io.geckos.server.process.SystemdNotifier;
import io.geckos.server.settings.SecurityWarnings;
import io.geckos.server.settings.Settings;
import io.geckos.server.settings.SettingsReader;
import io.geckos.server.unseal.UnsealCommand;
import io.geckos.server.verify.VerifyCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * The main class of the process. Exit codes: 0 stopped on request, 1 could not start or stop, 2 bad arguments or
 * configuration. {@link VerifyCommand}, {@link MigrateCommand} and
 * {@link UnsealCommand} have further ones.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int BAD_CONFIGURATION = 2;

    /** A system property of the launcher: whether standard error is a terminal. Java cannot find out. */
    private static final String TERMINAL = "geckos3.terminal";

    private static final System.Logger LOGGER = System.getLogger(Main.class.getName());

    private Main() {}

    /** Starts the server with the given arguments and environment. Returns while the server is running. */
    public static void main(String[] args) {
        StartReport.begin();
        try {
            List<String> words = List.of(args);
            if (words.equals(List.of("help", VerifyCommand.NAME))) {
                verify(List.of("-help"));
            } else if (words.indexOf(VerifyCommand.NAME) == 0) {
                verify(words.subList(1, words.size()));
            } else if (words.equals(List.of("help", MigrateCommand.NAME))) {
                System.out.print(MigrateCommand.USAGE);
            } else if (words.indexOf(MigrateCommand.NAME) == 0) {
                migrate(words.subList(1, words.size()));
            } else if (words.equals(List.of("help", UnsealCommand.NAME))) {
                System.out.print(UnsealCommand.USAGE);
            } else if (words.indexOf(UnsealCommand.NAME) == 0) {
                System.exit(UnsealCommand.run(words.subList(1, words.size()), System.out, System.err));
            } else {
                run(args);
            }
        } catch (ConfigurationException e) {
            exit(BAD_CONFIGURATION, e.getMessage());
        } catch (StorageException e) {
            exit(FAILED, e.getMessage());
        } catch (RuntimeException | Error e) {
            // Without this, running threads would keep a process alive that serves nothing.
            exit(FAILED, "unexpected: " + e);
        }
    }

    private static void run(String[] args) {
        CommandLine commandLine = CommandLine.parse(args);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        switch (commandLine.mode()) {
            case HELP -> out.print(CommandLine.USAGE);
            case VERSION -> out.println("geckos3 " + ProductVersion.text());
            case CHECK_CONFIG -> {
                Configuration configuration = new Configuration(commandLine, System.getenv());
                Settings settings = SettingsReader.read(configuration);
                requireUtf8Names();
                log(settings.logLevel());
                ConfigurationCheck.run(settings, configuration);
                SecurityWarnings.of(settings, configuration)
                        .forEach(warning -> System.err.println("geckos3: warning: " + warning));
                out.println("configuration is good");
            }
            case SERVE -> serve(commandLine);
        }
        out.flush();
    }

    private static void verify(List<String> args) {
        requireUtf8Names();
        log(Level.WARNING);
        System.exit(
                VerifyCommand.run(args, System.getenv(), new PrintWriter(System.out, true, StandardCharsets.UTF_8)));
    }

    private static void migrate(List<String> args) {
        requireUtf8Names();
        log(Level.WARNING);
        System.exit(MigrateCommand.run(args, new PrintWriter(System.out, true, StandardCharsets.UTF_8), System.err));
    }

    private static void serve(CommandLine commandLine) {
        Configuration configuration = new Configuration(commandLine, System.getenv());
        Settings settings = SettingsReader.read(configuration);
        requireUtf8Names();
        log(settings.logLevel());
        // All times are UTC. Without this, Java would read all time zones to find the machine's own.
        TimeZone.setDefault(new SimpleTimeZone(0, "UTC"));
        SystemdNotifier supervisor = new SystemdNotifier(System.getenv());
        AtomicReference<Server> opened = new AtomicReference<>();
        endCleanly(supervisor, opened);
        Server server = Server.open(settings, configuration);
        opened.set(server);
        server.listen();
        SecurityWarnings.of(settings, configuration).forEach(warning -> LOGGER.log(WARNING, warning));
        report(server, settings, configuration);
        supervisor.ready();
    }

    /**
     * Prints the start report. On a terminal this needs the log level warning, elsewhere info, because tests and cron
     * jobs want silence.
     */
    private static void report(Server server, Settings settings, Configuration configuration) {
        boolean terminal = Boolean.getBoolean(TERMINAL);
        if (LogLevel.isEnabled(terminal ? Level.WARNING : Level.INFO)) {
            StartReport report = StartReport.of(server, settings, configuration);
            System.err.print(terminal ? report.text() : report.json());
        }
    }

    /** Makes SIGTERM and SIGINT close the server, as far as it is open by then, and end the process with 0. */
    private static void endCleanly(SystemdNotifier supervisor, AtomicReference<Server> opened) {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
                    supervisor.stopping();
                    SecondSignalHandler.install(
                            () -> Optional.ofNullable(opened.get()).ifPresent(Server::logCut));
                    try {
                        Optional.ofNullable(opened.get()).ifPresent(Server::close);
                    } catch (RuntimeException | Error e) {
                        exit(FAILED, "unexpected while stopping: " + e);
                    }
                    // Without this the JVM would end with 143 after SIGTERM.
                    Runtime.getRuntime().halt(0);
                }));
    }

    /**
     * Refuses to run with another encoding of file names, because names that are not ASCII would be refused or garbled.
     */
    private static void requireUtf8Names() {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        if (!encoding.equalsIgnoreCase("UTF-8")) {
            throw new ConfigurationException("file names would be encoded as " + encoding
                    + ": start by the geckos3 script, or set LC_ALL=C.UTF-8 in the environment");
        }
    }

    private static void log(Level level) {
        LogManager.getLogManager().reset();
        StreamHandler handler = new StreamHandler(System.err, new LogLineFormatter()) {
            @Override
            public synchronized void publish(LogRecord event) {
                super.publish(event);
                flush();
            }

            // Does nothing, because the JVM closes handlers when it ends, and the server may still log then.
            @Override
            public synchronized void close() {
                flush();
            }
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        LogLevel.set(level);
    }

    private static void exit(int code, String message) {
        System.err.println("geckos3: " + message);
        // The shutdown hook that ends the process cleanly would end it with 0.
        Runtime.getRuntime().halt(code);
    }
}

package io.geckos.bench;

import io.geckos.bench.data.SizeDistribution;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.load.RequestMix;
import io.geckos.bench.load.Workload;
import io.geckos.bench.s3.SigningMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The main class. Exit codes: 0 all requests were answered correctly, 1 some were not, 2 bad arguments. */
@Command(
        name = "geckos3-bench",
        description = "Measures servers that speak S3.",
        subcommands = {
            RunCommand.class,
            CompareCommand.class,
            StartCommand.class,
            WatchCommand.class,
            CommandLine.HelpCommand.class
        })
public final class BenchMain {
    private static final int FAILED = 1;

    private BenchMain() {}

    /** Runs the command that {@code args} name, and exits. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The commands, ready to execute. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchMain())
                .registerConverter(Workload.class, MeasureOptions.converter(Workload::parse))
                .registerConverter(SigningMode.class, MeasureOptions.converter(SigningMode::parse))
                .registerConverter(SizeDistribution.class, MeasureOptions.converter(SizeDistribution::parse))
                .registerConverter(RequestMix.class, MeasureOptions.converter(RequestMix::parse))
                .setParameterExceptionHandler((exception, args) -> refused(exception))
                .setExecutionExceptionHandler((exception, command, result) -> failed(exception));
    }

    private static int refused(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        System.err.println(command.getCommandSpec().qualifiedName() + ": " + exception.getMessage());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception exception) throws Exception {
        switch (exception) {
            case RequestFailure e -> System.err.println("geckos3-bench: " + e.getMessage());
            case UncheckedIOException e -> System.err.println("geckos3-bench: " + e.getMessage());
            case IOException e -> System.err.println("geckos3-bench: cannot write a report: " + e);
            default -> throw exception;
        }
        return FAILED;
    }
}

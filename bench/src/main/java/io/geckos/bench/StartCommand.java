package io.geckos.bench;

import static java.util.Objects.requireNonNull;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.load.StartMeasurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how long a server takes to start. */
@Command(
        name = "start",
        description =
                "Starts a server again and again, once uncounted, and prints the median, least and most time to its first"
                        + " successful answer to a signed request, and its memory a second later.",
        sortOptions = false,
        abbreviateSynopsis = true)
final class StartCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Option(names = "--times", defaultValue = "5", paramLabel = "N", description = "(${DEFAULT-VALUE})")
    private int times;

    @Parameters(
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "after --: becomes the server at the endpoint, and ends when it is told to terminate")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        if (times < 1 || endpoints.endpoints().size() != 1) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(), "start takes one --endpoint, and --times of 1 or more");
        }
        Endpoint endpoint = endpoints.endpoints().getFirst();
        StartMeasurement.of(endpoint, command);
        List<StartMeasurement> launches = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            launches.add(StartMeasurement.of(endpoint, command));
        }
        double[] millis = launches.stream()
                .mapToDouble(launch -> launch.nanos() / 1e6)
                .sorted()
                .toArray();
        double[] megabytes = launches.stream()
                .mapToDouble(launch -> launch.rss() / 1e6)
                .sorted()
                .toArray();
        System.out.print(String.format(
                Locale.ROOT,
                "start of %s: first answer after %.0f ms (%.0f to %.0f), RSS %.1f MB%n",
                endpoint.name(),
                millis[times / 2],
                millis[0],
                millis[times - 1],
                megabytes[times / 2]));
        return 0;
    }
}

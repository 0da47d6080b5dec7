package io.geckos.bench;

import static java.util.Objects.requireNonNull;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.KeyPair;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command-line options for the servers under load and their keys. */
final class EndpointOptions {
    private static final String ALLOWED =
            "allowed are [NAME=]URL[,pid=N][,access-key=KEY][,secret-key=SECRET], like ours=http://127.0.0.1:9000,pid=4711";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "[NAME=]URL[,pid=N][,access-key=KEY][,secret-key=SECRET]",
            description = "a server; with the pid of its process its CPU time and memory are measured too")
    private List<String> endpoints = new ArrayList<>();

    @Option(
            names = "--access-key",
            paramLabel = "KEY",
            description = "unless the endpoint says otherwise ($AWS_ACCESS_KEY_ID, else minioadmin)")
    private @Nullable String accessKey;

    @Option(
            names = "--secret-key",
            paramLabel = "SECRET",
            description = "others see it in ps: better in the environment ($AWS_SECRET_ACCESS_KEY, else minioadmin)")
    private @Nullable String secretKey;

    @Option(names = "--region", defaultValue = "us-east-1", paramLabel = "NAME", description = "(${DEFAULT-VALUE})")
    private String region = "";

    /**
     * The servers in the given order. Throws {@link ParameterException} if one is malformed, or if two have the same
     * name.
     */
    List<Endpoint> endpoints() {
        List<Endpoint> read = endpoints.stream().map(this::endpoint).toList();
        long names = read.stream().map(Endpoint::name).distinct().count();
        if (names < read.size()) {
            throw refused("--endpoint: each needs a name of its own, NAME=URL");
        }
        return read;
    }

    private Endpoint endpoint(String text) {
        String[] parts = text.split(",", -1);
        Map<String, String> extras = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String name = parts[i].substring(0, Math.max(0, equals));
            if (!List.of("pid", "access-key", "secret-key").contains(name)) {
                // The text may contain a secret, so the message does not repeat it.
                throw refused("--endpoint " + parts[0] + ": " + ALLOWED);
            }
            extras.put(name, parts[i].substring(equals + 1));
        }
        int equals = parts[0].indexOf('=');
        String url = parts[0].substring(equals + 1);
        String name = equals > 0 ? parts[0].substring(0, equals) : url;
        return new Endpoint(name, address(url), credentials(extras), region, pid(name, extras));
    }

    private URI address(String url) {
        try {
            return Endpoint.address(url);
        } catch (IllegalArgumentException e) {
            throw refused("--endpoint: " + e.getMessage());
        }
    }

    private KeyPair credentials(Map<String, String> extras) {
        String access = accessKey != null ? accessKey : fromEnvironment("AWS_ACCESS_KEY_ID");
        String secret = secretKey != null ? secretKey : fromEnvironment("AWS_SECRET_ACCESS_KEY");
        return new KeyPair(extras.getOrDefault("access-key", access), extras.getOrDefault("secret-key", secret));
    }

    private static String fromEnvironment(String name) {
        return System.getenv().getOrDefault(name, "minioadmin");
    }

    private OptionalLong pid(String endpoint, Map<String, String> extras) {
        String pid = extras.get("pid");
        if (pid == null) {
            return OptionalLong.empty();
        }
        if (!pid.matches("[1-9]\\d{0,9}")) {
            throw refused("--endpoint " + endpoint + ": pid is the number of a process, not " + pid);
        }
        return OptionalLong.of(Long.parseLong(pid));
    }

    private ParameterException refused(String message) {
        return new ParameterException(requireNonNull(command).commandLine(), message);
    }
}

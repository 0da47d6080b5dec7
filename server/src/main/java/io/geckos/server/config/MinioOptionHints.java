package io.geckos.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recognises options of MinIO and answers with the option of geckos3. */
public final class MinioOptionHints {
    private static final String COMMAND = "server";
    private static final Map<String, String> FLAGS =
            Map.of("-address", "-listen=HOST:PORT", "-console-address", "-admin-listen=HOST:PORT");
    private static final List<String> VARIABLES =
            List.of("MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD", "MINIO_ACCESS_KEY", "MINIO_SECRET_KEY");

    private MinioOptionHints() {}

    /** Throws {@link ConfigurationException} if the arguments are those of MinIO's server. */
    static void refuseArguments(String... args) {
        if (args.length > 0 && args[0].equals(COMMAND)) {
            boolean directory = args.length > 1 && !args[1].startsWith("-");
            throw new ConfigurationException("there is no command server, as MinIO has it: write geckos3 -data-dir="
                    + (directory ? args[1] : "DIR") + ", and -listen=HOST:PORT for its --address; see -help");
        }
        for (String arg : args) {
            String flag = arg.startsWith("--") ? arg.substring(1) : arg;
            Optional.ofNullable(FLAGS.get(flag.split("=", 2)[0])).ifPresent(ours -> {
                throw new ConfigurationException(
                        "unknown flag " + flag.split("=", 2)[0] + ", which is MinIO's: write " + ours + "; see -help");
            });
        }
    }

    /**
     * Throws {@link ConfigurationException} if the environment has a key pair for MinIO, because its owner would think
     * that it is in use.
     */
    public static void refuseVariables(Map<String, String> environment) {
        VARIABLES.stream().filter(environment::containsKey).findFirst().ifPresent(variable -> {
            throw new ConfigurationException(variable
                    + " is MinIO's and not read here: set S3LITE_ACCESS_KEY and S3LITE_SECRET_KEY, or auth.access-key"
                    + " and auth.secret-key in the file");
        });
    }
}

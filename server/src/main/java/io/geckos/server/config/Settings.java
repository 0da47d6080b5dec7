package io.geckos.server.config;

import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.s3.api.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;

/**
 * The configuration, read and checked.
 *
 * @param corsOrigins whose scripts may use buckets that have no CORS rules of their own
 * @param tls empty when S3 is served in the clear
 * @param authentication who may do anything
 * @param signatureV2 where requests signed by Version 2 are accepted
 * @param storageClasses what clients may name, besides the standard one
 * @param storage settings of the storage engine by key, without {@code storage.}
 */
public record Settings(
        ListenAddress listen,
        Optional<String> region,
        List<String> baseDomains,
        List<String> corsOrigins,
        Duration shutdownTimeout,
        Optional<Tls> tls,
        Authentication authentication,
        SignatureV2Policy signatureV2,
        Limits limits,
        Admin admin,
        boolean logRequests,
        Level logLevel,
        String storageType,
        Set<StorageClass> storageClasses,
        Map<String, String> storage) {

    /**
     * What a client may use up.
     *
     * @param connections open at once; for each one more, another that asks for nothing is closed
     * @param connectionsPerAddress how many of these may come from one address
     * @param requests served at once; more are told to slow down
     * @param header from the first byte of a request to the end of its headers, and from accepting to the first byte
     * @param idle between two requests
     * @param stall without a byte of a body
     * @param minimumRate bytes a second below which a body is given up, once {@code stall} is used up
     * @param write without a byte of an answer being taken
     */
    public record Limits(
            int connections,
            int connectionsPerAddress,
            int requests,
            Duration header,
            Duration idle,
            Duration stall,
            long minimumRate,
            Duration write) {}

    /** Who may do anything. */
    public sealed interface Authentication {
        /**
         * The pair to sign with; empty when requests are not authenticated.
         *
         * @throws ConfigurationException if it should be in a file and cannot be had from there
         */
        Optional<Credential> open();

        /** Everybody: requests are not authenticated. */
        record Off() implements Authentication {
            @Override
            public Optional<Credential> open() {
                return Optional.empty();
            }
        }

        /** Who signs with this pair. */
        record Given(Credential pair) implements Authentication {
            @Override
            public Optional<Credential> open() {
                return Optional.of(pair);
            }
        }

        /** Who signs with the pair in this file, which is made at the first start. */
        record Generated(Path file) implements Authentication {
            @Override
            public Optional<Credential> open() {
                return Optional.of(KeyFile.open(file));
            }
        }
    }

    /** How S3 is to behave. */
    public S3Settings s3() {
        return new S3Settings(region, baseDomains, SettingsReader.OWNER, corsOrigins, storageClasses);
    }

    /** Where the certificate and its key are; both PEM. */
    public record Tls(Path certificate, Path key) {}

    /**
     * The second listener.
     *
     * @param explicit it was asked for, so that failing to open it is an error
     * @param hosts names it answers to, besides its addresses and {@code localhost}
     * @param bucketMetrics who may see names of buckets in metrics
     */
    public record Admin(
            ListenAddress listen, boolean explicit, List<String> hosts, BucketMetricsAccess bucketMetrics) {}
}

package io.geckos.server.settings;

import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.AccountDirectory;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.s3.api.EncryptionSettings;
import io.geckos.s3.api.S3Settings;
import io.geckos.server.config.ListenAddress;
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
 * @param corsOrigins the origins whose scripts may use buckets without CORS rules
 * @param tls the certificate for S3; empty if S3 is served without TLS
 * @param trustedProxies the proxies that may say for whom they pass requests on
 * @param authentication the key pair of root, or no authentication
 * @param accounts the key pairs of the roots of further accounts
 * @param signatureV2 where requests signed by Version 2 are accepted
 * @param console the pages for browsers at the second listener
 * @param ownership who owns the objects of buckets without a setting of their own
 * @param lifecycleDay how long a day of lifecycle rules is
 * @param defaultChecksum the checksum of objects for which clients state none; empty if those get none
 * @param encryption the master keys, and what is encrypted with them
 * @param storageClasses the storage classes that clients may name, besides the standard one
 * @param storage the settings of the storage engine, by key without {@code storage.}
 */
public record Settings(
        ListenAddress listen,
        Optional<String> region,
        List<String> baseDomains,
        List<String> corsOrigins,
        Duration shutdownTimeout,
        Optional<Tls> tls,
        TrustedProxies trustedProxies,
        Authentication authentication,
        List<Credential> accounts,
        SignatureV2Policy signatureV2,
        Limits limits,
        Admin admin,
        ConsoleSettings console,
        ObjectOwnership ownership,
        LifecycleDay lifecycleDay,
        Optional<ChecksumAlgorithm> defaultChecksum,
        EncryptionKeys encryption,
        boolean logRequests,
        Level logLevel,
        String storageType,
        Set<StorageClass> storageClasses,
        Map<String, String> storage) {

    /**
     * The limits for clients.
     *
     * @param connections the number of open connections; for each further one, an idle one is closed
     * @param connectionsPerAddress the number of open connections from one address
     * @param requests the number of requests served at a time; further ones get 503 SlowDown
     * @param header the time from the first byte of a request to the end of its headers, and from accepting a
     *     connection to its first byte
     * @param idle the time between two requests
     * @param stall the time without a byte of a body
     * @param minimumRate the smallest speed of a body, in bytes a second; it is checked once {@code stall} is used up
     * @param write the time in which the client takes no byte of an answer
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

    /** The authentication of requests. The owner of the key pair may do everything. */
    public sealed interface Authentication {
        /**
         * The key pair; empty if requests are not authenticated.
         *
         * @throws ConfigurationException if the pair belongs in a file, and the file cannot be read or made
         */
        Optional<Credential> open();

        /** No authentication: every client may do everything. */
        record Off() implements Authentication {
            @Override
            public Optional<Credential> open() {
                return Optional.empty();
            }
        }

        /** A key pair from the configuration. */
        record Given(Credential pair) implements Authentication {
            @Override
            public Optional<Credential> open() {
                return Optional.of(pair);
            }
        }

        /** A key pair in a file, which is made at the first start. */
        record Generated(Path file) implements Authentication {
            @Override
            public Optional<Credential> open() {
                return Optional.of(KeyFile.open(file));
            }
        }
    }

    /** The settings of the S3 protocol, without what is read at the start: encryption, and accounts beside the first one. */
    public S3Settings s3() {
        return protocol().build();
    }

    /** The settings of the S3 protocol, with what was read at the start. */
    public S3Settings s3(EncryptionSettings encryption, AccountDirectory accounts) {
        return protocol().encryption(encryption).accounts(accounts).build();
    }

    private S3Settings.Builder protocol() {
        return S3Settings.builder(SettingsReader.OWNER)
                .region(region)
                .baseDomains(baseDomains)
                .corsOrigins(corsOrigins)
                .ownership(ownership)
                .storageClasses(storageClasses)
                .lifecycleDay(lifecycleDay)
                .defaultChecksum(defaultChecksum);
    }

    /** The files of the certificate and its private key, both PEM. */
    public record Tls(Path certificate, Path key) {}

    /**
     * The second listener.
     *
     * @param explicit whether the operator configured it; then a start fails if it cannot be opened
     * @param hosts the host names that it accepts, besides addresses and {@code localhost}
     * @param bucketMetrics the clients that see the names of buckets in metrics
     */
    public record Admin(
            ListenAddress listen, boolean explicit, List<String> hosts, BucketMetricsAccess bucketMetrics) {}
}

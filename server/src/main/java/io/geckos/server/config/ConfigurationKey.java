package io.geckos.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the configuration file, without those of the storage engine, which stand below {@code storage}.
 *
 * <p>Each key also has an environment variable: {@code GECKOS3_} and the key in capitals, with {@code _} for dots and
 * dashes. Some also have a flag, or a variable of the original geckos3.
 */
public enum ConfigurationKey {
    LISTEN("listen", ":9000", "-listen", "S3LITE_LISTEN"),
    REGION("region", "", "-region", null),
    BASE_DOMAINS("base-domains", "[]"),
    CORS_ORIGINS("cors.allowed-origins", "[]"),
    SHUTDOWN_TIMEOUT("shutdown-timeout", "30s"),
    TLS_CERTIFICATE("tls.certificate", ""),
    TLS_KEY("tls.key", ""),
    TRUSTED_PROXIES("trusted-proxies", "[]"),
    AUTH_ENABLED("auth.enabled", "true", "-auth", "S3LITE_AUTH_ENABLED"),
    ACCESS_KEY("auth.access-key", "minioadmin", "-access-key", "S3LITE_ACCESS_KEY"),
    SECRET_KEY("auth.secret-key", "minioadmin", "-secret-key", "S3LITE_SECRET_KEY"),
    ACCOUNTS("auth.accounts", "[]"),
    SIGNATURE_V2("auth.signature-v2", "presigned"),
    ALLOW_DEFAULT_KEYS("auth.allow-default-keys", "false"),
    ALLOW_ANONYMOUS("auth.allow-anonymous", "false"),
    GENERATE_KEYS("auth.generate-keys", "false"),
    CONNECTIONS("limits.connections", "10000"),
    CONNECTIONS_PER_ADDRESS("limits.connections-per-address", "80%"),
    REQUESTS("limits.requests", "2500"),
    HEADER_TIMEOUT("limits.header-timeout", "10s"),
    IDLE_TIMEOUT("limits.idle-timeout", "75s"),
    STALL_TIMEOUT("limits.stall-timeout", "14s"),
    MINIMUM_RATE("limits.minimum-rate", "1KiB"),
    WRITE_TIMEOUT("limits.write-timeout", "5m"),
    ADMIN_LISTEN("admin.listen", "127.0.0.1:9001", "-admin-listen", null),
    ADMIN_TOKEN("admin.token", ""),
    ADMIN_HOSTS("admin.hosts", "[]"),
    BUCKET_METRICS("admin.bucket-metrics", "loopback"),
    CONSOLE_ENABLED("console.enabled", "true"),
    CONSOLE_ORIGIN("console.origin", ""),
    CONSOLE_S3("console.s3", ""),
    OBJECT_OWNERSHIP("buckets.object-ownership", "BucketOwnerEnforced"),
    LIFECYCLE_DAY("lifecycle.day", "24h"),
    DEFAULT_CHECKSUM("checksums.default", "none"),
    MASTER_KEYS("encryption.master-keys", ""),
    GENERATE_MASTER_KEY("encryption.generate-key", "false"),
    DEFAULT_ENCRYPTION("encryption.default", "none"),
    KMS("encryption.kms", "off"),
    CUSTOMER_KEYS_OVER_HTTP("encryption.allow-customer-keys-over-http", "false"),
    LOG_REQUESTS("log.requests", "true"),
    LOG_LEVEL("log.level", "warning", "-log-level", null),
    STORAGE_TYPE("storage.type", "fs"),
    STORAGE_CLASSES("storage.classes", "[STANDARD, REDUCED_REDUNDANCY]");

    private final String path;
    private final String defaultValue;
    private final @Nullable String flag;
    private final @Nullable String seedVariable;

    ConfigurationKey(String path, String defaultValue) {
        this(path, defaultValue, null, null);
    }

    ConfigurationKey(String path, String defaultValue, @Nullable String flag, @Nullable String seedVariable) {
        this.path = path;
        this.defaultValue = defaultValue;
        this.flag = flag;
        this.seedVariable = seedVariable;
    }

    public String path() {
        return path;
    }

    /** The default, as text of the configuration file. */
    public String defaultValue() {
        return defaultValue;
    }

    Optional<String> flag() {
        return Optional.ofNullable(flag);
    }

    /** The environment variables for this key. The first one that is set wins. */
    List<String> variables() {
        return Stream.of(variable(path), seedVariable).filter(Objects::nonNull).toList();
    }

    static String variable(String path) {
        return "GECKOS3_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}

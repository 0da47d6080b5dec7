package io.geckos.server.settings;

import io.geckos.domain.bucket.ObjectOwnership;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.lifecycle.LifecycleDay;
import io.geckos.domain.name.Principal;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.config.ConfigurationValues;
import io.geckos.server.config.ListenAddress;
import io.geckos.server.process.LogLevel;
import io.geckos.server.settings.Settings.Admin;
import io.geckos.server.settings.Settings.Authentication;
import io.geckos.server.settings.Settings.Limits;
import io.geckos.server.settings.Settings.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.regex.Pattern;

/** Parses the configuration into {@link Settings}, and refuses illegal values and combinations. */
public final class SettingsReader {
    /**
     * The first account, to which buckets and objects belong that are no other's. S3 shows the id as a canonical user id, which has 64 hexadecimal digits.
     */
    static final Principal OWNER =
            new Principal("6765636b6f733300000000000000000000000000000000000000000000000001", "geckos3");

    private static final String KNOWN_SECRET = "the secret key is the well-known default: set auth.access-key and"
            + " auth.secret-key (flags -access-key and -secret-key, variables S3LITE_ACCESS_KEY and S3LITE_SECRET_KEY), or"
            + " auth.generate-keys = true, or listen on 127.0.0.1, or set auth.allow-default-keys = true";

    private static final String ANONYMOUS = "auth.enabled is false, so everybody could do everything: have requests"
            + " authenticated, or listen on 127.0.0.1, or set auth.allow-anonymous = true";

    private static final Pattern ORIGIN = Pattern.compile("[^*\\s/]+://[^*\\s/]*\\*?[^*\\s/]*|\\*|null");

    /**
     * Refused classes: clients do not read objects of these classes before they are restored, and this server restores
     * nothing.
     */
    private static final Set<String> ARCHIVE_CLASSES = Set.of("GLACIER", "DEEP_ARCHIVE");

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.-]{1,253}");

    private final Configuration configuration;
    private final ConfigurationValues values;

    private SettingsReader(Configuration configuration) {
        this.configuration = configuration;
        this.values = new ConfigurationValues(configuration);
    }

    /** Throws {@link ConfigurationException} naming the first key that cannot be used. */
    public static Settings read(Configuration configuration) {
        return new SettingsReader(configuration).settings();
    }

    private Settings settings() {
        AuthenticationSettings authenticationSettings = new AuthenticationSettings(configuration, values);
        Authentication authentication = authenticationSettings.authentication();
        ListenAddress listen = listen(authentication);
        return new Settings(
                listen,
                region(),
                configuration.list(ConfigurationKey.BASE_DOMAINS).stream()
                        .map(domain -> domain.toLowerCase(Locale.ROOT))
                        .toList(),
                corsOrigins(),
                values.duration(ConfigurationKey.SHUTDOWN_TIMEOUT),
                tls(),
                TrustedProxies.read(configuration),
                authentication,
                AccountSettingsParser.read(configuration, authentication),
                authenticationSettings.signatureV2(),
                limits(),
                admin(listen),
                ConsoleSettings.read(configuration, values.flag(ConfigurationKey.CONSOLE_ENABLED)),
                ownership(),
                lifecycleDay(),
                defaultChecksum(),
                EncryptionKeys.read(
                        configuration,
                        values.flag(ConfigurationKey.GENERATE_MASTER_KEY),
                        values.flag(ConfigurationKey.CUSTOMER_KEYS_OVER_HTTP)),
                values.flag(ConfigurationKey.LOG_REQUESTS),
                logLevel(),
                configuration.get(ConfigurationKey.STORAGE_TYPE),
                storageClasses(),
                storage());
    }

    private ObjectOwnership ownership() {
        String value = configuration.get(ConfigurationKey.OBJECT_OWNERSHIP);
        return ObjectOwnership.named(value)
                .orElseThrow(() -> ConfigurationException.badValue(
                        ConfigurationKey.OBJECT_OWNERSHIP.path(),
                        value,
                        "BucketOwnerEnforced, BucketOwnerPreferred or ObjectWriter"));
    }

    private Set<StorageClass> storageClasses() {
        Set<StorageClass> classes = new LinkedHashSet<>();
        for (String name : configuration.list(ConfigurationKey.STORAGE_CLASSES)) {
            if (!StorageClass.isName(name)) {
                throw ConfigurationException.badValue(
                        ConfigurationKey.STORAGE_CLASSES.path(), name, "names of " + StorageClass.ALLOWED);
            }
            if (ARCHIVE_CLASSES.contains(name)) {
                throw new ConfigurationException(ConfigurationKey.STORAGE_CLASSES.path() + ": bad value \"" + name
                        + "\": clients take objects of this class for archived ones, and would not read them;"
                        + " use GLACIER_IR");
            }
            classes.add(new StorageClass(name));
        }
        return classes;
    }

    private Map<String, String> storage() {
        Map<String, String> storage = configuration.storage();
        try {
            configuration.provider().check(storage);
            return storage;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("storage." + e.getMessage());
        }
    }

    private List<String> corsOrigins() {
        List<String> origins = configuration.list(ConfigurationKey.CORS_ORIGINS);
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw ConfigurationException.badValue(
                        ConfigurationKey.CORS_ORIGINS.path(),
                        origin,
                        "origins like https://*.example.com, with at most one *, or *");
            }
        }
        return origins;
    }

    /**
     * The address for S3. Without authentication, or with the default secret, it must be local, unless the
     * configuration allows others.
     */
    private ListenAddress listen(Authentication authentication) {
        ListenAddress listen = values.address(ConfigurationKey.LISTEN);
        boolean open = authentication instanceof Authentication.Off;
        boolean allowed = values.flag(open ? ConfigurationKey.ALLOW_ANONYMOUS : ConfigurationKey.ALLOW_DEFAULT_KEYS);
        if (allowed || !(open || hasDefaultSecret(authentication))) {
            return listen;
        }
        if (!configuration.isSet(ConfigurationKey.LISTEN)) {
            return new ListenAddress("127.0.0.1", listen.port());
        }
        if (!listen.isLoopback(ConfigurationKey.LISTEN.path())) {
            throw new ConfigurationException(
                    "listen: \"" + listen + "\" is open to other machines, and " + (open ? ANONYMOUS : KNOWN_SECRET));
        }
        return listen;
    }

    public static boolean hasDefaultSecret(Authentication authentication) {
        return authentication instanceof Authentication.Given(Credential pair)
                && pair.secret().equals(ConfigurationKey.SECRET_KEY.defaultValue());
    }

    private ListenAddress adminListen(ListenAddress listen) {
        ListenAddress admin = values.address(ConfigurationKey.ADMIN_LISTEN);
        if (listen.overlaps(admin, ConfigurationKey.ADMIN_LISTEN.path())) {
            throw new ConfigurationException("listen and admin.listen: both have port " + listen.port() + ", S3 at "
                    + listen + " and health, metrics and admin API at " + admin
                    + "; each needs a port of its own: set admin.listen (flag -admin-listen)");
        }
        return admin;
    }

    private Optional<Tls> tls() {
        String certificate = configuration.get(ConfigurationKey.TLS_CERTIFICATE);
        String key = configuration.get(ConfigurationKey.TLS_KEY);
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new ConfigurationException("tls.certificate and tls.key: one is set, allowed is both or neither");
        }
        return certificate.isEmpty() ? Optional.empty() : Optional.of(new Tls(Path.of(certificate), Path.of(key)));
    }

    private Optional<String> region() {
        String region = configuration.get(ConfigurationKey.REGION);
        if (!region.matches("[a-z0-9-]{0,64}")) {
            throw ConfigurationException.badValue(
                    ConfigurationKey.REGION.path(), region, "a region like us-east-1, or nothing");
        }
        return Optional.of(region).filter(it -> !it.isEmpty());
    }

    private Limits limits() {
        return new Limits(
                values.count(ConfigurationKey.CONNECTIONS),
                connectionsPerAddress(),
                values.count(ConfigurationKey.REQUESTS),
                values.duration(ConfigurationKey.HEADER_TIMEOUT),
                values.duration(ConfigurationKey.IDLE_TIMEOUT),
                values.duration(ConfigurationKey.STALL_TIMEOUT),
                Math.max(1, values.size(ConfigurationKey.MINIMUM_RATE)),
                values.duration(ConfigurationKey.WRITE_TIMEOUT));
    }

    private LifecycleDay lifecycleDay() {
        Duration length = values.duration(ConfigurationKey.LIFECYCLE_DAY);
        try {
            return new LifecycleDay(length);
        } catch (IllegalArgumentException _) {
            throw ConfigurationException.badValue(
                    ConfigurationKey.LIFECYCLE_DAY.path(),
                    configuration.get(ConfigurationKey.LIFECYCLE_DAY),
                    "a duration from 1s to 24h");
        }
    }

    private Optional<ChecksumAlgorithm> defaultChecksum() {
        String value = configuration.get(ConfigurationKey.DEFAULT_CHECKSUM);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.empty();
            case "crc64nvme" -> Optional.of(ChecksumAlgorithm.CRC64NVME);
            default ->
                throw ConfigurationException.badValue(
                        ConfigurationKey.DEFAULT_CHECKSUM.path(), value, "none or crc64nvme");
        };
    }

    private Admin admin(ListenAddress listen) {
        List<String> hosts = configuration.list(ConfigurationKey.ADMIN_HOSTS);
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw ConfigurationException.badValue(
                        ConfigurationKey.ADMIN_HOSTS.path(),
                        host,
                        "names of hosts without a port, like storage.example.com");
            }
        }
        String bucketMetrics = configuration.get(ConfigurationKey.BUCKET_METRICS);
        return new Admin(
                adminListen(listen),
                configuration.isSet(ConfigurationKey.ADMIN_LISTEN),
                hosts,
                BucketMetricsAccess.of(bucketMetrics)
                        .orElseThrow(() -> ConfigurationException.badValue(
                                ConfigurationKey.BUCKET_METRICS.path(), bucketMetrics, BucketMetricsAccess.ALLOWED)));
    }

    private Level logLevel() {
        String name = configuration.get(ConfigurationKey.LOG_LEVEL);
        return LogLevel.of(name)
                .orElseThrow(() -> ConfigurationException.badValue(
                        ConfigurationKey.LOG_LEVEL.path(),
                        name,
                        String.join(", ", LogLevel.NAMES) + ", and error, warn, debug"));
    }

    /** Reads a number, or a percentage of all connections. */
    private int connectionsPerAddress() {
        ConfigurationKey key = ConfigurationKey.CONNECTIONS_PER_ADDRESS;
        String text = configuration.get(key);
        if (text.matches("[1-9]\\d?%|100%")) {
            int percent = Integer.parseInt(text.substring(0, text.length() - 1));
            return (int) Math.max(1, (long) values.count(ConfigurationKey.CONNECTIONS) * percent / 100);
        }
        if (text.matches("[1-9]\\d{0,5}|1000000")) {
            return Integer.parseInt(text);
        }
        throw ConfigurationException.badValue(
                key.path(), text, "a number from 1 to 1000000, or a share from 1% to 100%");
    }
}

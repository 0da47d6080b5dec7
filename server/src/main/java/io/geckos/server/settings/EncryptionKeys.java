package io.geckos.server.settings;

import io.geckos.s3.api.EncryptionSettings;
import io.geckos.sealing.LocalSealer;
import io.geckos.sealing.MasterKeys;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the configuration says of encryption at rest.
 *
 * @param source of the master keys
 * @param byDefault whether objects are encrypted in buckets without a default of their own
 * @param kms whether the master keys stand for those of AWS KMS
 * @param customerKeysOverHttp whether clients may send keys of their own without TLS
 */
public record EncryptionKeys(Source source, boolean byDefault, boolean kms, boolean customerKeysOverHttp) {
    /** The file of a generated master key, beside that of a key pair. */
    private static final String GENERATED = ".geckos3/master-keys";

    /** A master key as the configuration itself may have it, and no path. */
    private static final Pattern INLINE = Pattern.compile("[A-Za-z0-9_.-]{1,64}:[A-Za-z0-9+/]{43}=");

    /** Where the master keys come from. */
    public sealed interface Source {
        /** There are none. */
        record None() implements Source {}

        /** They stand in a file. */
        record Given(Path file) implements Source {}

        /** They stand in a file, which is made at the first start. */
        record Generated(Path file) implements Source {}

        /** They stand in the configuration itself. */
        record Inline(String text) implements Source {}
    }

    /** Reads the settings. Throws {@link ConfigurationException} for values and combinations that are not allowed. */
    static EncryptionKeys read(Configuration configuration, boolean generate, boolean customerKeysOverHttp) {
        Source source = source(configuration, generate);
        String value = configuration.get(ConfigurationKey.DEFAULT_ENCRYPTION);
        if (!value.equals("none") && !value.equals("AES256")) {
            throw ConfigurationException.badValue(ConfigurationKey.DEFAULT_ENCRYPTION.path(), value, "none or AES256");
        }
        boolean byDefault = value.equals("AES256");
        boolean kms = kms(configuration.get(ConfigurationKey.KMS));
        if ((byDefault || kms) && source instanceof Source.None) {
            throw new ConfigurationException((byDefault ? "encryption.default: AES256" : "encryption.kms: local")
                    + " needs a master key: set encryption.master-keys, or encryption.generate-key = true");
        }
        return new EncryptionKeys(source, byDefault, kms, customerKeysOverHttp);
    }

    private static boolean kms(String value) {
        return switch (value) {
            // HOCON reads this word as false.
            case "off", "false" -> false;
            case "local" -> true;
            default -> throw ConfigurationException.badValue(ConfigurationKey.KMS.path(), value, "off or local");
        };
    }

    private static Source source(Configuration configuration, boolean generate) {
        String keys = configuration.get(ConfigurationKey.MASTER_KEYS);
        if (!keys.isEmpty() && generate) {
            throw new ConfigurationException(
                    "encryption.generate-key: encryption.master-keys is set, allowed is one of both");
        }
        if (generate) {
            return new Source.Generated(configuration
                    .dataDir()
                    .map(dataDir -> dataDir.resolve(GENERATED))
                    .orElseThrow(() -> new ConfigurationException("encryption.generate-key: storage.type "
                            + configuration.get(ConfigurationKey.STORAGE_TYPE) + " has no data-dir to keep a key in")));
        }
        if (keys.isEmpty()) {
            return new Source.None();
        }
        List<String> lines = List.of(keys.split("[\\s,]+"));
        return INLINE.matcher(lines.getFirst()).matches()
                ? new Source.Inline(String.join("\n", lines))
                : new Source.Given(Path.of(keys));
    }

    /**
     * Reads the keys, and makes them if they are to be made.
     *
     * @throws ConfigurationException if they cannot be read or made
     */
    public EncryptionSettings open() {
        Optional<MasterKeys> masters = masterKeys();
        return new EncryptionSettings(
                Optional.of(new LocalSealer(masters.orElse(MasterKeys.NONE))),
                masters.isPresent(),
                byDefault,
                customerKeysOverHttp,
                masters.filter(_ -> kms).map(MasterKeys::current));
    }

    /**
     * The keys. Makes them if they are to be made.
     *
     * @throws ConfigurationException if they cannot be read or made
     */
    public Optional<MasterKeys> masterKeys() {
        return switch (source) {
            case Source.None _ -> Optional.empty();
            case Source.Given(var file) -> Optional.of(MasterKeyFile.read(file));
            case Source.Generated(var file) -> Optional.of(MasterKeyFile.readOrCreate(file));
            case Source.Inline(var text) -> Optional.of(MasterKeyFile.parse(text, ConfigurationKey.MASTER_KEYS.path()));
        };
    }

    /** Throws {@link ConfigurationException} if {@link #open} would refuse keys that are there. Makes none. */
    public void check() {
        if (!(source instanceof Source.Generated(var file)) || Files.exists(file)) {
            EncryptionSettings _ = open();
        }
    }
}

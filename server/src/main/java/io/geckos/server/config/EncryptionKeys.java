package io.geckos.server.config;

import io.geckos.s3.api.EncryptionSettings;
import io.geckos.sealing.LocalSealer;
import io.geckos.sealing.MasterKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the configuration says of encryption at rest.
 *
 * @param source of the master keys
 * @param byDefault whether objects are encrypted in buckets without a default of their own
 * @param customerKeysOverHttp whether clients may send keys of their own without TLS
 */
public record EncryptionKeys(Source source, boolean byDefault, boolean customerKeysOverHttp) {
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

    /**
     * Reads the keys, and makes them if they are to be made.
     *
     * @throws ConfigurationException if they cannot be read or made
     */
    public EncryptionSettings open() {
        Optional<MasterKeys> masters =
                switch (source) {
                    case Source.None _ -> Optional.empty();
                    case Source.Given(var file) -> Optional.of(MasterKeyFile.read(file));
                    case Source.Generated(var file) -> Optional.of(MasterKeyFile.readOrCreate(file));
                    case Source.Inline(var text) ->
                        Optional.of(MasterKeyFile.parse(text, ConfigurationKey.MASTER_KEYS.path()));
                };
        return new EncryptionSettings(
                Optional.of(new LocalSealer(masters.orElse(MasterKeys.NONE))),
                masters.isPresent(),
                byDefault,
                customerKeysOverHttp);
    }

    /** Throws {@link ConfigurationException} if {@link #open} would refuse keys that are there. Makes none. */
    public void check() {
        if (!(source instanceof Source.Generated(var file)) || Files.exists(file)) {
            EncryptionSettings _ = open();
        }
    }
}

package io.geckos.server.settings;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.sealing.MasterKeys;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;

/** The file of the master keys, one a line, which only the server's own user may read. No message shows a key. */
public final class MasterKeyFile {
    private static final System.Logger LOGGER = System.getLogger(MasterKeyFile.class.getName());
    private static final int KEY_BYTES = 32;

    private MasterKeyFile() {}

    /**
     * Reads the keys. Throws {@link io.geckos.server.config.ConfigurationException} if there are none, or others may read or
     * change them.
     */
    public static MasterKeys read(Path file) {
        try {
            if (SecretFile.isOpenToOthers(file)) {
                throw unusable(file + " is open to others than its owner: chmod 600 it");
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw unusable("cannot read the file of master keys: " + e);
        }
    }

    /** Reads the keys. Makes a file with one key if there is none. */
    static MasterKeys readOrCreate(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
                LOGGER.log(WARNING, "made a master key: whoever loses it loses what is encrypted; it is in {0}", file);
            }
        } catch (IOException e) {
            throw unusable("cannot make the file of master keys: " + e);
        }
        return read(file);
    }

    /** Reads keys from a text; {@code source} says in errors where it comes from. */
    static MasterKeys parse(String text, String source) {
        try {
            return MasterKeys.parse(text);
        } catch (IllegalArgumentException e) {
            throw unusable(source + ": " + e.getMessage());
        }
    }

    private static ConfigurationException unusable(String why) {
        return new ConfigurationException(ConfigurationKey.MASTER_KEYS.path() + ": " + why);
    }

    /** Makes a file with one new key. */
    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String text =
                "# Master keys of geckos3: the first one encrypts, all of them decrypt. Keep a copy elsewhere: without\n"
                        + "# its key an object is lost. docs/sealing.md says how to add one.\n"
                        + "key-" + LocalDate.now(ZoneOffset.UTC) + ":"
                        + Base64.getEncoder().encodeToString(key) + "\n";
        SecretFile.create(file, text);
    }
}

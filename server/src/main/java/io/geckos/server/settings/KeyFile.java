package io.geckos.server.settings;

import static java.lang.System.Logger.Level.WARNING;

import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;

/**
 * The key pair that the server makes for itself at its first start. The file is written like the configuration file,
 * and only the server's own user may read it. The log shows the path of the file, never the pair.
 */
public final class KeyFile {
    private static final System.Logger LOGGER = System.getLogger(KeyFile.class.getName());
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private KeyFile() {}

    /**
     * Reads the pair in {@code file}. Makes the file if there is none.
     *
     * @throws ConfigurationException if the file cannot be read or written, or holds no usable pair
     */
    static Credential open(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
                LOGGER.log(WARNING, "made a key pair, which clients must sign with; it is in {0}", file);
            } else if (SecretFile.isOpenToOthers(file)) {
                LOGGER.log(WARNING, "others may read the secret key in {0}: chmod 600 it", file);
            }
            return read(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Throws {@link io.geckos.server.config.ConfigurationException} if {@link #open} would refuse an existing file. Makes no
     * file.
     */
    public static void check(Path file) {
        try {
            if (Files.exists(file)) {
                read(file);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static ConfigurationException unusable(IOException e) {
        return new ConfigurationException(
                ConfigurationKey.GENERATE_KEYS.path() + ": cannot use the key pair's file: " + e);
    }

    private static Credential read(Path file) throws IOException {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            keys.load(reader);
        }
        Credential pair;
        try {
            pair = AuthenticationSettings.credential(
                    keys.getProperty(ConfigurationKey.ACCESS_KEY.path(), ""),
                    keys.getProperty(ConfigurationKey.SECRET_KEY.path(), ""));
        } catch (ConfigurationException e) {
            throw new ConfigurationException(file + ": " + e.getMessage());
        }
        if (pair.secret().equals(ConfigurationKey.SECRET_KEY.defaultValue())) {
            throw new ConfigurationException(file + ": auth.secret-key is the well-known default: choose another, or"
                    + " remove the file to have a pair made");
        }
        return pair;
    }

    /** Makes a file with a new pair. */
    private static void create(Path file) throws IOException {
        String text = "# Made by geckos3 at its first start. Whoever has this pair may do everything.\n"
                + ConfigurationKey.ACCESS_KEY.path() + " = " + letters(20) + "\n"
                + ConfigurationKey.SECRET_KEY.path() + " = " + letters(40) + "\n";
        SecretFile.create(file, text);
    }

    /** Random letters and digits, each of five bits. */
    private static String letters(int count) {
        StringBuilder letters = new StringBuilder(count);
        new SecureRandom().ints(count, 0, LETTERS.length()).forEach(i -> letters.append(LETTERS.charAt(i)));
        return letters.toString();
    }
}

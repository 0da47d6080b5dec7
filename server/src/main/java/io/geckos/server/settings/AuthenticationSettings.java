package io.geckos.server.settings;

import io.geckos.auth.SignatureV2Policy;
import io.geckos.domain.security.CredentialStore.Credential;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.config.ConfigurationValues;
import io.geckos.server.config.MinioOptionHints;
import io.geckos.server.settings.Settings.Authentication;
import java.util.Locale;

/** Reads how requests are authenticated: not at all, by a given pair of keys, or by a generated one. */
record AuthenticationSettings(Configuration configuration, ConfigurationValues values) {
    /** The default key file, in the engine's internal directory below the data directory. */
    private static final String KEY_FILE = ".geckos3/keys.conf";

    /** The keys of root, or none. Throws {@link ConfigurationException} for keys that contradict each other. */
    Authentication authentication() {
        if (!values.flag(ConfigurationKey.AUTH_ENABLED)) {
            return new Authentication.Off();
        }
        if (!configuration.isSet(ConfigurationKey.SECRET_KEY)) {
            MinioOptionHints.refuseVariables(configuration.environment());
        }
        if (!values.flag(ConfigurationKey.GENERATE_KEYS) || configuration.isSet(ConfigurationKey.SECRET_KEY)) {
            return new Authentication.Given(credential(
                    configuration.get(ConfigurationKey.ACCESS_KEY), configuration.get(ConfigurationKey.SECRET_KEY)));
        }
        if (configuration.isSet(ConfigurationKey.ACCESS_KEY)) {
            throw new ConfigurationException("auth.generate-keys: auth.access-key is set and auth.secret-key is not,"
                    + " allowed is both, or neither to have a pair made");
        }
        return new Authentication.Generated(configuration
                .dataDir()
                .map(dataDir -> dataDir.resolve(KEY_FILE))
                .orElseThrow(() -> new ConfigurationException("auth.generate-keys: storage.type "
                        + configuration.get(ConfigurationKey.STORAGE_TYPE) + " has no data-dir to keep a pair in")));
    }

    /** The requests for which Signature Version 2 is accepted. */
    SignatureV2Policy signatureV2() {
        String value = configuration.get(ConfigurationKey.SIGNATURE_V2);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "presigned" -> SignatureV2Policy.PRESIGNED;
            case "all" -> SignatureV2Policy.ALL;
            // HOCON reads this word as false.
            case "off", "false" -> SignatureV2Policy.OFF;
            default ->
                throw ConfigurationException.badValue(
                        ConfigurationKey.SIGNATURE_V2.path(), value, "presigned, all or off");
        };
    }

    /** Makes a key pair. Throws {@link ConfigurationException}, which names the half that is not legal. */
    static Credential credential(String accessKey, String secret) {
        if (!accessKey.matches("[A-Za-z0-9_.@+-]{3,128}")) {
            throw ConfigurationException.badValue(
                    ConfigurationKey.ACCESS_KEY.path(), accessKey, "3 to 128 letters, digits and _ . @ + -");
        }
        if (secret.length() < 8 || secret.length() > 128 || secret.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
            throw new ConfigurationException(ConfigurationKey.SECRET_KEY.path()
                    + ": bad value (not shown), allowed is 8 to 128 printable ASCII characters");
        }
        return new Credential(SettingsReader.OWNER, accessKey, secret);
    }
}

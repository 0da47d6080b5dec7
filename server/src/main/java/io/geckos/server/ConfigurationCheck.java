package io.geckos.server;

import io.geckos.domain.error.StorageException;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.http.AddressProbe;
import io.geckos.server.settings.KeyFile;
import io.geckos.server.settings.Settings;
import io.geckos.server.settings.Settings.Authentication;
import io.geckos.server.tls.ServerCertificate;

/**
 * The option {@code -check-config}: finds the faults for which a start would fail. Changes nothing, and may run while a
 * server is running.
 */
final class ConfigurationCheck {
    private ConfigurationCheck() {}

    /**
     * Returns normally if a start would succeed.
     *
     * @throws ConfigurationException as a start throws it
     * @throws StorageException as a start throws it
     */
    static void run(Settings settings, Configuration configuration) {
        settings.tls().ifPresent(tls -> ServerCertificate.read(tls.certificate(), tls.key()));
        AddressProbe.require(settings.listen(), ConfigurationKey.LISTEN, true);
        AddressProbe.require(settings.admin().listen(), ConfigurationKey.ADMIN_LISTEN, true);
        configuration.provider().checkPlace(settings.storage());
        if (settings.authentication() instanceof Authentication.Generated generated) {
            KeyFile.check(generated.file());
        }
        settings.encryption().check();
    }
}

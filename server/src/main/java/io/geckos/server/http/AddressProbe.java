package io.geckos.server.http;

import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import io.geckos.server.config.ListenAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** Tries to listen on an address, because Helidon only logs why it could not. */
public final class AddressProbe {
    private AddressProbe() {}

    /**
     * Returns normally if the address can be listened on.
     *
     * @param shared whether another process may be listening there, for example a running server
     * @throws ConfigurationException with the reason if it cannot
     */
    public static void require(ListenAddress address, ConfigurationKey key, boolean shared) {
        obstacle(address.resolve(key.path()))
                .filter(why -> !shared || !isTaken(why))
                .ifPresent(why -> {
                    throw refused(address, key, why);
                });
    }

    public static ConfigurationException refused(ListenAddress address, ConfigurationKey key, String why) {
        String remedy = !isTaken(why)
                ? ""
                : key == ConfigurationKey.ADMIN_LISTEN
                        ? "; set admin.listen"
                        : "; choose another by -listen, or see who has it: ss -ltnp";
        return new ConfigurationException(key.path() + ": cannot listen on " + address + ": " + why + remedy);
    }

    private static boolean isTaken(String why) {
        return why.contains("in use");
    }

    /** The reason why a server cannot listen on the address; empty if it can. */
    public static Optional<String> obstacle(InetSocketAddress address) {
        try (var probe = new ServerSocket()) {
            probe.bind(address);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}

package io.geckos.server;

import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;

/** Helidon's registry of services, kept empty: none is used, and finding them took a sixth of the start. */
final class HelidonServices {
    static {
        GlobalServiceRegistry.registry(ServiceRegistryManager.create(ServiceRegistryConfig.builder()
                        .discoverServices(false)
                        .discoverServicesFromServiceLoader(false)
                        .build())
                .registry());
    }

    private HelidonServices() {}

    /** To be called before anything of Helidon's. */
    static void none() {
        // The class is initialised, once.
    }
}

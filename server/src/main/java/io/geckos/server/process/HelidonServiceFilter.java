package io.geckos.server.process;

import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;

/** Helidon's services: none is used, and looking for them took a fifth of the start. */
public final class HelidonServiceFilter {
    static {
        // What Helidon says of its features in every library, and which classes it lets be deserialised: none.
        System.setProperty("io.helidon.metadata.mode", "none");
        GlobalServiceRegistry.registry(ServiceRegistryManager.create(ServiceRegistryConfig.builder()
                        .discoverServices(false)
                        .discoverServicesFromServiceLoader(false)
                        .build())
                .registry());
    }

    private HelidonServiceFilter() {}

    /** To be called before anything of Helidon's; what is found by {@link java.util.ServiceLoader} remains. */
    public static void none() {
        // The class is initialised, once.
    }

    /** Does without those too. */
    public static <T> T without(Supplier<T> builds) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new Nothing());
        try {
            return builds.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Where services are looked for. */
    private static final class Nothing extends ClassLoader {
        Nothing() {
            super(null);
        }

        @Override
        public Enumeration<URL> getResources(String name) {
            return Collections.emptyEnumeration();
        }
    }
}

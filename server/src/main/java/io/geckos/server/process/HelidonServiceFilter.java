package io.geckos.server.process;

import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;

/** Makes Helidon find no services. None is used, and looking for them took a fifth of the start. */
public final class HelidonServiceFilter {
    static {
        // Helidon then does not read the metadata in its libraries: lists of features, and filters for deserialisation.
        System.setProperty("io.helidon.metadata.mode", "none");
        GlobalServiceRegistry.registry(ServiceRegistryManager.create(ServiceRegistryConfig.builder()
                        .discoverServices(false)
                        .discoverServicesFromServiceLoader(false)
                        .build())
                .registry());
    }

    private HelidonServiceFilter() {}

    /**
     * Must be called before any class of Helidon is used. Services of {@link java.util.ServiceLoader} are still found.
     */
    public static void none() {
        // Initialising this class does the work, once.
    }

    /** Runs {@code builds} so that the services of {@link java.util.ServiceLoader} are not found either. */
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

    /** A class loader that finds no services. */
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

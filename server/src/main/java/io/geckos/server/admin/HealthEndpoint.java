package io.geckos.server.admin;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;

/** Answers health checks: whether the process is alive, and whether it can serve requests. */
public final class HealthEndpoint {
    private final Storage storage;
    private volatile boolean stopping;

    public HealthEndpoint(Storage storage) {
        this.storage = storage;
    }

    /** Makes the server report that it is not ready, from now on. */
    public void stopping() {
        stopping = true;
    }

    public void route(AdminRoutes routes) {
        routes.add("GET", "/health/live", _ -> live()).add("GET", "/health/ready", _ -> ready());
    }

    AdminResponse live() {
        return AdminResponse.text(200, "live\n");
    }

    AdminResponse ready() {
        if (stopping) {
            return AdminResponse.text(503, "stopping\n");
        }
        try {
            storage.check();
            return AdminResponse.text(200, "ready\n");
        } catch (StorageException e) {
            return AdminResponse.text(503, e.getMessage() + "\n");
        }
    }
}

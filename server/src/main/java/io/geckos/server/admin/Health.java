package io.geckos.server.admin;

import io.geckos.domain.Storage;
import io.geckos.domain.StorageException;

/** Tells supervisors whether the process lives, and whether it can serve. */
public final class Health {
    private final Storage storage;
    private volatile boolean stopping;

    public Health(Storage storage) {
        this.storage = storage;
    }

    /** From now on the server is not ready. */
    public void stopping() {
        stopping = true;
    }

    public void route(AdminRoutes routes) {
        routes.add("GET", "/health/live", _ -> live()).add("GET", "/health/ready", _ -> ready());
    }

    AdminAnswer live() {
        return AdminAnswer.text(200, "live\n");
    }

    AdminAnswer ready() {
        if (stopping) {
            return AdminAnswer.text(503, "stopping\n");
        }
        try {
            storage.check();
            return AdminAnswer.text(200, "ready\n");
        } catch (StorageException e) {
            return AdminAnswer.text(503, e.getMessage() + "\n");
        }
    }
}

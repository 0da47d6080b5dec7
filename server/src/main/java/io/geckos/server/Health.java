package io.geckos.server;

import io.geckos.domain.Storage;
import io.geckos.domain.StorageException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;

/** Tells supervisors whether the process lives, and whether it can serve. */
final class Health {
    private final Storage storage;
    private volatile boolean stopping;

    Health(Storage storage) {
        this.storage = storage;
    }

    /** From now on the server is not ready. */
    void stopping() {
        stopping = true;
    }

    void route(HttpRouting.Builder routing) {
        routing.get("/health/live", (_, response) -> send(response, Status.OK_200, "live"));
        routing.get("/health/ready", (_, response) -> ready(response));
    }

    private void ready(ServerResponse response) {
        if (stopping) {
            send(response, Status.SERVICE_UNAVAILABLE_503, "stopping");
            return;
        }
        try {
            storage.check();
            send(response, Status.OK_200, "ready");
        } catch (StorageException e) {
            send(response, Status.SERVICE_UNAVAILABLE_503, e.getMessage());
        }
    }

    private static void send(ServerResponse response, Status status, String text) {
        response.status(status).send(text + "\n");
    }
}

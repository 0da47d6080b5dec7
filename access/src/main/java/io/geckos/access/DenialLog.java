package io.geckos.access;

import io.geckos.access.DeniedRequest.Denial;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Identity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The latest requests that lacked a permission, and why, in bounded memory. Those without credentials are kept apart, so
 * that a stranger who tries many requests does not push out those of users. Safe for many threads.
 */
public final class DenialLog {
    /** The number of requests that are kept, with credentials and without. */
    public static final int MAX_REQUESTS = 1000;

    /** The length of all texts that are kept, with credentials and without, in characters. */
    static final int MAX_LENGTH = 1 << 20;

    private final Clock clock;
    private final Latest signed = new Latest();
    private final Latest anonymous = new Latest();

    /** An empty log. */
    public DenialLog(Clock clock) {
        this.clock = clock;
    }

    /** Adds a denial to those of its request. */
    void add(Identity identity, String account, AccessRequest.Context request, Denial denial) {
        switch (identity) {
            case Identity.Anonymous _ ->
                anonymous.add(request(request, account, "anonymous", Optional.empty()), denial);
            case Identity.Known known ->
                signed.add(request(request, account, known.holder().text(), Optional.of(known.accessKeyId())), denial);
        }
    }

    private DeniedRequest request(
            AccessRequest.Context request, String account, String user, Optional<String> accessKeyId) {
        return new DeniedRequest(
                request.requestId(), clock.instant(), account, user, accessKeyId, request.operation(), List.of(), 0);
    }

    /** The request of that id, unless it is too old. */
    public Optional<DeniedRequest> find(String id) {
        return signed.find(id).or(() -> anonymous.find(id));
    }

    /** All requests that are kept, the latest first. */
    public List<DeniedRequest> latestFirst() {
        List<DeniedRequest> all = new ArrayList<>(signed.all());
        all.addAll(anonymous.all());
        all.sort(Comparator.comparing(DeniedRequest::at).reversed());
        return all;
    }

    /** The latest requests by their ids, the oldest first. */
    private static final class Latest {
        private final SequencedMap<String, DeniedRequest> requests = new LinkedHashMap<>();
        private int length;

        synchronized void add(DeniedRequest request, Denial denial) {
            DeniedRequest before = requests.get(request.id());
            DeniedRequest after = (before == null ? request : before).with(denial);
            requests.put(request.id(), after);
            length += after.length() - (before == null ? 0 : before.length());
            while (requests.size() > MAX_REQUESTS || length > MAX_LENGTH) {
                length -= requests.pollFirstEntry().getValue().length();
            }
        }

        synchronized Optional<DeniedRequest> find(String id) {
            return Optional.ofNullable(requests.get(id));
        }

        synchronized List<DeniedRequest> all() {
            return List.copyOf(requests.values());
        }
    }
}

package io.geckos.access;

import io.geckos.domain.name.Principal;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessRequest;
import java.util.Map;
import java.util.Optional;

/** A request about which nothing is known but its id, its operation, and what list its object has. */
record BareContext(String requestId, String operation, Optional<AccessControlList> objectAcl)
        implements AccessRequest.Context {
    /** A request for an object without a list. */
    BareContext(String requestId, String operation) {
        this(requestId, operation, Optional.empty());
    }

    @Override
    public String sourceAddress() {
        return "127.0.0.1";
    }

    @Override
    public boolean secureTransport() {
        return false;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> objectTags() {
        return Map.of();
    }

    @Override
    public Optional<String> externalId() {
        return Optional.empty();
    }

    @Override
    public Optional<Principal> initiator() {
        return Optional.empty();
    }
}

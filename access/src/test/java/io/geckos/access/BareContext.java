package io.geckos.access;

import io.geckos.domain.name.Initiator;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessRequest;
import java.util.Map;
import java.util.Optional;

/** A request of which only this is known: its id, its operation, what list its object has, and who began its upload. */
record BareContext(
        String requestId, String operation, Optional<AccessControlList> objectAcl, Optional<Initiator> initiator)
        implements AccessRequest.Context {
    /** A request for an object without a list. */
    BareContext(String requestId, String operation) {
        this(requestId, operation, Optional.empty());
    }

    /** A request that names no upload. */
    BareContext(String requestId, String operation, Optional<AccessControlList> objectAcl) {
        this(requestId, operation, objectAcl, Optional.empty());
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
    public Optional<String> tlsVersion() {
        return Optional.empty();
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
}

package io.geckos.access;

import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessRequest;
import java.util.Map;
import java.util.Optional;

/** A request about which nothing is known but its id and its operation. */
record BareContext(String requestId, String operation) implements AccessRequest.Context {
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
    public Optional<AccessControlList> objectAcl() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> objectTags() {
        return Map.of();
    }
}

package io.geckos.access;

import io.geckos.domain.name.Initiator;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessRequest;
import java.util.Map;
import java.util.Optional;

/** The facts about no request. */
enum NoRequest implements AccessRequest.Context {
    INSTANCE;

    @Override
    public String requestId() {
        return "";
    }

    @Override
    public String operation() {
        return "";
    }

    @Override
    public String sourceAddress() {
        return "";
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
    public Optional<AccessControlList> objectAcl() {
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
    public Optional<Initiator> initiator() {
        return Optional.empty();
    }
}

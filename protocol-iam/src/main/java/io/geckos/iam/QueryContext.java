package io.geckos.iam;

import io.geckos.domain.name.Initiator;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessRequest;
import io.geckos.iam.wire.FormParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts about a request to IAM or STS that conditions of policies may use. It is about no object. */
record QueryContext(IamRequest request, String operation, FormParameters parameters) implements AccessRequest.Context {
    @Override
    public String requestId() {
        return request.id();
    }

    @Override
    public String sourceAddress() {
        return request.remoteAddress();
    }

    @Override
    public boolean secureTransport() {
        return request.secure();
    }

    @Override
    public Optional<String> tlsVersion() {
        return Optional.empty();
    }

    @Override
    public Optional<String> header(String name) {
        return request.http().headers().getOrDefault(name, List.of()).stream().findFirst();
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
        return parameters.get("ExternalId");
    }

    @Override
    public Optional<Initiator> initiator() {
        return Optional.empty();
    }
}

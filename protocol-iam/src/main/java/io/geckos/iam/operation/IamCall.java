package io.geckos.iam.operation;

import io.geckos.access.ServiceAccessPolicy.Sender;
import io.geckos.access.store.IamTags.Tag;
import io.geckos.domain.security.AccessPolicy.Decision;
import io.geckos.domain.security.AccessRequest;
import io.geckos.domain.security.Identity;
import io.geckos.domain.security.KeyHolder;
import io.geckos.iam.wire.FormParameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A request whose sender is known, as its operation sees it.
 *
 * @param audit gets what decides about the request, for logs
 */
public record IamCall(
        FormParameters parameters,
        Identity identity,
        Sender sender,
        AccessRequest.Context context,
        Consumer<Decision> audit) {
    /** The holder of the key with which the request is signed. Root if the server authenticates nobody. */
    KeyHolder holder() {
        return identity instanceof Identity.Known known ? known.holder() : KeyHolder.ROOT;
    }

    /** Tells whether the key is one of GetFederationToken. */
    public boolean isFederated() {
        return identity instanceof Identity.Known known
                && known.holder() instanceof KeyHolder.Session session
                && session.holder() instanceof KeyHolder.Federated;
    }

    /** The value of a parameter that must be given. */
    String required(String name) {
        return parameters.required(name);
    }

    /** The value of a parameter. */
    Optional<String> get(String name) {
        return parameters.get(name);
    }

    /** The tags that a call gives. */
    List<Tag> tags() {
        return parameters.members(FormParameters.TAGS).stream()
                .map(member -> {
                    member.requireOnly(FormParameters.TAGS, Set.of("Key", "Value"));
                    return new Tag(member.required("Key"), member.get("Value").orElse(""));
                })
                .toList();
    }

    /** The path of a new entity. */
    String path() {
        return get("Path").orElse("/");
    }
}

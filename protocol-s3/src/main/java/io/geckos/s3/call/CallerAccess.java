package io.geckos.s3.call;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.security.AccessPolicy;
import io.geckos.domain.security.AccessRequest;
import io.geckos.s3.routing.RequestTarget;
import io.geckos.s3.routing.S3Action;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3HeaderNames;
import java.util.Optional;
import java.util.Set;

/** The permissions of the caller of a request, as the access policy decides them. */
public final class CallerAccess {
    private final S3Call call;
    private final AccessPolicy policy;
    private final Storage storage;

    CallerAccess(S3Call call, AccessPolicy policy, Storage storage) {
        this.call = call;
        this.policy = policy;
        this.storage = storage;
    }

    /** The caller, as lists of uploads name who began them; empty without credentials. */
    public Optional<Initiator> initiator() {
        return policy.initiator(call.identity());
    }

    /**
     * Checks that the policy allows the caller an action.
     *
     * @throws S3Exception {@link S3Error#AccessDenied} if not
     */
    public void authorise(S3Action other, RequestTarget resource) {
        authorise(other, AccessTarget.of(call, resource));
    }

    /** Like {@link #authorise(S3Action, RequestTarget)}, for what the request names elsewhere than in its path. */
    public void authorise(S3Action other, AccessTarget resource) {
        if (!isAudited(other.permissions(resource.version().isPresent()), resource)) {
            throw new S3Exception(S3Error.AccessDenied);
        }
    }

    /**
     * Tells whether the caller may learn if an object exists: whether a listing with its key as prefix is allowed. The caller
     * of this method refuses the request if not.
     */
    public boolean mayList(ObjectId object) {
        return isAudited(S3Action.LIST_OBJECTS.permissions(false), AccessTarget.listing(object));
    }

    /** Tells whether the caller asks to break a retention of governance, and may. */
    public boolean bypassesGovernance() {
        return bypassesGovernance(AccessTarget.of(call, call.target()));
    }

    /** Like {@link #bypassesGovernance()}, for what the request names elsewhere than in its path. */
    public boolean bypassesGovernance(AccessTarget resource) {
        return call.headers()
                .get(S3HeaderNames.BYPASS)
                .filter("true"::equalsIgnoreCase)
                .filter(_ ->
                        decision(Set.of("BypassGovernanceRetention"), resource).allowed())
                .isPresent();
    }

    private boolean isAudited(Set<String> permissions, AccessTarget resource) {
        AccessPolicy.Decision decision = decision(permissions, resource);
        call.caller().audit().add(decision);
        return decision.allowed();
    }

    private AccessPolicy.Decision decision(Set<String> permissions, AccessTarget resource) {
        AccessRequest request = new AccessRequest(
                call.identity(),
                permissions,
                resource.resource().resource(),
                new S3AccessContext(call, resource, storage));
        return policy.decide(request);
    }
}

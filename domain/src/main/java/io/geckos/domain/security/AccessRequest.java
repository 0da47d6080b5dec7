package io.geckos.domain.security;

import io.geckos.domain.name.Initiator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question to an {@link AccessPolicy}: who wants to do which operation on which resource.
 *
 * @param actions the permissions that the request needs by the names that policies of S3 have for them, without
 *     {@code s3:}, for example {@code GetObject}; the request is allowed only if all of them are. None are named if
 *     each part of the request needs its own; then the question is whether the caller may have any
 * @param resource {@code bucket}, {@code bucket/key}, or empty for the service
 * @param context further facts for conditions; each is computed when a policy asks for it
 */
public record AccessRequest(Identity identity, Set<String> actions, String resource, Context context) {
    /** Takes a copy of the set. */
    public AccessRequest {
        actions = Set.copyOf(actions);
    }

    /** The facts about a request that conditions of policies may use. Used by one thread. */
    public interface Context {
        /** The id of the request, which the client gets with the answer. */
        String requestId();

        /** The operation that the request asks for, such as {@code GetObject}; empty if that is not known yet. */
        String operation();

        /** The address of the client. The server decides whether a proxy's header gives it. */
        String sourceAddress();

        /** Tells whether the request came over TLS. */
        boolean secureTransport();

        /** The version of TLS that the client uses, such as {@code 1.3}; empty without TLS, and if a proxy ends it. */
        Optional<String> tlsVersion();

        /** The value of a header, by its lower-case name. */
        Optional<String> header(String name);

        /** The value of a parameter of the query, decoded. */
        Optional<String> query(String name);

        /**
         * The access control list of the object: its owner's alone if none was set, and empty if there is no object. The
         * first call looks it up.
         */
        Optional<AccessControlList> objectAcl();

        /** The current tags of the object; empty if there is no object. The first call looks them up. */
        Map<String, String> objectTags();

        /** The id by which a third party says for whom it assumes a role; empty for all other requests. */
        Optional<String> externalId();

        /** Who began the upload in parts that the request names; empty if it names none, or nobody knows. */
        Optional<Initiator> initiator();
    }
}

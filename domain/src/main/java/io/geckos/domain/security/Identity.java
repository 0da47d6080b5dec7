package io.geckos.domain.security;

import io.geckos.domain.name.Principal;

/** The sender of a request, after its credentials were verified. */
public sealed interface Identity {
    /** The sender of a request without credentials. */
    Identity ANONYMOUS = new Anonymous();

    /** See {@link #ANONYMOUS}. */
    record Anonymous() implements Identity {}

    /** The holder of an access key. */
    record Known(Principal principal, String accessKeyId) implements Identity {}
}

package io.geckos.domain.security;

import io.geckos.domain.name.Principal;

/** Who a request was found to come from. */
public sealed interface Identity {
    /** Nobody in particular. */
    Identity ANONYMOUS = new Anonymous();

    /** See {@link #ANONYMOUS}. */
    record Anonymous() implements Identity {}

    /** The holder of an access key. */
    record Known(Principal principal, String accessKeyId) implements Identity {}
}

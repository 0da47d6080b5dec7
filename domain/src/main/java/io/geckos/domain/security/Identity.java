package io.geckos.domain.security;

import io.geckos.domain.name.Principal;

/** The sender of a request, after its credentials were verified. */
public sealed interface Identity {
    /** The sender of a request without credentials. */
    Identity ANONYMOUS = new Anonymous();

    /** See {@link #ANONYMOUS}. */
    record Anonymous() implements Identity {}

    /** The holder of an access key, with the account to which both belong. */
    record Known(Principal principal, String accessKeyId, KeyHolder holder) implements Identity {
        /** The holder of the key of the root of an account. */
        public Known(Principal principal, String accessKeyId) {
            this(principal, accessKeyId, KeyHolder.ROOT);
        }

        /** The number of the account. */
        public String account() {
            return Account.numberOf(principal.id()).orElse(Account.FIRST);
        }
    }
}

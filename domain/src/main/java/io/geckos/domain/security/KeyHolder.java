package io.geckos.domain.security;

import java.time.Instant;
import java.util.Optional;

/** In whose name an access key signs. */
public sealed interface KeyHolder {
    /** See {@link Root}. */
    KeyHolder ROOT = new Root();

    /** The holder as logs name it: {@code root}, {@code user/alice}, {@code assumed-role/backup/nightly}. */
    String text();

    /** The root of the account, who owns everything. */
    record Root() implements KeyHolder {
        @Override
        public String text() {
            return "root";
        }
    }

    /**
     * A user.
     *
     * @param id never given to another user, even one of the same name
     */
    record User(String id, String name) implements KeyHolder {
        @Override
        public String text() {
            return "user/" + name;
        }
    }

    /**
     * Who has assumed a role.
     *
     * @param id the id of the role
     * @param name the name of the role
     * @param session the name that was given to the session
     */
    record Role(String id, String name, String session) implements KeyHolder {
        @Override
        public String text() {
            return "assumed-role/" + name + "/" + session;
        }
    }

    /**
     * A person or program that a user lets in under a name of its own.
     *
     * @param holder the user, or root
     */
    record Federated(KeyHolder holder, String name) implements KeyHolder {
        @Override
        public String text() {
            return "federated-user/" + name;
        }
    }

    /**
     * The holder of a temporary key.
     *
     * @param holder who got the key; no session itself
     * @param policy the policy that narrows what the holder may do
     * @param expires when the key ends
     */
    record Session(KeyHolder holder, Optional<String> policy, Instant expires) implements KeyHolder {
        @Override
        public String text() {
            return holder.text();
        }
    }
}

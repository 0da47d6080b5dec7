package io.geckos.domain.sealing;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The key to a seal. */
public sealed interface SealKey {
    /**
     * A master key of the server.
     *
     * @param name of the key; empty for the newest one, or for the one that a seal names
     * @param context what the client binds the seal to; it opens with the same context only
     */
    record Master(Optional<String> name, Map<String, String> context) implements SealKey {
        /** The newest key, without a context. */
        public static final Master NEWEST = new Master(Optional.empty(), Map.of());

        /** Copies the collections. */
        public Master {
            context = Map.copyOf(context);
        }
    }

    /** A key of the client, of which nothing is kept. */
    final class Customer implements SealKey {
        /** The length of a key, in bytes. */
        public static final int BYTES = 32;

        private final byte[] bytes;

        /** Copies; throws {@link IllegalArgumentException} if there are not {@value #BYTES} bytes. */
        public Customer(byte[] bytes) {
            if (bytes.length != BYTES) {
                throw new IllegalArgumentException("a key of " + bytes.length + " bytes, allowed is " + BYTES);
            }
            this.bytes = bytes.clone();
        }

        /** A copy of the key. */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object that) {
            return that instanceof Customer other && Arrays.equals(bytes, other.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        /** Says nothing of the key. */
        @Override
        public String toString() {
            return "customer key";
        }
    }
}

package io.geckos.domain.sealing;

/** What can be wrong with sealed bytes and their keys: a closed set. */
public abstract sealed class SealException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private SealException(String message) {
        super(message);
    }

    /** The key is not the one that the object was sealed with, or its seal was changed. */
    public static final class WrongKey extends SealException {
        private static final long serialVersionUID = 1L;

        public WrongKey() {
            super("the key does not open the seal");
        }
    }

    /** The server does not have the master key that a seal or a client names. */
    public static final class UnknownKey extends SealException {
        private static final long serialVersionUID = 1L;

        public UnknownKey(String name) {
            super("there is no master key named " + name);
        }
    }

    /** The sealed bytes are not those that were written: they were changed, moved or cut off. */
    public static final class Damaged extends SealException {
        private static final long serialVersionUID = 1L;

        public Damaged(String detail) {
            super("the sealed bytes are damaged: " + detail);
        }
    }
}

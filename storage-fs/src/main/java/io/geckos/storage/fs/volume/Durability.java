package io.geckos.storage.fs.volume;

/** What a write has survived once it is answered. */
public enum Durability {
    /** Loss of power. */
    STRICT,
    /** The end of the process; loss of power may cost, or tear, the last seconds. */
    RELAXED
}

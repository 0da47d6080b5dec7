package io.geckos.storage.fs.format;

/**
 * Where an object's file may stand in its bucket.
 *
 * @param directory below the bucket, names joined by {@code /}; empty for the bucket itself
 * @param name of the file; empty for a {@link Kind#MARKER}
 */
public record ObjectPath(String directory, String name, Kind kind) {
    /** How a place holds an object. */
    public enum Kind {
        /** A file, with its sidecar beside it. */
        FILE,
        /** A directory that is an object without bytes: a sidecar in it, and no file. */
        MARKER,
        /** A file put by hand under a name that leaves no room for a sidecar. */
        BARE
    }

    /** The name of the sidecar, in the same directory. */
    public String sidecar() {
        return name + KeyLayout.SIDECAR;
    }

    public boolean is(Kind that) {
        return kind == that;
    }

    @Override
    public String toString() {
        return directory.isEmpty() ? name : directory + "/" + name;
    }
}

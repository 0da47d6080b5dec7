package io.geckos.storage.rados.librados;

/** A row of an object's map. */
public final class OmapRow {
    private final String key;
    private final byte[] value;

    OmapRow(String key, byte[] value) {
        this.key = key;
        this.value = value;
    }

    /** One character for each byte, so that strings order as rows do. */
    public String key() {
        return key;
    }

    /** Not to be changed. */
    public byte[] value() {
        return value;
    }
}

package io.geckos.sealing;

import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealException;

/** The versions of the format of stored bytes. They differ in what the key of a segment is made of. */
enum SealFormat {
    /** The salt alone, so that segments of one object and the same size could be swapped. It is only read. */
    SALT("1"),
    /** The salt and the number of the part. */
    SALT_AND_PART("2");

    /** The field of a seal that has the version of its format. */
    static final String FIELD = "format";

    /** The format of new seals. */
    static final SealFormat CURRENT = SALT_AND_PART;

    private final String version;

    SealFormat(String version) {
        this.version = version;
    }

    /** The format of a seal. Throws {@link SealException.WrongKey} if it is unknown. */
    static SealFormat of(Seal seal) {
        String version = seal.fields().get(FIELD);
        for (SealFormat format : values()) {
            if (format.version.equals(version)) {
                return format;
            }
        }
        throw new SealException.WrongKey();
    }

    String version() {
        return version;
    }
}

package io.geckos.s3.wire;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.ContentHasher;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** The names of headers about checksums. */
public final class ChecksumHeaders {
    /** The beginning of the names of headers with checksums. */
    public static final String PREFIX = "x-amz-checksum-";

    /** The header in which SDKs name the algorithm they chose. */
    public static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";

    private static final List<Checksum> OF_NOTHING =
            new ContentHasher(EnumSet.allOf(ChecksumAlgorithm.class)).finish().checksums();

    private ChecksumHeaders() {}

    /** The header or trailer that carries a checksum. */
    public static String headerName(ChecksumAlgorithm algorithm) {
        return PREFIX + algorithm.name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether a header is the checksum of no bytes. */
    static boolean isOfNothing(String name, String value) {
        return OF_NOTHING.stream()
                .anyMatch(checksum -> headerName(checksum.algorithm()).equals(name)
                        && checksum.value().equals(value));
    }
}

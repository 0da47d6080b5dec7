package io.geckos.s3.object;

import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Exception;

/** Whether a copy takes over the metadata of its source, or has its own. */
public enum CopyDirective {
    COPY,
    REPLACE;

    /** The one in a header; {@link #COPY} without it. */
    public static CopyDirective of(RequestHeaders headers, String name) {
        String value = headers.get(name).orElse("COPY");
        return switch (value) {
            case "COPY" -> COPY;
            case "REPLACE" -> REPLACE;
            default -> throw S3Exception.invalidArgument("Unknown directive.", name, value);
        };
    }
}

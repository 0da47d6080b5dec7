package io.geckos.s3;

/** Whether a copy takes over what is said of its source, or is told anew. */
enum Directive {
    COPY,
    REPLACE;

    /** The one in a header; {@link #COPY} without it. */
    static Directive of(Headers headers, String name) {
        String value = headers.get(name).orElse("COPY");
        return switch (value) {
            case "COPY" -> COPY;
            case "REPLACE" -> REPLACE;
            default -> throw S3Exception.invalidArgument("Unknown directive.", name, value);
        };
    }
}

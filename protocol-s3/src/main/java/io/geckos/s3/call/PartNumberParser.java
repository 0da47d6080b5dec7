package io.geckos.s3.call;

import io.geckos.domain.object.ObjectPart;
import io.geckos.domain.text.AsciiNumber;
import io.geckos.s3.wire.QueryParameters;
import io.geckos.s3.wire.S3Exception;

/** Parses the query parameter {@code partNumber}. */
public final class PartNumberParser {
    private static final String NAME = "partNumber";

    private PartNumberParser() {}

    /** The value of the parameter, from 1 to {@value ObjectPart#MAX_NUMBER}. */
    public static int of(QueryParameters query) {
        String value = query.get(NAME).orElse("");
        try {
            int number = AsciiNumber.parseInt(value);
            if (number >= 1 && number <= ObjectPart.MAX_NUMBER) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused below, like a number out of range.
        }
        throw S3Exception.invalidArgument(
                "Part number must be an integer between 1 and " + ObjectPart.MAX_NUMBER + ", inclusive", NAME, value);
    }
}

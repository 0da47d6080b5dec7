package io.geckos.s3.wire;

import io.geckos.domain.text.AsciiNumber;

/** Reads numbers in parameters and headers. */
final class IntegerParser {
    private IntegerParser() {}

    /**
     * Reads a number from {@code least} to {@link Integer#MAX_VALUE}.
     *
     * @param text empty text counts as {@code otherwise}
     * @throws S3Exception {@link S3Error#InvalidArgument} with {@code name} if {@code text} is not such a number
     */
    static int of(String name, String text, int least, int otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        int number;
        try {
            number = AsciiNumber.parseInt(text);
        } catch (NumberFormatException _) {
            throw S3Exception.invalidArgument(
                    "Provided " + name + " not an integer or within integer range", name, text);
        }
        if (number < least) {
            throw S3Exception.invalidArgument(
                    "Argument " + name + " must be an integer between " + least + " and " + Integer.MAX_VALUE,
                    name,
                    text);
        }
        return number;
    }
}

package io.geckos.s3.form;

import io.geckos.s3.wire.HeaderValue;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The headers of one part of a form.
 *
 * @param name the name of the field, in lower case, because S3 ignores its case
 * @param filename the name of the file at the client, without its directories
 */
record FormPart(String name, Optional<String> filename) {
    /** Transfer encodings that do not change the bytes. */
    private static final Set<String> IDENTITY = Set.of("binary", "8bit", "7bit");

    /**
     * Reads the header lines of a part.
     *
     * @throws S3Exception {@link S3Error#MalformedPOSTRequest} if they are not the headers of a form field
     */
    static FormPart of(List<String> lines) {
        Optional<HeaderValue> disposition = Optional.empty();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new S3Exception(S3Error.MalformedPOSTRequest);
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> disposition = HeaderValue.parse(value);
                case "content-transfer-encoding" -> requireIdentity(value);
                default -> {}
            }
        }
        return disposition
                .filter(it -> it.value().equals("form-data"))
                .flatMap(it -> it.parameter("name")
                        .map(name -> new FormPart(
                                name.toLowerCase(Locale.ROOT),
                                it.parameter("filename").map(FormPart::withoutDirectories))))
                .orElseThrow(() -> new S3Exception(S3Error.MalformedPOSTRequest));
    }

    private static void requireIdentity(String encoding) {
        if (!IDENTITY.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw S3Exception.notImplemented("Content-Transfer-Encoding");
        }
    }

    private static String withoutDirectories(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}

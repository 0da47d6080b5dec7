package io.geckos.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.From;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** Continuation tokens: a store's own, in letters that any document and any query can carry. */
final class ListingTokens {
    private static final String NAME = "continuation-token";

    private ListingTokens() {}

    /** How a client gets it. */
    static String encode(String next) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(UTF_8));
    }

    /** What a client gave back; {@link S3Error#InvalidArgument} if it never got it. */
    static From decode(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.hasRemaining()) {
                return new From.Cursor(UTF_8.newDecoder().decode(bytes).toString());
            }
        } catch (IllegalArgumentException | CharacterCodingException _) {
            // Refused below, like an empty one.
        }
        throw S3Exception.invalidArgument("The continuation token provided is incorrect", NAME, token);
    }
}

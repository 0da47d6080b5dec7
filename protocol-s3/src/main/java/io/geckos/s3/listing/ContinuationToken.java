package io.geckos.s3.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListStart;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** Continuation tokens: a store's own, in letters that any document and any query can carry. */
public final class ContinuationToken {
    /** The parameter that brings one back. */
    public static final String PARAMETER = "continuation-token";

    private ContinuationToken() {}

    /** How a client gets the token of a page. */
    public static Optional<String> next(ListPage<?> page) {
        return page.next().map(next -> Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(UTF_8)));
    }

    /**
     * Lists on from where a client's token says.
     *
     * @throws S3Exception {@link S3Error#InvalidArgument} if no page had that token
     */
    public static <T> ListPage<T> follow(String token, Function<ListStart, ListPage<T>> list) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.hasRemaining()) {
                return list.apply(
                        new ListStart.Cursor(UTF_8.newDecoder().decode(bytes).toString()));
            }
        } catch (IllegalArgumentException | CharacterCodingException _) {
            // Refused below, like an empty one.
        }
        throw S3Exception.invalidArgument("The continuation token provided is incorrect", PARAMETER, token);
    }
}

package io.geckos.iam;

import io.geckos.domain.security.Identity;
import java.util.Optional;

/**
 * An answer, which the HTTP server sends with the content type {@link #CONTENT_TYPE}.
 *
 * @param document the body, XML
 * @param operation the name of the operation; empty if it is not known
 * @param identity the sender; anonymous if the credentials did not hold
 * @param decidedBy what allowed or refused the operation, as logs name it; empty if no policy was asked
 * @param error the code of an error answer
 */
public record IamResponse(
        int status,
        String document,
        Optional<String> operation,
        Identity identity,
        Optional<String> decidedBy,
        Optional<String> error) {
    /** The type of the body. */
    public static final String CONTENT_TYPE = "text/xml";
}

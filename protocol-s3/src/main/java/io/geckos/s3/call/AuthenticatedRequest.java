package io.geckos.s3.call;

import io.geckos.domain.security.Authenticator;
import io.geckos.domain.security.Authenticator.Authentication;
import io.geckos.domain.security.Authenticator.SignedRequest;
import io.geckos.domain.security.Identity;
import io.geckos.s3.api.S3Request;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A request that {@link Authenticator#authenticate} has accepted. It cannot be made in another way, and no operation
 * can run without one.
 */
public final class AuthenticatedRequest {
    private final S3Request request;
    private final Authentication authentication;
    private final AccessAudit audit;

    private AuthenticatedRequest(S3Request request, Authentication authentication, AccessAudit audit) {
        this.request = request;
        this.authentication = authentication;
        this.audit = audit;
    }

    /**
     * Verifies the credentials of {@code request}. Throws the exceptions of the authenticator.
     *
     * @param hostedBucket the bucket that the {@code Host} header names
     * @param audit gets what decides about the request
     */
    public static AuthenticatedRequest by(
            Authenticator authenticator, S3Request request, Optional<String> hostedBucket, AccessAudit audit) {
        SignedRequest signed = new SignedRequest(
                request.method(), request.rawPath(), request.rawQuery(), request.headers(), hostedBucket);
        return new AuthenticatedRequest(request, authenticator.authenticate(signed), audit);
    }

    /**
     * Refuses query parameters that choose the operation and that the signature does not cover. The receiver of a
     * presigned URL could have added them.
     *
     * @param subresource tells which parameters mean something to S3
     */
    public void requireSigned(Predicate<String> subresource) {
        for (String name : authentication.unsignedParameters()) {
            // This parameter only chooses the version of a listing, and no client signs it.
            boolean chooses = subresource.test(name) && !name.equals("list-type");
            boolean header = RequestHeaders.ownsParameter(name) || RequestHeaders.isCondition(name);
            if (chooses || header || name.startsWith(SupportedParameters.OVERRIDE)) {
                throw new S3Exception(
                                S3Error.AccessDenied,
                                "There were parameters present in the request which were not signed")
                        .with("ParameterNotSigned", name);
            }
        }
    }

    /**
     * Authenticates a request whose body is a browser's form. The caller is the signer of the form, or of the request.
     * Throws the exceptions of the authenticator.
     *
     * @param fields the fields of the form, by lower-case name
     * @throws S3Exception {@link S3Error#InvalidArgument} if both are signed
     */
    public AuthenticatedRequest byForm(Authenticator authenticator, Map<String, String> fields) {
        Identity signer = authenticator.authenticateForm(fields);
        if (signer instanceof Identity.Anonymous) {
            return this;
        }
        if (!(identity() instanceof Identity.Anonymous)) {
            throw S3Exception.invalidArgument(
                    "Only one auth mechanism allowed; the request is signed, and so is its form", "Authorization", "");
        }
        return new AuthenticatedRequest(request, new Authentication(signer, authentication.payload()), audit);
    }

    /** A copy with another body, which the headers do not describe. */
    public AuthenticatedRequest reading(InputStream body) {
        return new AuthenticatedRequest(request.withBody(body), new Authentication(identity(), new PlainBody()), audit);
    }

    /** What decided about the request so far. */
    AccessAudit audit() {
        return audit;
    }

    public S3Request request() {
        return request;
    }

    public Identity identity() {
        return authentication.identity();
    }

    /** The decoder of the body. */
    Authenticator.PayloadDecoder payload() {
        return authentication.payload();
    }

    /** The decoder of a body without framing. */
    private record PlainBody() implements Authenticator.PayloadDecoder {
        @Override
        public OptionalLong decodedLength() {
            return OptionalLong.empty();
        }

        @Override
        public InputStream decode(InputStream wire) {
            return wire;
        }

        @Override
        public Map<String, String> trailers() {
            return Map.of();
        }
    }
}

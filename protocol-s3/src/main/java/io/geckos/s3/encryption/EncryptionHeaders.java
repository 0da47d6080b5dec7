package io.geckos.s3.encryption;

import io.geckos.domain.object.ObjectSpec;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.wire.RequestHeaders;
import java.util.stream.Stream;

/** The headers about encryption, in requests and answers. */
public final class EncryptionHeaders {
    /** Asks for a method of encryption with a key of the server. */
    static final String METHOD = "x-amz-server-side-encryption";

    static final String KMS_KEY = METHOD + "-aws-kms-key-id";
    static final String KMS_CONTEXT = METHOD + "-context";
    static final String BUCKET_KEY = METHOD + "-bucket-key-enabled";

    /** The method with a key of AWS KMS. */
    static final String KMS = "aws:kms";

    /** The only algorithm that there is. */
    static final String AES256 = "AES256";

    /** The three headers with a key of the client: of the object that is addressed. */
    static final String CUSTOMER = METHOD + "-customer-";

    /** The same of the source of a copy. */
    static final String SOURCE_CUSTOMER = "x-amz-copy-source-server-side-encryption-customer-";

    static final String ALGORITHM = "algorithm";
    static final String KEY = "key";
    static final String KEY_MD5 = "key-md5";

    /** What requests about an object that is there may carry. */
    public static final SupportedParameters READS =
            customer(CUSTOMER).headers(METHOD, KMS_KEY, KMS_CONTEXT, BUCKET_KEY);

    /** What requests that make an object, or begin an upload, may carry. */
    public static final SupportedParameters WRITES = READS;

    /** What requests that copy may carry about their source. */
    public static final SupportedParameters SOURCES = customer(SOURCE_CUSTOMER);

    /** All headers about encryption. */
    public static final SupportedParameters ALL = WRITES.and(SOURCES);

    private EncryptionHeaders() {}

    private static SupportedParameters customer(String prefix) {
        return SupportedParameters.NOTHING.headers(
                Stream.of(ALGORITHM, KEY, KEY_MD5).map(prefix::concat).toArray(String[]::new));
    }

    /** Tells whether a request asks for encryption in any way, beyond what its bucket does. */
    public static boolean areIn(RequestHeaders headers) {
        return headers.has(METHOD) || CustomerKey.isIn(headers, CUSTOMER);
    }

    /** Says in an answer how an object, upload or part is sealed, if it is. */
    public static S3Result describe(S3Result answer, S3Call call, ObjectSpec spec) {
        if (spec.seal().isEmpty()) {
            return answer;
        }
        return switch (spec.seal().get().kind()) {
            case SSE_S3 -> answer.header(METHOD, AES256);
            case SSE_KMS -> kms(answer, call, spec);
            case SSE_C -> customer(answer, call.headers());
        };
    }

    private static S3Result kms(S3Result answer, S3Call call, ObjectSpec spec) {
        answer.header(METHOD, KMS).header(KMS_KEY, spec.headers().getOrDefault(KMS_KEY, ""));
        call.headers().get(KMS_CONTEXT).ifPresent(context -> answer.header(KMS_CONTEXT, context));
        return answer;
    }

    /** Says in an answer how a completed upload is sealed: nothing of a key that the request does not have. */
    private static S3Result customer(S3Result answer, RequestHeaders headers) {
        headers.get(CUSTOMER + KEY_MD5)
                .ifPresent(md5 -> answer.header(CUSTOMER + ALGORITHM, AES256).header(CUSTOMER + "key-MD5", md5));
        return answer;
    }
}

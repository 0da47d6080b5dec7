package io.geckos.s3.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.error.StorageException.ContentMismatch.Kind;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorMappingTest {
    private static S3Exception mapped(Kind kind) {
        return ErrorMapping.of(new ContentMismatch(kind, "they differ").addDigests("aa", "bb"));
    }

    /** Each error has names of its own for the digest of the client and that of the server. */
    @Test
    void digestsThatDifferAreDetails() {
        S3Exception md5 = mapped(Kind.MD5);
        assertEquals(S3Error.BadDigest, md5.error());
        assertEquals(Map.of("ExpectedDigest", "aa", "CalculatedDigest", "bb"), md5.details());
        S3Exception sha256 = mapped(Kind.PAYLOAD_SHA256);
        assertEquals(S3Error.XAmzContentSHA256Mismatch, sha256.error());
        assertEquals(Map.of("ClientComputedContentSHA256", "aa", "S3ComputedContentSHA256", "bb"), sha256.details());
    }
}

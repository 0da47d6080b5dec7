package io.geckos.s3.object;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.lock.ObjectLockHeaders;
import io.geckos.s3.wire.ChecksumHeaders;
import io.geckos.s3.wire.EncodedWords;
import io.geckos.s3.wire.S3HeaderNames;
import io.geckos.s3.wire.S3Timestamps;
import java.util.Optional;

/** What answers say of an object in their headers. */
public final class ObjectResponseHeaders {
    static final String CHECKSUM_TYPE = "x-amz-checksum-type";

    private static final String DEFAULT_TYPE = "binary/octet-stream";

    private ObjectResponseHeaders() {}

    /** Of one that was just written. */
    public static S3Result written(S3Result answer, S3Call call, ObjectInfo info) {
        EncryptionHeaders.describe(answer, call, info.spec());
        answer.header("ETag", info.etag().quoted());
        return checksums(answer.newVersion(info.version()), info).current(info);
    }

    /** Of one that is read. */
    static S3Result described(S3Result answer, ObjectInfo info) {
        ObjectSpec spec = info.spec();
        identified(answer, info).header("Accept-Ranges", "bytes").header("Content-Type", DEFAULT_TYPE);
        for (String name : ObjectRequestHeaders.STANDARD) {
            String value = spec.headers().get(name);
            if (value != null) {
                answer.header(titleCase(name), value);
            }
        }
        Optional.ofNullable(spec.headers().get(ObjectRequestHeaders.REDIRECT))
                .ifPresent(location -> answer.header(ObjectRequestHeaders.REDIRECT, location));
        if (!spec.storageClass().isStandard()) {
            answer.header(
                    ObjectRequestHeaders.STORAGE_CLASS, spec.storageClass().name());
        }
        spec.userMetadata()
                .forEach((name, value) ->
                        answer.header(S3HeaderNames.METADATA_PREFIX + name, EncodedWords.encode(value)));
        if (!spec.tags().isEmpty()) {
            answer.header("x-amz-tagging-count", String.valueOf(spec.tags().size()));
        }
        ObjectLockHeaders.describe(answer, spec.protection());
        return answer;
    }

    /** Of one that is read, or was not read as it has not changed. */
    static S3Result identified(S3Result answer, ObjectInfo info) {
        answer.header("ETag", info.etag().quoted()).header("Last-Modified", S3Timestamps.http(info.lastModified()));
        return answer.version(info.version());
    }

    /** Its checksums. */
    static S3Result checksums(S3Result answer, ObjectInfo info) {
        for (Checksum checksum : info.checksums()) {
            answer.header(ChecksumHeaders.headerName(checksum.algorithm()), checksum.value())
                    .header(CHECKSUM_TYPE, checksum.type().name());
        }
        return answer;
    }

    /** {@code content-type} as answers write it, {@code Content-Type}. */
    private static String titleCase(String name) {
        StringBuilder title = new StringBuilder(name);
        for (int i = 0; i < title.length(); i++) {
            if (i == 0 || title.charAt(i - 1) == '-') {
                title.setCharAt(i, Character.toUpperCase(title.charAt(i)));
            }
        }
        return title.toString();
    }
}

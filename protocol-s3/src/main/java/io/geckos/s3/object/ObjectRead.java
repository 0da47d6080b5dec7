package io.geckos.s3.object;

import static java.util.stream.Collectors.joining;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectPart;
import io.geckos.s3.call.PartNumberParser;
import io.geckos.s3.call.ReadPreconditions;
import io.geckos.s3.call.S3Call;
import io.geckos.s3.call.S3Result;
import io.geckos.s3.call.SupportedParameters;
import io.geckos.s3.encryption.EncryptionHeaders;
import io.geckos.s3.wire.ByteRange;
import io.geckos.s3.wire.ChecksumHeaders;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.S3Timestamps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What GetObject and HeadObject have in common: conditions, ranges, part numbers and overrides, decided once against
 * an object that does not change meanwhile.
 *
 * @param answer with everything but the bytes
 * @param span of the bytes to send; empty if none are, as the client has them
 */
record ObjectRead(S3Result answer, Optional<ByteSpan> span) {
    private static final String CHECKSUM_MODE = "x-amz-checksum-mode";
    private static final Map<String, String> OVERRIDES = Map.of(
            "response-cache-control", "Cache-Control",
            "response-content-disposition", "Content-Disposition",
            "response-content-encoding", "Content-Encoding",
            "response-content-language", "Content-Language",
            "response-content-type", "Content-Type",
            "response-expires", "Expires");

    /** What 304 has to say if a 200 would, beyond what identifies the object. */
    private static final List<String> UPDATES = List.of("Accept-Ranges", "Cache-Control", "Expires");

    /** What requests that read an object may carry. */
    static final SupportedParameters ACCEPTS = SupportedParameters.NOTHING
            .query(OVERRIDES.keySet().toArray(String[]::new))
            .query("versionId", "partNumber")
            .headers(CHECKSUM_MODE)
            .and(EncryptionHeaders.READS);

    /**
     * Checks what can be checked without the object.
     *
     * @throws S3Exception if a parameter is not allowed, or contradicts another
     */
    static void check(S3Call call) {
        call.query().keys().stream()
                .filter(key -> key.startsWith(SupportedParameters.OVERRIDE) && !OVERRIDES.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw S3Exception.invalidArgument(
                            key + " is not in the set of overridable response headers. Please use one of "
                                    + OVERRIDES.keySet().stream().sorted().collect(joining(", ")) + ".",
                            key,
                            "");
                });
        OVERRIDES
                .keySet()
                .forEach(parameter ->
                        call.query().get(parameter).ifPresent(value -> RequestHeaders.requireLatin1(parameter, value)));
        if (call.query().get("partNumber").isPresent()) {
            PartNumberParser.of(call.query());
            if (call.headers().has("range")) {
                throw new S3Exception(
                        S3Error.InvalidRequest, "Cannot specify both Range header and partNumber query parameter");
            }
        }
        call.headers().get(CHECKSUM_MODE).ifPresent(mode -> {
            if (!mode.equalsIgnoreCase("ENABLED")) {
                throw S3Exception.invalidArgument("Invalid checksum mode.", CHECKSUM_MODE, mode);
            }
        });
    }

    /**
     * Decides how an object is read.
     *
     * @param parts those of the object, asked for only if they matter
     * @throws S3Exception if it must not be read, or not so
     */
    static ObjectRead of(S3Call call, ObjectInfo info, Supplier<List<ObjectPart>> parts) {
        try {
            return decide(call, info, parts);
        } catch (S3Exception e) {
            throw e.withHeader("Accept-Ranges", "bytes");
        }
    }

    private static ObjectRead decide(S3Call call, ObjectInfo info, Supplier<List<ObjectPart>> parts) {
        if (ReadPreconditions.ofRead(call.headers()).decide(info) == ReadPreconditions.Verdict.NOT_MODIFIED) {
            return new ObjectRead(notModified(call, info), Optional.empty());
        }
        if (call.query().get("partNumber").isPresent()) {
            return ofPart(call, info, parts);
        }
        Optional<ByteSpan> range = call.headers()
                .get("range")
                .filter(_ -> rangeStillHolds(call.headers(), info))
                .flatMap(header -> ByteRange.of(header, info.size()));
        if (range.isPresent()) {
            ObjectRead read = partial(call, info, range.get());
            if (call.headers().has(CHECKSUM_MODE) && range.get().equals(ByteSpan.whole(info.size()))) {
                ObjectResponseHeaders.checksums(read.answer, info);
            }
            return read;
        }
        S3Result answer = described(S3Result.of(200), call, info);
        if (call.headers().has(CHECKSUM_MODE)) {
            ObjectResponseHeaders.checksums(answer, info);
        }
        return new ObjectRead(answer, Optional.of(ByteSpan.whole(info.size())));
    }

    /** Of what a 200 would say, that by which a cache knows what it has, and how long it may keep it. */
    private static S3Result notModified(S3Call call, ObjectInfo info) {
        Map<String, String> full = described(S3Result.of(200), call, info).headers();
        S3Result answer = ObjectResponseHeaders.identified(S3Result.of(304), info);
        for (String name : UPDATES) {
            Optional.ofNullable(full.get(name)).ifPresent(value -> answer.header(name, value));
        }
        return answer;
    }

    /** {@code If-Range}: the range was meant for another version when neither tag nor date are this one's. */
    private static boolean rangeStillHolds(RequestHeaders headers, ObjectInfo info) {
        Instant modified = info.lastModified().truncatedTo(ChronoUnit.SECONDS);
        return headers.get("if-range")
                .map(validator -> ReadPreconditions.namesStrongly(validator, info.etag())
                        || S3Timestamps.parseHttp(validator)
                                .filter(modified::equals)
                                .isPresent())
                .orElse(true);
    }

    private static ObjectRead ofPart(S3Call call, ObjectInfo info, Supplier<List<ObjectPart>> parts) {
        int number = PartNumberParser.of(call.query());
        List<ObjectPart> all = info.partCount() == 0 ? List.of() : parts.get();
        if (number > Math.max(1, info.partCount())) {
            throw new S3Exception(S3Error.InvalidPartNumber)
                    .with("ActualPartCount", String.valueOf(Math.max(1, info.partCount())))
                    .with("PartNumberRequested", String.valueOf(number));
        }
        boolean checksums = call.headers().has(CHECKSUM_MODE);
        if (all.isEmpty()) {
            ObjectRead whole = partial(call, info, ByteSpan.whole(info.size()));
            return checksums ? new ObjectRead(ObjectResponseHeaders.checksums(whole.answer, info), whole.span) : whole;
        }
        long offset =
                all.subList(0, number - 1).stream().mapToLong(ObjectPart::size).sum();
        ObjectPart part = all.get(number - 1);
        ObjectRead read = partial(call, info, new ByteSpan(offset, part.size()));
        read.answer.header("x-amz-mp-parts-count", String.valueOf(info.partCount()));
        if (checksums) {
            ofPart(read.answer, info, part);
        }
        return read;
    }

    /** The checksum of one part. As in S3, parts of an object with a checksum of all its bytes have none, unless they are all. */
    private static void ofPart(S3Result answer, ObjectInfo info, ObjectPart part) {
        boolean composite = info.checksums().stream().anyMatch(checksum -> checksum.type() == Checksum.Type.COMPOSITE);
        if (!composite) {
            if (info.partCount() == 1) {
                ObjectResponseHeaders.checksums(answer, info);
            }
            return;
        }
        for (Checksum checksum : part.checksums()) {
            answer.header(ChecksumHeaders.headerName(checksum.algorithm()), checksum.value())
                    .header(ObjectResponseHeaders.CHECKSUM_TYPE, Checksum.Type.COMPOSITE.name());
        }
    }

    private static ObjectRead partial(S3Call call, ObjectInfo info, ByteSpan span) {
        S3Result answer = described(S3Result.of(span.length() == 0 ? 200 : 206), call, info);
        if (span.length() > 0) {
            answer.header("Content-Range", ByteRange.contentRange(span, info.size()));
        }
        return new ObjectRead(answer, Optional.of(span));
    }

    private static S3Result described(S3Result answer, S3Call call, ObjectInfo info) {
        ObjectResponseHeaders.described(answer, info);
        EncryptionHeaders.describe(answer, call, info.spec());
        if (call.version().equals(Version.LATEST)) {
            answer.current(info);
        }
        OVERRIDES.forEach((parameter, header) ->
                call.query().nonEmpty(parameter).ifPresent(value -> answer.header(header, value)));
        return answer;
    }
}

package io.geckos.s3.body;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.checksum.ETag;
import io.geckos.domain.error.StorageException.ContentMismatch;
import io.geckos.domain.security.Authenticator.PayloadDecoder;
import io.geckos.s3.wire.ChecksumHeaders;
import io.geckos.s3.wire.RequestHeaders;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The length and digests that a client states for its body. They are read from the headers before the first byte, and
 * compared after the last.
 *
 * @param length the length of the decoded body, in bytes
 * @param checksum the checksum in a header
 * @param trailing the algorithm of the checksum that follows the body
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking object
 *     integrity</a>
 */
public record ContentDigests(
        OptionalLong length, Optional<ETag> md5, Optional<Checksum> checksum, Optional<ChecksumAlgorithm> trailing) {
    private static final String TRAILER = "x-amz-trailer";

    /** Reads the headers; throws {@link S3Exception} if they are malformed or contradict each other. */
    static ContentDigests of(RequestHeaders headers, PayloadDecoder payload) {
        Optional<Checksum> checksum = checksum(headers);
        Optional<ChecksumAlgorithm> trailing = headers.get(TRAILER).map(ContentDigests::trailing);
        if (checksum.isPresent() && trailing.isPresent()) {
            throw severalChecksums();
        }
        Optional<ChecksumAlgorithm> given = checksum.map(Checksum::algorithm).or(() -> trailing);
        headers.get(ChecksumHeaders.SDK_ALGORITHM).ifPresent(name -> requireAgreement(name, given));
        return new ContentDigests(length(headers, payload), md5(headers), checksum, trailing);
    }

    /** Reads the headers, without those about checksums. */
    static ContentDigests withoutChecksum(RequestHeaders headers, PayloadDecoder payload) {
        return new ContentDigests(length(headers, payload), md5(headers), Optional.empty(), Optional.empty());
    }

    /** Tells whether the headers state any digest. */
    boolean isAnyStated() {
        return md5.isPresent() || statedAlgorithm().isPresent();
    }

    private static OptionalLong length(RequestHeaders headers, PayloadDecoder payload) {
        OptionalLong decoded = payload.decodedLength();
        boolean framed = headers.get("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
        if (decoded.isPresent() || framed) {
            return decoded;
        }
        Optional<String> length = headers.get("content-length");
        try {
            return length.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseUnsignedLong(length.get()));
        } catch (NumberFormatException _) {
            throw S3Exception.invalidArgument("Invalid Content-Length.", "Content-Length", length.get());
        }
    }

    private static Optional<ETag> md5(RequestHeaders headers) {
        return headers.get("content-md5").map(value -> {
            try {
                byte[] md5 = Base64.getDecoder().decode(value);
                if (md5.length == 16) {
                    return ETag.ofMd5(md5);
                }
            } catch (IllegalArgumentException _) {
                // The same error as for a value that has not 16 bytes.
            }
            throw new S3Exception(S3Error.InvalidDigest).with("Content-MD5", value);
        });
    }

    private static Optional<Checksum> checksum(RequestHeaders headers) {
        return givenAlgorithm(headers).map(algorithm -> {
            String name = ChecksumHeaders.headerName(algorithm);
            try {
                return Checksum.full(algorithm, headers.get(name).orElseThrow());
            } catch (IllegalArgumentException _) {
                throw new S3Exception(S3Error.InvalidRequest, "Value for " + name + " header is invalid.");
            }
        });
    }

    /** The algorithm of the one checksum in a header; {@link S3Error#InvalidRequest} if there are several. */
    public static Optional<ChecksumAlgorithm> givenAlgorithm(RequestHeaders headers) {
        List<ChecksumAlgorithm> given = Arrays.stream(ChecksumAlgorithm.values())
                .filter(algorithm -> headers.has(ChecksumHeaders.headerName(algorithm)))
                .toList();
        if (given.size() > 1) {
            throw severalChecksums();
        }
        return given.stream().findFirst();
    }

    private static ChecksumAlgorithm trailing(String announced) {
        String name = announced.toLowerCase(Locale.ROOT);
        if (name.contains(",")) {
            throw severalChecksums();
        }
        return Arrays.stream(ChecksumAlgorithm.values())
                .filter(algorithm -> ChecksumHeaders.headerName(algorithm).equals(name))
                .findFirst()
                .orElseThrow(() -> new S3Exception(
                        S3Error.InvalidRequest, "The value specified in the x-amz-trailer header is not supported"));
    }

    /**
     * The algorithm of that name, in any case. Throws {@link S3Error#InvalidRequest}, which lists those there are, if
     * there is none.
     */
    public static ChecksumAlgorithm algorithm(String name) {
        return Arrays.stream(ChecksumAlgorithm.values())
                .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(ContentDigests::unknownAlgorithm);
    }

    private static S3Exception unknownAlgorithm() {
        return new S3Exception(
                S3Error.InvalidRequest,
                "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                        + Arrays.stream(ChecksumAlgorithm.values())
                                .map(ChecksumAlgorithm::name)
                                .sorted()
                                .toList());
    }

    private static void requireAgreement(String name, Optional<ChecksumAlgorithm> given) {
        ChecksumAlgorithm algorithm = algorithm(name);
        if (given.isEmpty()) {
            throw new S3Exception(
                    S3Error.InvalidRequest,
                    ChecksumHeaders.SDK_ALGORITHM
                            + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were computed.");
        }
        if (given.get() != algorithm) {
            throw new S3Exception(
                    S3Error.InvalidRequest, "Value for " + ChecksumHeaders.SDK_ALGORITHM + " header is invalid.");
        }
    }

    private static S3Exception severalChecksums() {
        return new S3Exception(
                S3Error.InvalidRequest,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    /** The algorithm of the stated checksum, in a header or a trailer. */
    Optional<ChecksumAlgorithm> statedAlgorithm() {
        return checksum.map(Checksum::algorithm).or(() -> trailing);
    }

    /** The algorithms whose checksums must be computed to compare them. */
    Set<ChecksumAlgorithm> algorithms() {
        Set<ChecksumAlgorithm> needed = EnumSet.noneOf(ChecksumAlgorithm.class);
        statedAlgorithm().ifPresent(needed::add);
        return needed;
    }

    /**
     * Compares the stated digests with the computed ones.
     *
     * @param computed the digests of the whole body, with the checksums of {@link #algorithms}
     * @param trailers the headers that followed the body
     * @throws ContentMismatch if one of them differs
     */
    void verify(Digests computed, Map<String, String> trailers) {
        if (length.isPresent() && length.getAsLong() != computed.size()) {
            throw new ContentMismatch(
                    ContentMismatch.Kind.LENGTH, computed.size() + " bytes instead of " + length.getAsLong());
        }
        if (md5.isPresent() && !md5.get().equals(computed.md5())) {
            throw new ContentMismatch(ContentMismatch.Kind.MD5, "MD5 is " + computed.md5())
                    .addDigests(md5.get().value(), base64(computed.md5()));
        }
        checksum.or(() -> trailer(trailers)).ifPresent(given -> {
            if (!computed.checksums().contains(given)) {
                throw new ContentMismatch(
                        ContentMismatch.Kind.CHECKSUM,
                        "The " + given.algorithm() + " you specified did not match the calculated checksum.");
            }
        });
    }

    private static String base64(ETag md5) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5.value()));
    }

    private Optional<Checksum> trailer(Map<String, String> trailers) {
        return trailing.map(algorithm -> {
            String value = trailers.get(ChecksumHeaders.headerName(algorithm));
            if (value != null) {
                try {
                    return Checksum.full(algorithm, value.strip());
                } catch (IllegalArgumentException _) {
                    // The error below reports it as missing.
                }
            }
            throw new ContentMismatch(
                    ContentMismatch.Kind.TRAILER_FRAMING,
                    "no " + ChecksumHeaders.headerName(algorithm) + " that can be read");
        });
    }
}

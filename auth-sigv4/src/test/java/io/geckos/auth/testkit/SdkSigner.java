package io.geckos.auth.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Makes random requests and has AWS's own signer sign them. */
public final class SdkSigner {
    private static final ChecksumAlgorithm[] CHECKSUMS = {
        DefaultChecksumAlgorithm.CRC32,
        DefaultChecksumAlgorithm.CRC32C,
        DefaultChecksumAlgorithm.SHA1,
        DefaultChecksumAlgorithm.SHA256
    };
    private static final List<SdkHttpMethod> METHODS = List.of(SdkHttpMethod.values());
    private static final String HOSTILE = "abcXYZ019-._~/ /+%*;:=&?#@!$'(),[]{}|^`\"<>\\";

    private final Random random;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity identity = AwsCredentialsIdentity.create(ExampleKeys.ID, ExampleKeys.SECRET);

    /** How the signature and the payload travel. */
    public enum Mode {
        HASH,
        UNSIGNED,
        SIGNED_CHUNKS,
        SIGNED_CHUNKS_AND_TRAILER,
        UNSIGNED_CHUNKS,
        PRESIGNED;

        public boolean coversBody() {
            return this == HASH || this == SIGNED_CHUNKS || this == SIGNED_CHUNKS_AND_TRAILER;
        }
    }

    public SdkSigner(Random random) {
        this.random = random;
    }

    public TestRequest request(Mode mode, byte[] body) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(METHODS.get(random.nextInt(METHODS.size())))
                .uri(URI.create((mode == Mode.HASH ? "http" : "https") + "://s3.example.com:9000"))
                .encodedPath("/bucket/" + SdkHttpUtils.urlEncodeIgnoreSlashes(text(30)))
                .putHeader("Content-Length", String.valueOf(body.length));
        for (int i = random.nextInt(4); i > 0; i--) {
            request.putRawQueryParameter(text(5) + i, random.nextInt(4) == 0 ? "" : text(10));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            request.putHeader("x-amz-meta-" + i, headerText());
        }
        if (random.nextBoolean()) {
            request.putHeader("Content-Type", "text/plain;  charset=utf-8");
        }
        return sign(mode, request.build(), body);
    }

    private TestRequest sign(Mode mode, SdkHttpRequest request, byte[] body) {
        SignRequest.Builder<AwsCredentialsIdentity> toSign = SignRequest.builder(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(ExampleKeys.NOW, ZoneOffset.UTC))
                .putProperty(
                        AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED,
                        mode != Mode.UNSIGNED && mode != Mode.UNSIGNED_CHUNKS && mode != Mode.PRESIGNED)
                .putProperty(
                        AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED,
                        mode != Mode.HASH && mode != Mode.UNSIGNED && mode != Mode.PRESIGNED);
        if (mode == Mode.SIGNED_CHUNKS_AND_TRAILER || mode == Mode.UNSIGNED_CHUNKS) {
            toSign.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, CHECKSUMS[random.nextInt(CHECKSUMS.length)]);
        }
        if (mode == Mode.PRESIGNED) {
            toSign.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5));
        }
        return onTheWire(signer.sign(toSign.build()));
    }

    private static TestRequest onTheWire(SignedRequest signed) {
        SdkHttpRequest request = signed.request();
        TestRequest wire = new TestRequest(
                request.method().name(),
                request.encodedPath(),
                request.encodedQueryParameters().orElse(""));
        request.headers()
                .forEach((name, values) ->
                        values.forEach(value -> wire.addHeader(name.toLowerCase(Locale.ROOT), value)));
        try (InputStream payload = signed.payload().orElseThrow().newStream()) {
            wire.body = payload.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wire;
    }

    public byte[] body() {
        byte[] body = new byte[random.nextInt(3) == 0 ? random.nextInt(300_000) : random.nextInt(3_000)];
        random.nextBytes(body);
        return body;
    }

    /** Any text that UTF-8 can carry, mostly of characters that are special somewhere. */
    private String text(int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(longest); i > 0; i--) {
            int codePoint = random.nextInt(8) == 0
                    ? 1 + random.nextInt(0x10ffff)
                    : HOSTILE.charAt(random.nextInt(HOSTILE.length()));
            text.appendCodePoint(codePoint);
        }
        return new String(text.toString().getBytes(UTF_8), UTF_8);
    }

    private String headerText() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append((char) (' ' + random.nextInt(random.nextBoolean() ? 3 : 95)));
        }
        return text.toString();
    }
}

package io.geckos.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.geckos.auth.payload.ChunkSignatureChain;
import io.geckos.auth.payload.ChunkVerifier;
import io.geckos.auth.payload.ChunkedPayload;
import io.geckos.auth.request.ContentSha256;
import io.geckos.auth.request.SignedRequestHeaders;
import io.geckos.auth.request.SigningTime;
import io.geckos.auth.signature.SignatureClaim;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decoding a mebibyte of {@code aws-chunked}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ChunkDecodingBench {
    private static final int LENGTH = 1 << 20;
    private static final SignedRequestHeaders HEADERS =
            new SignedRequestHeaders(Map.of(ContentSha256.DECODED_LENGTH, List.of(Integer.toString(LENGTH))));
    private static final SignatureClaim CLAIM = new SignatureClaim(
            Signing.SCOPE, SigningTime.parse(Signing.TIME).orElseThrow(), Set.of(), "", "f".repeat(64));

    /** Bytes of data in each chunk. */
    @Param({"8192", "65536", "1048576"})
    public int chunk;

    private final byte[] data = new byte[LENGTH];
    private final byte[] buffer = new byte[64 << 10];
    private byte[] signed = {};
    private byte[] unsigned = {};

    /** Frames the data. */
    @Setup
    public void frame() {
        new Random(chunk).nextBytes(data);
        signed = framed(true);
        unsigned = framed(false);
    }

    private byte[] framed(boolean withSignatures) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        String previous = CLAIM.signature();
        for (int at = 0; at <= LENGTH; at += chunk) {
            byte[] piece = Arrays.copyOfRange(data, at, Math.min(LENGTH, at + chunk));
            previous = Signing.SIGNER.chunkSignature(previous, piece, Signing.NOW);
            String extension = withSignatures ? ";chunk-signature=" + previous : "";
            wire.writeBytes((Integer.toHexString(piece.length) + extension + "\r\n").getBytes(US_ASCII));
            wire.writeBytes(piece);
            if (piece.length > 0) {
                wire.writeBytes("\r\n".getBytes(US_ASCII));
            }
        }
        wire.writeBytes("\r\n".getBytes(US_ASCII));
        return wire.toByteArray();
    }

    /** With a signature in each chunk, verified. */
    @Benchmark
    public int signed() throws IOException {
        return decode(signed, true, new ChunkSignatureChain(Signing.KEY, CLAIM));
    }

    /** The framing alone. */
    @Benchmark
    public int unsigned() throws IOException {
        return decode(unsigned, false, ChunkVerifier.NONE);
    }

    private int decode(byte[] wire, boolean withSignatures, ChunkVerifier check) throws IOException {
        ChunkedPayload payload = new ChunkedPayload(new ContentSha256.Chunked(withSignatures, false), check, HEADERS);
        int length = 0;
        try (InputStream decoded = payload.decode(new ByteArrayInputStream(wire))) {
            for (int read = decoded.read(buffer); read >= 0; read = decoded.read(buffer)) {
                length += read;
            }
        }
        if (length != LENGTH) {
            throw new IOException(length + " bytes");
        }
        return length;
    }
}

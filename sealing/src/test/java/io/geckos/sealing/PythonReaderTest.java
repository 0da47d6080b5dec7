package io.geckos.sealing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.checksum.ContentHasher;
import io.geckos.domain.checksum.Digests;
import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that knows nothing but docs/sealing.md opens what was sealed. */
class PythonReaderTest {
    private static final Path PROGRAM = Path.of("src/test/python/unseal.py");

    @TempDir
    Path folder;

    private final Random random = new Random(1);

    @Test
    void anotherProgramOpensWhatMasterKeysSealed() throws Exception {
        byte[] key = bytes(32);
        MasterKeys keys = MasterKeys.parse("only:" + Base64.getEncoder().encodeToString(key));
        assertOpens(new LocalSealer(keys), SealKey.Master.NEWEST, key);
    }

    @Test
    void anotherProgramOpensWhatCustomersSealed() throws Exception {
        byte[] key = bytes(32);
        MasterKeys keys = MasterKeys.parse("only:" + Base64.getEncoder().encodeToString(bytes(32)));
        assertOpens(new LocalSealer(keys), new SealKey.Customer(key), key);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private void assertOpens(LocalSealer sealer, SealKey key, byte[] secret) throws Exception {
        byte[] first = bytes(65_536 + 3);
        byte[] last = bytes(20);
        Seal seal = sealer.newSeal(key);
        Path stored = folder.resolve("stored");
        try (OutputStream out = Files.newOutputStream(stored)) {
            int part = 2;
            for (byte[] segment : new byte[][] {first, {}, last}) {
                sealer.seal(new Plain(segment), seal, key, part++).transferTo(Channels.newChannel(out));
            }
        }
        String json = seal.fields().entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":\"" + field.getValue() + "\"")
                .collect(Collectors.joining(",", "{\"kind\":\"" + seal.kind() + "\",", "}"));
        Path plain = folder.resolve("plain");
        Process python = new ProcessBuilder(
                        "python3",
                        PROGRAM.toString(),
                        HexFormat.of().formatHex(secret),
                        json,
                        "2:" + first.length + ",3:0,4:" + last.length)
                .redirectInput(stored.toFile())
                .redirectOutput(plain.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(0, python.waitFor());
        ByteBuffer all =
                ByteBuffer.allocate(first.length + last.length).put(first).put(last);
        assertArrayEquals(all.array(), Files.readAllBytes(plain));
    }

    private static final class Plain implements ObjectUpload {
        private final byte[] bytes;

        Plain(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public OptionalLong declaredLength() {
            return OptionalLong.of(bytes.length);
        }

        @Override
        public Digests transferTo(WritableByteChannel sink) throws IOException {
            ContentHasher hasher = new ContentHasher(Set.of());
            hasher.update(ByteBuffer.wrap(bytes));
            sink.write(ByteBuffer.wrap(bytes));
            return hasher.finish();
        }
    }
}

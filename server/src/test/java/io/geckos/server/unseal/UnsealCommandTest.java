package io.geckos.server.unseal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.SealedContent;
import io.geckos.sealing.LocalSealer;
import io.geckos.sealing.MasterKeys;
import io.geckos.server.config.ConfigurationException;
import io.geckos.storage.testkit.data.GeneratedBytes;
import io.geckos.storage.testkit.data.Uploads;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted files are decrypted with their sidecar and key alone. */
class UnsealCommandTest {
    private static final String MASTERS = "first:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final byte[] ONE = new GeneratedBytes(1, 100_000).bytes();
    private static final byte[] TWO = new GeneratedBytes(2, 5).bytes();

    @TempDir
    Path folder;

    private final LocalSealer sealer = new LocalSealer(MasterKeys.parse(MASTERS));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void choose() throws IOException {
        file = folder.resolve("k");
        Path masters = folder.resolve("masters");
        Files.writeString(masters, MASTERS);
        Files.setPosixFilePermissions(masters, PosixFilePermissions.fromString("rw-------"));
    }

    private int run(String... arguments) {
        return UnsealCommand.run(
                List.of(arguments), new PrintStream(out, false, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String masters() {
        return "-master-keys=" + folder.resolve("masters");
    }

    private void write(SealKey key, JsonObjectBuilder more, byte[]... segments) throws IOException {
        Seal seal = sealer.newSeal(key);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        JsonArrayBuilder parts = Json.createArrayBuilder();
        long size = 0;
        int part = 0;
        for (byte[] segment : segments) {
            int number = segments.length == 1 ? SealedContent.Segment.WHOLE : ++part;
            var _ = sealer.seal(Uploads.of(segment), seal, key, number).transferTo(Channels.newChannel(stored));
            parts.add(Json.createObjectBuilder().add("number", number).add("size", segment.length));
            size += segment.length;
        }
        Files.write(file, stored.toByteArray());
        JsonObjectBuilder fields = Json.createObjectBuilder();
        seal.fields().forEach(fields::add);
        more.add("size", stored.size())
                .add("sealKind", seal.kind().name())
                .add("seal", fields)
                .add("plainSize", size);
        if (segments.length > 1) {
            more.add("parts", parts);
        }
        Files.writeString(folder.resolve("k.metadata.json"), more.build().toString());
    }

    private void write(SealKey key, byte[]... segments) throws IOException {
        write(key, Json.createObjectBuilder(), segments);
    }

    @Test
    void aFileIsDecryptedWithAMasterKey() throws IOException {
        write(SealKey.Master.NEWEST, ONE);
        assertEquals(0, run(masters(), file.toString()), err::toString);
        assertArrayEquals(ONE, out.toByteArray());
    }

    @Test
    void partsAreDecryptedOneBehindTheOther() throws IOException {
        write(SealKey.Master.NEWEST, ONE, TWO);
        assertEquals(
                0,
                run(
                        masters(),
                        file.toString(),
                        folder.resolve("k.metadata.json").toString()),
                err::toString);
        byte[] whole = Arrays.copyOf(ONE, ONE.length + TWO.length);
        System.arraycopy(TWO, 0, whole, ONE.length, TWO.length);
        assertArrayEquals(whole, out.toByteArray());
    }

    @Test
    void aFileIsDecryptedWithAKeyOfTheClient() throws IOException {
        byte[] key = new GeneratedBytes(3, 32).bytes();
        Files.write(folder.resolve("key"), key);
        write(new SealKey.Customer(key), TWO);
        assertEquals(0, run("-customer-key=" + folder.resolve("key"), file.toString()), err::toString);
        assertArrayEquals(TWO, out.toByteArray());
        assertEquals(1, run(masters(), file.toString()));
        assertTrue(err.toString(UTF_8).contains("use -customer-key"), err::toString);
    }

    @Test
    void theContextIsTakenFromTheSidecar() throws IOException {
        SealKey key = new SealKey.Master(Optional.of("first"), Map.of("a", "b"));
        JsonObjectBuilder headers = Json.createObjectBuilder()
                .add("headers", Json.createObjectBuilder().add("x-amz-server-side-encryption-context", "eyJhIjoiYiJ9"));
        write(key, headers, TWO);
        assertEquals(0, run(masters(), file.toString()), err::toString);
        assertArrayEquals(TWO, out.toByteArray());
    }

    @Test
    void damageAndOtherKeysAreTold() throws IOException {
        write(SealKey.Master.NEWEST, ONE);
        byte[] stored = Files.readAllBytes(file);
        stored[50] ^= 1;
        Files.write(file, stored);
        assertEquals(1, run(masters(), file.toString()));
        assertTrue(err.toString(UTF_8).contains("damaged"), err::toString);
        Files.writeString(folder.resolve("masters"), MASTERS.replace("first", "other"));
        assertEquals(1, run(masters(), file.toString()));
        assertTrue(err.toString(UTF_8).contains("there is no master key named first"), err::toString);
    }

    @Test
    void aSidecarOfAnotherFileIsRefused() throws IOException {
        write(SealKey.Master.NEWEST, ONE);
        Files.write(file, TWO);
        assertEquals(1, run(masters(), file.toString()));
        assertTrue(err.toString(UTF_8).contains("describes no encrypted file of 5 bytes"), err::toString);
        Files.writeString(folder.resolve("k.metadata.json"), "{}");
        assertEquals(1, run(masters(), file.toString()));
    }

    @Test
    void partLeftOutOfTheSidecarIsTold() throws IOException {
        write(SealKey.Master.NEWEST, ONE, TWO);
        Path sidecar = folder.resolve("k.metadata.json");
        String described = Files.readString(sidecar);
        Files.writeString(sidecar, described.replace(",{\"number\":2,\"size\":5}", ""));
        assertEquals(1, run(masters(), file.toString()));
        assertEquals(0, out.size());
        assertTrue(err.toString(UTF_8).contains("bytes where there should be"), err::toString);
        Files.writeString(sidecar, described.replace("\"size\":5}", "\"size\":-5}"));
        assertEquals(1, run(masters(), file.toString()));
        assertTrue(err.toString(UTF_8).contains("is no sidecar of an encrypted file"), err::toString);
    }

    @Test
    void badArgumentsAreRefused() {
        assertThrows(ConfigurationException.class, () -> run(masters()));
        assertThrows(ConfigurationException.class, () -> run(file.toString()));
        assertThrows(ConfigurationException.class, () -> run("-loud", masters(), file.toString()));
        assertEquals(0, run("-help"));
        assertTrue(out.toString(UTF_8).startsWith("Usage: geckos3 unseal"));
    }
}

package io.geckos.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.name.ByteSpan;
import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.SealedContent.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The formats as docs/sealing.md has them, byte by byte, and how long a seal keeps its own. */
class SealFormatTest {
    private static final SealKey NEWEST = SealKey.Master.NEWEST;
    private static final byte[] SECOND = LocalSealerTest.bytes(32, 1);
    private static final byte[] COUNTED = counted(0);
    private static final String SALT = "32333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f5051";
    private static final String FIRST_FORMAT = SALT + "19f3ebdead4f43de07ddc277805bb8de6ba9610b7e";

    @Test
    void sealOfTheFirstFormatKeepsItWhenItIsRewrapped() throws IOException {
        Seal old = firstFormat();
        LocalSealer elsewhere = new LocalSealer(LocalSealerTest.keys("second", SECOND, "first", COUNTED));
        Seal rewrapped = elsewhere.rewrap(old, NEWEST, NEWEST);
        assertEquals("1", rewrapped.fields().get("format"));
        assertEquals("second", rewrapped.fields().get("key"));
        byte[] plain = LocalSealerTest.opened(
                elsewhere.open(rewrapped, NEWEST),
                HexFormat.of().parseHex(FIRST_FORMAT),
                List.of(new Segment(7, 5)),
                ByteSpan.whole(5));
        assertArrayEquals("hello".getBytes(UTF_8), plain);
    }

    @Test
    void formatOfASealCannotBeChanged() {
        LocalSealer elsewhere = new LocalSealer(LocalSealerTest.keys("first", COUNTED, "second", SECOND));
        for (Seal seal : List.of(firstFormat(), elsewhere.newSeal(NEWEST))) {
            Map<String, String> changed = new HashMap<>(seal.fields());
            changed.compute("format", (_, format) -> "1".equals(format) ? "2" : "1");
            assertThrows(SealException.WrongKey.class, () -> elsewhere.open(new Seal(seal.kind(), changed), NEWEST));
        }
    }

    /** A seal and its bytes as they were written first, when the number of a part did not matter. */
    private static Seal firstFormat() {
        return new Seal(
                Seal.Kind.SSE_S3,
                Map.of(
                        "format", "1",
                        "key", "first",
                        "salt", "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=",
                        "wrapped", "6kZf8zTOlQHlwfO8m6IbM/M82ai+OrwW9NDGDJblxUfRug00TFVFTzMjkt3xLHUD"));
    }

    private static byte[] counted(int from) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private static String segment(SealFormat format, int part) throws IOException {
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        DataKey key = new DataKey(format, counted(200));
        SegmentEncryptor sealing = SegmentEncryptor.begin(Channels.newChannel(segment), key, counted(50), part);
        sealing.write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
        sealing.finish();
        return HexFormat.of().formatHex(segment.toByteArray());
    }

    /** Made by the AES-GCM of OpenSSL, as docs/sealing.md describes it. */
    @Test
    void formatIsTheOneThatIsWrittenDown() throws IOException {
        assertEquals(FIRST_FORMAT, segment(SealFormat.SALT, 3));
        assertEquals(
                SALT + "c79d57838076fe39fd0109908ec16585c3e50cb97e", segment(SealFormat.SALT_AND_PART, Segment.WHOLE));
        assertEquals(SALT + "cf9f5d9e8fd462495e76521d7675ed8d0dcfb336b9", segment(SealFormat.SALT_AND_PART, 3));

        LocalSealer keys = new LocalSealer(LocalSealerTest.keys("first", COUNTED, "second", SECOND));
        Seal seal = new Seal(
                Seal.Kind.SSE_S3,
                Map.of(
                        "format", "2",
                        "key", "first",
                        "salt", "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=",
                        "wrapped", "6kZf8zTOlQHlwfO8m6IbM/M82ai+OrwW9NDGDJblxUevLnF+jXkrjITXTz22WWni"));
        for (Segment one : List.of(new Segment(3, 5), Segment.whole(5))) {
            byte[] stored = HexFormat.of().parseHex(segment(SealFormat.SALT_AND_PART, one.part()));
            assertArrayEquals(
                    "hello".getBytes(UTF_8),
                    LocalSealerTest.opened(keys.open(seal, NEWEST), stored, List.of(one), ByteSpan.whole(5)));
        }
        byte[] stored = HexFormat.of().parseHex(FIRST_FORMAT);
        assertArrayEquals(
                "hello".getBytes(UTF_8),
                LocalSealerTest.opened(
                        keys.open(firstFormat(), NEWEST), stored, List.of(new Segment(3, 5)), ByteSpan.whole(5)));
    }
}

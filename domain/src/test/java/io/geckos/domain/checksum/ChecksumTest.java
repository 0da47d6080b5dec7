package io.geckos.domain.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
    /**
     * The check values of the CRC catalogue, of FIPS 180-4 and RFC 1321, and of the reference implementation of xxHash, all
     * over the digits 1 to 9.
     */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
        "SHA512, d9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a"
                + "d27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85",
        "MD5, 25f9e794323b453885f5181f1b624d0b",
        "XXHASH64, 8cb841db40e6ae83",
        "XXHASH3, 72dcb18b67a17dff",
        "XXHASH128, 33119477ede5dcd5e9716427681d5860"
    })
    void checksumsAreThoseOfTheStandards(ChecksumAlgorithm algorithm, String hex) {
        assertArrayEquals(
                HexFormat.of().parseHex(hex),
                checksum(algorithm, "123456789".getBytes(US_ASCII)).bytes());
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32C", "CRC64NVME"})
    void checksumOfTheWholeFollowsFromThoseOfTheParts(ChecksumAlgorithm algorithm) {
        Random random = new Random(25);
        for (int length : new int[] {0, 1, 7, 8, 9, 4096, 100_003}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            int cut = length / 3;
            Checksum first = checksum(algorithm, Arrays.copyOfRange(bytes, 0, cut));
            Checksum second = checksum(algorithm, Arrays.copyOfRange(bytes, cut, length));
            assertEquals(checksum(algorithm, bytes), first.followedBy(second, length - cut));
        }
    }

    @Test
    void hashingDirectBuffersGivesTheSame() {
        byte[] bytes = new byte[20_001];
        new Random(3).nextBytes(bytes);
        ContentHasher hasher = new ContentHasher(Set.of(ChecksumAlgorithm.values()));
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        hasher.update(direct);
        Digests digests = hasher.finish();
        assertEquals(bytes.length, direct.remaining());
        assertEquals(
                List.of(ChecksumAlgorithm.values()),
                digests.checksums().stream().map(Checksum::algorithm).toList());
        for (Checksum checksum : digests.checksums()) {
            assertEquals(checksum(checksum.algorithm(), bytes), checksum);
        }
    }

    @Test
    void checksumDoesNotDependOnThePiecesThatComeIn() {
        byte[] bytes = new byte[20_001];
        new Random(4).nextBytes(bytes);
        for (int piece : new int[] {1, 7, 1024, 3072, 3081, 6200}) {
            ContentHasher hasher = new ContentHasher(Set.of(ChecksumAlgorithm.values()));
            for (int at = 0; at < bytes.length; at += piece) {
                hasher.update(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
            }
            for (Checksum checksum : hasher.finish().checksums()) {
                assertEquals(checksum(checksum.algorithm(), bytes), checksum);
            }
        }
    }

    @Test
    void digestsCannotBeCombined() {
        Checksum sha1 = checksum(ChecksumAlgorithm.SHA1, new byte[0]);
        assertThrows(IllegalArgumentException.class, () -> sha1.followedBy(sha1, 0));
    }

    @Test
    void compositeNamesItsParts() {
        Checksum part = checksum(ChecksumAlgorithm.CRC32, "a".getBytes(US_ASCII));
        Checksum composite = Checksum.composite(ChecksumAlgorithm.CRC32, List.of(part, part));
        assertEquals(Checksum.Type.COMPOSITE, composite.type());
        assertEquals("-2", composite.value().substring(composite.value().indexOf('-')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "AAAAAA==-1", "AAAAAA", "AAAAAB==", "!!!!!!==", "AAAAAA==-0", "AAAAAA==-"})
    void malformedChecksumsAreRefused(String value) {
        assertThrows(IllegalArgumentException.class, () -> Checksum.full(ChecksumAlgorithm.CRC32, value));
    }

    private static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        ContentHasher hasher = new ContentHasher(Set.of(algorithm));
        hasher.update(ByteBuffer.wrap(bytes));
        return hasher.finish().checksums().getFirst();
    }
}

package io.geckos.domain.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What two other implementations, the reference one in C and that of the AWS Common Runtime, make of the bytes
 * {@code (131 i + 7) mod 251}. The lengths are those at which xxHash takes another way, and those around its blocks.
 */
class XxHashVectorsTest {
    @ParameterizedTest
    @CsvSource({
        "0, ef46db3751d8e999, 2d06800538d394c2, 99aa06d3014798d86001c324468d497f, 0000000000000000",
        "1, a96c7f0ce858bbb7, 4c5cca45d0f4811f, 495b62073ef70ca44c5cca45d0f4811f, 9d0ba46c27f3aa2c",
        "3, 340815731509cc08, d079cb72d5dc8fe3, de0de73b78221781d079cb72d5dc8fe3, 22282dd74b85ff87",
        "8, df40710b591268c9, 9f1975fc585fd927, 86352c64c51053a4f169e0e241e43d88, 118d3aa07ffea218",
        "16, 68349cacf587106d, 945d7a2e39182d35, 2ea9b26e0de3c1293ad9b09b55ff159d, 55e14a3eed1e370b",
        "17, eb6a06dcafc55f35, d1539aca118a0247, e98962a9feec88ce2aded60943cd42fc, b35771f8bb906d7e",
        "128, 8f7dfa0eafbdb0af, 2edf21e7a54f582c, c2dbaea325ed4288a4623912aab4c938, dec6936062298004",
        "129, ac469be85c531f4c, 8bf7e91c7eb2f2d6, eac1039c6fbf7b8cf316461ff6b978d7, 56de35c079611a05",
        "240, 1345f4230ff8b229, 0c9860844b0ad495, 4536dcb050ba614460a06c4f31468cc3, f6b47d3182b8bac9",
        "241, d4f1b6f0c4250aa8, 246c5fe4ed1436a3, b4125661642a66f9246c5fe4ed1436a3, 302e87db42107f5e",
        "1024, b2d3f932cec058a5, 0b662daec235d4ca, 4b8b4d51d1b23ed30b662daec235d4ca, 779fbe6862e76931",
        "1025, dd184693e93ea8b8, 13d178f3e2b48e9e, 1c489c9ad8646bff13d178f3e2b48e9e, cb95f03765a1fba1",
        "100003, 76453b3189147117, 4a8c90dfc160deb9, 9c2c629bd6b7b0494a8c90dfc160deb9, 540679c379eba141",
    })
    void otherImplementationsComputeTheSame(int length, String xxh64, String xxh3, String xxh128, String crc64) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ((i * 131 + 7) % 251);
        }
        for (int piece : new int[] {1 + length, 1 + length / 3, 1 + length / 200}) {
            assertEquals(xxh64, hex(ChecksumAlgorithm.XXHASH64, bytes, piece));
            assertEquals(xxh3, hex(ChecksumAlgorithm.XXHASH3, bytes, piece));
            assertEquals(xxh128, hex(ChecksumAlgorithm.XXHASH128, bytes, piece));
            assertEquals(crc64, hex(ChecksumAlgorithm.CRC64NVME, bytes, piece));
        }
    }

    private static String hex(ChecksumAlgorithm algorithm, byte[] bytes, int piece) {
        ContentHasher hasher = new ContentHasher(Set.of(algorithm));
        for (int at = 0; at < bytes.length; at += piece) {
            hasher.update(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        }
        return HexFormat.of().formatHex(hasher.finish().checksums().getFirst().bytes());
    }
}

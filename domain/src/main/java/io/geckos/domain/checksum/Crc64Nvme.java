package io.geckos.domain.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * CRC-64/NVME, which the JDK lacks. Bits are reflected, the initial value and the result are inverted, and sixteen bytes are
 * processed at a time ("slicing by 16").
 */
final class Crc64Nvme implements ByteArrayComputation {
    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEP = 16;
    private static final int SLICE = 256;

    /** The remainders by slice and byte. In one array of constant length the compiler leaves out bounds checks. */
    private static final long[] TABLE = table();

    private long state = ~0L;

    private static long[] table() {
        long[] table = new long[STEP * SLICE];
        for (int i = 0; i < SLICE; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
            }
            table[i] = crc;
        }
        for (int i = SLICE; i < table.length; i++) {
            long before = table[i - SLICE];
            table[i] = (before >>> 8) ^ table[(int) (before & 0xff)];
        }
        return table;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int i = offset;
        int end = offset + length;
        long crc = state;
        for (; end - i >= STEP; i += STEP) {
            crc = remainder(crc ^ (long) LONG.get(bytes, i), Long.BYTES)
                    ^ remainder((long) LONG.get(bytes, i + Long.BYTES), 0);
        }
        for (; i < end; i++) {
            crc = (crc >>> 8) ^ TABLE[(int) (crc ^ bytes[i]) & 0xff];
        }
        state = crc;
    }

    /** The remainder of eight bytes that {@code bytesAfter} others follow in the same step. */
    private static long remainder(long x, int bytesAfter) {
        int last = bytesAfter * SLICE;
        return TABLE[last + 7 * SLICE + ((int) x & 0xff)]
                ^ TABLE[last + 6 * SLICE + ((int) (x >>> 8) & 0xff)]
                ^ TABLE[last + 5 * SLICE + ((int) (x >>> 16) & 0xff)]
                ^ TABLE[last + 4 * SLICE + ((int) (x >>> 24) & 0xff)]
                ^ TABLE[last + 3 * SLICE + ((int) (x >>> 32) & 0xff)]
                ^ TABLE[last + 2 * SLICE + ((int) (x >>> 40) & 0xff)]
                ^ TABLE[last + SLICE + ((int) (x >>> 48) & 0xff)]
                ^ TABLE[last + (int) (x >>> 56)];
    }

    @Override
    public byte[] finish() {
        return CrcArithmetic.toBytes(~state, Long.BYTES);
    }
}

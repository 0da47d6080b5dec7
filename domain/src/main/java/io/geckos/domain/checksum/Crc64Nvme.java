package io.geckos.domain.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/** CRC-64/NVME, which the JDK lacks: reflected, all ones at start and end, eight bytes a step ("slicing by 8"). */
final class Crc64Nvme implements Checksum {
    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[][] TABLE = table();

    private long state = ~0L;

    private static long[][] table() {
        long[][] table = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
            }
            table[0][i] = crc;
        }
        for (int slice = 1; slice < 8; slice++) {
            for (int i = 0; i < 256; i++) {
                long before = table[slice - 1][i];
                table[slice][i] = (before >>> 8) ^ table[0][(int) (before & 0xff)];
            }
        }
        return table;
    }

    @Override
    public void update(int b) {
        state = (state >>> 8) ^ TABLE[0][(int) (state ^ b) & 0xff];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int i = offset;
        int end = offset + length;
        long crc = state;
        for (; end - i >= 8; i += 8) {
            long x = crc ^ (long) LONG.get(bytes, i);
            crc = TABLE[7][(int) x & 0xff]
                    ^ TABLE[6][(int) (x >>> 8) & 0xff]
                    ^ TABLE[5][(int) (x >>> 16) & 0xff]
                    ^ TABLE[4][(int) (x >>> 24) & 0xff]
                    ^ TABLE[3][(int) (x >>> 32) & 0xff]
                    ^ TABLE[2][(int) (x >>> 40) & 0xff]
                    ^ TABLE[1][(int) (x >>> 48) & 0xff]
                    ^ TABLE[0][(int) (x >>> 56)];
        }
        state = crc;
        for (; i < end; i++) {
            update(bytes[i]);
        }
    }

    @Override
    public void update(ByteBuffer input) {
        if (input.hasArray()) {
            update(input.array(), input.arrayOffset() + input.position(), input.remaining());
            input.position(input.limit());
            return;
        }
        byte[] piece = new byte[Math.min(8192, input.remaining())];
        while (input.hasRemaining()) {
            int length = Math.min(piece.length, input.remaining());
            input.get(piece, 0, length);
            update(piece, 0, length);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = ~0L;
    }
}

package io.geckos.it.testkit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/** The end of a unix socket for datagrams that systemd holds: bound to a path, or behind {@code @} to an abstract name. */
public final class NoticeSocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final long SECONDS = 60;
    private static final int LONGEST_NOTICE = 4096;

    private final Arena arena = Arena.ofShared();
    private final int socket;

    /** Binds the socket: to a path, or to the abstract name behind {@code @}. */
    public NoticeSocket(String name) {
        socket = (int) call("socket", AF_UNIX, SOCK_DGRAM, 0);
        byte[] bytes = name.getBytes(UTF_8);
        MemorySegment address = arena.allocate(2L + bytes.length, 2);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(bytes, 0, address, JAVA_BYTE, 2, bytes.length);
        if (bytes[0] == '@') {
            address.set(JAVA_BYTE, 2, (byte) 0);
        }
        require("bind", call("bind", socket, address, (int) address.byteSize()));
        MemorySegment time = arena.allocateFrom(JAVA_LONG, SECONDS, 0);
        require("setsockopt", call("setsockopt", socket, SOL_SOCKET, SO_RCVTIMEO, time, (int) time.byteSize()));
    }

    /** Waits for the next notice. */
    public String next() {
        MemorySegment notice = arena.allocate(LONGEST_NOTICE);
        long length = require("recv", call("recv", socket, notice, notice.byteSize(), 0));
        return new String(notice.asSlice(0, length).toArray(JAVA_BYTE), UTF_8);
    }

    @Override
    public void close() {
        call("close", socket);
        arena.close();
    }

    private static long require(String name, long answer) {
        if (answer < 0) {
            throw new AssertionError(name + " failed; with recv, because no notice came within " + SECONDS + " s");
        }
        return answer;
    }

    /** Calls a function of the C library with these arguments, each of the type it has here. */
    @SuppressWarnings("restricted")
    private static long call(String name, Object... arguments) {
        MemoryLayout[] types = new MemoryLayout[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof MemorySegment
                    ? ADDRESS
                    : arguments[i] instanceof Long ? JAVA_LONG : JAVA_INT;
        }
        boolean sized = name.equals("recv");
        Linker linker = Linker.nativeLinker();
        try {
            return ((Number) linker.downcallHandle(
                                    linker.defaultLookup().findOrThrow(name),
                                    FunctionDescriptor.of(sized ? JAVA_LONG : JAVA_INT, types))
                            .invokeWithArguments(arguments))
                    .longValue();
        } catch (Throwable e) {
            throw new AssertionError(name, e);
        }
    }
}

package io.geckos.server.process;

import static java.lang.System.Logger.Level.WARNING;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Optional;

/**
 * Tells systemd when the server is ready and when it stops, by the protocol of sd_notify(3). Does nothing if systemd
 * did not start the process. The protocol needs datagrams on a Unix socket, which Java does not have, so this class
 * calls the C library.
 */
public final class SystemdNotifier {
    private static final System.Logger LOGGER = System.getLogger(SystemdNotifier.class.getName());

    private static final String VARIABLE = "NOTIFY_SOCKET";
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int LONGEST_ADDRESS = 108;

    private final Optional<String> address;

    public SystemdNotifier(Map<String, String> environment) {
        this.address = Optional.ofNullable(environment.get(VARIABLE)).filter(it -> !it.isEmpty());
    }

    /** Tells systemd that requests are served from now on. */
    public void ready() {
        tell("READY=1");
    }

    /** Tells systemd that the process is stopping on request. */
    public void stopping() {
        tell("STOPPING=1");
    }

    private void tell(String state) {
        address.ifPresent(to -> {
            try {
                send(to, state);
            } catch (IOException e) {
                LOGGER.log(WARNING, VARIABLE + ": cannot send " + state + " to \"" + to + "\": " + e.getMessage());
            }
        });
    }

    private static void send(String to, String text) throws IOException {
        byte[] name = to.getBytes(UTF_8);
        if (!(to.startsWith("/") || to.startsWith("@")) || name.length >= LONGEST_ADDRESS) {
            throw new IOException("allowed are a path and an abstract name behind @, shorter than 108 bytes");
        }
        try (Arena arena = Arena.ofConfined()) {
            LibC c = new LibC(arena.allocate(LibC.STATE));
            MemorySegment socketAddress = arena.allocate(2L + LONGEST_ADDRESS, 2);
            socketAddress.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(name, 0, socketAddress, JAVA_BYTE, 2, name.length);
            if (name[0] == '@') {
                socketAddress.set(JAVA_BYTE, 2, (byte) 0);
            }
            byte[] bytes = text.getBytes(UTF_8);
            int socket = c.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC);
            try {
                c.send(socket, arena.allocateFrom(JAVA_BYTE, bytes), socketAddress.asSlice(0, 2L + name.length));
            } finally {
                c.close(socket);
            }
        }
    }

    /** The functions of the C library. They are looked up only if systemd started the process. */
    private record LibC(MemorySegment state) {
        static final MemoryLayout STATE = Linker.Option.captureStateLayout();

        private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
        private static final MethodHandle SOCKET =
                find("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        private static final MethodHandle SENDTO = find(
                "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
        private static final MethodHandle CLOSE = find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

        @SuppressWarnings("restricted")
        private static MethodHandle find(String name, FunctionDescriptor shape) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
        }

        int socket(int family, int type) throws IOException {
            return (int) require("socket", () -> (int) SOCKET.invokeExact(state, family, type, 0));
        }

        void send(int socket, MemorySegment bytes, MemorySegment to) throws IOException {
            require("sendto", () ->
                    (long) SENDTO.invokeExact(state, socket, bytes, bytes.byteSize(), 0, to, (int) to.byteSize()));
        }

        void close(int socket) throws IOException {
            require("close", () -> (int) CLOSE.invokeExact(state, socket));
        }

        private long require(String name, Call call) throws IOException {
            try {
                long answer = call.make();
                if (answer == -1) {
                    throw new IOException(name + " answers error " + (int) ERRNO.get(state, 0L));
                }
                return answer;
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException("a call of C throws nothing", e);
            }
        }

        private interface Call {
            @SuppressWarnings("checkstyle:IllegalThrows") // As method handles declare it.
            long make() throws Throwable;
        }
    }
}

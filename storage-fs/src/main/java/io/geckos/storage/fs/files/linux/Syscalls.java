package io.geckos.storage.fs.files.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.geckos.storage.fs.files.Errno;
import io.geckos.storage.fs.files.FileFault;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * One conversation with the Linux kernel: memory for its arguments, which ends when this is closed, and calls. All calls
 * go through the C library's {@code syscall}, so that the JVM has one shape of call to prepare.
 */
final class Syscalls implements AutoCloseable {
    private static final int EINTR = 4;

    /** An offset, as to link a handle for the field takes longer than most of a start. */
    private static final long ERRNO = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private static final boolean X86 = isX86(System.getProperty("os.arch"));
    private static final MethodHandle CALL = handle();

    /** Not bound to the handle, which would make it one more kind of handle to prepare. */
    private static final MemorySegment SYSCALL =
            Linker.nativeLinker().defaultLookup().findOrThrow("syscall");

    private final SyscallArena arena = SyscallArena.acquire();

    /** Tells whether this process runs on Linux and its kernel's numbers are known. */
    static boolean isKnown() {
        String arch = System.getProperty("os.arch");
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
                && (isX86(arch) || arch.equals("aarch64") || arch.equals("riscv64"));
    }

    private static boolean isX86(String arch) {
        return arch.equals("amd64") || arch.equals("x86_64");
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor shape = FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return linker.downcallHandle(shape, Linker.Option.firstVariadicArg(1), Linker.Option.captureCallState("errno"));
    }

    /** Memory for an argument, zeroed. */
    MemorySegment allocate(long size) {
        return arena.allocate(size);
    }

    /** The address of a string's copy, as C has strings. */
    long string(String text) {
        return arena.string(text);
    }

    /** Calls, again if a signal comes in between; the answer, or an error number below 0. */
    long call(SystemCall call, long... arguments) {
        while (true) {
            long answer = once(call, arguments);
            if (answer != -1) {
                return answer;
            }
            int errno = arena.state().get(JAVA_INT, ERRNO);
            if (errno != EINTR) {
                return -errno;
            }
        }
    }

    private long once(SystemCall call, long... a) {
        try {
            return (long) CALL.invokeExact(
                    SYSCALL,
                    arena.state(),
                    call.number(X86),
                    at(a, 0),
                    at(a, 1),
                    at(a, 2),
                    at(a, 3),
                    at(a, 4),
                    at(a, 5));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a system call throws nothing", e);
        }
    }

    private static long at(long[] arguments, int index) {
        return index < arguments.length ? arguments[index] : 0;
    }

    /** Calls, and throws if the kernel refuses. */
    long require(String path, SystemCall call, long... arguments) throws FileFault {
        long answer = call(call, arguments);
        if (answer < 0) {
            throw fault(path, call, answer);
        }
        return answer;
    }

    /** The refusal that {@code answer} is. */
    static FileFault fault(String path, SystemCall call, long answer) {
        Errno errno = Errno.of((int) -answer);
        String name = call.name().toLowerCase(Locale.ROOT);
        return new FileFault(errno, name, path, errno == Errno.OTHER ? "error " + -answer : errno.name());
    }

    @Override
    public void close() {
        arena.release();
    }
}

package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * The functions of librados2 that the engine calls. The library is opened when the first of them is called.
 *
 * <p>All calls have one shape, of eight words: on 64-bit Linux, numbers of fewer bits are passed in words, and a function
 * does not see arguments behind its last. So the JVM has one kind of call to prepare.
 *
 * @see <a href="https://docs.ceph.com/en/latest/rados/api/librados/">librados (C)</a>
 */
enum LibradosFunction {
    CREATE2,
    CONF_READ_FILE,
    CONF_SET,
    CONNECT,
    SHUTDOWN,
    VERSION,
    IOCTX_CREATE,
    IOCTX_DESTROY,
    IOCTX_SET_NAMESPACE,
    SET_POOL_FULL_TRY,
    CREATE_WRITE_OP,
    RELEASE_WRITE_OP,
    WRITE_OP_ASSERT_EXISTS,
    WRITE_OP_CREATE,
    WRITE_OP_REMOVE,
    WRITE_OP_WRITE_FULL,
    WRITE_OP_SETXATTR,
    WRITE_OP_CMPXATTR,
    WRITE_OP_OMAP_CMP2,
    WRITE_OP_OMAP_SET2,
    WRITE_OP_OMAP_RM_KEYS2,
    WRITE_OP_EXEC,
    AIO_WRITE_OP_OPERATE,
    CREATE_READ_OP,
    RELEASE_READ_OP,
    READ_OP_STAT,
    READ_OP_GETXATTRS,
    READ_OP_OMAP_GET_VALS2,
    READ_OP_OMAP_GET_VALS_BY_KEYS2,
    AIO_READ_OP_OPERATE,
    OMAP_GET_NEXT2,
    OMAP_GET_END,
    GETXATTRS_NEXT,
    GETXATTRS_END,
    AIO_CANCEL,
    AIO_CREATE_COMPLETION2,
    AIO_GET_RETURN_VALUE,
    AIO_RELEASE,
    AIO_FLUSH,
    AIO_READ,
    LOCK_EXCLUSIVE,
    UNLOCK,
    NOBJECTS_LIST_OPEN,
    NOBJECTS_LIST_NEXT,
    NOBJECTS_LIST_CLOSE;

    static final String LIBRARY = "librados.so.2";

    private static final int WORDS = 8;
    private static final MethodHandle CALL = shape();

    private final long address = Library.SYMBOLS
            .findOrThrow("rados_" + name().toLowerCase(Locale.ROOT))
            .address();

    /** A class of its own, as constants of an enum cannot use its fields while they are made. */
    private static final class Library {
        @SuppressWarnings("restricted")
        private static final SymbolLookup SYMBOLS = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    }

    @SuppressWarnings("restricted")
    private static MethodHandle shape() {
        FunctionDescriptor words = FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return Linker.nativeLinker().downcallHandle(words);
    }

    /** Calls with numbers and addresses; answers a word. */
    long call(long... arguments) {
        if (arguments.length > WORDS) {
            throw new IllegalArgumentException(this + " with " + arguments.length + " arguments");
        }
        try {
            return (long) CALL.invokeExact(
                    MemorySegment.ofAddress(address),
                    at(arguments, 0),
                    at(arguments, 1),
                    at(arguments, 2),
                    at(arguments, 3),
                    at(arguments, 4),
                    at(arguments, 5),
                    at(arguments, 6),
                    at(arguments, 7));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a function in C throws nothing", e);
        }
    }

    /** Calls a function that answers 0 or more, or an error number below 0. */
    int tryCall(long... arguments) {
        return (int) call(arguments);
    }

    private static long at(long[] arguments, int index) {
        return index < arguments.length ? arguments[index] : 0;
    }
}

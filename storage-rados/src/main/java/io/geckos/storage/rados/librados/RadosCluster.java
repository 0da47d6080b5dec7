package io.geckos.storage.rados.librados;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A connection to a cluster. Pools that it has opened are closed before it. */
public final class RadosCluster implements AutoCloseable {
    private final long handle;
    private final Duration timeout;

    private RadosCluster(long handle, Duration timeout) {
        this.handle = handle;
        this.timeout = timeout;
    }

    /** Tells whether librados2 is installed here. */
    @SuppressWarnings("restricted")
    public static boolean isLibraryInstalled() {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup _ = SymbolLookup.libraryLookup(LibradosFunction.LIBRARY, arena);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /**
     * Connects.
     *
     * @param configuration the file {@code ceph.conf}
     * @param user as in {@code client.admin}
     * @param timeout how long to wait for the cluster, here and in each operation later
     * @throws RadosException if it cannot
     */
    public static RadosCluster connect(Path configuration, String user, Duration timeout) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG);
            RadosException.requireSuccess(
                    LibradosFunction.CREATE2.tryCall(
                            out.address(), NativeBytes.string(arena, "ceph"), NativeBytes.string(arena, user), 0),
                    "user " + user);
            long handle = out.get(JAVA_LONG, 0);
            try {
                RadosException.requireSuccess(
                        LibradosFunction.CONF_READ_FILE.tryCall(
                                handle, NativeBytes.string(arena, configuration.toString())),
                        "read " + configuration);
                String seconds = String.valueOf(Math.max(1, timeout.toSeconds()));
                for (String option : List.of("rados_osd_op_timeout", "rados_mon_op_timeout", "client_mount_timeout")) {
                    RadosException.requireSuccess(
                            LibradosFunction.CONF_SET.tryCall(
                                    handle, NativeBytes.string(arena, option), NativeBytes.string(arena, seconds)),
                            "set " + option);
                }
                RadosException.requireSuccess(LibradosFunction.CONNECT.tryCall(handle), "connect as " + user);
                return new RadosCluster(handle, timeout);
            } catch (RuntimeException e) {
                LibradosFunction.SHUTDOWN.call(handle);
                throw e;
            }
        }
    }

    /** Opens a pool, which the caller closes; {@link RadosException#NO_ENTRY} if there is none of this name. */
    public RadosPool pool(String name, String namespace) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG);
            RadosException.requireSuccess(
                    LibradosFunction.IOCTX_CREATE.tryCall(handle, NativeBytes.string(arena, name), out.address()),
                    "pool " + name);
            long context = out.get(JAVA_LONG, 0);
            LibradosFunction.IOCTX_SET_NAMESPACE.call(context, NativeBytes.string(arena, namespace));
            // Otherwise a full cluster answers no write at all, not even one that deletes.
            LibradosFunction.SET_POOL_FULL_TRY.call(context);
            return new RadosPool(name, context, timeout);
        }
    }

    @Override
    public void close() {
        LibradosFunction.SHUTDOWN.call(handle);
    }
}

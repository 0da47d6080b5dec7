package io.geckos.storage.fs.testkit.disk;

import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.files.ForwardingFileOps;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the place in the engine that asks for something, so that a test can speak of it. */
final class CallSite {
    /** These only pass calls on, so they do not tell one place from another. */
    private static final Set<String> PASSING = Set.of(
            "DiskExecutor.call",
            "DirectorySyncBatcher.now",
            "StorageErrorMapping.committing",
            "StorageErrorMapping.committingAll",
            "KeyTransactions.run",
            "KeyTransactions.runHere",
            "SyncBatch.force",
            "StagedFile.force",
            "DirectorySyncBatcher.sync",
            "DirectorySyncBatcher.lead",
            "StorageErrorMapping.reading",
            "StorageErrorMapping.writing",
            "StorageErrorMapping.writingAll");

    private static final int DEPTH = 3;
    private static final ProtectionDomain ENGINE = FsStorage.class.getProtectionDomain();
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private CallSite() {}

    /** The methods of the engine that led here, the innermost first. */
    static String current() {
        return WALKER.walk(
                frames -> frames.filter(frame -> !frame.getMethodName().contains("$"))
                        .filter(frame -> frame.getDeclaringClass() != ForwardingFileOps.class)
                        .filter(frame -> ENGINE.equals(frame.getDeclaringClass().getProtectionDomain()))
                        .map(frame -> frame.getDeclaringClass().getSimpleName() + "." + frame.getMethodName())
                        .filter(method -> !PASSING.contains(method))
                        .limit(DEPTH)
                        .collect(Collectors.joining(" < ")));
    }
}

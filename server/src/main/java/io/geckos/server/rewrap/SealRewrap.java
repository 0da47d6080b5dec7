package io.geckos.server.rewrap;

import io.geckos.domain.engine.BackgroundTaskProgress;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.object.Seal;
import io.geckos.domain.sealing.SealException;
import io.geckos.domain.sealing.SealKey;
import io.geckos.domain.sealing.Sealer;
import java.util.function.Consumer;

/** Brings seals under the newest master key, one at a time, and counts what became of them and which keys they need. */
final class SealRewrap {
    /** The figure of seals that somebody else replaced or removed meanwhile. */
    static final String CHANGED = "changed";

    /** The figure of seals that could not be read, opened or written. */
    static final String FAILED = "failed";

    /** The figures of seals by the master key that they need begin so. */
    static final String KEY = "key.";

    /** The figure of seals that were under the newest master key already. */
    private static final String CURRENT = "current";

    /** The figure of seals under a key that their clients named, which therefore stays. */
    private static final String NAMED = "named";

    /** The figure of seals whose clients have the key. */
    private static final String CUSTOMER = "customer";

    private final Sealer sealer;
    private final BackgroundTaskProgress progress;
    private final String rewrapped;

    /** @param rewrapped the figure of seals that are brought under the newest key */
    SealRewrap(Sealer sealer, BackgroundTaskProgress progress, String rewrapped) {
        this.sealer = sealer;
        this.progress = progress;
        this.rewrapped = rewrapped;
    }

    /**
     * Brings one seal under the newest master key, unless it is.
     *
     * @param name of what is sealed, for messages
     * @param store puts the new seal in the place of the old one, if that is still there
     * @throws StorageException.Unavailable if the store can take nothing now
     */
    void rewrap(String name, Seal seal, Consumer<Seal> store) {
        try {
            switch (seal.kind()) {
                case SSE_C -> progress.add(CUSTOMER, 1);
                case SSE_KMS -> count(NAMED, seal);
                case SSE_S3 -> rewrap(seal, store);
            }
        } catch (SealException e) {
            needs(seal);
            failed(name + ": " + e.getMessage());
        } catch (StorageException e) {
            refused(name, e);
            if (!isGone(e)) {
                needs(seal);
            }
        }
    }

    private void rewrap(Seal seal, Consumer<Seal> store) {
        if (sealer.isCurrent(seal)) {
            // A key may have another value than when it sealed, and a seal may be damaged.
            sealer.open(seal, SealKey.Master.NEWEST);
            count(CURRENT, seal);
            return;
        }
        Seal made = sealer.rewrap(seal, SealKey.Master.NEWEST, SealKey.Master.NEWEST);
        store.accept(made);
        count(rewrapped, made);
    }

    /** Counts what could not be read or written; throws {@code reason} if it is that the store can take nothing now. */
    void refused(String name, StorageException reason) {
        if (isGone(reason)) {
            progress.add(CHANGED, 1);
        } else if (reason instanceof StorageException.Unavailable) {
            throw reason;
        } else {
            failed(name + ": " + reason.getMessage());
        }
    }

    private static boolean isGone(StorageException reason) {
        return switch (reason) {
            case StorageException.ConditionFailed _,
                    StorageException.NoSuchObject _,
                    StorageException.NoSuchVersion _,
                    StorageException.VersionIsDeleteMarker _,
                    StorageException.NoSuchUpload _ -> true;
            default -> false;
        };
    }

    private void count(String figure, Seal seal) {
        progress.add(figure, 1);
        needs(seal);
    }

    private void needs(Seal seal) {
        sealer.masterKey(seal).ifPresent(key -> progress.add(KEY + key, 1));
    }

    private void failed(String problem) {
        progress.add(FAILED, 1);
        progress.problem(problem);
    }
}

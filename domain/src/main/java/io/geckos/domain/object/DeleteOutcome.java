package io.geckos.domain.object;

import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.VersionId;
import java.util.Optional;

/** What became of a {@link DeleteTarget}. */
public sealed interface DeleteOutcome {
    /**
     * It is gone, or never was.
     *
     * @param version the version deleted or the marker made, where the bucket has versions
     * @param marker whether {@code version} is a delete marker
     */
    record Deleted(DeleteTarget target, Optional<VersionId> version, boolean marker) implements DeleteOutcome {}

    /** It is still there. */
    record Refused(DeleteTarget target, StorageException reason) implements DeleteOutcome {}
}

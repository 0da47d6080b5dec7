package io.geckos.storage.rados.format;

import io.geckos.domain.multipart.UploadInfo.ChecksumPlan;
import io.geckos.domain.name.Initiator;
import io.geckos.domain.object.ObjectSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * An upload in parts that is under way.
 *
 * @param change counts the replacements of parts and of the seal: a completion compares it
 * @param initiator who began it; empty in rows of before that was kept
 */
public record UploadRow(
        ObjectSpec spec,
        Optional<ChecksumPlan> checksum,
        Instant initiated,
        long change,
        Optional<Initiator> initiator) {
    /** A copy that shows that something was changed, or a part came. */
    public UploadRow changed(ObjectSpec newSpec) {
        return new UploadRow(newSpec, checksum, initiated, change + 1, initiator);
    }
}

package io.geckos.storage.fs.format;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.object.ObjectPart;
import org.jspecify.annotations.Nullable;

/**
 * What the file of a part says of it.
 *
 * @param storedSize how many bytes of the file are the part's: more than the part has, if it is sealed
 * @param checksum the CRC32C of these bytes; null of a part that is not sealed, as its tag and checksums are of them
 */
public record PartMetadata(
        ObjectPart part, long storedSize, @Nullable Checksum checksum) {}

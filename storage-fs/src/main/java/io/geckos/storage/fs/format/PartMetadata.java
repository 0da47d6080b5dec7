package io.geckos.storage.fs.format;

import io.geckos.domain.checksum.Checksum;
import io.geckos.domain.object.ObjectPart;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of an uploaded part. It stands at the end of the part's file ({@code PartFile}).
 *
 * @param storedSize the number of stored bytes; greater than the size of the part if it is sealed
 * @param checksum the CRC32C of the stored bytes; null if the part is not sealed, because then its ETag and checksums cover them
 */
public record PartMetadata(
        ObjectPart part, long storedSize, @Nullable Checksum checksum) {}

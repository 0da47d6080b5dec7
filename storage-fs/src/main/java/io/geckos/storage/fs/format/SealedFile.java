package io.geckos.storage.fs.format;

import io.geckos.domain.checksum.Checksum;

/**
 * What a sidecar says of the bytes of a sealed object, beyond what it says of any.
 *
 * @param plainSize how many bytes the client sent
 * @param checksum the CRC32C of the bytes in the file. It is how the engine verifies what it cannot read
 */
public record SealedFile(long plainSize, Checksum checksum) {}

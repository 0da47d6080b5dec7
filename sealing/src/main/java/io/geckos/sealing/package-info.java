/**
 * Encrypts objects with AES-256-GCM, in segments of chunks, and keeps the master keys. It uses the domain and the
 * cryptography of the JDK; docs/sealing.md has the format to the byte. Begin with {@link io.geckos.sealing.LocalSealer}.
 */
@NullMarked
package io.geckos.sealing;

import org.jspecify.annotations.NullMarked;

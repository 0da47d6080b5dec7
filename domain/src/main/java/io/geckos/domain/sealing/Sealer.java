package io.geckos.domain.sealing;

import io.geckos.domain.object.ObjectUpload;
import io.geckos.domain.object.Seal;
import java.util.List;
import java.util.Optional;

/**
 * Seals objects with keys and opens them again. A store keeps the bytes that {@link #seal} writes and the {@link Seal},
 * and understands neither. For many threads.
 */
public interface Sealer {
    /**
     * Makes a seal with a fresh data key.
     *
     * @throws SealException.UnknownKey if the server does not have the master key
     */
    Seal newSeal(SealKey key);

    /**
     * An upload that writes sealed bytes, as one segment. Its digests are those of the plain bytes; but only for
     * {@link Seal.Kind#SSE_S3} its tag is their MD5, as the others must not tell it. One seal may serve for many uploads,
     * as for the parts of one object.
     *
     * @param part the number of the part that the upload is, or {@link SealedContent.Segment#WHOLE}. What was sealed as one
     *     part does not open as another
     * @throws SealException.WrongKey if the key does not open the seal
     * @throws SealException.UnknownKey if the server does not have the master key
     */
    ObjectUpload seal(ObjectUpload plain, Seal seal, SealKey key, int part);

    /**
     * Opens a seal for reading.
     *
     * @throws SealException.WrongKey if the key does not open the seal
     * @throws SealException.UnknownKey if the server does not have the master key
     */
    SealedContent open(Seal seal, SealKey key);

    /**
     * Wraps the data key of a seal anew. What was sealed with the old seal opens with the new one, without being touched.
     *
     * @throws SealException.WrongKey if {@code from} does not open the seal
     * @throws SealException.UnknownKey if the server does not have one of the master keys
     */
    Seal rewrap(Seal seal, SealKey from, SealKey to);

    /** Tells whether there is no newer key for a seal: keys that clients name or send are always the newest. */
    boolean isCurrent(Seal seal);

    /** The names of the master keys of the server, the newest first. */
    List<String> masterKeys();

    /** The name of the master key that a seal needs; empty if its client has the key. */
    Optional<String> masterKey(Seal seal);

    /** How many bytes {@code plain} bytes take when they are sealed in one segment. */
    long sealedSize(long plain);
}

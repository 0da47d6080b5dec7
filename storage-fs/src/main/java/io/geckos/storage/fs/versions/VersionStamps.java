package io.geckos.storage.fs.versions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.name.ObjectKey;
import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.format.VersionName;
import io.geckos.storage.fs.format.VersionStamp;
import io.geckos.storage.fs.volume.DataDirectory;
import io.geckos.storage.fs.volume.DataDirectoryFormat;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Gives versions their ids: what sorts them, and 64 bits of an HMAC-SHA-256 of key and order under the secret of the data
 * directory. So nobody guesses an id, and the id of a file put by hand is the same each time until somebody writes it down.
 */
public final class VersionStamps {
    private static final String ALGORITHM = "HmacSHA256";

    private final DataDirectory volume;
    private volatile @Nullable SecretKeySpec secret;

    public VersionStamps(DataDirectory volume) {
        this.volume = volume;
        volume.afterReplaced(() -> secret = null);
    }

    /** The stamp of the version of {@code key} that has this order. */
    public VersionStamp stamp(ObjectKey key, long order) throws FileFault {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret());
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, order));
            byte[] code = mac.doFinal(key.value().getBytes(UTF_8));
            return new VersionStamp(
                    order, VersionName.written(order) + HexFormat.of().formatHex(code, 0, Long.BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private SecretKeySpec secret() throws FileFault {
        SecretKeySpec known = secret;
        if (known == null) {
            known = new SecretKeySpec(DataDirectoryFormat.keepVersions(volume), ALGORITHM);
            secret = known;
        }
        return known;
    }
}

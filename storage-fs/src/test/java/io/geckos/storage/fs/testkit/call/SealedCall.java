package io.geckos.storage.fs.testkit.call;

import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.Seal;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.SealedBytes;
import java.util.Map;
import java.util.Optional;

/** Calls about sealed objects. A seal is told by a number. */
public final class SealedCall {
    private SealedCall() {}

    public static StorageCall putSealed(String key, String text, int seal) {
        return new StorageCall(
                "put " + key + " sealed " + text + " " + seal,
                client -> client.storage()
                        .objects()
                        .put(
                                StorageCall.id(key),
                                SealedBytes.spec(seal(seal)),
                                SealedBytes.upload(text),
                                WriteCondition.ALWAYS));
    }

    public static StorageCall reseal(String key, int from, int to) {
        return new StorageCall(
                "reseal " + key + " " + from + " " + to,
                client -> client.storage().objects().reseal(StorageCall.id(key), Version.LATEST, seal(from), seal(to)));
    }

    public static StorageCall beginSealed(String upload, String key, int seal) {
        return new StorageCall(
                "begin " + upload + " of " + key + " sealed " + seal,
                client -> client.hold(
                        upload,
                        client.storage()
                                .uploads()
                                .begin(StorageCall.id(key), SealedBytes.spec(seal(seal)), Optional.empty())
                                .id()));
    }

    public static StorageCall resealUpload(String upload, int from, int to) {
        return new StorageCall("reseal upload " + upload + " " + from + " " + to, client -> {
            UploadId id = client.upload(upload).id();
            client.storage().uploads().reseal(id, seal(from), seal(to));
        });
    }

    private static Seal seal(int number) {
        return new Seal(Seal.Kind.SSE_S3, Map.of("key", "key-" + number));
    }
}

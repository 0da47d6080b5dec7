package io.geckos.storage.fs.format;

import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.Protection;
import io.geckos.domain.object.StorageClass;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.text.HeaderText;
import io.geckos.storage.fs.files.StorageLog;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads what documents of the engine say of an object. People edit them, so what no header can carry is left out, and the
 * operator is told.
 */
final class ObjectSpecReader {
    private final String document;
    private final Set<String> omitted = new TreeSet<>();

    /** Reads from a document with this name, which names the object too. */
    ObjectSpecReader(String document) {
        this.document = document;
    }

    /** What is said of an object; what is left out of it is kept until {@link #warn}. */
    ObjectSpec read(
            Map<String, String> headers,
            Map<String, String> userMetadata,
            Map<String, String> tags,
            String storageClass) {
        Map<String, String> kept = new HashMap<>();
        headers.forEach((name, value) -> {
            if (isCarried(name, HeaderText.isLatin1(value))) {
                kept.put(name, value);
            }
        });
        Map<String, String> metadata = new HashMap<>();
        userMetadata.forEach((name, value) -> {
            if (isCarried("x-amz-meta-" + name, HeaderText.isText(value))) {
                metadata.put(name, value);
            }
        });
        return new ObjectSpec(kept, metadata, tags, storageClass(storageClass), Protection.NONE);
    }

    /** Nearly all documents name none, and these are read often. */
    private StorageClass storageClass(String name) {
        return name.equals(StorageClass.STANDARD.name()) || !isCarried("x-amz-storage-class", StorageClass.isName(name))
                ? StorageClass.STANDARD
                : new StorageClass(name);
    }

    private boolean isCarried(String name, boolean value) {
        boolean carried = value && HeaderText.isName(name);
        if (!carried) {
            omitted.add(name.replaceAll("[^!-~]", "?"));
        }
        return carried;
    }

    /** The access control list of a text; empty if there is none, or if it cannot be read. */
    Optional<AccessControlList> acl(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(AccessControlList.parse(text));
        } catch (IllegalArgumentException _) {
            omitted.add("acl");
            return Optional.empty();
        }
    }

    /** Logs what was left out, if anything. */
    void warn() {
        if (!omitted.isEmpty()) {
            StorageLog.warn(
                    document + ": left out, as no header can carry what it says: " + String.join(", ", omitted));
        }
    }
}

package io.geckos.server.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.VersionEntry;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/** A digest of what a listing shows of a bucket, and of its settings: tells whether it was changed since another was made. */
final class SourceDigest {
    private final MessageDigest digest;

    private SourceDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of a bucket, in hexadecimal. Lists all of it. Changes of tags, ACLs and locks of objects do not show. */
    static String of(Storage storage, Bucket bucket) {
        SourceDigest all = new SourceDigest();
        all.add(List.of(bucket.versioning().name()));
        new TreeMap<>(storage.buckets().settings(bucket.name()))
                .forEach((setting, text) -> all.add(List.of(setting.name(), text)));
        Iterator<KeyEntries> keys = KeyEntries.of(storage.objects(), bucket.name());
        while (keys.hasNext()) {
            keys.next().entries().forEach(all::add);
        }
        return HexFormat.of().formatHex(all.digest.digest());
    }

    private void add(VersionEntry entry) {
        switch (entry) {
            case VersionEntry.Stored(var version, var summary, var _) -> add(version.toString(), summary);
            case VersionEntry.DeleteMarker(var id, var version, var _, var modified) ->
                add(List.of("marker", id.key().value(), version.toString(), modified.toString()));
            case VersionEntry.CommonPrefix(var prefix) -> throw new IllegalStateException("rolled up: " + prefix);
        }
    }

    private void add(String version, ObjectSummary summary) {
        add(List.of(
                "version",
                summary.id().key().value(),
                version,
                summary.etag().value(),
                String.valueOf(summary.size()),
                summary.lastModified().toString()));
    }

    private void add(List<String> texts) {
        for (String text : texts) {
            digest.update(text.getBytes(UTF_8));
            // No text of these has it, so no two lists are the same bytes.
            digest.update((byte) 0);
        }
    }
}

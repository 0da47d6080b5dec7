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

/**
 * What a listing shows of a bucket in the source.
 *
 * @param digest of the listing and of the settings, in hexadecimal: tells whether the bucket was changed since another was
 *     made. Changes of tags, ACLs and locks of objects do not show
 * @param versions how many versions and delete markers there are
 * @param bytes of all versions
 */
record SourceSurvey(String digest, long versions, long bytes) {
    /** Lists all of a bucket, once. */
    static SourceSurvey of(Storage storage, Bucket bucket) {
        Digest all = new Digest();
        all.add(List.of(bucket.versioning().name()));
        new TreeMap<>(storage.buckets().settings(bucket.name()))
                .forEach((setting, text) -> all.add(List.of(setting.name(), text)));
        long versions = 0;
        long bytes = 0;
        Iterator<KeyEntries> keys = KeyEntries.of(storage.objects(), bucket.name());
        while (keys.hasNext()) {
            for (VersionEntry entry : keys.next().entries()) {
                all.add(entry);
                versions++;
                bytes += MigrationProgress.size(entry);
            }
        }
        return new SourceSurvey(all.text(), versions, bytes);
    }

    /** The digest of a document's text. */
    static String digest(String text) {
        Digest digest = new Digest();
        digest.add(List.of(text));
        return digest.text();
    }

    private static final class Digest {
        private final MessageDigest digest;

        Digest() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        void add(VersionEntry entry) {
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

        void add(List<String> texts) {
            for (String text : texts) {
                digest.update(text.getBytes(UTF_8));
                // No text of these has it, so no two lists are the same bytes.
                digest.update((byte) 0);
            }
        }

        String text() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}

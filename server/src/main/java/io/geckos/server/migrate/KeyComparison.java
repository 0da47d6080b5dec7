package io.geckos.server.migrate;

import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.VersionEntry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Compares the versions of a key in two stores: their order, ids and properties, and every byte in the target. */
record KeyComparison(Storage source, Storage target, MigrationProgress progress) {
    void compare(KeyPairs.KeyPair pair) {
        List<Version.Named> expected = versions(pair.source());
        List<Version.Named> found = versions(pair.target());
        if (!expected.equals(found)) {
            progress.problem(
                    pair.key(), "has the versions " + values(found) + " in the target, not " + values(expected));
            return;
        }
        for (int i = 0; i < expected.size(); i++) {
            VersionEntry entry = pair.source().entries().get(i);
            try {
                String difference = difference(entry, pair.target().entries().get(i));
                if (!difference.isEmpty()) {
                    progress.problem(pair.key(), "version " + expected.get(i).value() + ": " + difference);
                }
                progress.compared(entry);
            } catch (StorageException.Unavailable | StorageException.Busy e) {
                throw e;
            } catch (StorageException e) {
                progress.problem(
                        pair.key(), "version " + expected.get(i).value() + " cannot be compared: " + e.getMessage());
            }
        }
    }

    private static List<Version.Named> versions(KeyEntries key) {
        return key.entries().stream().map(KeyCopy::version).toList();
    }

    private static List<String> values(List<Version.Named> versions) {
        return versions.stream().map(Version.Named::value).toList();
    }

    private String difference(VersionEntry expected, VersionEntry found) {
        return switch (expected) {
            case VersionEntry.DeleteMarker marker ->
                found instanceof VersionEntry.DeleteMarker other
                                && marker.latest() == other.latest()
                                && !other.lastModified().isBefore(marker.lastModified())
                        ? ""
                        : "is a delete marker of " + marker.lastModified() + ", and " + found + " in the target";
            case VersionEntry.Stored stored ->
                found instanceof VersionEntry.Stored other && stored.equals(other)
                        ? difference(stored.summary().id(), stored.version())
                        : "is listed as " + found + ", not as " + expected;
            case VersionEntry.CommonPrefix prefix -> throw new IllegalStateException("rolled up: " + prefix.prefix());
        };
    }

    private String difference(ObjectId id, Version.Named version) {
        try (StoredObject expected = source.objects().open(id, version);
                StoredObject found = target.objects().open(id, version)) {
            String difference = difference(expected, found);
            return difference.isEmpty() ? contentDifference(expected, found) : difference;
        } catch (IOException e) {
            throw new StorageException.StorageFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Where ETags prove the bytes, only the target is read. Otherwise both stores are, and compared by their SHA-256. */
    private String contentDifference(StoredObject expected, StoredObject found) throws IOException {
        if (ContentDigest.isProven(found)) {
            String problem = ContentDigest.read(found, ContentDigest.nowhere(), progress::readBack)
                    .problem();
            return problem.isEmpty() ? "" : "in the target " + problem;
        }
        boolean same =
                Arrays.equals(ContentDigest.sha256(found, progress::readBack), ContentDigest.sha256(expected, _ -> {}));
        return same ? "" : "has other bytes in the target";
    }

    private static String difference(StoredObject expected, StoredObject found) {
        ObjectInfo info = expected.info();
        ObjectInfo other = found.info();
        return Stream.of(
                        different("size", info, other, ObjectInfo::size),
                        different("ETag", info, other, ObjectInfo::etag),
                        different("time", info, other, ObjectInfo::lastModified),
                        different("checksums", info, other, ObjectInfo::checksums),
                        different("headers", info.spec(), other.spec(), ObjectSpec::headers),
                        different("metadata", info.spec(), other.spec(), ObjectSpec::userMetadata),
                        different("tags", info.spec(), other.spec(), ObjectSpec::tags),
                        different("storage class", info.spec(), other.spec(), ObjectSpec::storageClass),
                        different("protection", info.spec(), other.spec(), ObjectSpec::protection),
                        different("access control list", info.spec(), other.spec(), ObjectSpec::acl),
                        different("seal", info.spec(), other.spec(), ObjectSpec::seal),
                        different("parts", expected, found, StoredObject::parts),
                        different("stored size", expected, found, StoredObject::storedSize))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static <T> String different(String name, T expected, T found, Function<T, Object> property) {
        Object left = property.apply(expected);
        Object right = property.apply(found);
        return Objects.equals(left, right) ? "" : "the target has the " + name + " " + right + ", not " + left;
    }
}

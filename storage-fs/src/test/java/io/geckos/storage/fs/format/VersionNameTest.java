package io.geckos.storage.fs.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.name.VersionId;
import io.geckos.storage.fs.files.FileType;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of versions, and of the directories that they stand in. */
class VersionNameTest {
    private static final long ORDER = 1_764_460_000_123_456_000L;

    private static VersionStamp stamp(long order) {
        return new VersionStamp(order, VersionName.written(order) + "0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, ORDER, Long.MAX_VALUE, Long.MIN_VALUE + 1})
    void whatIsWrittenIsRead(long order) {
        for (VersionStamp stamp : new VersionStamp[] {stamp(order), VersionStamp.ofNull(order)}) {
            for (VersionName name : new VersionName[] {
                VersionName.data(stamp),
                VersionName.marker(stamp, VersionName.NOTHING),
                VersionName.marker(stamp, ORDER - 1_000)
            }) {
                assertEquals(name, VersionName.read(name.fileName()), name.fileName());
            }
        }
        assertEquals(
                stamp(order),
                Objects.requireNonNull(VersionName.of(new VersionId(stamp(order).id())))
                        .stamp());
    }

    @Test
    void namesSortNewestFirst() {
        assertTrue(VersionName.written(ORDER + 1).compareTo(VersionName.written(ORDER)) < 0);
        assertTrue(VersionName.written(0).compareTo(VersionName.written(-1)) < 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "6783d8ae6a2f1dff",
                "6783d8ae6a2f1dff-",
                "6783d8ae6a2f1dff-nul",
                "6783D8AE6A2F1DFF-null",
                "6783d8ae6a2f1dff-null.metadata.json",
                "6783d8ae6a2f1dff-null.marker.",
                "6783d8ae6a2f1dff-null.marker.6783d8ae6a2f1df",
                "6783d8ae6a2f1dff-null.marker.6783d8ae6a2f1dff.metadata.json",
                "6783d8ae6a2f1dff-null~"
            })
    void otherNamesMeanNothing(String name) {
        assertNull(VersionName.read(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "dir/a", "dir/", "a//b", "^=a", "x.metadata.json", "..", "a^/\0"})
    void theDirectoryOfAKeyIsFoundInItsTreeAndStandsForNothingInTheBucket(String text) {
        ObjectPath place = KeyLayout.history(new ObjectKey(text));
        KeyLayout.Directory within = KeyLayout.Directory.top(Tree.VERSIONS);
        KeyLayout.Directory bucket = KeyLayout.Directory.BUCKET;
        for (String name :
                place.directory().isEmpty() ? new String[0] : place.directory().split("/")) {
            within = KeyLayout.below(within, name);
            bucket = KeyLayout.below(bucket, name);
        }
        KeyLayout.Named named = Objects.requireNonNull(KeyLayout.read(within, place.name(), FileType.DIRECTORY));
        assertEquals(text, named.text());
        assertEquals(place, named.place());
        assertNull(KeyLayout.read(within, place.name(), FileType.REGULAR));
        assertNull(KeyLayout.read(bucket, place.name(), FileType.DIRECTORY));
    }

    @Test
    void aLongSegmentStandsInPiecesAndAnEmptyOneUnderTheMarkAlone() {
        ObjectPath place = KeyLayout.history(new ObjectKey("c".repeat(300)));
        KeyLayout.Directory within = KeyLayout.below(KeyLayout.Directory.top(Tree.VERSIONS), place.directory());
        KeyLayout.Named named = Objects.requireNonNull(KeyLayout.read(within, place.name(), FileType.DIRECTORY));
        assertEquals("c".repeat(300), named.text());
        assertEquals(new ObjectPath("a", "^=", ObjectPath.Kind.FILE), KeyLayout.history(new ObjectKey("a/")));
    }
}

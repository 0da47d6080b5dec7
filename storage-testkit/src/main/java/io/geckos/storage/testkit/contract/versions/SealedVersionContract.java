package io.geckos.storage.testkit.contract.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.error.StorageException.VersionIsDeleteMarker;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.testkit.data.SealedBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sealed versions: each keeps its own seal wherever it goes. */
public abstract class SealedVersionContract extends VersionedBucketContract {
    /** Usage counts the bytes of sealed files, listings those that clients sent: they are not compared. */
    @Override
    protected void check() {}

    private ObjectInfo putSealed(String text) {
        return storage.objects()
                .put(id("a"), SealedBytes.spec(SealedBytes.SEAL), SealedBytes.upload(text), WriteCondition.ALWAYS);
    }

    private String readSealed(Version version) {
        try (StoredObject opened = storage.objects().open(id("a"), version)) {
            return SealedBytes.read(opened);
        }
    }

    @Test
    void aVersionThatIsReplacedKeepsItsSeal() {
        ObjectInfo sealed = putSealed("one");
        ObjectInfo plain = put("a", "plain");
        ObjectInfo again = putSealed("three");
        storage = reopen(storage);
        assertEquals(List.of(version(again), version(plain), version(sealed)), history("a"));
        assertEquals(sealed, stat("a", version(sealed)));
        assertEquals("[sealed one]", readSealed(version(sealed)));
        assertEquals("plain", read("a", version(plain)));
        assertEquals("[sealed three]", readSealed(Version.LATEST));
    }

    @Test
    void aVersionThatBecomesCurrentAgainKeepsItsSeal() {
        ObjectInfo sealed = putSealed("one");
        Version.Named second = putVersion("a", "plain");
        remove("a", second, hide("a"));
        assertEquals(sealed, stat("a"));
        assertEquals("[sealed one]", readSealed(Version.LATEST));
    }

    @Test
    void taggingAnOldVersionKeepsItsSeal() {
        ObjectInfo sealed = putSealed("one");
        put("a", "plain");
        ObjectInfo tagged = storage.objects().retag(id("a"), version(sealed), Map.of("k", "v"));
        assertEquals(sealed.withSpec(sealed.spec().withTags(Map.of("k", "v"))), tagged);
        assertEquals("[sealed one]", readSealed(version(sealed)));
    }

    @Test
    void aNewSealIsThatOfOneVersion() {
        ObjectInfo old = putSealed("one");
        ObjectInfo current = putSealed("two");
        ObjectInfo resealed = storage.objects().reseal(id("a"), version(old), SealedBytes.SEAL, SealedBytes.REWRAPPED);
        assertEquals(old.withSpec(SealedBytes.spec(SealedBytes.REWRAPPED)), resealed);
        storage = reopen(storage);
        assertEquals(resealed, stat("a", version(old)));
        assertEquals(current, stat("a", version(current)));
        assertEquals(List.of(version(current), version(old)), history("a"));
        assertEquals("[sealed one]", readSealed(version(old)));
        assertEquals("[sealed two]", readSealed(Version.LATEST));
    }

    @Test
    void aVersionBelowADeleteMarkerGetsANewSeal() {
        ObjectInfo old = putSealed("one");
        hide("a");
        storage.objects().reseal(id("a"), version(old), SealedBytes.SEAL, SealedBytes.REWRAPPED);
        assertEquals(
                Optional.of(SealedBytes.REWRAPPED),
                stat("a", version(old)).spec().seal());
        assertThrows(
                VersionIsDeleteMarker.class,
                () -> storage.objects().reseal(id("a"), Version.LATEST, SealedBytes.SEAL, SealedBytes.REWRAPPED));
    }

    @Test
    void aCopyOntoItselfIsANewVersionWithTheSameBytes() {
        ObjectInfo sealed = putSealed("one");
        try (StoredObject opened = storage.objects().open(id("a"), Version.LATEST)) {
            storage.objects()
                    .copy(opened, id("a"), SealedBytes.spec(SealedBytes.OTHER), Set.of(), WriteCondition.ALWAYS);
        }
        assertEquals("[sealed one]", readSealed(Version.LATEST));
        assertEquals(sealed, stat("a", version(sealed)));
        assertEquals(2, versions().size());
    }
}

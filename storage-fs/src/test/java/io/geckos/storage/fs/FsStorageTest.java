package io.geckos.storage.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.engine.Storage;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.fs.testkit.TemporaryDataDirectories;
import io.geckos.storage.testkit.VersionedStorageContractSuites;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

/** The engine under every suite; after each test, nothing may be left in staging. */
class FsStorageTest extends VersionedStorageContractSuites {
    private final TemporaryDataDirectories dirs = new TemporaryDataDirectories();
    private final IdentityHashMap<Storage, Path> opened = new IdentityHashMap<>();

    @Override
    public Storage open() {
        return open(dirs.next());
    }

    private Storage open(Path data) {
        Storage storage = new FsStorageProvider().open(Map.of("data-dir", data.toString(), "durability", "relaxed"));
        opened.put(storage, data);
        return storage;
    }

    @Override
    public Storage reopen(Storage storage) {
        storage.close();
        return open(Objects.requireNonNull(opened.remove(storage)));
    }

    @Override
    public void check() {
        for (Path data : opened.values()) {
            assertEquals(List.of(), DirectoryContents.staged(data));
        }
    }

    @Override
    protected List<String> ownHostileKeys() {
        return List.of(
                "^^",
                "^=",
                "^+",
                "^",
                "^=a",
                "^^a/b",
                "^+a/b",
                "a/^=",
                "^0",
                "^^0",
                "a^b",
                "a\0b",
                ".metadata.json",
                "a/.metadata.json",
                "x.metadata.json.metadata.json",
                ".geckos3-tmp/a",
                ".geckos3-multipart",
                ".metadata-tmp-1",
                "b/.geckos3-tmp",
                ".geckos3/staging",
                "^".repeat(1024),
                "^\0".repeat(300),
                "a".repeat(241),
                "a".repeat(242),
                "b".repeat(255) + "/c",
                "b".repeat(256) + "/c",
                "c".repeat(239) + "d",
                "c".repeat(239),
                "c".repeat(240) + "e",
                "c".repeat(240) + "/f");
    }

    @AfterEach
    void removeData() {
        dirs.close();
    }
}

package io.geckos.storage.fs.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.checksum.ChecksumAlgorithm;
import io.geckos.domain.engine.VerifyFinding;
import io.geckos.domain.engine.VerifyFinding.Kind;
import io.geckos.domain.engine.VerifyListener;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.WriteCondition;
import io.geckos.storage.fs.FsStorage;
import io.geckos.storage.fs.FsStorageProvider;
import io.geckos.storage.fs.testkit.BucketFixture;
import io.geckos.storage.fs.testkit.DirectoryContents;
import io.geckos.storage.testkit.data.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that is not as the engine leaves it is found, and nothing is changed unless that was asked for. */
class VerifyRunTest {
    private final BucketFixture bucket = new BucketFixture();

    @AfterEach
    void close() {
        bucket.close();
    }

    /** Remembers what it is told. */
    private static final class Report implements VerifyListener {
        private final List<String> found = new ArrayList<>();
        private long expectedObjects = -1;
        private long expectedBytes;
        private long bytes;
        private long objects;

        @Override
        public void expect(long expectedObjects, long expectedBytes) {
            this.expectedObjects = expectedObjects;
            this.expectedBytes = expectedBytes;
        }

        @Override
        public void read(long more) {
            bytes += more;
        }

        @Override
        public void done() {
            objects++;
        }

        @Override
        public void found(VerifyFinding finding) {
            found.add((finding.isQuarantined() ? "took " : "") + finding.kind() + " " + finding.where() + " "
                    + finding.what());
        }
    }

    @Test
    void whatTheEngineWroteIsFoundToBeRight() {
        fill();
        Report report = verify(false);
        assertEquals(List.of(), report.found);
        assertEquals(6, report.objects);
        assertEquals(6, report.expectedObjects);
        assertEquals(report.expectedBytes, report.bytes - "part".length());
    }

    @Test
    void damageToAnyByteIsFoundAndNothingIsChanged() throws IOException {
        fill();
        Path part;
        try (Stream<Path> all = Files.walk(bucket.data().resolve(".geckos3/buckets"))) {
            part = all.filter(path -> path.endsWith("00001")).findFirst().orElseThrow();
        }
        for (Path path : List.of(bucket.path("plain"), bucket.path("parts"), bucket.path("dir/checked"), part)) {
            rot(path);
        }
        Map<String, String> before = contents();
        Report report = verify(false);
        assertEquals(4, report.found.size(), report.found::toString);
        for (String where :
                List.of("hands/plain has the MD5", "hands/parts part 2: has the MD5", "checked has", "00001")) {
            assertTrue(
                    report.found.stream().anyMatch(line -> line.startsWith("DAMAGED ") && line.contains(where)),
                    () -> where + " is missing in " + report.found);
        }
        assertEquals(before, contents());
    }

    @Test
    void anotherChecksumThanWasVouchedForIsDamage() throws IOException {
        bucket.storage()
                .objects()
                .put(
                        BucketFixture.id("a"),
                        ObjectSpec.EMPTY,
                        Uploads.of("1", ChecksumAlgorithm.CRC32C),
                        WriteCondition.ALWAYS);
        Path sidecar = bucket.path("a.metadata.json");
        Files.writeString(
                sidecar, Files.readString(sidecar).replaceFirst("\"CRC32C\":\"......", "\"CRC32C\":\"AAAAAA"));
        assertEquals(1, verify(false).found.size());
    }

    @Test
    void whatHandsDidIsToldAndIsNoDamage() throws Exception {
        bucket.put("same size", "before");
        bucket.put("other time", "kept");
        bucket.put("other size", "before");
        bucket.write("same size", "behind");
        bucket.write("other size", "longer than before");
        Files.setLastModifiedTime(bucket.path("other time"), FileTime.fromMillis(1_000));
        bucket.write("put", "by hand");
        bucket.put("orphan", "1");
        Files.delete(bucket.path("orphan"));
        Files.setLastModifiedTime(bucket.path("orphan.metadata.json"), FileTime.fromMillis(1_000));
        bucket.write(".geckos3-tmp/x", "half");
        bucket.write("^=^", "no key");
        Files.createSymbolicLink(bucket.path("link"), Path.of("put"));
        Files.createDirectories(bucket.data().resolve("Not A Bucket"));
        assertEquals(
                List.of(
                        "FOREIGN Not A Bucket is no bucket",
                        "FOREIGN hands/^=^ has a name that no key is written as",
                        "FOREIGN hands/link is a link or special file",
                        "LEFTOVER hands/.geckos3-tmp is a working directory of the original geckos3",
                        "LEFTOVER hands/orphan.metadata.json is a sidecar without a file",
                        "UNDESCRIBED hands/other size was changed by hand",
                        "UNDESCRIBED hands/other time has another time than was said of it; its bytes are right",
                        "UNDESCRIBED hands/put was put by hand",
                        "UNDESCRIBED hands/same size was changed by hand"),
                verify(false).found.stream().sorted().toList());
    }

    @Test
    void whatIsSaidAndCannotBeReadIsDamage() throws IOException {
        fill();
        for (String damaged : List.of("{\"size\":", "", "{\"geckos3\":2,\"size\":1}")) {
            Files.writeString(bucket.path("plain.metadata.json"), damaged);
            assertEquals(List.of("UNINTELLIGIBLE hands/plain has a sidecar that cannot be read"), verify(false).found);
        }
        bucket.put("plain", "again");
        Path settings = bucket.data().resolve(".geckos3/buckets/hands/bucket.json");
        Files.writeString(settings, "{");
        assertEquals(
                List.of("UNINTELLIGIBLE .geckos3/buckets/hands has settings that cannot be read"), verify(false).found);
    }

    @Test
    void anUploadThatCannotBeReadIsDamage() throws IOException {
        UploadInfo upload =
                bucket.storage().uploads().begin(BucketFixture.id("later"), BucketFixture.SPEC, Optional.empty());
        String path = ".geckos3/buckets/hands/uploads/" + upload.id().value();
        Files.writeString(bucket.data().resolve(path).resolve("upload.json"), "{}");
        assertEquals(
                List.of("UNINTELLIGIBLE " + path + " is an upload of which nothing can be read"), verify(false).found);
    }

    @Test
    void repairPutsDamageAsideWhereItIsFoundAgainAndServesTheRest() throws IOException {
        fill();
        rot(bucket.path("dir/checked"));
        Files.writeString(bucket.path("plain.metadata.json"), "{");
        assertThrows(StorageException.Unavailable.class, () -> verify(true));
        bucket.stop();
        Report report = verify(true);
        assertEquals(2, report.found.size(), report.found::toString);
        report.found.forEach(line -> assertTrue(line.startsWith("took "), line));
        assertEquals(
                List.of(
                        "hands",
                        "hands/dir",
                        "hands/dir/checked",
                        "hands/dir/checked.metadata.json",
                        "hands/plain.metadata.json"),
                quarantined());
        assertEquals(List.of("UNDESCRIBED hands/plain was put by hand"), verify(false).found);
        bucket.start();
        assertThrows(StorageException.NoSuchObject.class, () -> bucket.stat("dir/checked"));
        assertEquals("plain", bucket.get("plain"));
    }

    /** Directories come in any order, so there are enough for both: the file before its sidecar, and after it. */
    @Test
    void repairCountsEachObjectOnce() throws IOException {
        for (int i = 0; i < 12; i++) {
            bucket.put("damaged" + i, "1234");
            rot(bucket.path("damaged" + i));
        }
        bucket.put("changed", "1234");
        bucket.write("changed", "5678");
        bucket.write("put", "1234");
        assertEquals(14, verify(false).objects);
        bucket.stop();
        Report report = verify(true);
        assertEquals(14, report.objects);
        assertEquals(14, report.found.size(), report.found::toString);
        bucket.start();
    }

    @Test
    void aDirectoryOfTheOriginalIsOnlyRead() throws IOException {
        Path data = bucket.elsewhere();
        Files.createDirectories(data.resolve("old"));
        Files.writeString(data.resolve("old/a"), "meow");
        Files.writeString(
                data.resolve("old/a.metadata.json"),
                "{\"size\":4,\"lastModified\":\"2100-01-15T10:30:00Z\",\"etag\":\"\\\"4a4be40c96ac6314e91d93f38043a634\\\"\"}");
        Report report = new Report();
        new FsStorageProvider().verify(Map.of("data-dir", data.toString()), false, report);
        assertEquals(List.of(), report.found);
        assertEquals(1, report.objects);
        assertEquals(List.of("old"), DirectoryContents.names(data));
    }

    @Test
    void withoutADirectoryThereIsNothingToVerify() {
        Map<String, String> settings = Map.of("data-dir", bucket.data() + "/missing");
        assertThrows(
                StorageException.Unavailable.class,
                () -> new FsStorageProvider().verify(settings, false, new Report()));
    }

    @Test
    void aScrubFindsDamageWhileTheEngineServes() throws IOException {
        bucket.put("a", "1");
        bucket.put("b", "2");
        rot(bucket.path("b"));
        List<VerifyFinding> damage =
                ((FsStorage) bucket.storage()).engine().scrub(1 << 30).pass();
        assertEquals(
                List.of(Kind.DAMAGED), damage.stream().map(VerifyFinding::kind).toList());
    }

    private void fill() {
        bucket.put("plain", "plain");
        bucket.put("dir/file", "below");
        bucket.put("folder/", "");
        bucket.put("empty", "");
        bucket.putInParts("parts", "one and ", "two");
        bucket.storage()
                .objects()
                .put(
                        BucketFixture.id("dir/checked"),
                        ObjectSpec.EMPTY,
                        Uploads.of("checked", ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.SHA256),
                        WriteCondition.ALWAYS);
        UploadInfo upload =
                bucket.storage().uploads().begin(BucketFixture.id("later"), BucketFixture.SPEC, Optional.empty());
        bucket.storage().uploads().putPart(upload.id(), 1, Uploads.of("part"));
    }

    private Report verify(boolean repair) {
        Report report = new Report();
        new FsStorageProvider().verify(bucket.settings(), repair, report);
        return report;
    }

    /** Turns a bit without touching the times, as a disk does. */
    private static void rot(Path path) throws IOException {
        FileTime modified = Files.getLastModifiedTime(path);
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length > 20 ? 2 : bytes.length - 1] ^= 1;
        Files.write(path, bytes);
        Files.setLastModifiedTime(path, modified);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(bucket.data())) {
            for (Path path : all.toList()) {
                contents.put(
                        path + " " + Files.getLastModifiedTime(path),
                        Files.isRegularFile(path) ? new String(Files.readAllBytes(path), UTF_8) : "");
            }
        }
        return contents;
    }

    private List<String> quarantined() throws IOException {
        Path quarantine = bucket.data().resolve(".geckos3/quarantine");
        try (Stream<Path> all = Files.walk(quarantine)) {
            return all.filter(path -> quarantine.relativize(path).getNameCount() > 1)
                    .map(path -> path.subpath(quarantine.getNameCount() + 1, path.getNameCount())
                            .toString())
                    .sorted()
                    .toList();
        }
    }
}

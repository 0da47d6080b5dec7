package io.geckos.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.storage.fs.testkit.BucketFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/backup-and-restore.md promises of copies, by the tools it names. */
class BackupToolsTest {
    private final BucketFixture bucket = new BucketFixture();
    private final Path copy = bucket.elsewhere().resolve("copy");

    @AfterEach
    void close() {
        bucket.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cp -a \"$1\" \"$2\"",
                "mkdir \"$2\" && tar --format=posix -C \"$1\" -cf - . | tar -C \"$2\" -xpf -",
                "if command -v rsync >/dev/null; then rsync -a --modify-window=-1 \"$1/\" \"$2/\";"
                        + " else echo 'rsync is not installed: cp stands in for it' >&2; cp -a \"$1\" \"$2\"; fi"
            })
    void aCopyThatKeepsTimesKeepsEverythingAtOnce(String script) throws Exception {
        List<ObjectInfo> before = fill();
        bucket.stop();
        shell(script, bucket.data().toString(), copy.toString());
        bucket.start(copy);
        assertEquals(before, bucket.objects());
        assertEquals("in parts", bucket.get("dir/parts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkdir \"$2\" && tar --format=ustar -C \"$1\" -cf - . | tar -C \"$2\" -xpf -",
                "cp -r \"$1\" \"$2\"",
                "cp -a \"$1\" \"$2\" && find \"$2\" -exec touch -d '1999-12-31 23:59:59' {} +"
            })
    void aCopyThatDoesNotKeepTimesKeepsEverythingOnceItWasRead(String script) throws Exception {
        List<ObjectInfo> before = fill();
        bucket.stop();
        shell(script, bucket.data().toString(), copy.toString());
        // As after some time: what was copied a moment ago is left alone.
        shell(
                "find \"$1\" -type f -newermt '-1 hour' -exec touch -d '-2 hours' {} +",
                copy.resolve("hands").toString());
        bucket.start(copy);
        for (int i = 0; i < before.size(); i++) {
            ObjectInfo was = before.get(i);
            ObjectInfo is = bucket.objects().get(i);
            assertEquals(was.spec(), is.spec());
            assertFalse(is.size() > 0 && is.etag().isMd5() && !is.etag().equals(was.etag()));
        }
        ((FsStorage) bucket.storage()).housekeeping().goThroughBuckets();
        assertEquals(before, bucket.objects());
    }

    @Test
    void aCopyWithoutSidecarsIsServedWithTagsOfTheOtherForm() throws Exception {
        ETag before = bucket.put("a.txt", "1").etag();
        bucket.stop();
        shell(
                "mkdir -p \"$2/hands\" && cd \"$1/hands\" && find . -type f ! -name '*.metadata.json' -exec cp -a {} \"$2/hands\" ';'",
                bucket.data().toString(),
                copy.toString());
        bucket.start(copy);
        assertNotEquals(before, bucket.etag("a.txt"));
        assertFalse(bucket.etag("a.txt").isMd5());
        assertEquals("1", bucket.get("a.txt"));
        assertEquals(
                Map.of("content-type", "text/plain"),
                bucket.stat("a.txt").spec().headers());
    }

    @Test
    void aBackupTakenOfARunningServerIsWhole() throws Exception {
        List<ObjectInfo> before = fill();
        shell("cp -a \"$1\" \"$2\"", bucket.data().toString(), copy.toString());
        bucket.put("later", "than the backup");
        bucket.stop();
        bucket.start(copy);
        assertEquals(before, bucket.objects());
    }

    @Test
    void everyObjectIsRecoveredWithNothingButAShell() throws Exception {
        List<String> keys = List.of(
                "plain",
                "dir/file",
                "dir",
                "a//b",
                "/a",
                "../up",
                "..",
                "a^b",
                "^=a",
                "^^",
                "folder/",
                "folder/with body/",
                "x.metadata.json",
                "ü/日本",
                "long/" + "l".repeat(600) + "/end",
                "c".repeat(245),
                "  spaces  ",
                "quote'\"$(x)`y`\\");
        for (String key : keys) {
            bucket.put(key, key.equals("folder/") ? "" : "bytes of " + key);
        }
        bucket.putInParts("parts", "bytes of ", "parts");
        bucket.write("by hand.metadata.json", "bytes of by hand.metadata.json");
        Path script = Files.writeString(bucket.elsewhere().resolve("keys.sh"), documentedScript());
        Map<String, String> recovered = new HashMap<>();
        shell("sh \"$1\" \"$2\"", script.toString(), bucket.path("").toString())
                .lines()
                .forEach(line -> {
                    int tab = line.indexOf('\t');
                    recovered.put(line.substring(0, tab), line.substring(tab + 1));
                });
        assertEquals(
                List.copyOf(bucket.keys()),
                recovered.keySet().stream().sorted(ObjectKey.ORDER).toList());
        for (Map.Entry<String, String> object : recovered.entrySet()) {
            if (!object.getKey().equals("folder/")) {
                assertEquals("bytes of " + object.getKey(), Files.readString(bucket.path(object.getValue())));
            }
        }
    }

    private static String documentedScript() throws IOException {
        String page = Files.readString(Path.of("../docs/backup-and-restore.md"));
        int begin = page.indexOf("# usage: sh keys.sh");
        return page.substring(begin, page.indexOf("```", begin));
    }

    private List<ObjectInfo> fill() throws IOException {
        bucket.fill();
        bucket.storage().uploads().begin(BucketFixture.id("later"), BucketFixture.SPEC, Optional.empty());
        ((FsStorage) bucket.storage()).housekeeping().goThroughBuckets();
        return bucket.objects();
    }

    private static String shell(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.onExit().join().exitValue(), script);
        return output;
    }
}

package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.it.testkit.Eventually;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with objects in the console beyond upload and deletion, in a browser. */
class ObjectActionsTest extends OpenConsoleTest {
    /** Two parts, of which the second is short. */
    private static final int SIZE = 20_000_000;

    /** Holds the second part back until {@code release()}, as a slow disk would. */
    private static final String HOLD_SECOND_PART = """
            const whole = Blob.prototype.arrayBuffer;
            const released = new Promise((go) => (window.release = go));
            Blob.prototype.arrayBuffer = function () {
              return this.size === 16777216 ? whole.call(this) : released.then(() => whole.call(this));
            };""";

    @BeforeEach
    void open() throws Exception {
        visitor.open();
    }

    @Test
    void objectIsTaggedAndRenamed() throws Exception {
        visitor.createBucket("renamed", false);
        visitor.upload(Files.writeString(folder.resolve("a.txt"), "content"));
        browser().click("//button[.='a.txt']");
        browser().click("//button[.='Edit tags']");
        browser().click("//dialog//button[.='Add tag']");
        browser().type("//dialog//input[@aria-label='Name of the tag']", "colour");
        browser().type("//dialog//input[@aria-label='Value of the tag']", "blue");
        visitor.assertAccessible();
        browser().click("//button[.='Save tags']");
        browser().await("//dd[.='blue']");
        browser().click("//dialog//button[.='Copy or move']");
        visitor.typeInto("As", ".old");
        browser().click("//dialog//label[.='Move']");
        visitor.assertAccessible();
        browser().click("//dialog//button[.='Move']");
        browser().click("//button[.='a.txt.old']");
        browser().await("//dd[.='blue']");
        assertEquals("content", Files.readString(visitor.dataDir().resolve("renamed/a.txt.old")));
        assertFalse(Files.exists(visitor.dataDir().resolve("renamed/a.txt")));
    }

    @Test
    void folderIsCopiedIntoAnother() throws Exception {
        visitor.createBucket("copied", false);
        visitor.script("""
                                return import(folder + 'session.js').then(async ({s3}) => {
                                  for (const key of ['a/1.txt', 'a/b/2.txt']) await s3().send('PUT', {bucket: 'copied', key, body: new Blob([key])});
                                });""");
        browser().click("//header//a[.='Buckets']");
        browser().click("//a[.='copied']");
        browser().click("//input[@aria-label='Select a']");
        browser().click("//button[.='Copy or move']");
        visitor.typeInto("Into folder", "a/c");
        browser().click("//dialog//button[.='Copy']");
        browser().await("//*[@role='alert']//*[.='A folder cannot be copied into itself.']");
        visitor.typeInto("Into folder", "\uE003\uE003\uE003z");
        browser().click("//dialog//button[.='Copy']");
        browser().await("//div[.='2 objects copied.']");
        assertEquals("a/b/2.txt", Files.readString(visitor.dataDir().resolve("copied/z/a/b/2.txt")));
    }

    @Test
    void newVersionsOfLockedBucketAreProtected() throws Exception {
        visitor.signInAsRoot();
        visitor.script(
                "return import(folder + 'session.js').then(({s3}) => s3().send('PUT', {bucket: 'guarded', headers:"
                        + " {'x-amz-bucket-object-lock-enabled': 'true'}})).then(() => { location.hash = '#/settings/guarded'; });");
        browser().click("//button[.='Protect new versions']");
        visitor.assertAccessible();
        browser().click("//button[.='Protect']");
        browser().await("//p[contains(., 'New versions are protected for 30 days (governance).')]");
        browser().click("//button[.='Stop protecting new versions']");
        browser().await("//p[contains(., 'Versions can be protected one by one.')]");
    }

    @Test
    void pausedUploadGoesOn() throws Exception {
        byte[] content = content(1);
        visitor.createBucket("paused", false);
        pauseAfterFirstPart(Files.write(folder.resolve("paused.bin"), content));
        visitor.assertAccessible();
        browser().click("//button[.='Go on']");
        browser().await("//b[.='1 file uploaded']");
        assertArrayEquals(content, Files.readAllBytes(visitor.dataDir().resolve("paused/paused.bin")));
    }

    @Test
    void uploadGoesOnAfterThePageWasLoadedAgain() throws Exception {
        byte[] content = content(2);
        Path file = Files.write(folder.resolve("film.bin"), content);
        visitor.createBucket("films", false);
        pauseAfterFirstPart(file);
        visitor.open();
        visitor.signInAsRoot();
        browser().click("//a[.='films']");
        browser().await("//h2[.='Uploads that were interrupted']");
        visitor.assertAccessible();
        browser().script("""
                        window.sent = [];
                        const open = XMLHttpRequest.prototype.open;
                        XMLHttpRequest.prototype.open = function (method, url) {
                          window.sent.push(new URL(url).searchParams.get('partNumber'));
                          return open.apply(this, arguments);
                        };""");
        browser().click("//button[.='Choose the file']");
        browser().type("//input[@id='file-picker']", file.toString());
        browser().await("//b[.='1 file uploaded']");
        assertEquals("2", ((JsonString) browser().script("return window.sent.join()")).getString());
        assertArrayEquals(content, Files.readAllBytes(visitor.dataDir().resolve("films/film.bin")));
    }

    @Test
    void selectedObjectsAreTagged() throws Exception {
        visitor.createBucket("tagged", false);
        visitor.script("""
                        return import(folder + 'session.js').then(async ({s3}) => {
                          const put = (key, headers) => s3().send('PUT', {bucket: 'tagged', key, body: new Blob([key]), headers});
                          await put('one.txt', {'x-amz-tagging': 'colour=blue&size=large'});
                          await put('folder/two.txt', {});
                        });""");
        browser().click("//header//a[.='Buckets']");
        browser().click("//a[.='tagged']");
        browser().click("//input[@aria-label='Select all that are listed']");
        browser().click("//button[.='Tag']");
        browser().type("//dialog//input[@aria-label='Name of the tag']", "colour");
        browser().type("//dialog//input[@aria-label='Value of the tag']", "red");
        browser().click("//dialog//button[@type='submit']");
        browser().await("//div[.='2 objects tagged.']");
        browser().click("//button[.='one.txt']");
        browser().await("//dd[.='red']");
        browser().await("//dd[.='large']");
        browser().click("//dialog//button[@aria-label='Close']");
        browser().click("//a[.='folder/']");
        browser().click("//button[.='two.txt']");
        browser().await("//dd[.='red']");
    }

    @Test
    void severalObjectsAreDownloaded() throws Exception {
        visitor.createBucket("fetched", false);
        visitor.script("""
                        return import(folder + 'session.js').then(async ({s3}) => {
                          for (const key of ['first.txt', 'second.txt']) await s3().send('PUT', {bucket: 'fetched', key, body: new Blob([key])});
                        });""");
        browser().click("//header//a[.='Buckets']");
        browser().click("//a[.='fetched']");
        browser().click("//input[@aria-label='Select all that are listed']");
        browser().click("//button[.='Download']");
        for (String name : new String[] {"first.txt", "second.txt"}) {
            Path file = folder.resolve("downloads").resolve(name);
            Eventually.holds(
                    name + " is there",
                    () -> Files.exists(file) && Files.readString(file).equals(name));
        }
    }

    /** Half a second of silence, as WAVE. */
    @Test
    void soundIsPlayedFromTheServer() throws Exception {
        visitor.createBucket("sounds", false);
        visitor.script("""
                        const samples = 4000;
                        const bytes = new Uint8Array(44 + samples).fill(128, 44);
                        const view = new DataView(bytes.buffer);
                        [[0, 'RIFF'], [8, 'WAVE'], [12, 'fmt '], [36, 'data']].forEach(([at, name]) => [...name].forEach((it, i) => (bytes[at + i] = it.charCodeAt(0))));
                        [[4, 36 + samples], [16, 16], [24, 8000], [28, 8000], [40, samples]].forEach(([at, value]) => view.setUint32(at, value, true));
                        [[20, 1], [22, 1], [32, 1], [34, 8]].forEach(([at, value]) => view.setUint16(at, value, true));
                        return import(folder + 'session.js').then(({s3}) => s3().send('PUT', {bucket: 'sounds', key: 'silence.wav', body: new Blob([bytes]), headers: {'content-type': 'text/html'}}));""");
        browser().click("//header//a[.='Buckets']");
        browser().click("//a[.='sounds']");
        browser().click("//button[.='silence.wav']");
        browser().await("//audio[@controls]");
        Eventually.holds(
                "the browser knows how long it lasts",
                () -> browser()
                        .script("return document.querySelector('audio').duration")
                        .toString()
                        .equals("0.5"));
        visitor.assertAccessible();
    }

    @Test
    void versionIsHeldAndProtected() throws Exception {
        visitor.signInAsRoot();
        visitor.script("""
                        return import(folder + 'session.js').then(async ({s3}) => {
                          await s3().send('PUT', {bucket: 'held', headers: {'x-amz-bucket-object-lock-enabled': 'true'}});
                          await s3().send('PUT', {bucket: 'held', key: 'contract.txt', body: new Blob(['signed'])});
                          location.hash = '#/b/held';
                        });""");
        browser().click("//button[.='contract.txt']");
        browser().await("//span[.='not protected']");
        browser().click("//button[.='Hold']");
        browser().await("//p[contains(., 'Held until somebody ends it.')]");
        browser().click("//button[.='End the hold']");
        browser().await("//span[.='not protected']");
        browser().click("//button[.='Protect']");
        visitor.assertAccessible();
        browser().click("//form//button[.='Protect']");
        browser().await("//p[contains(., '(governance).')]");
        visitor.assertAccessible();
    }

    private static byte[] content(int seed) {
        byte[] content = new byte[SIZE];
        new Random(seed).nextBytes(content);
        return content;
    }

    /** Begins to upload, and pauses when the server has the first of the two parts. */
    private static void pauseAfterFirstPart(Path file) throws Exception {
        browser().script(HOLD_SECOND_PART);
        browser().click("(//button[.='Upload'])[1]");
        browser().type("//input[@id='file-picker']", file.toString());
        Eventually.holds("the first part is there", () -> partsThere() == 1);
        browser().click("//button[.='Pause']");
        browser().script("window.release()");
        browser().await("//b[.='1 upload paused']");
    }

    private static int partsThere() throws Exception {
        return ((JsonNumber) visitor.script("""
                                                return import(folder + 'session.js').then(async ({s3}) => {
                                                  const [it] = JSON.parse(localStorage.getItem('geckos3-uploads') ?? '[]').slice(-1);
                                                  if (!it) return 0;
                                                  const root = await s3().document('GET', {bucket: it.bucket, key: it.key, query: {uploadId: it.uploadId}});
                                                  return root.getElementsByTagName('Part').length;
                                                });""")).intValue();
    }
}

package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.it.testkit.Eventually;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways of people through the console, in a browser. */
class ConsoleTest extends OpenConsoleTest {
    @BeforeEach
    void signOut() throws Exception {
        visitor.open();
    }

    @Test
    void wrongSecretIsToldInWords() throws Exception {
        visitor.assertAccessible();
        visitor.signIn("minioadmin", "not-the-secret");
        browser().await("//*[@role='alert']//*[contains(., 'does not belong to this access key')]");
        browser().await("//*[@role='alert']//*[contains(., 'SignatureDoesNotMatch · HTTP 403 · request ')]");
        visitor.assertAccessible();
    }

    @Test
    void keysAreGoneWithThePage() throws Exception {
        visitor.createBucket("forgotten", false);
        visitor.open();
        browser().await("//button[.='Sign in']");
    }

    @Test
    void fileIsUploadedSharedAndDeleted() throws Exception {
        byte[] content = new byte[20_000_000];
        new Random(1).nextBytes(content);
        visitor.createBucket("files", false);
        visitor.assertAccessible();
        visitor.upload(Files.write(folder.resolve("in parts.bin"), content));
        assertArrayEquals(content, Files.readAllBytes(visitor.dataDir().resolve("files/in parts.bin")));
        browser().click("//button[.='in parts.bin']");
        browser().await("//dt[.='CRC32']");
        assertEquals(
                JsonValue.FALSE,
                browser()
                        .script(
                                "return [...document.querySelectorAll('dt')].some(it => it.textContent === 'Cache-Control')"));
        visitor.assertAccessible();
        browser().click("//button[.='Share']");
        visitor.assertAccessible();
        String link = ((JsonString) browser().script("return document.querySelector('textarea').value")).getString();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertArrayEquals(content, answer.body());
        }
        browser().click("//dialog[.//h2='Share a link']//button[@aria-label='Close']");
        browser().click("//dialog//button[.='Delete']");
        browser().click("//form//button[.='Delete']");
        browser().await("//h2[.='This bucket is empty']");
        assertFalse(Files.exists(visitor.dataDir().resolve("files/in parts.bin")));
    }

    @Test
    void keyOfAnAttackerIsShownAsText() throws Exception {
        String name = "<img src=x onerror=document.title='run'>";
        visitor.createBucket("attacked", false);
        visitor.upload(Files.writeString(folder.resolve(name), "<script>document.title = 'run'</script>"));
        browser().await("//button[.=\"" + name + "\"]");
        assertEquals("attacked · geckos3", ((JsonString) browser().script("return document.title")).getString());
        visitor.assertAccessible();
    }

    @Test
    void overwrittenAndDeletedObjectsAreRestored() throws Exception {
        Path file = folder.resolve("notes.txt");
        Path stored = visitor.dataDir().resolve("kept/notes.txt");
        visitor.createBucket("kept", true);
        visitor.upload(Files.writeString(file, "first"));
        visitor.upload(Files.writeString(file, "the second one"));
        Eventually.holds(
                "the second version is there", () -> Files.readString(stored).equals("the second one"));
        browser().click("//button[.='notes.txt']");
        browser().click("//div[@class='versions']//button[.='Restore']");
        browser().await("//div[.='The version is restored: a copy of it is the latest one now.']");
        assertEquals("first", Files.readString(stored));
        browser().click("//dialog//button[.='Delete']");
        browser().click("//form//button[.='Delete']");
        browser().click("//label[.='Show deleted']");
        browser().click("//tr[@class='deleted']//button[.='notes.txt']");
        browser().click("//button[.='Undo the deletion']");
        browser().await("//div[.='The object is back.']");
        assertEquals("first", Files.readString(stored));
    }

    @Test
    void deletionOfBucketTellsWhatIsInIt() throws Exception {
        visitor.createBucket("full", true);
        visitor.upload(Files.writeString(folder.resolve("one.txt"), "one"));
        browser().click("//header//a[.='Buckets']");
        browser().click("//button[@aria-label='Delete bucket full']");
        browser().type("//dialog//input", "full");
        browser().click("//dialog//button[@type='submit']");
        browser().await("//*[@role='alert']//*[contains(., 'The bucket still has 1 object.')]");
        assertTrue(Files.exists(visitor.dataDir().resolve("full")));
    }

    @Test
    void policyOfTemplateMakesBucketPublic() throws Exception {
        visitor.createBucket("shown", false);
        visitor.upload(Files.writeString(folder.resolve("poster.txt"), "for everybody"));
        browser().click("//a[@aria-label='Settings of this bucket']");
        browser().click("//summary[.='Give access']");
        browser().click("//option[.='Public: everybody may read objects']");
        browser().click("//button[.='Save policy']");
        browser().await("//span[.='public']");
        visitor.assertAccessible();
        URI poster = URI.create(visitor.server().endpoint() + "/shown/poster.txt");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(poster).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals("for everybody", answer.body());
        }
    }

    /** Browsers change paths, and signatures do not forgive that. */
    @Test
    void keysOfEveryShapeAreReached() throws Exception {
        visitor.createBucket("shapes", false);
        visitor.script("""
                const bucket = 'shapes';
                return import(folder + 'session.js').then(async ({s3}) => {
                  for (const key of ['a//b', 'x/../y', 'x/./y', '/lead', '..x', '\u00fc +%&=?#', "(x)*!'", 'q"<>', 'a/%2F']) {
                    await s3().send('PUT', {bucket, key, body: new Blob([key])});
                    const got = await (await s3().send('GET', {bucket, key})).text();
                    const linked = await (await fetch(s3().link(bucket, key, 60))).text();
                    if (got !== key || linked !== key) throw new Error(key + ': ' + got + ', ' + linked);
                  }
                });""");
        assertEquals("..x", Files.readString(visitor.dataDir().resolve("shapes/..x")));
    }
}

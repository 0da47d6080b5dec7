package io.geckos.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonString;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways of people through the console, in a browser. */
class ConsoleTest {
    private static final String AXE = "axe.min.js";

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static BrowserSession browser;
    private static String console;

    @BeforeAll
    static void start() throws Exception {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        server = ServerLaunch.on(folder.resolve("data")).admin(admin).start();
        console = "http://127.0.0.1:" + admin.getPort() + "/";
        browser = BrowserSession.start(folder.resolve("downloads"));
    }

    @AfterAll
    static void end() throws Exception {
        try (ServerProcess _ = server) {
            if (browser != null) {
                browser.close();
            }
        }
    }

    /** From the page on which people sign in, whatever the test before left. */
    @BeforeEach
    void signOut() throws Exception {
        browser.open("about:blank");
        browser.open(console);
        browser.await("//h1[.='geckos3']");
    }

    private static void signIn(String secret) throws Exception {
        browser.type("//label[.='Access key']/following-sibling::input", "minioadmin");
        browser.type("//label[.='Secret key']/following-sibling::input", secret);
        browser.click("//button[.='Sign in']");
    }

    private static void createBucket(String name, boolean versions) throws Exception {
        signIn("minioadmin");
        browser.await("//h1[.='Buckets']");
        browser.click("(//button[.='Create bucket'])[1]");
        browser.type("//input[@name='bucket']", name);
        if (versions) {
            browser.click("//label[.='Keep versions']");
        }
        browser.click("//dialog//button[@type='submit']");
        browser.await("//h2[.='This bucket is empty']");
    }

    private static void upload(Path file) throws Exception {
        browser.click("(//button[.='Upload'])[1]");
        browser.type("//input[@id='file-picker']", file.toString());
        browser.await("//b[.='1 file uploaded']");
    }

    /** Finds what people with disabilities could not use on the page that is shown. */
    private static void assertAccessible() throws Exception {
        try (InputStream axe = ConsoleTest.class.getClassLoader().getResourceAsStream(AXE)) {
            browser.script(new String(axe.readAllBytes(), UTF_8));
        }
        String found = ((JsonString)
                        browser.script(
                                "return axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
                                        + ".then(all => all.violations.map(it => it.id + ': ' + it.nodes.map(node => node.html).join(' ')).join('\\n'))"))
                .getString();
        assertEquals("", found);
    }

    @Test
    void wrongSecretIsToldInWords() throws Exception {
        assertAccessible();
        signIn("not-the-secret");
        browser.await("//*[@role='alert']//*[contains(., 'does not belong to this access key')]");
        browser.await("//*[@role='alert']//*[contains(., 'SignatureDoesNotMatch · HTTP 403 · request ')]");
        assertAccessible();
    }

    @Test
    void keysAreGoneWithThePage() throws Exception {
        createBucket("forgotten", false);
        browser.open("about:blank");
        browser.open(console);
        browser.await("//button[.='Sign in']");
    }

    @Test
    void fileIsUploadedSharedAndDeleted() throws Exception {
        byte[] content = new byte[20_000_000];
        new Random(1).nextBytes(content);
        createBucket("files", false);
        assertAccessible();
        upload(Files.write(folder.resolve("in parts.bin"), content));
        assertArrayEquals(content, Files.readAllBytes(server.dataDir().resolve("files/in parts.bin")));
        browser.click("//button[.='in parts.bin']");
        browser.await("//dt[.='CRC32']");
        assertAccessible();
        browser.click("//button[.='Share']");
        assertAccessible();
        String link = ((JsonString) browser.script("return document.querySelector('textarea').value")).getString();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertArrayEquals(content, answer.body());
        }
        browser.click("//dialog[.//h2='Share a link']//button[@aria-label='Close']");
        browser.click("//dialog//button[.='Delete']");
        browser.click("//form//button[.='Delete']");
        browser.await("//h2[.='This bucket is empty']");
        assertFalse(Files.exists(server.dataDir().resolve("files/in parts.bin")));
    }

    @Test
    void keyOfAnAttackerIsShownAsText() throws Exception {
        String name = "<img src=x onerror=document.title='run'>";
        createBucket("attacked", false);
        upload(Files.writeString(folder.resolve(name), "<script>document.title = 'run'</script>"));
        browser.await("//button[.=\"" + name + "\"]");
        assertEquals("attacked · geckos3", ((JsonString) browser.script("return document.title")).getString());
        assertAccessible();
    }

    @Test
    void overwrittenAndDeletedObjectsAreRestored() throws Exception {
        Path file = folder.resolve("notes.txt");
        Path stored = server.dataDir().resolve("kept/notes.txt");
        createBucket("kept", true);
        upload(Files.writeString(file, "first"));
        upload(Files.writeString(file, "the second one"));
        Eventually.holds(
                "the second version is there", () -> Files.readString(stored).equals("the second one"));
        browser.click("//button[.='notes.txt']");
        browser.click("//div[@class='versions']//button[.='Restore']");
        browser.await("//div[.='The version is restored: a copy of it is the latest one now.']");
        assertEquals("first", Files.readString(stored));
        browser.click("//dialog//button[.='Delete']");
        browser.click("//form//button[.='Delete']");
        browser.click("//label[.='Show deleted']");
        browser.click("//tr[@class='deleted']//button[.='notes.txt']");
        browser.click("//button[.='Undo the deletion']");
        browser.await("//div[.='The object is back.']");
        assertEquals("first", Files.readString(stored));
    }

    @Test
    void deletionOfBucketTellsWhatIsInIt() throws Exception {
        createBucket("full", true);
        upload(Files.writeString(folder.resolve("one.txt"), "one"));
        browser.click("//header//a[.='Buckets']");
        browser.click("//button[@aria-label='Delete bucket full']");
        browser.type("//dialog//input", "full");
        browser.click("//dialog//button[@type='submit']");
        browser.await("//*[@role='alert']//*[contains(., 'The bucket still has 1 object.')]");
        assertTrue(Files.exists(server.dataDir().resolve("full")));
    }

    @Test
    void policyOfTemplateMakesBucketPublic() throws Exception {
        createBucket("shown", false);
        upload(Files.writeString(folder.resolve("poster.txt"), "for everybody"));
        browser.click("//a[@aria-label='Settings of this bucket']");
        browser.click("//summary[.='Give access']");
        browser.click("//label[.='Begin with']/following-sibling::select/option[@value='read']");
        browser.click("//button[.='Save policy']");
        browser.await("//span[.='public']");
        assertAccessible();
        URI poster = URI.create(server.endpoint() + "/shown/poster.txt");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(poster).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals("for everybody", answer.body());
        }
    }

    /** Browsers change paths, and signatures do not forgive that. */
    @Test
    void keysOfEveryShapeAreReached() throws Exception {
        createBucket("shapes", false);
        browser.script("""
                const folder = document.querySelector('script[type=module]').src.replace('app.js', '');
                const bucket = 'shapes';
                return import(folder + 'session.js').then(async ({s3}) => {
                  for (const key of ['a//b', 'x/../y', 'x/./y', '/lead', '..x', '\u00fc +%&=?#', "(x)*!'", 'q"<>', 'a/%2F']) {
                    await s3().send('PUT', {bucket, key, body: new Blob([key])});
                    const got = await (await s3().send('GET', {bucket, key})).text();
                    const linked = await (await fetch(s3().link(bucket, key, 60))).text();
                    if (got !== key || linked !== key) throw new Error(key + ': ' + got + ', ' + linked);
                  }
                });""");
        assertEquals("..x", Files.readString(server.dataDir().resolve("shapes/..x")));
    }
}

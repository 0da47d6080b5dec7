package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.ServerLaunch;
import jakarta.json.JsonNumber;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How people change the settings of a bucket in the console, in a browser; the server can encrypt. */
class BucketSettingsTest {
    private static final String ORIGIN = "https://www.example.com";

    @TempDir
    static Path folder;

    private static ConsoleVisitor visitor;

    @BeforeAll
    static void start() throws Exception {
        ServerLaunch launch = ServerLaunch.on(folder.resolve("data"))
                .with("-set", "encryption.generate-key=true")
                .environment("GECKOS3_ADMIN_TOKEN", ConsoleVisitor.ADMIN_TOKEN);
        visitor = ConsoleVisitor.start(folder, launch);
    }

    @AfterAll
    static void end() throws Exception {
        visitor.close();
    }

    @BeforeEach
    void signIn() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
    }

    private static BrowserSession browser() {
        return visitor.browser();
    }

    private static void showSettings(String bucket) throws Exception {
        visitor.script("return import(folder + 'session.js').then(({s3}) => s3().send('PUT', {bucket: '" + bucket
                + "'})).then(() => { location.hash = '#/settings/" + bucket + "'; });");
    }

    private static String card(String title) {
        return "//section[.//h2[.='" + title + "']]";
    }

    @Test
    void bucketIsCreatedWithLockAndEncryption() throws Exception {
        browser().click("(//button[.='Create bucket'])[1]");
        browser().type("//input[@name='bucket']", "vault");
        browser().click("//label[.='Object lock']");
        browser().click("//label[.='Encrypt at rest']");
        browser().click("//dialog//button[@type='submit']");
        browser().await("//h2[.='This bucket is empty']");
        visitor.upload(Files.writeString(folder.resolve("deed.txt"), "content"));
        browser().click("//button[.='deed.txt']");
        browser().await("//dt[.='Encryption']/following-sibling::dd[.='AES256']");
        browser().await("//span[.='not protected']");
    }

    @Test
    void ruleIsAddedAndRemoved() throws Exception {
        showSettings("ruled");
        browser().click(card("Lifecycle") + "//button[.='Add rule']");
        browser().click("//dialog//button[.='Add rule']");
        browser().await("//dialog//p[.='Say of at least one of them after how many days it is deleted.']");
        visitor.typeInto("Only below", "logs/");
        visitor.typeInto("Delete objects after days", "30");
        visitor.typeInto("Remove unfinished uploads after days", "1");
        browser().click("//dialog//button[.='Add rule']");
        browser()
                .await("//li[contains(., 'Below logs/: objects are deleted 30 days after they were written;"
                        + " unfinished uploads are removed after 1 day.')]");
        visitor.script(
                "return import(folder + 'session.js').then(({s3}) => s3().send('PUT', {bucket: 'ruled', key: 'logs/a.txt', body: new Blob(['x'])}))"
                        + ".then(() => { location.hash = '#/b/ruled/logs/'; });");
        browser().click("//button[.='a.txt']");
        browser().await("//dt[.='Deleted by a rule']/following-sibling::dd[contains(., '(rule console-')]");
        browser().click("//dialog//button[@aria-label='Close']");
        visitor.script("location.hash = '#/settings/ruled'");
        browser().click("//button[@aria-label='Remove this rule']");
        browser().await("//p[.='Nothing is deleted by itself.']");
    }

    @Test
    void originsCountOnceTheyAreSaved() throws Exception {
        showSettings("shared");
        assertEquals(Optional.empty(), allowedOrigin("PUT"));
        visitor.typeInto("Origins", ORIGIN);
        browser().click(card("Web pages of other origins") + "//button[.='Save origins']");
        browser().await("//div[.='The origins are saved.']");
        assertEquals(Optional.of(ORIGIN), allowedOrigin("GET"));
        assertEquals(Optional.empty(), allowedOrigin("PUT"));
        visitor.script("location.hash = '#/'");
        browser().await("//h1[.='Buckets']");
        visitor.script("location.hash = '#/settings/shared'");
        browser().click("//label[.='They may also write and delete']");
        browser().click(card("Web pages of other origins") + "//button[.='Save origins']");
        Eventually.holds("they may write", () -> allowedOrigin("PUT").equals(Optional.of(ORIGIN)));
    }

    private static Optional<String> allowedOrigin(String method) throws Exception {
        HttpRequest preflight = HttpRequest.newBuilder(
                        URI.create(visitor.server().endpoint() + "/shared/a.txt"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", method)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(preflight, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("access-control-allow-origin");
        }
    }

    @Test
    void encryptionAndVersionsAreSwitched() throws Exception {
        showSettings("switched");
        browser().click(card("Encryption") + "//button[.='Encrypt new objects']");
        browser().await(card("Encryption") + "//p[contains(., 'New objects are encrypted at rest.')]");
        browser().click(card("Encryption") + "//button[.='Stop encrypting']");
        browser().await(card("Encryption") + "//p[contains(., 'New objects are stored as they come.')]");
        browser().click(card("Versions") + "//button[.='Keep versions']");
        browser().await(card("Versions") + "//p[contains(., 'Versions are kept.')]");
        browser().click(card("Versions") + "//button[.='Stop keeping versions']");
        browser().await(card("Versions") + "//p[contains(., 'No new versions are kept; those there are stay.')]");
        browser().await(card("Notifications") + "//p[contains(., '501 NotImplemented')]");
    }

    @Test
    void tagsOfBucketAreSaved() throws Exception {
        showSettings("tagged");
        browser().click(card("Tags") + "//button[.='Add tag']");
        browser().type("//input[@aria-label='Name of the tag']", "team");
        browser().type("//input[@aria-label='Value of the tag']", "blue");
        browser().click("//button[.='Save tags']");
        browser().await("//div[.='The tags are saved.']");
        visitor.script("location.hash = '#/b/tagged'");
        browser().await("//h2[.='This bucket is empty']");
        visitor.script("location.hash = '#/settings/tagged'");
        browser().await(card("Tags") + "//button[@aria-label='Remove this tag']");
        visitor.assertAccessible();
    }

    @Test
    void missingBucketIsToldOnce() throws Exception {
        visitor.script("location.hash = '#/settings/none'");
        browser().await("//main//*[@role='alert']//*[contains(., 'NoSuchBucket')]");
        browser().await("//main[not(.//section)]");
        assertEquals(
                1,
                ((JsonNumber) browser().script("return document.querySelectorAll('main [role=alert]').length"))
                        .intValue());
    }
}

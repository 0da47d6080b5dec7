package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people sign in to the console and out of it, and what the browser keeps of their keys, in a browser. */
class SignInTest extends OpenConsoleTest {
    private static final String SECRET = "minioadmin";
    private static final String STORED = "return JSON.stringify([{...localStorage}, {...sessionStorage}])";

    /** Sets the clock of the page two hours ahead. */
    private static final String CLOCK_AHEAD = """
            const RealDate = Date;
            window.Date = class extends RealDate {
              constructor(...of) {
                super(...(of.length > 0 ? of : [RealDate.now() + 7_200_000]));
              }
              static now() {
                return RealDate.now() + 7_200_000;
              }
            };""";

    @BeforeEach
    void open() throws Exception {
        visitor.open();
        browser().script("sessionStorage.clear(); localStorage.clear()");
        visitor.open();
    }

    private static String stored() throws Exception {
        return ((JsonString) browser().script(STORED)).getString();
    }

    @Test
    void temporaryKeysNeedTheirToken() throws Exception {
        visitor.signInAsRoot();
        String[] keys = visitor.createUser("guest");
        String[] temporary = ((JsonString) visitor.script(
                        "const keys = {accessKey: '" + keys[0] + "', secret: '" + keys[1] + "'};\n" + """
                        return import(folder + 'session.js').then(async ({clientOf}) => {
                          const answer = await clientOf(keys).query('sts', 'GetSessionToken');
                          return ['AccessKeyId', 'SecretAccessKey', 'SessionToken'].map((it) => answer.getElementsByTagNameNS('*', it)[0].textContent).join(' ');
                        });"""))
                .getString()
                .split(" ", 3);
        visitor.open();
        visitor.signIn(temporary[0], temporary[1]);
        browser().await("//*[@role='alert']");
        visitor.open();
        browser().click("//summary[.='Temporary keys']");
        visitor.typeInto("Session token", temporary[2]);
        visitor.signIn(temporary[0], temporary[1]);
        browser().await("//span[.='" + temporary[0] + "']");
    }

    @Test
    void clockThatIsWrongIsNamed() throws Exception {
        browser().script(CLOCK_AHEAD);
        visitor.signIn("minioadmin", SECRET);
        browser()
                .await(
                        "//*[@role='alert']//p[.='The clock of this computer is 120 minutes ahead of that of the server.']");
        browser().await("//*[@role='alert']//p[starts-with(., 'Set the clock of this computer')]");
    }

    @Test
    void serverSaysWhoItIsBeforeAnybodySignsIn() throws Exception {
        browser().await("//p[contains(., '" + visitor.server().endpoint() + " · us-east-1')]");
    }

    @Test
    void keysAreKeptNowhereUnlessAsked() throws Exception {
        visitor.signInAsRoot();
        assertEquals("[{},{}]", stored());
    }

    @Test
    void keysAreKeptForTheTabUntilSignOut() throws Exception {
        browser().click("//label[.='Stay signed in in this tab']");
        visitor.signInAsRoot();
        assertTrue(stored().contains(SECRET));
        browser().open("about:blank");
        browser().open(visitor.console());
        browser().await("//h1[.='Buckets']");
        browser().click("//button[@aria-label='Sign out']");
        browser().await("//button[.='Sign in']");
        assertEquals("[{},{}]", stored());
    }

    /** Browsers keep pages that people leave as they are, and show them again when they go back. */
    @Test
    void pageThatIsShownAgainAsksForKeys() throws Exception {
        visitor.signInAsRoot();
        browser().open(visitor.server().endpoint().toString());
        browser().script("history.back()");
        browser().await("//button[.='Sign in']");
    }

    /** What one person chose is not sent with the keys of the next one. */
    @Test
    void signingOutEndsUploads() throws Exception {
        Path file = Files.write(folder.resolve("half.bin"), new byte[20_000_000]);
        visitor.createBucket("halves", false);
        browser().script("Blob.prototype.arrayBuffer = () => new Promise(() => {})");
        browser().click("(//button[.='Upload'])[1]");
        browser().type("//input[@id='file-picker']", file.toString());
        browser().await("//b[.='Uploading 1 file']");
        browser().click("//button[@aria-label='Sign out']");
        browser().await("//button[.='Sign in']");
        browser().await("//body[not(.//*[@id='transfers'])]");
        assertFalse(stored().contains(SECRET));
    }
}

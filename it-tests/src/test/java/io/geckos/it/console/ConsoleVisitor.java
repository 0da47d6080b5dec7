package io.geckos.it.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.it.testkit.ServerLaunch;
import io.geckos.it.testkit.ServerProcess;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/** Somebody in front of the console: a server of its own, and a browser with the console's page. */
record ConsoleVisitor(ServerProcess server, BrowserSession browser, String console) implements AutoCloseable {
    static final String ADMIN_TOKEN = "token-of-the-operator-in-a-test";

    private static final String AXE = "axe.min.js";

    /** What is still sliding in has not its colours yet. */
    private static final String ENDED_ANIMATIONS = "Promise.all(document.getAnimations()"
            + ".filter(it => it.effect.getComputedTiming().iterations !== Infinity)"
            + ".map(it => it.finished.catch(() => 0)))";

    static ConsoleVisitor start(Path folder) throws IOException, InterruptedException {
        return start(folder, ServerLaunch.on(folder.resolve("data")).environment("GECKOS3_ADMIN_TOKEN", ADMIN_TOKEN));
    }

    /** Somebody in front of the console of a server with other settings. */
    static ConsoleVisitor start(Path folder, ServerLaunch launch) throws IOException, InterruptedException {
        InetSocketAddress admin = ServerLaunch.freeAddress();
        ServerProcess server = launch.admin(admin).start();
        try {
            BrowserSession browser = BrowserSession.start(folder.resolve("downloads"));
            return new ConsoleVisitor(server, browser, "http://127.0.0.1:" + admin.getPort() + "/");
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    Path dataDir() {
        return server.dataDir();
    }

    /** Opens the page anew, on which people sign in, whatever was there before. */
    void open() throws IOException, InterruptedException {
        browser.open("about:blank");
        browser.open(console);
        browser.await("//h1[.='geckos3']");
    }

    void signIn(String accessKey, String secret) throws IOException, InterruptedException {
        typeInto("Access key", accessKey);
        typeInto("Secret key", secret);
        browser.click("//button[.='Sign in']");
    }

    void signInAsRoot() throws IOException, InterruptedException {
        signIn("minioadmin", "minioadmin");
        browser.await("//h1[.='Buckets']");
    }

    /** Types into the field with a label; into that of the dialog, if one is open. */
    void typeInto(String label, String text) throws IOException, InterruptedException {
        String field = "//label[.='" + label + "']/following-sibling::*[self::input or self::textarea]";
        browser.type("(//dialog" + field + " | //*[not(//dialog)]" + field + ")[1]", text);
    }

    /** What the text of an input with a label is. */
    String valueOf(String label) throws IOException, InterruptedException {
        String path = "//label[.='" + label + "']/following-sibling::*";
        browser.await(path);
        return ((JsonString) browser.script("return document.evaluate(\"" + path
                        + "\", document, null, XPathResult.FIRST_ORDERED_NODE_TYPE).singleNodeValue.value"))
                .getString();
    }

    void createBucket(String name, boolean versions) throws IOException, InterruptedException {
        signInAsRoot();
        browser.click("(//button[.='Create bucket'])[1]");
        browser.type("//input[@name='bucket']", name);
        if (versions) {
            browser.click("//label[.='Keep versions']");
        }
        browser.click("//dialog//button[@type='submit']");
        browser.await("//h2[.='This bucket is empty']");
    }

    void upload(Path file) throws IOException, InterruptedException {
        browser.click("(//button[.='Upload'])[1]");
        browser.type("//input[@id='file-picker']", file.toString());
        browser.await("//b[.='1 file uploaded']");
    }

    /** Makes a user that may do nothing, and answers its access key and secret. The page has to be root's. */
    String[] createUser(String name) throws IOException, InterruptedException {
        String pair = ((JsonString) script("return import(folder + 'iam.js').then(async ({iam}) => {\n"
                        + "  await iam('CreateUser', {UserName: '" + name + "'});\n"
                        + "  const key = await iam('CreateAccessKey', {UserName: '" + name + "'});\n"
                        + "  return ['AccessKeyId', 'SecretAccessKey'].map((it) => key.getElementsByTagName(it)[0].textContent).join(' ');\n"
                        + "});"))
                .getString();
        return pair.split(" ", 2);
    }

    /** Runs a script that may import the page's own modules from {@code folder}, and answers what it returns. */
    JsonValue script(String script) throws IOException, InterruptedException {
        return browser.script(
                "const folder = document.querySelector('script[type=module]').src.replace('app.js', '');\n" + script);
    }

    /** Finds what people with disabilities could not use on the page that is shown. */
    void assertAccessible() throws IOException, InterruptedException {
        try (InputStream axe = ConsoleVisitor.class.getClassLoader().getResourceAsStream(AXE)) {
            browser.script(new String(Objects.requireNonNull(axe).readAllBytes(), UTF_8));
        }
        String found = ((JsonString)
                        browser.script(
                                "return " + ENDED_ANIMATIONS
                                        + ".then(() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}))"
                                        + ".then(all => all.violations.map(it => it.id + ': ' + it.nodes.map(node => node.html).join(' ')).join('\\n'))"))
                .getString();
        assertEquals("", found);
    }

    @Override
    public void close() throws IOException {
        try (server) {
            browser.close();
        }
    }
}

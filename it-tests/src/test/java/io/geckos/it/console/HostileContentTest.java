package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an attacker may have chosen is shown as text, and never runs in the console: names of objects, metadata, tags,
 * policies, types, request ids, and what is in objects.
 */
class HostileContentTest extends OpenConsoleTest {
    private static final String MARKUP = "<img src=x onerror=window.hacked=1>\"'`${1}";

    /** Writes down what the policy of the page has to stop. */
    private static final String WATCH = """
            window.violations = [];
            document.addEventListener('securitypolicyviolation', (it) => window.violations.push(it.violatedDirective + ' ' + it.blockedURI));""";

    @BeforeEach
    void signIn() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
        browser().script(WATCH);
    }

    @AfterEach
    void nothingRan() throws Exception {
        assertEquals(
                JsonValue.TRUE,
                browser()
                        .script(
                                "return window.hacked === undefined && !document.querySelector('img[src=x], script:not([type=module])')"));
        assertEquals("", ((JsonString) browser().script("return window.violations.join()")).getString());
    }

    /** Stores an object whose content and name are hostile. */
    private static void put(String bucket, String key, String type, String body) throws Exception {
        visitor.script("const [bucket, key, type, body] = " + json(bucket, key, type, body) + ";\n" + """
                return import(folder + 'session.js').then(async ({s3}) => {
                  await s3().send('PUT', {bucket}).catch(() => {});
                  await s3().send('PUT', {bucket, key, body: new Blob([body]), headers: {'content-type': type, 'x-amz-meta-note': '<b onclick=window.hacked=1>'}});
                });""");
    }

    private static String json(String... values) {
        return jakarta.json.Json.createArrayBuilder(java.util.List.of(values))
                .build()
                .toString();
    }

    private static void open(String bucket, String key) throws Exception {
        visitor.script("location.hash = '#/b/" + bucket + "'");
        browser().click("//button[.=" + literal(key) + "]");
        browser().await("//dt[.='ETag']");
    }

    /** A text in XPath, which has no escapes. */
    private static String literal(String text) {
        return "concat('', '" + text.replace("'", "', \"'\", '") + "')";
    }

    @Test
    void namesMetadataTagsAndTypesAreText() throws Exception {
        String key = MARKUP + "\u202egnp.exe";
        String shown = MARKUP + "U+202Egnp.exe";
        put("attacked", key, "text/html; x=\"<svg onload=window.hacked=1>\"", "<script>window.hacked = 1</script>");
        visitor.script("const [key, value] = " + json(key, MARKUP) + ";\n" + """
                return Promise.all(['session.js', 'xml.js'].map((it) => import(folder + it))).then(async ([{s3}, {element}]) => {
                  const tag = (name) => element('Tag', element('Key', name), element('Value', 'a/b=c:d+e-f_g@h'));
                  await s3().put({bucket: 'attacked', key, query: {tagging: ''}, body: String(element('Tagging', element('TagSet', tag('constructor'), tag('__proto__'))))});
                });""");
        open("attacked", shown);
        browser().await("//dd[.='<b onclick=window.hacked=1>']");
        browser().await("//dd[contains(., '<svg onload=window.hacked=1>')]");
        browser().await("//dt[.='__proto__']");
        browser().await("//pre[.='<script>window.hacked = 1</script>']");
        browser().click("//dialog//button[.='Share']");
        browser().await("//dialog//b[.=" + literal(shown) + "]");
        browser().click("(//dialog//button[@aria-label='Close'])[last()]");
        browser().click("//dialog//button[.='Delete']");
        browser().await("//dialog//li[.=" + literal(shown) + "]");
    }

    @Test
    void foldersAndLinesForShellsAreText() throws Exception {
        String name = "'; touch hacked; $(touch hacked)`id`";
        put("shells", name + "/x", "text/plain", "x");
        put("shells", "../up/x", "text/plain", "x");
        visitor.script("location.hash = '#/b/shells'");
        browser().await("//a[.=" + literal(name + "/") + "]");
        browser().click("//input[@aria-label='Select all that are listed']");
        browser().click("//button[.='Download']");
        String lines =
                ((JsonString) browser().script("return document.querySelector('dialog textarea').value")).getString();
        String endpoint = visitor.server().endpoint().toString();
        String shell = name.replace("'", "'\\''");
        assertEquals(
                "aws s3 cp 's3://shells/" + shell + "/' './" + shell + "' --recursive --endpoint-url " + endpoint + "\n"
                        + "aws s3 cp s3://shells/../ ./object --recursive --endpoint-url " + endpoint,
                lines);
        browser().click("//dialog//button[@aria-label='Close']");
        browser().click("//a[.=" + literal(name + "/") + "]");
        browser().await("//h1[.=" + literal(name) + "]");
    }

    @Test
    void documentsOfAttackersDoNotRunHere() throws Exception {
        String page = "<html><script>parent.hacked = 1; top.location = 'about:blank'</script></html>";
        String drawing = "<svg xmlns='http://www.w3.org/2000/svg' onload='window.hacked=1'/>";
        put("documents", "page.html", "text/html", page);
        put("documents", "drawing.svg", "image/svg+xml", drawing);
        put("documents", "drawing.png", "image/svg+xml", drawing);
        put("documents", "paper.pdf", "text/html", page);
        open("documents", "page.html");
        browser().await("//pre[.=" + literal(page) + "]");
        visitor.open();
        visitor.signInAsRoot();
        browser().script(WATCH);
        open("documents", "drawing.svg");
        browser().await("//pre[contains(., 'onload')]");
        browser().click("//dialog//button[@aria-label='Close']");
        browser().click("//button[.='drawing.png']");
        browser().await("//div[@class='preview']/img[starts-with(@src, 'blob:')]");
        browser().click("//dialog//button[@aria-label='Close']");
        browser().click("//button[.='paper.pdf']");
        browser().await("//iframe");
        URI paper =
                URI.create(((JsonString) browser().script("return document.querySelector('iframe').src")).getString());
        assertEquals(visitor.server().endpoint().getPort(), paper.getPort());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(paper).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(Optional.of("application/pdf"), answer.headers().firstValue("content-type"));
        }
    }

    @Test
    void policiesErrorsAndRequestIdsAreText() throws Exception {
        put("policies", "x", "text/plain", "x");
        visitor.script("location.hash = '#/settings/policies'");
        browser().click("//summary[.='Give access']");
        visitor.typeInto("Policy", "{\"Statement\": \"" + MARKUP.replace("\"", "") + "\"}");
        browser().await("//p[.='Statement 1 needs Effect, Principal, Action and Resource.']");
        visitor.script("location.hash = '#/refusals/' + encodeURIComponent(" + json(MARKUP) + "[0])");
        browser().await("//p[contains(., '<img src=x onerror=window.hacked=1>')]");
        visitor.script("location.hash = '#/b/' + encodeURIComponent(" + json(MARKUP) + "[0])");
        browser().await("//*[@role='alert']");
        visitor.script("location.hash = '#/access/users/' + encodeURIComponent(" + json(MARKUP) + "[0])");
        browser().await("//h1[contains(., '<img src=x')]");
        visitor.script("location.hash = '#/access/policies/' + encodeURIComponent("
                + json("arn:aws:iam::1:policy/" + MARKUP) + "[0])");
        browser().await("//*[@role='alert']");
        visitor.script("location.hash = '#/%E0%A4%A'");
        browser().await("//h1[.='Buckets']");
    }

    /** A page in whose frame the console would stand could make people click in it. */
    @Test
    void noOtherPageFramesTheConsole() throws Exception {
        String html = "<iframe src='" + visitor.console() + "'></iframe>";
        browser()
                .open("data:text/html;base64,"
                        + java.util.Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8)));
        browser().await("//iframe");
        assertTrue(browser()
                .script("try { return frames[0].document === null } catch (error) { return error.name }")
                .toString()
                .contains("SecurityError"));
        visitor.open();
        visitor.signInAsRoot();
        browser().script(WATCH);
    }
}

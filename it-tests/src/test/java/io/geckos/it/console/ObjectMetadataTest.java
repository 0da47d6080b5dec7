package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonString;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people change the type, the headers and the metadata of an object in the console, in a browser. */
class ObjectMetadataTest extends OpenConsoleTest {
    @BeforeEach
    void signIn() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
    }

    /** Makes a bucket and stores {@code a.txt}, with more headers. */
    private static void store(String bucket, String bucketHeaders, String headers) throws Exception {
        visitor.script("return import(folder + 'session.js').then(async ({s3}) => {\n"
                + "  await s3().send('PUT', {bucket: '" + bucket + "', headers: " + bucketHeaders
                + "}).catch(() => {});\n"
                + "  await s3().send('PUT', {bucket: '" + bucket
                + "', key: 'a.txt', body: new Blob(['content']), headers: " + headers + "});\n"
                + "  location.hash = '#/b/" + bucket + "';\n});");
    }

    private static void edit() throws Exception {
        browser().click("//button[.='a.txt']");
        browser().click("//button[.='Edit type and metadata']");
        browser().await("//dialog//label[.='Content-Type']");
    }

    private static void save() throws Exception {
        browser().click("//dialog//button[.='Save']");
        browser().await("//div[.='Type and metadata are saved.']");
    }

    private static void clear(String label) throws Exception {
        visitor.script("Array.from(document.querySelectorAll('dialog label')).find((it) => it.textContent === '" + label
                + "').parentElement.querySelector('input').value = ''");
    }

    /** Headers of the object as the server answers them, one a line, and then its content. */
    private static String stored(String bucket, String... names) throws Exception {
        return ((JsonString)
                        visitor.script(
                                "const names = "
                                        + Json.createArrayBuilder(java.util.List.of(names))
                                                .build()
                                        + ";\nreturn import(folder + 'session.js').then(async ({s3}) => {\n"
                                        + "  const answer = await s3().send('GET', {bucket: '" + bucket
                                        + "', key: 'a.txt'});\n"
                                        + "  return [...names.map((it) => it + ': ' + answer.headers.get(it)), await answer.text()].join('\\n');\n});"))
                .getString();
    }

    @Test
    void typeHeadersAndMetadataAreReplacedAndTagsStay() throws Exception {
        store("edited", "{}", """
                {'content-type': 'text/plain', 'cache-control': 'no-store', 'x-amz-tagging': 'colour=blue', 'x-amz-meta-old': 'x',
                 'x-amz-meta-kept': 'y', 'x-amz-storage-class': 'REDUCED_REDUNDANCY'}""");
        edit();
        visitor.assertAccessible();
        clear("Content-Type");
        visitor.typeInto("Content-Type", "text/markdown; charset=utf-8");
        clear("Cache-Control");
        visitor.typeInto("Content-Disposition", "attachment; filename=\"é.md\"");
        browser().click("(//dialog//button[@aria-label='Remove this metadata'])[last()]");
        browser().click("//dialog//button[.='Add metadata']");
        browser().type("(//dialog//input[@aria-label='Name of the metadata'])[last()]", "Author");
        browser().type("(//dialog//input[@aria-label='Value of the metadata'])[last()]", "Ada Łovelace, née Byron");
        save();
        browser().await("//dd[.='Ada Łovelace, née Byron']");
        browser().await("//dd[.='blue']");
        browser().await("//dd[.='attachment; filename=\"é.md\"']");
        assertEquals(
                """
                content-type: text/markdown; charset=utf-8
                cache-control: null
                x-amz-storage-class: REDUCED_REDUNDANCY
                x-amz-meta-kept: y
                x-amz-meta-old: null
                content""",
                stored(
                        "edited",
                        "content-type",
                        "cache-control",
                        "x-amz-storage-class",
                        "x-amz-meta-kept",
                        "x-amz-meta-old"));
        // What the console wrote is what it reads, and writing it again changes nothing.
        browser().click("//button[.='Edit type and metadata']");
        save();
        browser().await("//dd[.='Ada Łovelace, née Byron']");
    }

    @Test
    void longTextOfAnyLanguageComesBackAsItWas() throws Exception {
        store("languages", "{}", "{}");
        edit();
        String text = "漢字かな交じり文 – Ἀθήνα – שלום – 🦎".repeat(6);
        browser().click("//dialog//button[.='Add metadata']");
        browser().type("//dialog//input[@aria-label='Name of the metadata']", "title");
        visitor.script("const input = document.querySelector('[aria-label=\"Value of the metadata\"]');\ninput.value = "
                + Json.createValue(text));
        save();
        browser().await("//dt[.='title']/following-sibling::dd[1][.='" + text + "']");
    }

    @Test
    void olderVersionWithOtherMetadataBecomesTheLatest() throws Exception {
        store("versions", "{}", "{}");
        visitor.script("""
                return Promise.all(['session.js', 'xml.js'].map((it) => import(folder + it))).then(async ([{s3}, {element}]) => {
                  await s3().put({bucket: 'versions', query: {versioning: ''}, body: String(element('VersioningConfiguration', element('Status', 'Enabled')))});
                  await s3().send('PUT', {bucket: 'versions', key: 'a.txt', body: new Blob(['newer content'])});
                });""");
        browser().click("//button[.='a.txt']");
        browser().click("//div[@class='versions']//li[2]//button[.='7 B']");
        browser().await("//li[@class='shown'][2] | //li[2][@class='shown']");
        browser().click("//button[.='Edit type and metadata']");
        browser().await("//p[contains(., 'it becomes the latest')]");
        clear("Content-Type");
        visitor.typeInto("Content-Type", "text/csv");
        save();
        browser().await("//div[@class='versions']//li[3]");
        assertEquals("content-type: text/csv\ncontent", stored("versions", "content-type"));
    }

    @Test
    void contentThatChangedMeanwhileIsNotReplaced() throws Exception {
        store("races", "{}", "{'content-type': 'text/plain'}");
        edit();
        visitor.script("return import(folder + 'session.js').then(({s3}) => s3().send('PUT', {bucket: 'races', key:"
                + " 'a.txt', body: new Blob(['of somebody else']), headers: {'content-type': 'text/html'}}));");
        browser().click("//dialog//button[.='Save']");
        browser().await("//dialog//*[@role='alert']//p[contains(., 'PreconditionFailed')]");
        assertEquals("content-type: text/html\nof somebody else", stored("races", "content-type"));
    }

    @Test
    void protectionIsTakenAlong() throws Exception {
        store("guarded", "{'x-amz-bucket-object-lock-enabled': 'true'}", """
                {'x-amz-object-lock-legal-hold': 'ON', 'x-amz-object-lock-mode': 'GOVERNANCE',
                 'x-amz-object-lock-retain-until-date': '2099-01-01T00:00:00Z',
                 'x-amz-checksum-sha256': '7XACtDnprIRfIjV9giusFERzD722AW0+yUMil7nsn3M='}""");
        edit();
        browser().click("//dialog//summary[.='Other headers']");
        visitor.typeInto("Content-Language", "en");
        save();
        browser().await("//div[@class='versions']//li[2]");
        assertEquals(
                """
                content-language: en
                x-amz-object-lock-legal-hold: ON
                x-amz-object-lock-mode: GOVERNANCE
                content""", stored("guarded", "content-language", "x-amz-object-lock-legal-hold", "x-amz-object-lock-mode"));
    }

    @Test
    void whatNoHeaderCanCarryIsNamed() throws Exception {
        store("refused", "{}", "{'content-type': 'text/plain'}");
        edit();
        visitor.typeInto("Content-Type", "; x=漢");
        browser().click("//dialog//button[.='Save']");
        browser().await("//dialog//p[.='Content-Type has the character 漢, which a header cannot carry.']");
        clear("Content-Type");
        browser().click("//dialog//button[.='Add metadata']");
        browser().type("//dialog//input[@aria-label='Name of the metadata']", "two words");
        browser().click("//dialog//button[.='Save']");
        browser().await("//dialog//p[.='two words is no name of metadata: use letters, digits and hyphens.']");
        assertEquals("content-type: text/plain\ncontent", stored("refused", "content-type"));
    }

    /** The console cannot read what is encrypted with a key of its reader, and says so. */
    @Test
    void objectWithItsReadersKeyIsTaggedAndDeletedOnly() throws Exception {
        byte[] key = new byte[32];
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("MD5").digest(key));
        store(
                "sealed",
                "{}",
                "{'x-amz-server-side-encryption-customer-algorithm': 'AES256',"
                        + " 'x-amz-server-side-encryption-customer-key': '"
                        + Base64.getEncoder().encodeToString(key)
                        + "', 'x-amz-server-side-encryption-customer-key-md5': '" + digest + "'}");
        browser().click("//button[.='a.txt']");
        browser().await("//dialog//p[contains(., 'encrypted with a key that the server does not keep')]");
        browser().await("//dialog//button[.='Edit tags']");
        visitor.assertAccessible();
        browser().click("//dialog//button[.='Delete']");
        browser().click("(//dialog)[last()]//button[@type='submit']");
        browser().await("//h2[.='This bucket is empty']");
    }
}

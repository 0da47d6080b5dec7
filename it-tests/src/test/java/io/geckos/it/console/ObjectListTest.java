package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people find their way among the objects of a bucket in the console, by keyboard and pointer, in a browser. */
class ObjectListTest extends OpenConsoleTest {
    /** Keys as browsers are told of them. */
    private static final String UP = "\uE013";

    private static final String DOWN = "\uE015";
    private static final String ENTER = "\uE007";
    private static final String ESCAPE = "\uE00C";
    private static final String BACKSPACE = "\uE003";

    @BeforeEach
    void signIn() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
    }

    private static void store(String bucket, String... keys) throws Exception {
        visitor.script("const keys = " + Json.createArrayBuilder(List.of(keys)).build() + ";\n"
                + "return import(folder + 'session.js').then(async ({s3}) => {\n  await s3().send('PUT', {bucket: '"
                + bucket + "'});\n  for (const key of keys) await s3().send('PUT', {bucket: '" + bucket
                + "', key, body: new Blob([key])});\n  location.hash = '#/b/" + bucket + "';\n});");
    }

    private static String focused() throws Exception {
        return ((JsonString) browser().script("return document.activeElement.textContent")).getString();
    }

    /** Types where the focus is. */
    private static void press(String keys) throws Exception {
        browser()
                .type(
                        "//*[@id='main']//button[.='" + focused() + "'] | //*[@id='main']//a[.='" + focused() + "']",
                        keys);
    }

    @Test
    void listIsUsedByKeyboard() throws Exception {
        store("keyboard", "a/deep/1.txt", "b.txt", "c.txt");
        browser().await("//button[.='b.txt']");
        browser().type("//main", DOWN);
        assertEquals("a/", focused());
        press(DOWN);
        press(DOWN);
        assertEquals("c.txt", focused());
        press(UP);
        assertEquals("b.txt", focused());
        press(" ");
        browser().await("//span[.='1 entry selected']");
        press(ENTER);
        browser().await("//dialog//h2[.='b.txt']");
        browser().type("//dialog//button[@aria-label='Close']", ESCAPE);
        browser().await("//body[not(dialog)]");
        press(UP);
        press(ENTER);
        browser().await("//h1[.='a']");
        browser().click("//a[.='deep/']");
        browser().await("//h1[.='deep']");
        browser().type("//main", BACKSPACE);
        browser().await("//h1[.='a']");
        browser().type("//main", "/");
        assertEquals(
                "Show names that begin with",
                ((JsonString) browser().script("return document.activeElement.getAttribute('aria-label')"))
                        .getString());
        browser().type("//input[@type='search']", "x\n");
        browser().await("//p[.='No name here begins so.']");
    }

    @Test
    void filesAndFoldersAreDropped() throws Exception {
        store("dropped");
        browser().await("//h2[.='This bucket is empty']");
        Path photos = Files.createDirectory(folder.resolve("photos"));
        Files.writeString(Files.createDirectory(photos.resolve("2026")).resolve("snow.txt"), "white");
        Path single = Files.writeString(folder.resolve("single.txt"), "one");
        browser().drop("//div[@class='folder']", photos, single);
        browser().await("//b[.='2 files uploaded']");
        assertEquals("white", Files.readString(visitor.dataDir().resolve("dropped/photos/2026/snow.txt")));
        assertEquals("one", Files.readString(visitor.dataDir().resolve("dropped/single.txt")));
    }

    @Test
    void newFolderIsThereOnceSomethingIsInIt() throws Exception {
        store("folders");
        browser().click("//button[@aria-label='New folder']");
        visitor.typeInto("Name", "2026/winter/");
        visitor.assertAccessible();
        browser().click("//dialog//button[.='Go there']");
        browser().await("//h1[.='winter']");
        visitor.upload(Files.writeString(folder.resolve("snow.txt"), "white"));
        assertEquals("white", Files.readString(visitor.dataDir().resolve("folders/2026/winter/snow.txt")));
    }

    @Test
    void listIsLoadedAgainAtAButton() throws Exception {
        store("again");
        browser().await("//h2[.='This bucket is empty']");
        Files.writeString(visitor.dataDir().resolve("again/by-hand.txt"), "put by hand");
        browser().click("//button[@aria-label='Load the list again']");
        browser().await("//button[.='by-hand.txt']");
    }

    /** A name that turns the direction of its end looks like that of another kind of file. */
    @Test
    void charactersThatNobodySeesAreShown() throws Exception {
        store("unseen", "invoice\u202efdp.exe", "two\nlines", "zero\u200bwidth", "two  spaces");
        browser().await("//button[.='invoiceU+202Efdp.exe']");
        browser().await("//button[.='twoU+000Alines']");
        browser().await("//button[.='zeroU+200Bwidth']");
        browser().await("//button[.='two  spaces']");
        assertEquals(
                "pre-wrap",
                ((JsonString) browser()
                                .script("return getComputedStyle(document.querySelector('td .open')).whiteSpace"))
                        .getString());
        browser().click("//button[.='invoiceU+202Efdp.exe']");
        browser().await("//dialog//h2[.='invoiceU+202Efdp.exe']");
        browser().await("//dialog//dd[.='invoiceU+202Efdp.exe']");
        visitor.assertAccessible();
        browser().click("//dialog//button[.='Delete']");
        browser().await("//form//li[.='invoiceU+202Efdp.exe']");
    }
}

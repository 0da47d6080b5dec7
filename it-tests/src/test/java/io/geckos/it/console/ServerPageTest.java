package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of the server in the console, in a browser. */
class ServerPageTest extends OpenConsoleTest {
    @BeforeEach
    void openServerPage() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
        browser().click("//header//a[.='Server']");
        browser().await("//h2[.='Disk']");
    }

    @Test
    void requestsOfTheLastHourAreDrawnAndListed() throws Exception {
        browser().await("//h3[.='Requests']");
        browser().await("//h3[.='Errors']");
        browser().await("//h3[.='Latency']");
        // The list of buckets, for which the page asked when somebody signed in.
        browser().await("//*[name()='svg'][contains(@aria-label, 'Requests each minute')]//*[name()='title']");
        visitor.assertAccessible();
        browser().click("//summary[.='The figures as a table']");
        browser().await("//table[contains(@class, 'figures')]/tbody/tr/td[@class='size']");
        visitor.assertAccessible();
    }

    @Test
    void lastDayIsShownInTenMinutes() throws Exception {
        browser().click("//button[.='Last day']");
        browser().await("//span[.='each ten minutes']");
        visitor.assertAccessible();
    }

    @Test
    void whatIsStoredIsDrawnOverTime() throws Exception {
        visitor.script("return import(folder + 'session.js').then(({s3}) => s3().send('PUT', {bucket: 'grown'}));");
        StoredHistory.write(visitor.dataDir(), "total", "bucket/grown");
        visitor.script("location.hash = '#/settings/grown'");
        browser().await("//*[name()='svg'][contains(@aria-label, 'Bytes each hour')]//*[name()='title']");
        browser().click("//section[.//h2[.='Usage and quota']]//button[.='A year']");
        browser().await("//*[name()='svg'][contains(@aria-label, 'Bytes each day: at most 1.5 GiB')]");
        browser().click("//section[.//h2[.='Usage and quota']]//summary[.='The figures as a table']");
        browser().await("//table[contains(@class, 'figures')]//th[.='Older versions, bytes']");
        visitor.assertAccessible();
        visitor.script("location.hash = '#/server'");
        browser().await("//h2[.='Stored']");
        browser().await("//*[name()='svg'][contains(@aria-label, 'Bytes each hour')]");
    }

    @Test
    void notesOnThisVersionAreShown() throws Exception {
        browser().click("//a[.='Settings']");
        browser().click("//button[.='Notes on this version']");
        browser().await("//dialog//li[contains(., 'A console for browsers at the second listener')]");
        visitor.assertAccessible();
    }

    @Test
    void uploadUnderWayIsAborted() throws Exception {
        visitor.script("""
                        return import(folder + 'session.js').then(async ({s3}) => {
                          await s3().send('PUT', {bucket: 'films'});
                          await s3().document('POST', {bucket: 'films', key: 'summer.mp4', query: {uploads: ''}});
                        });""");
        browser().click("//a[.='Activity']");
        browser().await("//h2[.='Running requests']");
        visitor.assertAccessible();
        browser().click("//button[@aria-label='Abort the upload of summer.mp4']");
        browser().click("//dialog//button[.='Abort upload']");
        browser().await("//p[.='No upload in parts is under way.']");
    }

    @Test
    void scrubIsStarted() throws Exception {
        browser().click("//a[.='Tasks']");
        browser().click("//button[@aria-label='Start scrub']");
        browser().await("//div[.='scrub has begun.']");
        visitor.assertAccessible();
    }

    @Test
    void damageIsFoundAndTold() throws Exception {
        visitor.script("""
                        return import(folder + 'session.js').then(async ({s3}) => {
                          await s3().send('PUT', {bucket: 'rotten'});
                          await s3().send('PUT', {bucket: 'rotten', key: 'apple.txt', body: new Blob(['fresh'])});
                        });""");
        Path file = visitor.dataDir().resolve("rotten/apple.txt");
        FileTime modified = Files.getLastModifiedTime(file);
        Files.writeString(file, "FRESH");
        Files.setLastModifiedTime(file, modified);
        browser().click("//a[.='Tasks']");
        browser().click("//button[@aria-label='Start scrub']");
        browser().await("//section[.//h2[starts-with(., 'scrub')]]//li[contains(., 'rotten/apple.txt')]");
        visitor.assertAccessible();
        browser().click("//a[.='Overview']");
        browser().await("//section[h2[.='Damage']]/p[.='1 object']");
    }

    @Test
    void logLevelIsChanged() throws Exception {
        browser().click("//a[.='Settings']");
        browser().click("//label[.='Level']/following-sibling::select/option[.='fine']");
        browser().await("//div[.='The log level is changed.']");
        assertEquals("fine", visitor.valueOf("Level"));
    }

    @Test
    void configurationIsShownWithoutSecrets() throws Exception {
        browser().click("//a[.='Settings']");
        browser().type("//input[@aria-label='Find a setting']", "secret");
        browser().await("//dt[.='auth.secret-key']/following-sibling::dd[.='(not shown)']");
        visitor.assertAccessible();
    }

    @Test
    void quotaIsSetAndUsageIsListed() throws Exception {
        browser().click("//header//a[.='Buckets']");
        browser().click("(//button[.='Create bucket'])[1]");
        browser().type("//input[@name='bucket']", "limited");
        browser().click("//dialog//button[@type='submit']");
        visitor.upload(Files.writeString(folder.resolve("five.txt"), "12345"));
        browser().click("//a[@aria-label='Settings of this bucket']");
        visitor.typeInto("At most", "5");
        visitor.typeInto("Objects at most", "1");
        browser().click("//button[.='Save quota']");
        browser().await("//p[.='5 B of 5.0 GiB used.']");
        browser().await("//p[.='1 object of 1 object used.']");
        visitor.assertAccessible();
        browser().click("//header//a[.='Buckets']");
        browser().await("//tr[.//a[.='limited']]/td[.='5 B']");
        visitor.assertAccessible();
    }
}

package io.geckos.it.console;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Pages of the console where there is nothing yet, where something failed, and where a user may see little. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SparsePageTest extends PagePictureTest {
    /** Answers as a server that is gone. */
    private static final String UNPLUG = "window.fetch = () => Promise.reject(new TypeError('Failed to fetch'))";

    @BeforeEach
    void signIn() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
    }

    @Test
    @Order(1)
    void newServer() throws Exception {
        page("#/", "//h2[.='No buckets yet']", "empty-buckets");
        page("#/access/users", "//h2[.='No users yet']", "empty-users");
        page("#/access/groups", "//h2[.='No groups yet']", "empty-groups");
        page("#/server/activity", "//p[.='No upload in parts is under way.']", "empty-activity");
    }

    @Test
    void newUserAndGroup() throws Exception {
        visitor.createUser("bob");
        visitor.script(
                "return import(folder + 'iam.js').then(({iam}) => iam('CreateGroup', {GroupName: 'lonely'})).then(() => 0);");
        page("#/access/groups/lonely", "//p[.='Nobody is in this group.']", "empty-group");
        page("#/access/users/bob", "//p[.='In no group.']", "user-checked");
        browser().click("//button[.='Create access key']");
        browser().await("//dialog//label[.='Secret key']");
        see("key-created");
        browser().click("//button[.='I have kept it']");
        visitor.typeInto("With", "photos/2026/a.jpg");
        browser().click("//button[.='Ask']");
        browser().await("//p[contains(., 'No policy allows it.')]");
        browser().script("document.querySelector('.danger-zone').scrollIntoView()");
        see("user-asked");
        browser().click("//button[starts-with(@aria-label, 'Delete key')]");
        see("key-delete");
        close();
        browser().click("//button[.='Delete user']");
        see("user-delete");
        close();
    }

    @Test
    void newBucket() throws Exception {
        visitor.script(
                "return import(folder + 'session.js').then(({s3}) => s3().send('PUT', {bucket: 'vault', headers: {'x-amz-bucket-object-lock-enabled': 'true'}}))");
        page("#/b/vault", "//h2[.='This bucket is empty']", "empty-bucket");
        visitor.upload(Files.writeString(folder.resolve("deed.txt"), "signed"));
        browser().click("//button[.='deed.txt']");
        browser().await("//span[.='not protected']");
        browser().script("document.querySelector('.dialog-body').scrollTo(0, 9000)");
        see("object-protection");
        browser().click("//dialog//button[.='Protect']");
        see("protect");
        close();
        browser().click("//dialog//button[.='Edit tags']");
        browser().click("//dialog//button[.='Add tag']");
        see("tags");
        close();
        close();
        browser().click("//input[@aria-label='Select deed.txt']");
        browser().click("//button[.='Delete']");
        browser().click("//form//button[.='Delete']");
        browser().click("//label[.='Show deleted']");
        browser().await("//tr[@class='deleted']");
        see("objects-deleted");
        browser().click("//tr[@class='deleted']//button[.='deed.txt']");
        browser().await("//button[.='Undo the deletion']");
        see("object-deleted");
        close();
        page("#/settings/vault", "//button[.='Protect new versions']", "settings-locked");
    }

    @Test
    void uploads() throws Exception {
        visitor.script(
                "return import(folder + 'transfers.js').then((it) => it.addUploads('none', [{file: new File(['x'], 'a.txt'), key: 'a.txt'}]))");
        browser().await("//b[.='1 file was not uploaded']");
        see("upload-failed");
        browser().click("//button[@aria-label='Close the list of uploads']");
        browser().script("Blob.prototype.arrayBuffer = () => new Promise(() => {})");
        visitor.script(
                "return import(folder + 'transfers.js').then((it) => it.addUploads('none', ['film of the summer.mp4', 'photos/2026/winter/snow on the mountains.jpg'].map((key) => ({file: new File(['x'.repeat(100000)], key), key}))))");
        browser().await("//b[.='Uploading 2 files']");
        see("uploading");
    }

    @Test
    void serverThatIsGone() throws Exception {
        browser().script(UNPLUG);
        page("#/b/none", "//*[@role='alert']", "gone-objects");
        page("#/server", "//*[@role='alert']", "gone-server");
    }

    @Test
    void userWithNarrowPolicy() throws Exception {
        String[] keys = visitor.createUser("guest");
        visitor.script(
                "return import(folder + 'session.js').then(({s3}) => s3().send('PUT', {bucket: 'private'}).catch(() => {}))");
        visitor.open();
        visitor.signIn(keys[0], keys[1]);
        browser().await("//button[.='Open']");
        see("narrow-buckets");
        page("#/b/private", "//*[@role='alert']", "narrow-objects");
        page("#/settings/private", "//section//*[@role='alert']", "narrow-settings");
        page("#/access/users", "//a[.='guest']", "narrow-users");
        page("#/server", "//h2[.='For operators']", "operators");
        page("#/refusals/0123456789ABCDEF", "//h2[.='For operators']", "operators-refusal");
        visitor.typeInto("Admin token", ConsoleVisitor.ADMIN_TOKEN);
        browser().click("//button[.='Show']");
        browser().await("//h2[.='No permission was missing']");
        see("refusal-unknown");
    }
}

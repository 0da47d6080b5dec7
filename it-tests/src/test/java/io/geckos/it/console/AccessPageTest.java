package io.geckos.it.console;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people manage users, groups and policies in the console, in a browser. */
class AccessPageTest extends OpenConsoleTest {
    @BeforeEach
    void signInAsRoot() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
        browser().click("//header//a[.='Access']");
    }

    private static void create(String one, String name) throws Exception {
        browser().click("(//button[.='Create " + one + "'])[1]");
        visitor.typeInto("Name", name);
        browser().click("//dialog//button[@type='submit']");
        browser().await("//h1[.='" + name + "']");
    }

    @Test
    void userWithNarrowPolicySeesOnlyItsBucket() throws Exception {
        create("user", "alice");
        browser().click("//button[.='Write a policy']");
        visitor.typeInto("Name", "reads-photos");
        browser().click("//option[.='Read only, one bucket']");
        visitor.typeInto("Bucket", "photos");
        visitor.assertAccessible();
        browser().click("//button[.='Save policy']");
        browser().await("//span[.='only this user']");
        visitor.typeInto("With", "photos/2026/a.jpg");
        browser().click("//button[.='Ask']");
        browser().await("//p[contains(., 'Allowed by reads-photos.')]");
        browser().script("document.querySelector('[list=actions]').value = 's3:DeleteObject'");
        browser().click("//button[.='Ask']");
        browser().await("//p[contains(., 'No policy allows it.')]");
        browser().click("//button[.='Create access key']");
        String key = visitor.valueOf("Access key");
        String secret = visitor.valueOf("Secret key");
        visitor.assertAccessible();
        browser().click("//button[.='I have kept it']");
        browser().await("//span[.='" + key + "']");
        visitor.assertAccessible();

        visitor.open();
        visitor.createBucket("photos", false);
        visitor.open();
        visitor.signIn(key, secret);
        browser().click("//header//a[.='Access']");
        browser().await("//*[@role='alert']//*[contains(., 'Your policies do not allow iam:ListUsers here.')]");
        visitor.assertAccessible();
        browser().click("//a[.='alice']");
        browser().await("//p[contains(., 'Your policies do not allow iam:ListAccessKeys here.')]");
        browser().click("//header//a[.='Buckets']");
        browser().type("//input[@aria-label='Name of the bucket']", "photos");
        browser().click("//button[.='Open']");
        browser().await("//h2[.='This bucket is empty']");
    }

    @Test
    void inactiveKeyDoesNotSignIn() throws Exception {
        create("user", "bob");
        browser().click("//button[.='Create access key']");
        String key = visitor.valueOf("Access key");
        String secret = visitor.valueOf("Secret key");
        browser().click("//button[.='I have kept it']");
        browser().click("//button[.='Make inactive']");
        browser().await("//span[.='inactive']");
        visitor.open();
        visitor.signIn(key, secret);
        browser().await("//*[@role='alert']");
        browser().await("//button[.='Sign in']");
    }

    @Test
    void policyOfGroupIsWrittenCheckedAndAttached() throws Exception {
        create("user", "carol");
        browser().click("//header//a[.='Access']");
        browser().click("//a[.='Groups']");
        create("group", "staff");
        browser().click("//select[@aria-label='User']/option[.='carol']");
        browser().click("//section[.//h2[.='Members']]//button[.='Add']");
        browser().await("//a[.='carol']");
        browser().click("//header//a[.='Access']");
        browser().click("//a[.='Policies']");
        browser().await("//a[.='AdministratorAccess']");
        visitor.assertAccessible();
        browser().click("(//button[.='Create policy'])[1]");
        visitor.typeInto("Name", "everything");
        visitor.typeInto("Policy", "{");
        browser().await("//p[contains(., 'This is no JSON')]");
        browser().click("//option[.='Everything in all buckets']");
        browser().click("//dialog//button[@type='submit']");
        browser().await("//p[.='To nobody.']");
        visitor.assertAccessible();
        browser().click("//button[.='Save policy']");
        browser().await("//p[contains(., 'Version 2, of')]");
        browser().click("//header//a[.='Access']");
        browser().click("//a[.='Groups']");
        browser().click("//a[.='staff']");
        browser().click("//select[@aria-label='Policy']/option[.='everything']");
        browser().click("//button[.='Attach']");
        browser().await("//button[@aria-label='Detach everything']");
        visitor.assertAccessible();
        browser().click("//button[.='Delete group']");
        browser().type("//dialog//input", "staff");
        browser().click("//dialog//button[@type='submit']");
        browser().await("//h2[.='No groups yet']");
    }
}

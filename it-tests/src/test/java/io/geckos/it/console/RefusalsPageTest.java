package io.geckos.it.console;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How people learn in the console why something was refused, in a browser. */
class RefusalsPageTest extends OpenConsoleTest {
    @BeforeEach
    void signInAsRoot() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
    }

    /** Makes a request without credentials, which no policy allows, and shows its error as pages show errors. */
    private static void showRefusal() throws Exception {
        visitor.script("""
                        return Promise.all(['session.js', 'errors.js'].map((it) => import(folder + it))).then(async ([session, errors]) => {
                          const error = await session.clientOf(null).send('GET', {bucket: 'secrets', key: 'plan.txt'}).catch((it) => it);
                          document.querySelector('main').append(errors.errorBox(error));
                        });""");
    }

    @Test
    void errorLeadsToTheMissingPermission() throws Exception {
        showRefusal();
        visitor.assertAccessible();
        browser().click("//main//a[.='Why was this refused?']");
        browser().await("//p[.='s3:GetObject for arn:aws:s3:::secrets/plan.txt']");
        browser().await("//p[contains(., 'No policy allows it to everybody.')]");
        browser().await("//dd[.='nobody: the request had no credentials']");
        visitor.assertAccessible();
        browser().click("//header//a[.='Refusals']");
        browser().await("//td//a[.='GetObject']");
        visitor.assertAccessible();
    }

    @Test
    void userGivesTheTokenOfTheOperator() throws Exception {
        String[] keys = visitor.createUser("guest");
        visitor.open();
        visitor.signIn(keys[0], keys[1]);
        browser().click("//header//a[.='Refusals']");
        browser().await("//h2[.='For operators']");
        visitor.assertAccessible();
        visitor.typeInto("Admin token", "not the token");
        browser().click("//button[.='Show']");
        browser().await("//p[.='The server does not take this token.']");
        visitor.typeInto("Admin token", ConsoleVisitor.ADMIN_TOKEN);
        browser().click("//button[.='Show']");
        browser().await("//*[self::table or @class='empty']");
    }

    @Test
    void requestThatLackedNothingIsTold() throws Exception {
        browser().click("//header//a[.='Refusals']");
        browser().await("//*[self::table or @class='empty']");
        browser().type("//input[@aria-label='Request id']", "0123456789ABCDEF");
        browser().click("//button[.='Look up']");
        browser().await("//h2[.='No permission was missing']");
        visitor.assertAccessible();
    }
}

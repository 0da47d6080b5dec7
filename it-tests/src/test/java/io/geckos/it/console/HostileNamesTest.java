package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Users, groups, policies, rules and uploads whose names an attacker has chosen are shown as text in the console, and their
 * pages can be used like others.
 */
class HostileNamesTest extends OpenConsoleTest {
    private static final String MARKUP = "<img src=x onerror=window.hacked=1>\"'";

    @BeforeEach
    void signIn() throws Exception {
        visitor.open();
        visitor.signInAsRoot();
        browser().script("""
                window.violations = [];
                document.addEventListener('securitypolicyviolation', (it) => window.violations.push(it.violatedDirective + ' ' + it.blockedURI));""");
    }

    @AfterEach
    void nothingRan() throws Exception {
        assertEquals(
                JsonValue.TRUE,
                browser().script("return window.hacked === undefined && !document.querySelector('img[src=x]')"));
        assertEquals("", ((JsonString) browser().script("return window.violations.join()")).getString());
    }

    private static String json(String... values) {
        return Json.createArrayBuilder(List.of(values)).build().toString();
    }

    private static void show(String address) throws Exception {
        visitor.script("location.hash = " + Json.createValue(address));
    }

    /** What objects of scripts have by themselves, and what paths take for other places. */
    @Test
    void usersAndGroupsOfAnyLegalNameHavePages() throws Exception {
        String[] names = {"constructor", "__proto__", "..", ".", "a=b+c,d.e@f", "hasOwnProperty"};
        visitor.script("return import(folder + 'iam.js').then(async ({iam}) => {\n  for (const name of " + json(names)
                + ") {\n"
                + "    await iam('CreateUser', {UserName: name});\n    await iam('CreateGroup', {GroupName: name});\n"
                + "    await iam('AddUserToGroup', {GroupName: name, UserName: name});\n"
                + "    await iam('PutUserPolicy', {UserName: name, PolicyName: name, PolicyDocument: JSON.stringify({Version: '2012-10-17', Statement: []})}).catch(() => {});\n"
                + "  }\n});");
        for (String name : names) {
            show("#/access/users");
            browser().click("//table//a[.='" + name + "']");
            browser().await("//h1[.='" + name + "']");
            browser().click("//section[.//h2[.='Groups']]//a[.='" + name + "']");
            browser().await("//section[.//h2[.='Members']]//a[.='" + name + "']");
        }
        browser().click("//button[.='Delete group']");
        browser().type("//dialog//input", "hasOwnProperty");
        browser().click("//dialog//button[@type='submit']");
        browser().await("//h1[.='Access']");
    }

    @Test
    void policiesAndWhyTheyRefuseAreText() throws Exception {
        String[] pair = visitor.createUser("toString");
        visitor.script("const [markup, key, secret] = " + json(MARKUP, pair[0], pair[1]) + ";\n" + """
                return Promise.all(['session.js', 'iam.js'].map((it) => import(folder + it))).then(async ([{s3, clientOf}, {iam}]) => {
                  const statement = {Sid: 'constructor', Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::*' + markup + '*'};
                  const PolicyDocument = JSON.stringify({Version: '2012-10-17', Statement: [statement]});
                  const made = await iam('CreatePolicy', {PolicyName: 'valueOf', Description: markup, PolicyDocument});
                  await iam('AttachUserPolicy', {UserName: 'toString', PolicyArn: made.getElementsByTagName('Arn')[0].textContent});
                  await s3().send('PUT', {bucket: 'refusing'});
                  await clientOf({accessKey: key, secret}).send('PUT', {bucket: 'refusing', key: 'a' + markup + 'b', body: new Blob([])}).catch(() => {});
                });""");
        show("#/access/policies");
        browser().click("//a[.='valueOf']");
        browser().await("//a[.='toString']");
        browser().await("//h1[.='valueOf']");
        show("#/refusals");
        browser().click("//td//a[.='PutObject']");
        browser().await("//*[contains(., 'arn:aws:s3:::refusing/a<img src=x onerror=window.hacked=1>')]");
        browser().await("//*[contains(text(), 'constructor')]");
    }

    @Test
    void settingsOfABucketAreText() throws Exception {
        visitor.script("const [markup] = " + json(MARKUP) + ";\n" + """
                return Promise.all(['session.js', 'xml.js'].map((it) => import(folder + it))).then(async ([{s3}, {element}]) => {
                  await s3().send('PUT', {bucket: 'settings'});
                  const put = (what, document) => s3().put({bucket: 'settings', query: {[what]: ''}, body: String(document)});
                  const tag = (name, value) => element('Tag', element('Key', name), element('Value', value));
                  await put('tagging', element('Tagging', element('TagSet', tag('constructor', 'toString'), tag('__proto__', '@=+-._:/ '.trim()))));
                  await put('lifecycle', element('LifecycleConfiguration', element('Rule', element('ID', markup), element('Filter', element('Prefix', markup)), element('Status', 'Enabled'), element('Expiration', element('Days', 1)))));
                  await put('cors', element('CORSConfiguration', element('CORSRule', element('AllowedOrigin', 'https://' + markup), element('AllowedMethod', 'GET')))).catch(() => {});
                });""");
        show("#/settings/settings");
        browser().await("//section[.//h2[.='Lifecycle']]//*[contains(., '<img src=x onerror=window.hacked=1>')]");
        browser().await("//section[.//h2[.='Tags']]//button[.='Save tags']");
        assertEquals(
                "__proto__ @=+-._:/ constructor toString",
                ((JsonString)
                                browser()
                                        .script(
                                                "return Array.from(document.querySelectorAll('.settings .rows input'), (it) => it.value).join(' ')"))
                        .getString());
        browser().click("//button[.='Save tags']");
        browser().await("//div[.='The tags are saved.']");
    }

    /** A name with a character that no document may have, and one with markup. */
    @Test
    void uploadsUnderWayOfAnyKeyAreListedAndAborted() throws Exception {
        visitor.script("const [markup] = " + json(MARKUP) + ";\n" + """
                return import(folder + 'session.js').then(async ({s3}) => {
                  await s3().send('PUT', {bucket: 'uploads'});
                  for (const key of [markup, 'bell\\u0007\\u001b[31m']) await s3().document('POST', {bucket: 'uploads', key, query: {uploads: ''}});
                });""");
        show("#/server/activity");
        browser().await("//td/div[contains(., '<img src=x onerror=window.hacked=1>')]");
        browser().click("//button[starts-with(@aria-label, 'Abort the upload of bell')]");
        browser().click("//dialog//button[.='Abort upload']");
        browser().await("//main[not(.//button[starts-with(@aria-label, 'Abort the upload of bell')])]");
        browser().click("//button[starts-with(@aria-label, 'Abort the upload of <img')]");
        browser().await("//dialog//b[contains(., '<img src=x onerror=window.hacked=1>')]");
        browser().click("//dialog//button[.='Abort upload']");
        browser().await("//p[.='No upload in parts is under way.']");
    }

    @Test
    void objectWithControlCharactersIsShownTaggedAndDeleted() throws Exception {
        visitor.script("""
                return import(folder + 'session.js').then(async ({s3}) => {
                  await s3().send('PUT', {bucket: 'controls'});
                  await s3().send('PUT', {bucket: 'controls', key: 'bell\\u0007.txt', body: new Blob(['x'])});
                });""");
        show("#/b/controls");
        browser().click("//button[starts-with(., 'bell')]");
        browser().await("//dt[.='ETag']");
        browser().click("//button[.='Edit tags']");
        browser().click("//dialog//button[.='Add tag']");
        browser().type("//dialog//input[@aria-label='Name of the tag']", "colour");
        browser().type("//dialog//input[@aria-label='Value of the tag']", "blue");
        browser().click("//button[.='Save tags']");
        browser().await("//dd[.='blue']");
        browser().click("//dialog//button[.='Delete']");
        browser().click("(//dialog)[last()]//button[@type='submit']");
        browser().await("//h2[.='This bucket is empty']");
    }

    /** Its page would take the place of the console, and with it the keys. */
    @Test
    void downloadThatIsRefusedLeavesThePage() throws Exception {
        visitor.script("""
                return import(folder + 'session.js').then(async ({s3}) => {
                  await s3().send('PUT', {bucket: 'gone'});
                  await s3().send('PUT', {bucket: 'gone', key: 'a.txt', body: new Blob(['x'])});
                  location.hash = '#/b/gone';
                });""");
        browser().click("//button[.='a.txt']");
        browser().await("//dt[.='ETag']");
        visitor.script(
                "return import(folder + 'session.js').then(({s3}) => s3().send('DELETE', {bucket: 'gone', key: 'a.txt'}));");
        browser().click("//dialog//button[.='Download']");
        browser().await("//div[contains(., 'a.txt cannot be downloaded.')]");
        browser().await("//header//a[.='Buckets']");
    }
}

package io.geckos.it.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Every page and dialog of the console, dark and light, wide and narrow: nothing is wider than the window, and axe finds nothing. The
 * pictures of all of them are in {@code it-tests/target/console} then, for people to look at; two of them are in the docs.
 */
class EveryPageTest extends OpenConsoleTest {
    private static final Path PICTURES = Path.of("target", "console");

    private enum Look {
        WIDE_LIGHT(1280, 860, false),
        WIDE_DARK(1280, 860, true),
        NARROW_LIGHT(360, 780, false),
        NARROW_DARK(360, 780, true);

        private final int width;
        private final int height;
        private final boolean dark;

        Look(int width, int height, boolean dark) {
            this.width = width;
            this.height = height;
            this.dark = dark;
        }

        String suffix() {
            return (width > 1000 ? "wide" : "narrow") + (dark ? "-dark" : "-light");
        }
    }

    /** What people have after a while: folders, long names, versions, a public bucket, users, refusals. */
    private static final String FURNISH = """
            return Promise.all(['session.js', 'iam.js', 'xml.js'].map((it) => import(folder + it))).then(async ([{s3, clientOf}, {iam}, {element}]) => {
              const put = (bucket, key, body, headers = {}) => s3().send('PUT', {bucket, key, body: new Blob([body]), headers});
              for (const bucket of ['backups', 'photos', 'long-name-'.repeat(7).slice(0, 63)]) await s3().send('PUT', {bucket});
              await s3().put({bucket: 'photos', query: {versioning: ''}, body: String(element('VersioningConfiguration', element('Status', 'Enabled')))});
              await s3().put({bucket: 'photos', query: {policy: ''}, headers: {'content-type': 'application/json'}, body: JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*'}]})});
              await s3().put({bucket: 'photos', query: {lifecycle: ''}, body: String(element('LifecycleConfiguration', element('Rule', element('ID', 'old'), element('Filter', element('Prefix', 'drafts/')), element('Status', 'Enabled'), element('Expiration', element('Days', 30)))))});
              for (const key of ['2025/summer/beach.jpg', '2026/winter/snow.jpg', 'drafts/plan.txt', 'x'.repeat(200) + '.bin', 'a name with several words, (brackets) & more – in one line.csv']) await put('photos', key, key);
              await put('photos', 'notes.md', '# Notes\\nfirst');
              await put('photos', 'notes.md', '# Notes\\n\\nRead me.', {'x-amz-meta-author': 'Ada', 'x-amz-tagging': 'project=console'});
              const canvas = Object.assign(document.createElement('canvas'), {width: 640, height: 400});
              const drawing = canvas.getContext('2d');
              drawing.fillStyle = '#cfe8da';
              drawing.fillRect(0, 0, 640, 400);
              drawing.fillStyle = '#1b7147';
              drawing.arc(320, 200, 120, 0, 7);
              drawing.fill();
              await put('photos', 'gecko.png', await new Promise((done) => canvas.toBlob(done)), {'content-type': 'image/png', 'x-amz-meta-camera': 'none'});
              for (let i = 1; i <= 12; i++) await put('backups', `daily/${String(i).padStart(2, '0')}.tar.zst`, 'x'.repeat(i * 1000));
              await s3().document('POST', {bucket: 'backups', key: 'weekly/full.tar.zst', query: {uploads: ''}});
              await iam('CreateUser', {UserName: 'alice'});
              await iam('CreateUser', {UserName: 'a-user-with-a-name-of-sixty-four-characters-which-is-the-longest'});
              await iam('CreateAccessKey', {UserName: 'alice'});
              await iam('CreateGroup', {GroupName: 'staff'});
              await iam('AddUserToGroup', {GroupName: 'staff', UserName: 'alice'});
              const made = await iam('CreatePolicy', {PolicyName: 'reads-photos', PolicyDocument: JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*'}]})});
              await iam('AttachGroupPolicy', {GroupName: 'staff', PolicyArn: made.getElementsByTagName('Arn')[0].textContent});
              await iam('PutUserPolicy', {UserName: 'alice', PolicyName: 'own', PolicyDocument: JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: 's3:ListBucket', Resource: '*'}]})});
              await clientOf(null).send('GET', {bucket: 'backups', key: 'daily/01.tar.zst'}).catch(() => {});
            }).catch((error) => {
              throw new Error(error.message);
            });""";

    @BeforeAll
    static void furnish(TestReporter reporter) throws Exception {
        Files.createDirectories(PICTURES);
        visitor.open();
        // The scripts of a page run before this event, and the first one shows the form.
        reporter.publishEntry(
                "first load, interactive after ms",
                browser()
                        .script(
                                "return Math.round(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)")
                        .toString());
        visitor.signInAsRoot();
        visitor.script(FURNISH);
        StoredHistory.write(visitor.dataDir(), "total", "bucket/photos");
    }

    /** Looks at what is shown now, in all four ways. */
    private static void see(String name) throws Exception {
        for (Look look : Look.values()) {
            browser().look(look.width, look.height, look.dark);
            browser().picture(PICTURES.resolve(name + "-" + look.suffix() + ".png"));
            assertEquals(
                    JsonValue.TRUE,
                    browser()
                            .script(
                                    "return [document.scrollingElement, ...document.querySelectorAll('dialog')].every((it) => it.scrollWidth <= innerWidth)"),
                    name + " is wider than " + look);
            if (look == Look.WIDE_DARK || look == Look.NARROW_LIGHT) {
                visitor.assertAccessible();
            }
        }
        browser().look(1280, 860, false);
    }

    private static void page(String address, String shown, String name) throws Exception {
        visitor.script("location.hash = '" + address + "'");
        browser().await(shown);
        browser().await("//main[not(.//*[starts-with(., 'Loading')])]");
        see(name);
    }

    private static void close() throws Exception {
        browser().click("(//dialog//button[@aria-label='Close'])[last()]");
    }

    @Test
    void peopleSignIn() throws Exception {
        visitor.open();
        see("sign-in");
        visitor.signIn("minioadmin", "wrong");
        browser().await("//*[@role='alert']");
        see("sign-in-refused");
        visitor.open();
        visitor.signInAsRoot();
    }

    @Test
    void buckets() throws Exception {
        page("#/", "//span[.='public']", "buckets");
        browser().click("//button[.='Create bucket']");
        see("bucket-create");
        close();
        browser().click("//button[@aria-label='Delete bucket photos']");
        browser().type("//dialog//input", "photos");
        browser().click("//dialog//button[@type='submit']");
        browser().await("//*[@role='alert']");
        see("bucket-delete");
        close();
        page("#/settings/photos", "//span[.='public']", "settings");
        browser().script("scrollTo(0, 900)");
        see("settings-middle");
        browser().click("//section[.//h2[.='Usage and quota']]//button[.='A year']");
        browser().script("document.querySelector('.over-time').scrollIntoView()");
        see("settings-usage");
        browser().script("scrollTo(0, 9000)");
        see("settings-end");
        browser().click("//button[.='Add rule']");
        see("lifecycle-rule");
        close();
        page("#/settings/none", "//*[@role='alert']", "settings-of-none");
    }

    @Test
    void objects() throws Exception {
        page("#/b/photos", "//a[.='2025/']", "objects");
        browser().click("//input[@aria-label='Select notes.md']");
        browser().click("//input[@aria-label='Select 2025']");
        see("objects-selected");
        browser().click("//div[contains(@class, 'selection')]//button[.='Download']");
        see("download");
        close();
        browser().click("//button[.='Tag']");
        see("tag");
        close();
        browser().click("//button[.='Copy or move']");
        see("copy");
        close();
        browser().click("//div[contains(@class, 'selection')]//button[.='Delete']");
        see("delete");
        close();
        browser().click("//button[.='notes.md']");
        browser().await("//dd[.='console']");
        see("object-text");
        browser().click("//button[.='Share']");
        browser().await("//*[name()='svg'][@aria-label='The link as a QR code']");
        see("share");
        close();
        browser().click("//button[.='Edit type and metadata']");
        see("metadata");
        close();
        close();
        page("#/b/photos/2025/summer/", "//button[.='beach.jpg']", "folder");
        page("#/b/photos/none/", "//h2", "folder-empty");
        page("#/b/none", "//*[@role='alert']", "objects-of-none");
        page("#/b/photos", "//button[.='gecko.png']", "objects-again");
        browser().click("//button[.='gecko.png']");
        browser().await("//div[@class='preview']/img");
        browser().await("//dialog[not(.//p[.='Loading…'])]");
        see("object-picture");
        close();
    }

    @Test
    void access() throws Exception {
        page("#/access/users", "//a[.='alice']", "users");
        page("#/access/users/alice", "//a[.='staff']", "user");
        browser().click("//button[.='Write a policy']");
        see("policy-write");
        close();
        page("#/access/groups", "//a[.='staff']", "groups");
        page("#/access/groups/staff", "//a[.='alice']", "group");
        page("#/access/policies", "//a[.='reads-photos']", "policies");
        browser().click("//a[.='reads-photos']");
        browser().await("//a[.='staff']");
        see("policy");
        page("#/refusals", "//td//a[.='GetObject']", "refusals");
        browser().click("//td//a[.='GetObject']");
        browser().await("//h2[.='What was missing']");
        see("refusal");
    }

    @Test
    void server() throws Exception {
        page("#/server/overview", "//h3[.='Latency']", "server");
        browser().await("//div[h2[.='Stored']]/following-sibling::div//*[name()='svg']");
        browser().script("scrollTo(0, 9000)");
        see("server-stored");
        page("#/server/activity", "//div[.='weekly/full.tar.zst']", "activity");
        page("#/server/tasks", "//button[@aria-label='Start scrub']", "tasks");
        page("#/server/configuration", "//h2[.='Log']", "configuration");
        browser().click("//button[.='Notes on this version']");
        browser().await("//dialog//li");
        see("notes");
        close();
    }
}

package io.geckos.it.console;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Every page and dialog of the console, with what people have after a while. The pictures of the docs are made here too. */
class EveryPageTest extends PagePictureTest {
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

    /** Travels, with a landscape that is drawn here. */
    private static final String TRAVELS = """
            return import(folder + 'session.js').then(async ({s3}) => {
              const put = (key, body, type, headers = {}) => s3().send('PUT', {bucket: 'travels', key, body: new Blob([body]), headers: {'content-type': type, ...headers}});
              const canvas = Object.assign(document.createElement('canvas'), {width: 960, height: 540});
              const drawing = canvas.getContext('2d');
              const fade = (to, ...colours) => {
                const gradient = drawing.createLinearGradient(0, 0, 0, to);
                colours.forEach((it, i) => gradient.addColorStop(i / (colours.length - 1), it));
                return gradient;
              };
              const area = (colour, height) => {
                drawing.fillStyle = colour;
                drawing.beginPath();
                drawing.moveTo(0, 540);
                for (let x = 0; x <= 960; x += 3) drawing.lineTo(x, height(x));
                drawing.lineTo(960, 540);
                drawing.fill();
              };
              const ridge = (x, wide, at) => (1 - Math.abs(Math.sin(x / wide + at))) + 0.25 * (1 - Math.abs(Math.sin(x / (wide / 3.7) + at))) + 0.06 * Math.sin(x / 5 + at);
              drawing.fillStyle = fade(400, '#5d93b5', '#a9c9d3', '#f7dcb4');
              drawing.fillRect(0, 0, 960, 540);
              drawing.fillStyle = '#fff3d6';
              drawing.beginPath();
              drawing.arc(610, 236, 34, 0, 7);
              drawing.fill();
              area('#8fb0b8', (x) => 330 - 120 * ridge(x, 150, 0.4));
              area('#5f8a8d', (x) => 360 - 150 * ridge(x, 210, 2.1));
              area('#2f5f57', (x) => 385 - 190 * ridge(x, 330, 1.2) * Math.min(1, Math.abs(x - 560) / 300));
              area('#d9c7a5', () => 384);
              area(fade(540, '#b9c9bf', '#6e9aa0', '#2a5a63'), () => 388);
              drawing.fillStyle = '#fff3d655';
              for (let i = 0; i < 26; i++) drawing.fillRect(610 - 8 - (i * 37) % 60, 392 + i * 5.4, 30 + (i * 53) % 70, 1.6);
              await s3().send('PUT', {bucket: 'travels'});
              for (const key of ['2025 Lisbon/tram.txt', '2026 Bergen/harbour.txt', 'tickets/ferry.txt']) await put(key, key, 'text/plain');
              await put('fjord.png', await new Promise((done) => canvas.toBlob(done)), 'image/png', {'x-amz-meta-camera': 'None, it is drawn', 'x-amz-meta-place': 'Geirangerfjord', 'x-amz-tagging': 'trip=norway'});
              await put('itinerary.csv', 'day,place\\n'.repeat(120), 'text/csv');
              await put('notes.md', '# Norway\\n'.repeat(60), 'text/markdown');
              await put('packing list.txt', 'socks\\n'.repeat(40), 'text/plain');
              location.hash = '#/b/travels';
            });""";

    @Test
    void picturesOfTheDocs() throws Exception {
        visitor.script(TRAVELS);
        browser().click("//button[.='fjord.png']");
        browser().await("//div[@class='preview']/img");
        browser().await("//dd[.='norway']");
        pictureForDocs("console-objects", false);
        close();
        visitor.script("location.hash = '#/settings/photos'");
        browser().await("//span[.='public']");
        browser().await("//main[not(.//*[starts-with(., 'Loading')])]");
        pictureForDocs("console-settings", true);
    }
}

package io.geckos.it.console;

import io.geckos.it.testkit.Eventually;
import io.geckos.it.testkit.ServerLaunch;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a server that asks for no signatures and has no token for its admin API, in a browser. */
class UnsignedConsoleTest {
    @TempDir
    static Path folder;

    /** A signature could say that it is to be stored and not shown. */
    @Test
    void downloadLeavesThePage() throws Exception {
        ServerLaunch launch = ServerLaunch.on(folder.resolve("unsigned")).with("-auth=false");
        try (ConsoleVisitor visitor = ConsoleVisitor.start(folder, launch)) {
            BrowserSession browser = visitor.browser();
            visitor.open();
            browser.click("//button[.='Open']");
            browser.await("//h2[.='No buckets yet']");
            visitor.script("""
                    return import(folder + 'session.js').then(async ({s3}) => {
                      await s3().send('PUT', {bucket: 'pages'});
                      await s3().send('PUT', {bucket: 'pages', key: 'a.html', body: new Blob(['<h1>Page</h1>']), headers: {'content-type': 'text/html'}});
                      location.hash = '#/b/pages';
                    });""");
            browser.click("//button[.='a.html']");
            browser.await("//dt[.='ETag']");
            browser.script("window.opened = []; window.open = (...of) => window.opened.push(of.join(' '));");
            browser.click("//dialog//button[.='Download']");
            Eventually.holds(
                    "it is shown elsewhere",
                    () -> browser.script("return window.opened.join()")
                            .toString()
                            .contains("/pages/a.html _blank noopener,noreferrer"));
        }
    }

    @Test
    void pagesOfTheAdminApiTellHowToSwitchItOn() throws Exception {
        ServerLaunch launch = ServerLaunch.on(folder.resolve("data")).with("-auth=false");
        try (ConsoleVisitor visitor = ConsoleVisitor.start(folder, launch)) {
            BrowserSession browser = visitor.browser();
            visitor.open();
            browser.await("//p[contains(., 'whoever reaches it may do everything')]");
            browser.click("//button[.='Open']");
            browser.await("//h2[.='No buckets yet']");
            visitor.assertAccessible();
            for (String page : new String[] {"Server", "Refusals"}) {
                browser.click("//header//a[.='" + page + "']");
                browser.await("//h2[.='The admin API is off']");
                browser.await("//pre[starts-with(., 'admin.token = ')]");
                browser.await("//pre[starts-with(., 'GECKOS3_ADMIN_TOKEN=')]");
                visitor.assertAccessible();
            }
        }
    }
}

package io.geckos.it.console;

import io.geckos.it.testkit.ServerLaunch;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a server that asks for no signatures and has no token for its admin API, in a browser. */
class UnsignedConsoleTest {
    @TempDir
    static Path folder;

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

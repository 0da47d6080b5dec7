package io.geckos.it.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Has a server do its chores, by its admin API. */
public final class Chores {
    public static final String TOKEN = "a-token";

    private Chores() {}

    /** Starts housekeeping and scrub, and waits until both have finished. */
    public static void finish(InetSocketAddress admin) throws Exception {
        for (String chore : new String[] {"housekeeping", "scrub"}) {
            assertEquals(200, send(admin, "POST", chore + "/start").status());
            Eventually.holds(
                    chore + " has finished",
                    () -> send(admin, "GET", chore).text().contains("\"finished\":"));
        }
    }

    /** Sends a request about chores to the admin API. */
    public static RawHttp.Reply send(InetSocketAddress admin, String method, String what) throws IOException {
        return admin(admin, method, "chores/" + what);
    }

    /** Sends a request to the admin API. */
    public static RawHttp.Reply admin(InetSocketAddress admin, String method, String what) throws IOException {
        return RawHttp.exchange(
                admin,
                WireRequest.of(method, "/admin/v1/" + what).host(admin).header("authorization", "Bearer " + TOKEN));
    }
}

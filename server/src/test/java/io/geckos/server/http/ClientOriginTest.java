package io.geckos.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.server.config.ConfigurationException;
import io.geckos.server.settings.TrustedProxies;
import io.geckos.server.settings.WrittenSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed about where a request comes from, and what of it. */
class ClientOriginTest {
    @TempDir
    Path folder;

    private TrustedProxies proxies(String list) {
        return new WrittenSettings(folder)
                .read(Map.of(), "auth.secret-key = \"a-long-secret\"\ntrusted-proxies = " + list)
                .trustedProxies();
    }

    private TrustedProxies proxies() {
        return proxies("[\"127.0.0.1\", \"10.0.0.0/8\", \"2001:db8:1::/48\"]");
    }

    /** The headers of a line each; several lines of a name are divided by a bar. */
    private static Map<String, List<String>> headers(String name, String lines) {
        Map<String, List<String>> headers = new HashMap<>();
        if (lines != null) {
            headers.put(name, Arrays.asList(lines.split("\\|", -1)));
        }
        return headers;
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            127.0.0.1     ; 198.51.100.7                           ; 198.51.100.7
            127.0.0.1     ; -                                      ; 127.0.0.1
            127.0.0.1     ; 192.0.2.1, 198.51.100.7                ; 198.51.100.7
            127.0.0.1     ; 192.0.2.1,198.51.100.7 , 10.1.2.3      ; 198.51.100.7
            127.0.0.1     ; 192.0.2.1|198.51.100.7                 ; 198.51.100.7
            127.0.0.1     ; 198.51.100.7:4711                      ; 198.51.100.7
            127.0.0.1     ; [2001:db8::7]:4711                     ; 2001:db8:0:0:0:0:0:7
            127.0.0.1     ; 2001:db8::7                            ; 2001:db8:0:0:0:0:0:7
            127.0.0.1     ; ::ffff:198.51.100.7                    ; 198.51.100.7
            127.0.0.1     ; 10.9.9.9, 10.1.2.3                     ; 10.9.9.9
            127.0.0.1     ; 127.0.0.1, 198.51.100.7                ; 198.51.100.7
            127.0.0.1     ; ::ffff:10.1.2.3, ::1                   ; 0:0:0:0:0:0:0:1
            2001:db8:1::1 ; 198.51.100.7                           ; 198.51.100.7
            """)
    void theLastAddressThatIsNoTrustedProxyIsTheClient(String peer, String forwarded, String client) {
        assertEquals(
                new ClientOrigin(client, false),
                new ClientOrigin(peer, false).behind(proxies(), headers("x-forwarded-for", forwarded)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            192.0.2.9       ; 127.0.0.1
            192.0.2.9       ; 198.51.100.7
            11.0.0.1        ; 198.51.100.7
            2001:db8:2::1   ; 198.51.100.7
            fe80::1%eth0    ; 198.51.100.7
            """)
    void nobodyElseIsBelieved(String peer, String forwarded) {
        Map<String, List<String>> headers = headers("x-forwarded-for", forwarded);
        headers.put("x-forwarded-proto", List.of("https"));
        ClientOrigin origin = new ClientOrigin(peer, false);
        assertEquals(origin, origin.behind(proxies(), headers));
        assertEquals(origin, origin.behind(TrustedProxies.NONE, headers));
        assertEquals(
                new ClientOrigin("127.0.0.1", false),
                new ClientOrigin("127.0.0.1", false).behind(TrustedProxies.NONE, headers));
    }

    /** What a client wrote itself stands left of what the proxy adds, and is not looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"nonsense, 198.51.100.7", "10.1.2.3, 198.51.100.7", ",,\u0001, 198.51.100.7, 10.0.0.1"})
    void whatClientsAddIsNotBelieved(String forwarded) {
        ClientOrigin origin = new ClientOrigin("127.0.0.1", false);
        assertEquals(
                "198.51.100.7",
                origin.behind(proxies(), headers("x-forwarded-for", forwarded)).address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "unknown",
                "localhost",
                "198.51.100.7,",
                "198.51.100.256",
                "198.51.100",
                "3325256711",
                "198.51.100.7:port",
                "198.51.100.7:123456",
                "[198.51.100.7",
                "2001:db8::7%eth0",
                "[2001:db8::7]4711",
                "for=198.51.100.7",
                "198.51.100.7 198.51.100.8",
                "nonsense, 10.1.2.3"
            })
    void whatIsNoAddressLeavesThatOfTheProxy(String forwarded) {
        ClientOrigin origin = new ClientOrigin("127.0.0.1", false);
        assertEquals(origin, origin.behind(proxies(), headers("x-forwarded-for", forwarded)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            http  ; https       ; true
            http  ; HTTPS       ; true
            http  ; http        ; false
            https ; http        ; false
            https ; https, http ; true
            http  ; https, http ; false
            http  ; https|http  ; false
            http  ; http|https  ; false
            https ; wss         ; true
            http  ; ''          ; false
            """)
    void aTrustedProxySaysWhetherItsClientUsesTls(String connection, String forwarded, boolean secure) {
        ClientOrigin origin = new ClientOrigin("127.0.0.1", connection.equals("https"));
        assertEquals(
                new ClientOrigin("127.0.0.1", secure),
                origin.behind(proxies(), headers("x-forwarded-proto", forwarded)));
    }

    @Test
    void otherHeadersSayNothing() {
        ClientOrigin origin = new ClientOrigin("127.0.0.1", false);
        for (String name : List.of("forwarded", "x-real-ip", "x-client-ip", "true-client-ip")) {
            assertEquals(origin, origin.behind(proxies(), headers(name, "198.51.100.7")), name);
        }
        assertEquals(origin, origin.behind(proxies(), headers("forwarded", "for=198.51.100.7;proto=https")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "0.0.0.0/0", "::/0", "10.0.0"})
    void aSettingThatNamesNoProxyIsRefused(String value) {
        ConfigurationException refusal =
                assertThrows(ConfigurationException.class, () -> proxies("[\"" + value + "\"]"));
        assertTrue(
                refusal.getMessage().startsWith("trusted-proxies: bad value \"" + value + "\""),
                refusal.getMessage());
    }
}

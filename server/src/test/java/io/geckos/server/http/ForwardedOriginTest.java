package io.geckos.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.api.RequestOrigin;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.settings.TrustedProxies;
import io.geckos.server.settings.WrittenSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed about where a request comes from, and what of it. */
class ForwardedOriginTest {
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
                RequestOrigin.plain(client),
                ForwardedOrigin.of(RequestOrigin.plain(peer), proxies(), headers("x-forwarded-for", forwarded)));
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
        RequestOrigin origin = RequestOrigin.plain(peer);
        assertEquals(origin, ForwardedOrigin.of(origin, proxies(), headers));
        assertEquals(origin, ForwardedOrigin.of(origin, TrustedProxies.NONE, headers));
        RequestOrigin local = RequestOrigin.plain("127.0.0.1");
        assertEquals(local, ForwardedOrigin.of(local, TrustedProxies.NONE, headers));
    }

    /** What a client wrote itself stands left of what the proxy adds, and is not looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"nonsense, 198.51.100.7", "10.1.2.3, 198.51.100.7", ",,\u0001, 198.51.100.7, 10.0.0.1"})
    void whatClientsAddIsNotBelieved(String forwarded) {
        RequestOrigin origin = RequestOrigin.plain("127.0.0.1");
        assertEquals(
                "198.51.100.7",
                ForwardedOrigin.of(origin, proxies(), headers("x-forwarded-for", forwarded))
                        .address());
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
        RequestOrigin origin = RequestOrigin.plain("127.0.0.1");
        assertEquals(origin, ForwardedOrigin.of(origin, proxies(), headers("x-forwarded-for", forwarded)));
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
        boolean tls = connection.equals("https");
        RequestOrigin origin = new RequestOrigin("127.0.0.1", tls, tls ? Optional.of("1.3") : Optional.empty());
        assertEquals(
                new RequestOrigin("127.0.0.1", secure, Optional.empty()),
                ForwardedOrigin.of(origin, proxies(), headers("x-forwarded-proto", forwarded)));
        assertEquals(origin, ForwardedOrigin.of(origin, TrustedProxies.NONE, headers("x-forwarded-proto", forwarded)));
    }

    @Test
    void otherHeadersSayNothing() {
        RequestOrigin origin = RequestOrigin.plain("127.0.0.1");
        for (String name : List.of("forwarded", "x-real-ip", "x-client-ip", "true-client-ip")) {
            assertEquals(origin, ForwardedOrigin.of(origin, proxies(), headers(name, "198.51.100.7")), name);
        }
        assertEquals(
                origin, ForwardedOrigin.of(origin, proxies(), headers("forwarded", "for=198.51.100.7;proto=https")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "0.0.0.0/0", "::/0", "10.0.0"})
    void aSettingThatNamesNoProxyIsRefused(String value) {
        ConfigurationException refusal =
                assertThrows(ConfigurationException.class, () -> proxies("[\"" + value + "\"]"));
        assertTrue(
                refusal.getMessage().startsWith("trusted-proxies: bad value \"" + value + "\""), refusal.getMessage());
    }
}

package io.geckos.access.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpRangeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            true ~ 192.0.2.0/24 ~ 192.0.2.255
            false ~ 192.0.2.0/24 ~ 192.0.3.0
            true ~ 192.0.2.1 ~ 192.0.2.1
            true ~ ::/0 ~ 2001:db8::1
            false ~ ::/0 ~ 192.0.2.1
            true ~ 2001:db8::/33 ~ 2001:db8:7fff::1
            false ~ 2001:db8::/33 ~ 2001:db8:8000::1
            false ~ 0.0.0.0/0 ~ nonsense
            true ~ 192.0.2.0/24 ~ ::ffff:192.0.2.9
            """)
    void aRangeHasTheAddressesWithItsPrefix(boolean expected, String range, String address) {
        assertEquals(expected, IpRange.parse(range).orElseThrow().contains(address));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.0/33", "192.0.2", "host", "192.0.2.0/", "::/129", "192.0.2.0/-1", "fe80::1%eth0"})
    void whatIsNoRangeIsNotParsed(String text) {
        assertTrue(IpRange.parse(text).isEmpty());
    }
}

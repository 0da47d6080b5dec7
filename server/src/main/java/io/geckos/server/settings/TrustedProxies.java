package io.geckos.server.settings;

import io.geckos.access.text.IpRange;
import io.geckos.server.config.Configuration;
import io.geckos.server.config.ConfigurationException;
import io.geckos.server.config.ConfigurationKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The proxies that are believed when they say for whom they pass requests on.
 *
 * @param ranges their addresses
 */
public record TrustedProxies(List<IpRange> ranges) {
    /** No proxy is believed. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** Copies the list. */
    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /** Reads the setting. */
    static TrustedProxies read(Configuration configuration) {
        List<IpRange> ranges = new ArrayList<>();
        for (String text : configuration.list(ConfigurationKey.TRUSTED_PROXIES)) {
            ranges.add(IpRange.parse(text)
                    .filter(range -> !range.isAll())
                    .orElseThrow(() -> ConfigurationException.badValue(
                            ConfigurationKey.TRUSTED_PROXIES.path(),
                            text,
                            "addresses and networks of proxies, like 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32, but not"
                                    + " all addresses")));
        }
        return new TrustedProxies(ranges);
    }

    /** Tells whether an address is that of a proxy. False for a text that is no address. */
    public boolean contains(String address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}

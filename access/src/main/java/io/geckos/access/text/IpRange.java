package io.geckos.access.text;

import java.net.InetAddress;
import java.util.Optional;

/** A range of addresses in CIDR notation, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
public final class IpRange {
    private final byte[] network;
    private final int prefix;

    private IpRange(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /** Parses an address, or an address with the length of a prefix. Empty if it is neither. */
    public static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> network = bytes(slash < 0 ? text : text.substring(0, slash));
        if (network.isEmpty()) {
            return Optional.empty();
        }
        int bits = network.get().length * 8;
        int prefix = slash < 0 ? bits : length(text.substring(slash + 1));
        return prefix < 0 || prefix > bits ? Optional.empty() : Optional.of(new IpRange(network.get(), prefix));
    }

    private static int length(String digits) {
        return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
    }

    /** Parses an address as it is written in numbers; never asks a name server. IPv4 addresses in the form of IPv6 are IPv4 addresses. */
    public static Optional<InetAddress> address(String literal) {
        boolean canonical = literal.indexOf(':') >= 0 || literal.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        if (!canonical || literal.indexOf('[') >= 0 || literal.indexOf('%') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> bytes(String literal) {
        return address(literal).map(InetAddress::getAddress);
    }

    /** Tells whether an address is in the range. False for a text that is no address. */
    public boolean contains(String text) {
        byte[] given = bytes(text).orElse(new byte[0]);
        if (given.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((given[bit >> 3] ^ network[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether the range has all addresses. */
    public boolean isAll() {
        return prefix == 0;
    }

    /** Tells whether the range has so many addresses that S3 takes it for everybody's: wider than /8, in IPv6 /32. */
    public boolean isWide() {
        return prefix < (network.length == 4 ? 8 : 32);
    }
}

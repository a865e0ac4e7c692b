package dev.serai.support.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells IP addresses in their one plain form from names, and from the odd forms that resolvers also take. */
final class HostLiteral {

    private HostLiteral() {}

    static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || ipv4(host) != null;
    }

    /** Whether the last label is a number, so that a resolver may take the whole for an address. */
    static boolean looksNumeric(String host) {
        var end = host.endsWith(".") ? host.length() - 1 : host.length();
        var start = host.lastIndexOf('.', end - 1) + 1;
        if (start >= end) {
            return false;
        }
        var hex = host.regionMatches(true, start, "0x", 0, 2);
        for (var i = hex ? start + 2 : start; i < end; i++) {
            if (Character.digit(host.charAt(i), hex ? 16 : 10) < 0) {
                return false;
            }
        }
        return true;
    }

    /** An IPv4 address in its IPv6 form comes back as the IPv4 address. */
    static InetAddress parse(String literal) {
        try {
            if (literal.indexOf(':') >= 0) {
                return InetAddress.getByName(literal);
            }
            var address = ipv4(literal);
            if (address != null) {
                return InetAddress.getByAddress(address);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: '" + literal + "'");
        }
        throw new IllegalArgumentException("not an IP address: '" + literal + "'");
    }

    /** Four decimal numbers without leading zeros, which would be octal to some; null for anything else. */
    private static byte[] ipv4(String host) {
        var address = new byte[4];
        var part = 0;
        var digits = 0;
        var value = 0;
        for (var i = 0; i <= host.length(); i++) {
            var c = i == host.length() ? '.' : host.charAt(i);
            if (c == '.') {
                if (digits == 0 || part == 4) {
                    return null;
                }
                address[part++] = (byte) value;
                digits = 0;
                value = 0;
            } else if (c < '0' || c > '9' || digits > 0 && value == 0) {
                return null;
            } else {
                value = value * 10 + c - '0';
                digits++;
                if (value > 255) {
                    return null;
                }
            }
        }
        return part == 4 ? address : null;
    }
}

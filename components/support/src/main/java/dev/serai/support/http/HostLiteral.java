package dev.serai.support.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells IP addresses in their one plain form from names, and from the odd forms that resolvers also take. */
final class HostLiteral {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9A-Fa-f]*");

    private HostLiteral() {
    }

    static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || !host.isEmpty() && Character.digit(host.charAt(0), 10) >= 0
                && IPV4.matcher(host).matches();
    }

    /** Whether the last label is a number, so that a resolver may take the whole for an address. */
    static boolean looksNumeric(String host) {
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    }

    /** An IPv4 address in its IPv6 form comes back as the IPv4 address. */
    static InetAddress parse(String literal) {
        if (!isLiteral(literal)) {
            throw new IllegalArgumentException("not an IP address: '" + literal + "'");
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: '" + literal + "'");
        }
    }
}

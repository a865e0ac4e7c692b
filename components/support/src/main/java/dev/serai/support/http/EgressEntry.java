package dev.serai.support.http;

import java.net.IDN;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * One entry of an allow list. The name or the range is set, or neither where the entry stands for the public internet;
 * port 0 stands for any.
 */
record EgressEntry(String name, boolean below, AddressRange range, int port) {

    private static final String PUBLIC = "public";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_-]*)(\\.[a-z0-9_-]+)*");

    /** In a list for the web, a word stands for the public internet. */
    static EgressEntry parseWeb(String text) {
        EgressEntry entry;
        try {
            entry = parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text.strip() + "' in " + EgressPolicy.WEB_SETTING
                    + " isn't 'public', a host, host:port, *.domain, address or range of addresses");
        }
        return PUBLIC.equals(entry.name) && !entry.below ? new EgressEntry(null, false, null, entry.port) : entry;
    }

    static EgressEntry parse(String entry) {
        var text = entry.strip();
        if (text.indexOf('/') >= 0) {
            return new EgressEntry(null, false, range(text, text), 0);
        }
        var host = text;
        var port = 0;
        var colon = text.lastIndexOf(':');
        if (text.startsWith("[")) {
            var end = text.indexOf(']');
            if (end < 0) {
                throw notAnEntry(text);
            }
            host = text.substring(1, end);
            port = end + 1 == text.length() ? 0 : text.charAt(end + 1) == ':' ? port(text, end + 2) : -1;
        } else if (colon >= 0 && colon == text.indexOf(':')) {
            host = text.substring(0, colon);
            port = port(text, colon + 1);
        }
        if (port < 0 || port > 0xffff) {
            throw notAnEntry(text);
        }
        return of(text, host, port);
    }

    private static EgressEntry of(String text, String host, int port) {
        if (HostLiteral.isLiteral(host)) {
            return new EgressEntry(null, false, range(text, host), port);
        }
        var below = host.startsWith("*.");
        var name = EgressPolicy.plain(ascii(text, below ? host.substring(2) : host));
        if (!NAME.matcher(name).matches() || HostLiteral.looksNumeric(name)) {
            throw notAnEntry(text);
        }
        return new EgressEntry(name, below, null, port);
    }

    private static AddressRange range(String text, String range) {
        try {
            return AddressRange.parse(range);
        } catch (IllegalArgumentException e) {
            throw notAnEntry(text);
        }
    }

    private static String ascii(String text, String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            throw notAnEntry(text);
        }
    }

    private static int port(String text, int from) {
        var digits = text.substring(from);
        if (!digits.matches("\\d{1,5}")) {
            throw notAnEntry(text);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException notAnEntry(String text) {
        return new IllegalArgumentException("'" + text + "' in " + EgressPolicy.SETTING
                + " isn't a host, host:port, *.domain, address or range of addresses");
    }

    boolean allowsName(String host, int toPort) {
        return name != null && portFits(toPort) && (below ? host.endsWith("." + name) : host.equals(name));
    }

    boolean allowsAddress(InetAddress address, int toPort) {
        return name == null
                && portFits(toPort)
                && (range == null ? PublicAddresses.contains(address) : range.contains(address));
    }

    private boolean portFits(int toPort) {
        return port == 0 || port == toPort;
    }
}

package dev.serai.support.http;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** The addresses that share the first bits, as in {@code 10.0.0.0/8}. */
public record AddressRange(byte[] network, int bits) {

    /** A word with a colon that does not begin like an address is taken for a name by the JDK. */
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");

    /** An address, or a range of addresses; anything else is an {@link IllegalArgumentException}. */
    public static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var network =
                HostLiteral.parse(slash < 0 ? text : text.substring(0, slash)).getAddress();
        var bits = slash < 0 ? network.length * 8 : prefix(text.substring(slash + 1), text);
        if (bits > network.length * 8) {
            throw new IllegalArgumentException("'" + text + "' has more bits than the address");
        }
        return new AddressRange(network, bits);
    }

    private static int prefix(String bits, String text) {
        if (!bits.matches("\\d{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' isn't a range of addresses");
        }
        return Integer.parseInt(bits);
    }

    /** An address as it was written, never a name that somebody would have to be asked for; null for anything else. */
    public static InetAddress address(String text) {
        try {
            return LITERAL.matcher(text).matches() ? HostLiteral.parse(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (var i = 0; i < bits; i += 8) {
            var mask = bits - i >= 8 ? 0xff : 0xff << 8 - (bits - i) & 0xff;
            if (((bytes[i / 8] ^ network[i / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}

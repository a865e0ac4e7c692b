package dev.serai.support.http;

import java.net.InetAddress;

/** The addresses that share the first bits, as in {@code 10.0.0.0/8}. */
record AddressRange(byte[] network, int bits) {

    static AddressRange parse(String text) {
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

    boolean contains(InetAddress address) {
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

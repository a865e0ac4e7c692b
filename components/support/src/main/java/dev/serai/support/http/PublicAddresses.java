package dev.serai.support.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses belong to the public internet, as IANA's registries of special addresses tell. */
final class PublicAddresses {

    private static final List<AddressRange> SPECIAL = ranges(
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // a provider's own
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, where clouds tell credentials
            "168.63.129.16", // looks public, but is Azure's own service inside each virtual machine
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    private static final AddressRange GLOBAL_6 = AddressRange.parse("2000::/3");
    private static final List<AddressRange> SPECIAL_6 = ranges(
            "2001::/23", // protocols: Teredo, benchmarks, ORCHID
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which carries any IPv4 address
            "3ffe::/16", // an experiment that is over
            "3fff::/20"); // documentation

    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == 4) {
            return SPECIAL.stream().noneMatch(range -> range.contains(address));
        }
        if (NAT64.contains(address)) {
            // networks without IPv4 reach it this way; what lies behind is what counts
            return contains(ipv4(bytes));
        }
        return GLOBAL_6.contains(address) && SPECIAL_6.stream().noneMatch(range -> range.contains(address));
    }

    private static InetAddress ipv4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<AddressRange> ranges(String... ranges) {
        return Stream.of(ranges).map(AddressRange::parse).toList();
    }
}

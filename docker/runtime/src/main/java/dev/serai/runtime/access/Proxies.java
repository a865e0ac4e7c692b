package dev.serai.runtime.access;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.support.http.AddressRange;
import java.util.List;

/** Finds out where a request comes from when proxies that are trusted stand before the runtime. */
final class Proxies {

    /** Behind more hands than this nobody's word counts. */
    private static final int MOST_HOPS = 20;

    private final List<AddressRange> trusted;

    /** @param entries addresses, and ranges such as 10.0.0.0/8 */
    Proxies(List<String> entries) {
        trusted = entries.stream().map(Proxies::range).toList();
    }

    private static AddressRange range(String entry) {
        try {
            return AddressRange.parse(entry);
        } catch (IllegalArgumentException e) {
            throw new SeraiRuntimeException(
                    RuntimeError.BAD_SETTING,
                    "SERAI_PROXIES has '" + entry + "'",
                    "Write addresses and ranges such as 10.0.0.0/8, separated by commas.");
        }
    }

    /**
     * Each proxy writes behind what it was told whom it was told it by. So only the words of trusted ones count, from
     * the last to the first who is a stranger.
     *
     * @param remote the other end of the connection
     * @param forwarded the values of X-Forwarded-For in their order
     */
    String client(String remote, List<String> forwarded) {
        var client = plain(remote);
        if (trusted.isEmpty() || forwarded.isEmpty()) {
            return client;
        }
        var hops = String.join(",", forwarded).split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS) && isTrusted(client); i--) {
            var address = AddressRange.address(hops[i].strip());
            if (address == null) {
                return client;
            }
            client = address.getHostAddress();
        }
        return client;
    }

    private boolean isTrusted(String client) {
        var address = AddressRange.address(client);
        return address != null && trusted.stream().anyMatch(range -> range.contains(address));
    }

    /** Without the name of the network card. */
    private static String plain(String remote) {
        var end = remote.indexOf('%');
        return end < 0 ? remote : remote.substring(0, end);
    }
}

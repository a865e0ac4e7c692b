package dev.serai.runtime.access;

import dev.serai.support.http.AddressRange;
import java.net.Inet6Address;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong passwords by the address they came from. */
final class Attempts {

    private static final int MOST = 10;
    private static final long WINDOW_MILLIS = 5 * 60_000L;
    private static final int ADDRESSES = 10_000;

    private record Count(int number, long since) {}

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > ADDRESSES;
        }
    };

    Attempts(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean areTooMany(String address) {
        var count = counts.get(household(address));
        return count != null && count.number() >= MOST && clock.millis() - count.since() < WINDOW_MILLIS;
    }

    synchronized void failed(String address) {
        var now = clock.millis();
        var household = household(address);
        var count = counts.remove(household);
        var goesOn = count != null && now - count.since() < WINDOW_MILLIS;
        counts.put(household, goesOn ? new Count(count.number() + 1, count.since()) : new Count(1, now));
    }

    synchronized void succeeded(String address) {
        counts.remove(household(address));
    }

    /** By IPv6 a household has a whole network, whose addresses are the same in their first half. */
    private static String household(String address) {
        var known = AddressRange.address(address);
        return known instanceof Inet6Address ? HexFormat.of().formatHex(known.getAddress(), 0, Long.BYTES) : address;
    }
}

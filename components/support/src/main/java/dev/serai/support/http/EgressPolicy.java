package dev.serai.support.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Where connections may go: loopback, private and unique-local addresses, and what an allow list adds. Link-local
 * addresses are not among them, since cloud machines tell their credentials there.
 *
 * <p>A name is judged by all addresses that it resolves to, unless the name itself is on the list. The JDK client
 * resolves the name again when it connects; it asks the same cache of {@link InetAddress}, which holds an answer for
 * 30 seconds by default, so what was checked is what is used (a {@code networkaddress.cache.ttl} of 0 takes that away).
 */
public final class EgressPolicy {

    /** The setting that users put the entries into. */
    public static final String SETTING = "serai.egress.allow";

    private static final EgressPolicy LOCAL = of(List.of());
    private static final List<AddressRange> LOCAL_RANGES = List.of(
            AddressRange.parse("127.0.0.0/8"),
            AddressRange.parse("10.0.0.0/8"),
            AddressRange.parse("172.16.0.0/12"),
            AddressRange.parse("192.168.0.0/16"),
            AddressRange.parse("::1/128"),
            AddressRange.parse("fc00::/7"));

    private final List<EgressEntry> entries;
    private final Resolver resolver;

    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    EgressPolicy(List<EgressEntry> entries, Resolver resolver) {
        this.entries = entries;
        this.resolver = resolver;
    }

    public static EgressPolicy local() {
        return LOCAL;
    }

    /**
     * The local addresses and these: {@code host}, {@code host:port}, {@code *.example.com} for the names below it, an
     * address, or a range such as {@code 100.64.0.0/10}.
     */
    public static EgressPolicy of(Collection<String> allow) {
        return of(allow, InetAddress::getAllByName);
    }

    static EgressPolicy of(Collection<String> allow, Resolver resolver) {
        return new EgressPolicy(allow.stream().map(EgressEntry::parse).toList(), resolver);
    }

    /** Whether the check has to resolve a name, which may take long. */
    boolean needsResolution(URI uri) {
        var host = uri.getHost();
        return !HostLiteral.isLiteral(host) && !HostLiteral.looksNumeric(host) && !nameAllowed(plain(host), port(uri));
    }

    /** Blocks while a name is resolved. */
    public void check(URI uri) throws HttpFault {
        var host = uri.getHost();
        var port = port(uri);
        if (HostLiteral.isLiteral(host)) {
            if (!literalAllowed(host, port)) {
                throw refused(uri, host, "");
            }
            return;
        }
        if (HostLiteral.looksNumeric(host)) {
            // resolvers read 2130706433, 0x7f.1 or 0177.0.0.1 differently, so what is checked may not be what is used
            throw new HttpFault(
                    HttpFault.Kind.EGRESS,
                    uri,
                    null,
                    true,
                    "'" + host + "' isn't a plain IP address; " + "write it as four decimal numbers");
        }
        var name = plain(host);
        if (nameAllowed(name, port)) {
            return;
        }
        for (var address : resolved(uri, name)) {
            if (!addressAllowed(address, port)) {
                throw refused(uri, name, " (" + address.getHostAddress() + ")");
            }
        }
    }

    private InetAddress[] resolved(URI uri, String name) throws HttpFault {
        try {
            return resolver.resolve(name);
        } catch (UnknownHostException e) {
            throw new HttpFault(HttpFault.Kind.UNKNOWN_HOST, uri, null, true, "no address is known for '" + name + "'");
        }
    }

    private boolean nameAllowed(String name, int port) {
        for (var entry : entries) {
            if (entry.allowsName(name, port)) {
                return true;
            }
        }
        return false;
    }

    private boolean literalAllowed(String host, int port) {
        try {
            return addressAllowed(HostLiteral.parse(host), port);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean addressAllowed(InetAddress address, int port) {
        for (var range : LOCAL_RANGES) {
            if (range.contains(address)) {
                return true;
            }
        }
        for (var entry : entries) {
            if (entry.allowsAddress(address, port)) {
                return true;
            }
        }
        return false;
    }

    private static HttpFault refused(URI uri, String host, String address) {
        return new HttpFault(
                HttpFault.Kind.EGRESS,
                uri,
                null,
                true,
                "connections to '" + host + "'" + address + " aren't allowed; the setting " + SETTING + "=" + host
                        + " would allow them");
    }

    static String plain(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}

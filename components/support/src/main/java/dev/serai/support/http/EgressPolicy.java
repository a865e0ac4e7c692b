package dev.serai.support.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Where connections may go: loopback, private and unique-local addresses, and what an allow list adds. Link-local
 * addresses are not among them, since cloud machines tell their credentials there.
 *
 * <p>A name is judged by all addresses that it resolves to, unless the name itself is on the list. The JDK client
 * resolves the name again when it connects; it asks the same cache of {@link InetAddress}, which holds an answer for
 * 30 seconds by default, so what was checked is what is used. A {@code networkaddress.cache.ttl} of 0 takes that away;
 * for the web, where strangers own the names, names are then refused. An answer may also run out between the check and
 * the connection. Who reads what strangers send checks again when the response is there, since the cache then holds what
 * the connection was made with.
 */
public final class EgressPolicy {

    /** The setting that users put the entries into. */
    public static final String SETTING = "serai.egress.allow";

    /** The setting for pages of the web. */
    public static final String WEB_SETTING = "serai.web.allow";

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
    private final boolean web;

    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    private EgressPolicy(List<EgressEntry> entries, Resolver resolver, boolean web) {
        this.entries = entries;
        this.resolver = resolver;
        this.web = web;
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
        return new EgressPolicy(allow.stream().map(EgressEntry::parse).toList(), resolver, false);
    }

    /**
     * Only these, and nothing of itself, for addresses that strangers choose: the entries of {@link #of}, and the word
     * {@code public} for the public internet. A host that is named allows whatever it resolves to; {@code *.example.com}
     * and {@code public} only public addresses, so that no name of a stranger leads inside.
     */
    public static EgressPolicy web(Collection<String> allow) {
        return web(allow, EgressPolicy::remembered);
    }

    static EgressPolicy web(Collection<String> allow, Resolver resolver) {
        return new EgressPolicy(allow.stream().map(EgressEntry::parseWeb).toList(), resolver, true);
    }

    private static InetAddress[] remembered(String name) throws UnknownHostException {
        return forgets(Security.getProperty("networkaddress.cache.ttl"), System.getProperty("sun.net.inetaddr.ttl"))
                ? new InetAddress[0]
                : InetAddress.getAllByName(name);
    }

    /** Whether the JDK asks for a name's address anew each time. */
    static boolean forgets(String securityProperty, String systemProperty) {
        var ttl = securityProperty == null ? systemProperty : securityProperty;
        return ttl != null && ttl.strip().matches("0+");
    }

    /** Whether the check has to resolve a name, which may take long. */
    boolean needsResolution(URI uri) {
        var host = uri.getHost();
        return !HostLiteral.isLiteral(host)
                && !HostLiteral.looksNumeric(host)
                && !nameAllowed(plain(host), port(uri))
                && mayFit(plain(host), port(uri));
    }

    /** Blocks while a name is resolved. */
    public void check(URI uri) throws HttpFault {
        var host = uri.getHost();
        var port = port(uri);
        if (HostLiteral.isLiteral(host)) {
            if (!literalAllowed(host, port)) {
                throw refused(uri, host, null);
            }
            return;
        }
        if (HostLiteral.looksNumeric(host)) {
            // resolvers read 2130706433, 0x7f.1 or 0177.0.0.1 differently, so what is checked may not be what is used
            throw fault(uri, "'" + host + "' isn't a plain IP address; write it as four decimal numbers");
        }
        var name = plain(host);
        if (nameAllowed(name, port)) {
            return;
        }
        if (!mayFit(name, port)) {
            throw refused(uri, name, null);
        }
        var below = web && belowAllowed(name, port);
        for (var address : resolved(uri, name)) {
            if (!addressAllowed(address, port) && !(below && PublicAddresses.contains(address))) {
                throw refused(uri, name, address);
            }
        }
    }

    private InetAddress[] resolved(URI uri, String name) throws HttpFault {
        InetAddress[] addresses;
        try {
            addresses = resolver.resolve(name);
        } catch (UnknownHostException e) {
            throw new HttpFault(HttpFault.Kind.UNKNOWN_HOST, uri, null, true, "no address is known for '" + name + "'");
        }
        if (addresses.length == 0) {
            throw fault(
                    uri,
                    "'" + name + "' may have another address when it is connected to than when it is checked; "
                            + "the Java setting networkaddress.cache.ttl must not be 0 for this");
        }
        return addresses;
    }

    /** Whether the name is enough, whatever its addresses are. */
    private boolean nameAllowed(String name, int port) {
        for (var entry : entries) {
            if (entry.allowsName(name, port) && !(web && entry.below())) {
                return true;
            }
        }
        return false;
    }

    /** A name that no entry can fit isn't asked for: the question alone would tell its owner something. */
    private boolean mayFit(String name, int port) {
        return !web || belowAllowed(name, port) || entries.stream().anyMatch(entry -> entry.name() == null);
    }

    private boolean belowAllowed(String name, int port) {
        for (var entry : entries) {
            if (entry.below() && entry.allowsName(name, port)) {
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
        if (!web) {
            for (var range : LOCAL_RANGES) {
                if (range.contains(address)) {
                    return true;
                }
            }
        }
        for (var entry : entries) {
            if (entry.allowsAddress(address, port)) {
                return true;
            }
        }
        return false;
    }

    private HttpFault refused(URI uri, String host, InetAddress address) {
        var shown = "'" + host + "'" + (address == null ? "" : " (" + address.getHostAddress() + ")");
        if (!web) {
            return fault(
                    uri,
                    "connections to " + shown + " aren't allowed; the setting " + SETTING + "=" + host
                            + " would allow them");
        }
        return fault(
                uri,
                inside(host, address)
                        ? shown + " lies inside the network or isn't public, so it must be named itself: the setting "
                                + WEB_SETTING + "=" + host + " would allow it"
                        : "reading from " + shown + " isn't allowed; the setting " + WEB_SETTING + "=" + host
                                + " would allow it, " + WEB_SETTING + "=public all public addresses");
    }

    private static boolean inside(String host, InetAddress address) {
        try {
            return address != null
                    ? !PublicAddresses.contains(address)
                    : HostLiteral.isLiteral(host) && !PublicAddresses.contains(HostLiteral.parse(host));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static HttpFault fault(URI uri, String message) {
        return new HttpFault(HttpFault.Kind.EGRESS, uri, null, true, message);
    }

    static String plain(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}

package dev.serai.runtime.access;

import dev.serai.runtime.config.Settings;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names under which the runtime may be addressed. A page of a stranger whose name is made to point to this machine
 * would otherwise read and write what the user of this machine may.
 */
final class Hosts {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> ANY = Set.of("0.0.0.0", "::", "[::]", "0:0:0:0:0:0:0:0");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    private final Set<String> names = new HashSet<>(LOOPBACK);
    private final boolean anyAddress;

    Hosts(Settings settings) {
        anyAddress = ANY.contains(settings.address());
        names.add(bracketed(settings.address()));
        if (settings.publicUrl() != null) {
            names.add(settings.publicUrl().getHost().toLowerCase(Locale.ROOT));
        }
        settings.hosts().forEach(host -> names.add(bracketed(host.toLowerCase(Locale.ROOT))));
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** @param host with or without a port, as the header has it */
    boolean expects(String host) {
        if (host == null) {
            return false;
        }
        var name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
        // No page of a stranger has an address instead of a name and reaches us by it, unless it is ours.
        return names.contains(name) || anyAddress && ADDRESS.matcher(name).matches();
    }

    /** @param origin as https://chat.example.org; null where no page has sent the request */
    boolean expectsOrigin(String origin) {
        if (origin == null) {
            return true;
        }
        try {
            var url = URI.create(origin);
            // An address is no reason to trust a page: another machine may serve it.
            return url.getHost() != null && names.contains(url.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a page may write: one of ours, also where we are reached by an address that is not in the settings. */
    boolean allowsWriteFrom(String origin, String host) {
        if (expectsOrigin(origin)) {
            return true;
        }
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority()) && expects(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package dev.serai.runtime.access.oidc;

import dev.serai.support.http.AddressRange;
import java.net.URI;

/** Which addresses of an issuer can be relied on. */
final class Addresses {

    private static final AddressRange LOOPBACK = AddressRange.parse("127.0.0.0/8");
    private static final AddressRange LOOPBACK_6 = AddressRange.parse("::1/128");

    private Addresses() {}

    /** Whether nobody between here and there can change what is said: by TLS, or on this machine like the issuer. */
    static boolean isTrusted(URI address, URI issuer) {
        if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return false;
        }
        return "https".equals(address.getScheme())
                || "http".equals(address.getScheme())
                        && "http".equals(issuer.getScheme())
                        && isLoopback(address.getHost());
    }

    private static boolean isLoopback(String host) {
        var address = AddressRange.address(host.replaceAll("^\\[|]$", ""));
        return address == null ? host.equals("localhost") : LOOPBACK.contains(address) || LOOPBACK_6.contains(address);
    }
}

package dev.serai.support.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Function;

/** The address of a service, as an option names it. */
public final class BaseAddress {

    private BaseAddress() {}

    /**
     * The address without a slash at its end.
     *
     * @param option its name
     * @param bad makes the error from what is wrong with the option
     */
    public static URI of(String option, String address, Function<String, ? extends RuntimeException> bad) {
        if (address == null || address.isBlank()) {
            throw bad.apply(option + " is not set");
        }
        try {
            var uri = new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            if (uri.getHost() != null
                    && List.of("http", "https").contains(uri.getScheme())
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw bad.apply(option + " '" + Redaction.logins(address) + "' is no address that HTTP can reach");
    }
}

package dev.serai.modal.client.plane;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import java.net.URI;

/** Addresses of servers that the control plane names. Whether they may be connected to, the egress policy says. */
public final class Addresses {

    private Addresses() {}

    public static URI server(String url) {
        try {
            var uri = URI.create(url);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new ModalException(ModalError.BAD_ANSWER, "'" + url + "' is no address of a server");
    }

    /** A router must be spoken to in private, except on this machine, where there are no certificates. */
    public static URI router(String url, boolean local) {
        var uri = server(url);
        if (!"https".equals(uri.getScheme())) {
            throw new ModalException(ModalError.BAD_ROUTER, "the router's address is not https");
        }
        var port = uri.getPort() < 0 ? 443 : uri.getPort();
        return URI.create((local ? "http" : "https") + "://" + uri.getHost() + ":" + port);
    }
}

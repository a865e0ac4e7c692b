package dev.serai.modal.client.plane;

import java.net.URI;
import java.time.Duration;

/**
 * How a workspace is spoken to.
 *
 * @param server         the control plane
 * @param environment    the environment of the names, or empty for the default one
 * @param requestTimeout how long one call may take, without what it waits for on purpose
 * @param retries        how often a call is tried again after a transient failure
 * @param throttleWait   how long calls are held back in all when the server asks for it
 * @param maxBlobBytes   the largest value that is read from the storage
 */
public record ClientSettings(
        URI server,
        Credentials credentials,
        String environment,
        Duration requestTimeout,
        int retries,
        Duration throttleWait,
        long maxBlobBytes) {

    /** Whether the server is on this machine, whose routers then are too, and speak plain text. */
    public boolean isLocal() {
        var host = server.getHost();
        return "http".equals(server.getScheme())
                && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }
}

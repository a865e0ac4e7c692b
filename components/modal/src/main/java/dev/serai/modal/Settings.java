package dev.serai.modal;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.ClientSettings;
import dev.serai.modal.client.plane.Credentials;
import dev.serai.support.http.BaseAddress;
import java.net.URI;
import java.time.Duration;

/** Makes the client's settings of the options, and says which of them cannot be used. */
public final class Settings {

    private Settings() {}

    static ClientSettings of(ModalConfiguration options) {
        if (options.getRetries() < 0) {
            throw bad("retries is " + options.getRetries() + ", but can't be negative");
        }
        if (options.getAtOnce() < 1) {
            throw bad("atOnce is " + options.getAtOnce() + ", but at least 1 is needed");
        }
        if (options.getMaxItems() < 1) {
            throw bad("maxItems is " + options.getMaxItems() + ", but at least 1 is needed");
        }
        if (options.getMaxOutput() < 0) {
            throw bad("maxOutput is " + options.getMaxOutput() + ", but can't be negative");
        }
        return new ClientSettings(
                server(options.getServerUrl()),
                new Credentials(options.getTokenId(), options.getTokenSecret()),
                options.getEnvironment() == null ? "" : options.getEnvironment(),
                Duration.ofMillis(options.getRequestTimeout()),
                options.getRetries(),
                Duration.ofMillis(options.getMaxThrottleWait()),
                options.getMaxBlobSize());
    }

    private static URI server(String text) {
        var uri = BaseAddress.of("serverUrl", text, Settings::bad);
        if (uri.getRawUserInfo() != null) {
            throw bad("serverUrl has a login in it; it belongs in tokenId and tokenSecret");
        }
        return uri;
    }

    public static ModalException bad(String fact) {
        return new ModalException(ModalError.BAD_OPTION, fact);
    }
}

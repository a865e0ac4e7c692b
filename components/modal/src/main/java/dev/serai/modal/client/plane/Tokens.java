package dev.serai.modal.client.plane;

import dev.serai.support.json.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** What can be read of a JSON web token without its key. */
public final class Tokens {

    private Tokens() {}

    public static Optional<Instant> expiry(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var seconds = Json.read(Base64.getUrlDecoder().decode(parts[1])).path("exp");
            return seconds.canConvertToLong() && seconds.isNumber()
                    ? Optional.of(Instant.ofEpochSecond(seconds.asLong()))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException | DateTimeException e) {
            return Optional.empty();
        }
    }
}

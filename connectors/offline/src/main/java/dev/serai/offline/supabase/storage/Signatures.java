package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.TokenProblem;
import dev.serai.offline.supabase.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tokens that let whoever holds them read or write one object. */
final class Signatures {
    private static final Duration UPLOAD_LIFE = Duration.ofHours(2);

    private final Tokens tokens;
    private final Clock clock;

    Signatures(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    String toRead(Target target, long seconds) {
        var now = clock.instant().getEpochSecond();
        return tokens.sign(
                Json.object().put("url", target.path()).put("iat", now).put("exp", now + seconds));
    }

    String toWrite(Target target, String owner, boolean upsert) {
        var now = clock.instant().getEpochSecond();
        return tokens.sign(Json.object()
                .put("owner", owner)
                .put("url", target.path())
                .put("upsert", upsert)
                .put("iat", now)
                .put("exp", now + UPLOAD_LIFE.toSeconds()));
    }

    /** Checks a token for reading and says when it ends. */
    Instant read(String token, Target target) {
        return Instant.ofEpochSecond(verify(token, target).path("exp").asLong());
    }

    /** Checks a token for writing: one that only lets read has no word on replacing. */
    JsonNode write(String token, Target target) {
        var claims = verify(token, target);
        if (!claims.has("upsert")) {
            throw StorageError.signature("Invalid signature");
        }
        return claims;
    }

    private JsonNode verify(String token, Target target) {
        if (token == null) {
            throw StorageError.invalid("querystring must have required property 'token'");
        }
        JsonNode claims;
        try {
            claims = tokens.claims(token);
        } catch (TokenProblem e) {
            throw StorageError.invalidJwt(Caller.words(e));
        }
        if (!target.path().equals(Json.text(claims, "url"))) {
            throw StorageError.signature("Invalid signature");
        }
        return claims;
    }
}

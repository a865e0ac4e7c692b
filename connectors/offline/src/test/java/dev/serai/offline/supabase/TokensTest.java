package dev.serai.offline.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.TokenProblem.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);

    private final Tokens tokens = tokens("a secret of this test, long enough for it");

    private static Tokens tokens(String secret) {
        var builder = SupabaseStandIn.builder().jwtSecret(secret).clock(Clock.fixed(NOW, ZoneOffset.UTC));
        return new Tokens(builder.settings());
    }

    @Test
    void keysNameTheirRole() throws TokenProblem {
        assertThat(tokens.verify(tokens.anonKey()).role()).isEqualTo("anon");
        assertThat(tokens.verify(tokens.serviceKey()).isService()).isTrue();
        assertThat(tokens.verify(tokens.publishableKey()).role()).isEqualTo("anon");
        assertThat(tokens.verify(tokens.secretKey()).isService()).isTrue();
    }

    @Test
    void claimsComeBackAsTheyWereSigned() throws TokenProblem {
        var claims = Json.object().put("role", "authenticated").put("sub", "u1");
        var read = tokens.verify(tokens.sign(claims));
        assertThat(read.all()).isEqualTo(claims);
        assertThat(read.sub()).isEqualTo("u1");
    }

    @Test
    void foreignTokensAreRefused() {
        refused(tokens("another secret of this test, as long").serviceKey(), Kind.FOREIGN);
        var parts = tokens.serviceKey().split("\\.");
        var changed = tokens.anonKey().split("\\.");
        refused(parts[0] + "." + changed[1] + "." + parts[2], Kind.FOREIGN);
    }

    @Test
    void tokensWithoutSignatureAreRefused() {
        // {"alg":"none"}
        refused("eyJhbGciOiJub25lIn0." + tokens.serviceKey().split("\\.")[1] + ".", Kind.FOREIGN);
    }

    @Test
    void expiredTokensAreRefused() {
        refused(tokens.sign(Json.object().put("exp", NOW.getEpochSecond())), Kind.EXPIRED);
        refused(tokens.sign(Json.object().put("nbf", NOW.getEpochSecond() + 60)), Kind.NOT_YET);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        refused("nothing", Kind.MALFORMED);
        refused("a.b.c", Kind.MALFORMED);
        refused("", Kind.MALFORMED);
    }

    private void refused(String token, Kind kind) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOfSatisfying(
                        TokenProblem.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}

package dev.serai.runtime.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckTest {

    private static final String ISSUER = "https://login.example.org";

    private final MovedClock clock = new MovedClock();
    private final TokenCheck check = new TokenCheck(ISSUER, clock);

    private Map<String, Object> good() {
        var now = clock.millis() / 1000;
        return new HashMap<>(Map.of(
                "iss", ISSUER, "aud", "serai", "sub", "1", "iat", now, "nbf", now, "exp", now + 300, "nonce", "n"));
    }

    private Identity login(Map<String, Object> claims) {
        return check.login(Json.tree(claims), "serai", "n");
    }

    @Test
    void aGoodTokenSaysWhoItIs() {
        assertThat(login(good()).subject()).isEqualTo("1");
        assertThat(check.bearer(Json.tree(good()), "serai").name()).isEqualTo("subject:1");
    }

    /** Each as claim=JSON; the claim is left out where nothing follows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss=\"https://evil.example\"",
                "iss=\"https://login.example.org/\"",
                "iss=",
                "aud=\"other\"",
                "aud=[]",
                "aud=[\"other\"]",
                "aud={\"serai\":1}",
                "aud=",
                "aud=[\"serai\",\"other\"]",
                "azp=\"other\"",
                "azp=null",
                "exp=",
                "exp=\"1900000000\"",
                "exp=1799999939",
                "exp=-1e300",
                "exp=9223372036854775807",
                "nbf=1e300",
                "nbf=1800000061",
                "nbf=true",
                "iat=1800000061",
                "sub=",
                "sub=\"\"",
                "sub=7",
                "sub=\"a b\"",
                "sub=\"a\\nb\"",
                "nonce=",
                "nonce=\"other\"",
                "nonce=null"
            })
    void whatIsNotRightIsRefused(String wrong) throws Exception {
        var sign = wrong.indexOf('=');
        var claims = (ObjectNode) Json.tree(good());
        var value = wrong.substring(sign + 1);
        if (value.isEmpty()) {
            claims.remove(wrong.substring(0, sign));
        } else {
            claims.set(wrong.substring(0, sign), Json.read(value));
        }
        assertThatThrownBy(() -> check.login(claims, "serai", "n")).hasMessageContaining("RUNTIME-112");
    }

    @Test
    void clocksMayDifferByAMinute() {
        var claims = good();
        clock.move(-59_000);
        login(claims);
        clock.move(59_000 + 359_000);
        login(claims);
        clock.move(1000);
        assertThatThrownBy(() -> login(claims)).hasMessageContaining("has expired");
    }

    @Test
    void severalAudiencesNeedToSayForWhom() {
        var claims = good();
        claims.put("aud", List.of("other", "serai"));
        claims.put("azp", "serai");
        login(claims);
        claims.remove("azp");
        assertThatThrownBy(() -> login(claims)).hasMessageContaining("another client");
        // Tokens for an API are made for others to use.
        check.bearer(Json.tree(claims), "serai");
    }

    @Test
    void anAddressThatTheIssuerHasNotCheckedIsNoAddress() {
        var claims = good();
        claims.put("email", "ann@example.org");
        for (var unchecked : Arrays.asList(null, false, "false", 1, "yes")) {
            claims.put("email_verified", unchecked);
            assertThat(login(claims).email()).as("%s", unchecked).isNull();
        }
        for (var checked : List.of(true, "true")) {
            claims.put("email_verified", checked);
            assertThat(login(claims).email()).isEqualTo("ann@example.org");
        }
    }

    @Test
    void noNameReachesIntoAnother() {
        var claims = good();
        claims.put("sub", "a/b%2F");
        assertThat(login(claims).name()).isEqualTo("subject:a%2Fb%252F");
    }
}

package dev.serai.runtime.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginTriesTest {

    private final MovedClock clock = new MovedClock();
    private final LoginTries tries = new LoginTries(clock);

    @Test
    void aLoginIsFoundByItsCookieForTenMinutes() {
        var begun = tries.begin();
        clock.move(LoginTries.LONGEST_MILLIS);
        assertThat(tries.find(begun.cookie())).isEqualTo(begun);
        clock.move(1);
        assertThat(tries.find(begun.cookie())).isNull();
    }

    @Test
    void nothingOfItIsGuessedFromTheRest() {
        var begun = tries.begin();
        assertThat(Set.of(begun.cookie(), begun.state(), begun.nonce(), begun.verifier()))
                .hasSize(4)
                .allSatisfy(word -> assertThat(word).hasSizeGreaterThanOrEqualTo(43));
        assertThat(begun.cookie()).doesNotContain(begun.state(), begun.nonce(), begun.verifier());
        assertThat(tries.begin().state()).isNotEqualTo(begun.state());
        assertThat(begun.toString()).doesNotContain(begun.verifier());
    }

    @Test
    void aCookieOfSomebodyElseIsNone() {
        var begun = tries.begin().cookie();
        var sign = begun.indexOf('.');
        for (var wrong : new String[] {
            null,
            "",
            ".",
            "x",
            "..",
            begun + "x",
            begun.substring(0, sign) + ".9999999999999" + begun.substring(begun.lastIndexOf('.')),
            new LoginTries(clock).begin().cookie()
        }) {
            assertThat(tries.find(wrong)).as("%s", wrong).isNull();
        }
    }
}

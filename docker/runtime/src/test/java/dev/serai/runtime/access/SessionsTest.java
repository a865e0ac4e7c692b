package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.access.oidc.MovedClock;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final Caller ANN = new Caller("ann@example.org", false);

    private final MovedClock clock = new MovedClock();
    private final Sessions sessions = new Sessions(clock);

    @Test
    void aSessionThatIsUsedGoesOn() {
        var token = sessions.open(ANN);
        for (int i = 0; i < 10; i++) {
            clock.move(Sessions.IDLE_MILLIS);
            assertThat(sessions.find(token)).isEqualTo(ANN);
        }
        clock.move(Sessions.IDLE_MILLIS + 1);
        assertThat(sessions.find(token)).isNull();
    }

    @Test
    void oneWithAnEndEndsAlthoughItIsUsed() {
        var token = sessions.open(ANN, clock.millis() + 1000);
        clock.move(1000);
        assertThat(sessions.find(token)).isEqualTo(ANN);
        clock.move(1);
        assertThat(sessions.find(token)).isNull();
    }
}

package dev.serai.runtime.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTest {

    private static final Identity ANN = new Identity("17", "ann@example.org", Set.of("editors"));

    private static boolean allows(String... entries) {
        return Allowed.of(List.of(entries)).allows(ANN);
    }

    @Test
    void peopleAreNamedByAddressGroupOrId() {
        assertThat(allows("bob@example.org", "Ann@Example.ORG")).isTrue();
        assertThat(allows("group:editors")).isTrue();
        assertThat(allows("subject:17")).isTrue();
        assertThat(allows("*")).isTrue();
        assertThat(allows("bob@example.org", "group:admins", "subject:1")).isFalse();
    }

    @Test
    void oneKindIsNotTakenForAnother() {
        assertThat(allows("group:17", "subject:editors", "group:ann@example.org", "subject:ann@example.org"))
                .isFalse();
        assertThat(Allowed.of(List.of("ann@example.org")).allows(new Identity("ann@example.org", null, Set.of())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "@example.org", "ann@", "group:", "subject:", "**"})
    void anEntryOfNoKindIsAMistake(String entry) {
        assertThatThrownBy(() -> Allowed.of(List.of(entry)))
                .hasMessageContaining("RUNTIME-001")
                .hasMessageContaining("'" + entry + "'");
    }
}

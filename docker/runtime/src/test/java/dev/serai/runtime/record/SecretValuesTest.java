package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretValuesTest {

    private static final String HOOK = "https://hooks.example.org/services/T1/B2";

    private final AtomicReference<Map<String, String>> folders = new AtomicReference<>(Map.of());
    private final AtomicInteger asked = new AtomicInteger();
    private final SecretValues values = new SecretValues(List.of("of-the-process"), folders::get, name -> {
        asked.incrementAndGet();
        return name.endsWith("_2") ? Optional.of("of-a-variable") : Optional.empty();
    });
    private final Secrets secrets = new Secrets(values);

    /** Those of the process alone. */
    static SecretValues of(String... values) {
        return new SecretValues(List.of(values), Map::of, name -> Optional.empty());
    }

    @Test
    void whatAFolderSetsUnderTheNameOfASecretIsMasked() {
        assertThat(secrets.masked("to " + HOOK)).isEqualTo("to " + HOOK);
        folders.set(Map.of(
                "sync.vars.secret_3_1", HOOK,
                "sync.vars.DB_PASS", "correct-horse",
                "sync.crm.login-value", "Bearer crm-1234",
                "token", "a-token"));
        assertThat(secrets.masked("to " + HOOK + " correct-horse crm-1234 a-token of-the-process"))
                .isEqualTo("to *** *** *** *** ***");
    }

    @Test
    void whatIsNoneIsShown() {
        folders.set(Map.of(
                "password-reset.path", "/webhook/reset",
                "sync.vars.HOST", "crm.example.org",
                "sync.crm.login-name", "Authorization",
                "sync.vars.pin", "1234"));
        var text = "/webhook/reset crm.example.org Authorization 1234";
        assertThat(secrets.masked(text)).isEqualTo(text);
    }

    @Test
    void whatCountsMoreThanTheFolderIsMaskedToo() {
        folders.set(Map.of("sync.vars.secret_1_2", "of-the-folder"));
        assertThat(secrets.masked("of-the-folder of-a-variable")).isEqualTo("*** ***");
    }

    @Test
    void whatWasSetBeforeStaysASecret() {
        folders.set(Map.of("sync.vars.secret_1_1", "the-old-one"));
        assertThat(values.all()).contains("the-old-one");
        folders.set(Map.of("sync.vars.secret_1_1", "the-new-one"));
        assertThat(secrets.masked("the-old-one the-new-one")).isEqualTo("*** ***");
    }

    @Test
    void theOldestOfManyThatWereSetBeforeGo() {
        for (int i = 0; i < 600; i++) {
            folders.set(Map.of("sync.vars.secret_1_1", "value-" + i, "sync.vars.secret_1_3", "stays-here"));
            values.all();
        }
        assertThat(values.all())
                .hasSizeLessThan(510)
                .contains("value-599", "value-200", "stays-here")
                .doesNotContain("value-0");
    }

    @Test
    void theyAreReadAnewOnlyWhenTheyAreOthers() {
        folders.set(Map.of("sync.vars.secret_1_1", HOOK));
        var all = values.all();
        assertThat(values.all()).isSameAs(all);
        assertThat(asked).hasValue(1);
    }

    @Test
    void theFormsOfJsonAndOfAddressesAreMasked() {
        folders.set(Map.of("sync.vars.secret_1_1", "-----BEGIN KEY\nab\"c"));
        assertThat(secrets.masked("{\"a\":\"-----BEGIN KEY\\nab\\\"c\"}")).isEqualTo("{\"a\":\"***\"}");
        assertThat(secrets.masked("?a=-----BEGIN+KEY%0Aab%22c")).isEqualTo("?a=***");
    }
}

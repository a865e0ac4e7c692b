package dev.serai.items;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.json.Json;
import org.junit.jupiter.api.Test;

class StepCheckTest {

    @Test
    void goodSettingsPass() {
        assertThatCode(
                        () -> StepCheck.check(
                                "set",
                                Json.read(
                                        "{\"name\": \"A\", \"onError\": \"output\", \"keepBinary\": true, \"fields\": {\"a\": 1}}")))
                .doesNotThrowAnyException();
        assertThatCode(() -> StepCheck.check("limit", Json.read("{\"max\": 3}")))
                .doesNotThrowAnyException();
        assertThatCode(() -> StepCheck.check("loop", Json.read("{\"tryWait\": 5000, \"tries\": 2}")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsMissingOrWrongIsTold() {
        refused("splitOut", "{}", "field");
        refused("limit", "{\"max\": \"many\"}", "max cannot be 'many'");
        refused("limit", "{\"most\": 1}", "no option most");
        refused("filter", "{\"timeZone\": \"Moon\", \"condition\": \"true\"}", "Moon");
        refused(
                "filter",
                "{\"conditions\": {\"conditions\": [{\"operator\": {\"type\": \"boolean\", \"operation\": \"equal\"}}]}}",
                "boolean.equal");
    }

    private static void refused(String operation, String settings, String why) {
        assertThatThrownBy(() -> StepCheck.check(operation, Json.read(settings)))
                .isInstanceOf(ItemsException.class)
                .hasMessageContaining(why);
    }
}

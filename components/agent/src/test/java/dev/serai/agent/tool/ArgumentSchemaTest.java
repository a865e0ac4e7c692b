package dev.serai.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the arguments that a model gives. */
@Timeout(30)
class ArgumentSchemaTest {

    private static ArgumentSchema schema(String... options) {
        var all = new TreeMap<String, Object>();
        for (var option : options) {
            var parts = option.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        return new ArgumentSchema(ToolParameters.schema(all));
    }

    @Test
    void namesThatAreNotDeclaredAreDropped() {
        var schema = schema("city=string");
        var given = Map.<String, Object>of("city", "Lima", "Authorization", "x", "CamelFileName", "/etc/passwd");
        assertThat(schema.declared(given)).isEqualTo(Map.of("city", "Lima"));
    }

    @Test
    void numbersAndFlagsWrittenAsTextBecomeWhatTheyAre() {
        var schema = schema("days=integer", "factor=number", "fast=boolean", "list=array", "map=object");
        var given = Map.<String, Object>of(
                "days", " 3 ", "factor", "2.5", "fast", "TRUE", "list", "[1,\"a\"]", "map", "{\"a\":1}");
        var declared = schema.declared(given);
        assertThat(declared)
                .isEqualTo(Map.of(
                        "days", 3L, "factor", 2.5, "fast", true, "list", List.of(1, "a"), "map", Map.of("a", 1)));
        assertThat(schema.violations(declared)).isEmpty();
    }

    @Test
    void numbersForATextBecomeText() {
        assertThat(schema("zip=string").declared(Map.of("zip", 12345))).isEqualTo(Map.of("zip", "12345"));
    }

    @Test
    void aWholeNumberWithAPointIsAnInteger() {
        assertThat(schema("days=integer").declared(Map.of("days", 5.0))).isEqualTo(Map.of("days", 5L));
        assertThat(schema("days=integer").violations(Map.of("days", 5.5))).isNotEmpty();
    }

    @Test
    void whatIsLeftOutOrNullHasItsDefault() {
        var schema = schema("days=integer", "days.default=1", "city=string");
        assertThat(schema.declared(Map.of())).isEqualTo(Map.of("days", 1L));
        assertThat(schema.declared(Collections.singletonMap("days", null))).isEqualTo(Map.of("days", 1L));
        assertThat(schema.declared(Collections.singletonMap("city", null))).isEqualTo(Map.of("days", 1L));
    }

    @Test
    void listsAndObjectsCanHaveDefaults() {
        var schema = schema("tags=array", "tags.default=[\"a\"]", "filter=object", "filter.default={}");
        var declared = schema.declared(Map.of());
        assertThat(declared).isEqualTo(Map.of("tags", List.of("a"), "filter", Map.of()));
        assertThat(schema.violations(declared)).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSaid() {
        var schema = schema("days=integer", "days.required=true", "unit=string", "unit.enum=C, F");
        assertThat(schema.violations(Map.of())).singleElement().asString().contains("days");
        assertThat(schema.violations(schema.declared(Map.of("days", "many"))))
                .singleElement()
                .asString()
                .contains("integer");
        assertThat(schema.violations(Map.of("days", 1, "unit", "K")))
                .singleElement()
                .asString()
                .contains("unit");
        assertThat(schema.violations(Map.of("days", 1, "unit", "F"))).isEmpty();
    }

    @Test
    void mistakesInTheOptionsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema("a=text"))
                .withMessageContaining("parameter.a=text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema("a.required=true"))
                .withMessageContaining("parameter.a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schema("a=string", "a.max=3"))
                .withMessageContaining("a.max");
        for (var bad : Arrays.asList("integer", "number", "boolean", "array", "object")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> schema("a=" + bad, "a.default=maybe"))
                    .withMessageContaining("'maybe' of parameter.a is no " + bad);
        }
    }

    @Test
    void aSchemaThatIsNoObjectIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ArgumentSchema(Map.of("type", "array")));
    }

    @Test
    void aNumberOfAMillionDigitsCostsNoTime() {
        var digits = "9".repeat(300_000);
        long begun = System.nanoTime();
        assertThat(schema("factor=number").declared(Map.of("factor", digits))).isEqualTo(Map.of("factor", digits));
        assertThat(schema("factor=integer").declared(Map.of("factor", digits))).isEqualTo(Map.of("factor", digits));
        assertThat(System.nanoTime() - begun).isLessThan(1_000_000_000L);
    }

    @Test
    void aNumberBeyondAllMeasureIsNoNumber() {
        assertThat(schema("factor=number").declared(Map.of("factor", "1e999"))).isEqualTo(Map.of("factor", "1e999"));
    }
}

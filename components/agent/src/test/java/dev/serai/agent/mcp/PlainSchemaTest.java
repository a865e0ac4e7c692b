package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PlainSchemaTest {

    private static String plain(String schema) throws Exception {
        return Json.text(new PlainSchema(Json.read(schema.replace('\'', '"'))).copy())
                .replace('"', '\'');
    }

    @Test
    void referencesAreReplacedByWhatTheyMean() throws Exception {
        assertThat(plain("""
                {'type':'object','properties':{'a':{'$ref':'#/$defs/b','description':'mine'}},
                 '$defs':{'b':{'type':'string','description':'theirs'}}}""")).isEqualTo("{'type':'object','properties':{'a':{'type':'string','description':'mine'}}}");
    }

    @Test
    void aReferenceToItselfEndsSomewhere() throws Exception {
        assertThat(plain("{'type':'object','properties':{'child':{'$ref':'#'}}}"))
                .contains("'child'")
                .hasSizeLessThan(200);
        assertThat(plain("{'$ref':'#'}")).isEqualTo("{'type':'object'}");
        assertThat(plain("{'properties':{'a':{'$ref':'#/$defs/x'}},'$defs':{'x':{'$ref':'#/$defs/x'}}}"))
                .isEqualTo("{'properties':{'a':{}},'type':'object'}");
    }

    @Test
    void referencesThatMultiplyAreRefused() {
        var schema = new StringBuilder("{'type':'object','allOf':[{'$ref':'#/$defs/d0'}],'$defs':{");
        for (int i = 0; i < 30; i++) {
            var next = "{'$ref':'#/$defs/d" + (i + 1) + "'}";
            schema.append("'d")
                    .append(i)
                    .append("':{'allOf':[")
                    .append(next)
                    .append(',')
                    .append(next)
                    .append("]},");
        }
        schema.append("'d30':{}}}");
        assertThatThrownBy(() -> plain(schema.toString())).hasMessageContaining("2000");
    }

    @Test
    void patternsAreLeftOutButNotPropertiesOfThatName() throws Exception {
        assertThat(plain("{'type':'object','properties':{'pattern':{'type':'string','pattern':'(a+)+$'}}}"))
                .isEqualTo("{'type':'object','properties':{'pattern':{'type':'string'}}}");
        assertThat(plain("{'type':'object','patternProperties':{'(a+)+$':{}},'additionalProperties':false}"))
                .isEqualTo("{'type':'object'}");
    }

    @Test
    void valuesAreNoSchemas() throws Exception {
        var schema = "{'type':'object','properties':{'a':{'enum':[{'$ref':'#','pattern':'x'}]}}}";
        assertThat(plain(schema)).isEqualTo(schema);
    }

    @Test
    void olderDraftsAreUnderstood() throws Exception {
        assertThat(
                        plain(
                                "{'$schema':'http://json-schema.org/draft-07/schema#','properties':{'a':{'items':[{'type':'string'}]}}}"))
                .isEqualTo("{'properties':{'a':{'prefixItems':[{'type':'string'}]}},'type':'object'}");
    }

    @Test
    void whatIsNoSchemaOfAnObjectIsRefused() {
        assertThatThrownBy(() -> plain("{'type':'string'}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain("{'description':'" + "x".repeat(300_000) + "'}"))
                .hasMessageContaining("bytes");
    }
}

package dev.serai.items.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionsTest {

    private static String rewrite(String code) {
        return Extensions.rewrite(code, Set.of("f", "g"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "a.f() ¦ $extend(a,\"f\",[],false)",
                "a.b[0].f(1, x) ¦ $extend(a.b[0],\"f\",[1, x],false)",
                "a?.f() ¦ $extend(a,\"f\",[],true)",
                "a.f().g(2) ¦ $extend($extend(a,\"f\",[],false),\"g\",[2],false)",
                "h(a.f()).g() ¦ $extend(h($extend(a,\"f\",[],false)),\"g\",[],false)",
                "1 + 'x'.f() ¦ 1 + $extend('x',\"f\",[],false)",
                "(1 + 2).f() ¦ $extend((1 + 2),\"f\",[],false)",
                "[1, 2].f() ¦ $extend([1, 2],\"f\",[],false)",
                "`a${b.f()}`.g() ¦ $extend(`a${$extend(b,\"f\",[],false)}`,\"g\",[],false)",
                "new A(1).f() ¦ $extend(new A(1),\"f\",[],false)",
                "return (a).f() ¦ return $extend((a),\"f\",[],false)",
                "a.f ¦ a.f",
                "f(1) ¦ f(1)",
                "'a.f()' ¦ 'a.f()'",
                "/a.f()/.test(x) ¦ /a.f()/.test(x)",
                "a / b.f() / c ¦ a / $extend(b,\"f\",[],false) / c",
                "// a.f() ¦ // a.f()",
                "x ? .5.f() : y ¦ x ? $extend(.5,\"f\",[],false) : y",
                "1.5.f() ¦ $extend(1.5,\"f\",[],false)",
                "a.filter(x => x.f()).map(g) ¦ a.filter(x => $extend(x,\"f\",[],false)).map(g)",
                "a?.b?.[0]?.f() ¦ $extend(a?.b?.[0],\"f\",[],true)",
                "$('N').item.json.x.f() ¦ $extend($('N').item.json.x,\"f\",[],false)",
            })
    void callsOfKnownMethodsAreRewritten(String code, String expected) {
        assertThat(rewrite(code)).isEqualTo(expected);
    }

    @Test
    void whatIsNoJavaScriptIsLeftForTheParserToRefuse() {
        for (var code : new String[] {"a.f(", ".f()", "'open", "`${", "/x", ")].f(", "a.f(]", "\\", "{", "`${a.f("}) {
            assertThat(rewrite(code)).as(code).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "$json.a + 1 | [a]",
                "$json.a.b?.c === $json['x y'] && $json?.d | [a, x y, d]",
                "$now.toISO() | []",
                "'$json' + 1 | []",
                "$json | ",
                "$json.keys() | ",
                "$json.hasOwnProperty?.('a') | ",
                "$json['keys']() | ",
                "$json[name] | ",
                "{...$json} | ",
                "$json.a + Object.keys($json).length | ",
                "`${$json.a} ${Object.keys($json)}` | ",
                "$json['\\x61'] | ",
                "$json.a`x` | ",
                "$fromAI('a') + $json.b | ",
                "$data.a + $json.b | "
            })
    void onlyTheFieldsThatCodeNamesAreGivenToIt(String code, String fields) {
        var found = Tokens.fieldsOfItem(code);
        assertThat(found == null ? null : found.toString()).isEqualTo(fields);
    }
}

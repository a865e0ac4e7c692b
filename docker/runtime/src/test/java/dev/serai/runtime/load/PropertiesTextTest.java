package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTextTest {

    @Test
    void commentsAndOrderStay() {
        assertThat(PropertiesText.with("# The b.\nb=1\n\n# The a.\na : 2\n", Map.of("a", "3", "c", "4")))
                .isEqualTo("# The b.\nb=1\n\n# The a.\na=3\nc=4\n");
    }

    @Test
    void aValueOfSeveralLinesIsReplacedAsAWhole() {
        var text = "# A note \\\na=1\\\n  # 2 \\\n\nb=3\\\\\nc=4\\\r\n5\nd=6\\";
        assertThat(PropertiesText.with(text, Map.of("a", "x"))).isEqualTo("# A note \\\na=x\nb=3\\\\\nc=4\\\n5\nd=6\n");
        assertThat(PropertiesText.with(text, Map.of("c", "x", "e", "y")))
                .isEqualTo("# A note \\\na=1\\\n  # 2 \\\n\nb=3\\\\\nc=x\nd=6\ne=y\n");
        assertThat(PropertiesText.with("\\", Map.of("a", "x"))).isEqualTo("\na=x\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1\\\n2\nb=3",
                "a=1\\\n\nb=3",
                "a=1\\\n   \nb=3",
                "a=1\\\\\nb=3",
                "a=1\\\\\\\n b=3",
                " # a=1\\\nb=3",
                "! a\\\nb=3",
                "a=\\\n#1\\\n!2\nb=3",
                "a \\\n = 1\nb=3\\",
                "a=1\\\r\n\t2\r\rb=3",
                "a=1\\\\\\"
            })
    void linesAreThoseOfJava(String text) throws Exception {
        var whole = new Properties();
        whole.load(new StringReader(text));
        var each = new Properties();
        for (var line : PropertiesText.lines(text)) {
            var one = new Properties();
            one.load(new StringReader(line));
            assertThat(one).as(line).hasSizeLessThan(2);
            each.putAll(one);
        }
        assertThat(each).isEqualTo(whole);
    }

    @Test
    void whateverAValueHoldsItIsReadAsItWas() throws Exception {
        var values = Map.of("a", " x", "b", "\u00fc\\n=#!:", "c", "line\nline", "d e=f", "\ud83d\ude80");
        var read = new Properties();
        read.load(new StringReader(
                PropertiesText.with("# \\u00zz\n\\u00zz\na=1\n", values).replace("\\u00zz", "")));
        assertThat(read).containsAllEntriesOf(values);
    }
}

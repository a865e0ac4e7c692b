package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {

    @Test
    void commentsAndOrderStay() {
        assertThat(PropertiesText.with("# The b.\nb=1\n\n# The a.\na : 2\n", Map.of("a", "3", "c", "4")))
                .isEqualTo("# The b.\nb=1\n\n# The a.\na=3\nc=4\n");
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

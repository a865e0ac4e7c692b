package dev.serai.offline.daytona.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static final byte[] LOG = bytes("\1\1\1one\n\2\2\2bad\n\1\1\1t\1\1wo\n\2\2\2\2x\n");

    @Test
    void outputsAreTakenApart() {
        assertThat(Labels.only(Labels.OUT, LOG)).isEqualTo(bytes("one\nt\1\1wo\n"));
        assertThat(Labels.only(Labels.ERR, LOG)).isEqualTo(bytes("bad\n\2x\n"));
    }

    @Test
    void withoutLabelsTheOrderStays() {
        assertThat(Labels.without(LOG)).isEqualTo(bytes("one\nbad\nt\1\1wo\n\2x\n"));
    }

    @Test
    void aLastLineGetsItsEnd() {
        var lines = new ArrayList<String>();
        var cut = new Lines(line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        cut.add(bytes("a\nb"));
        cut.add(bytes("c\n\nrest"));
        assertThat(lines).containsExactly("a\n", "bc\n", "\n");
        cut.end();
        assertThat(lines).endsWith("rest\n");
    }

    @Test
    void versionsDecideHowALogIsWritten() {
        assertThat(ClientVersion.of(null, null)).isEqualTo(new ClientVersion(true, false));
        assertThat(ClientVersion.of("", "true")).isEqualTo(new ClientVersion(false, false));
        assertThat(ClientVersion.of("0.26.9", null)).isEqualTo(new ClientVersion(true, false));
        assertThat(ClientVersion.of("0.166.0", null)).isEqualTo(new ClientVersion(false, false));
        assertThat(ClientVersion.of("v0.167.0", null)).isEqualTo(new ClientVersion(false, true));
        assertThat(ClientVersion.of("1.0.0", null)).isEqualTo(new ClientVersion(false, true));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

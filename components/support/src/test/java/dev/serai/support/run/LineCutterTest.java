package dev.serai.support.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCutterTest {

    private final List<String> lines = new ArrayList<>();
    private final LineCutter cutter = new LineCutter((stream, text) -> lines.add(stream + ":" + text));

    private void write(String stream, String text) {
        cutter.part(stream, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void piecesBecomeLinesOfTheirStream() {
        write("out", "on");
        write("err", "oops\n");
        write("out", "e\n\ntw");
        assertThat(lines).containsExactly("err:oops", "out:one", "out:");
        write("out", "o");
        cutter.end();
        assertThat(lines).endsWith("out:two");
    }

    @Test
    void aCharacterThatComesInPiecesStaysWhole() {
        var bytes = "ä\n".getBytes(StandardCharsets.UTF_8);
        for (var one : bytes) {
            cutter.part("out", new byte[] {one});
        }
        assertThat(lines).containsExactly("out:ä");
    }

    @Test
    void aLineWithoutAnEndIsHandedOnInPieces() {
        write("out", "ä".repeat(50_000));
        assertThat(lines).hasSize(1);
        cutter.end();
        assertThat(String.join("", lines).replace("out:", "")).isEqualTo("ä".repeat(50_000));
    }

    @Test
    void bytesThatAreNoCharactersAreHandedOnInPiecesToo() {
        var bytes = new byte[300_000];
        Arrays.fill(bytes, (byte) 0x80);
        cutter.part("out", bytes);
        assertThat(lines).hasSize(4);
    }
}

package dev.serai.offline.daytona.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    private static final String HEAD = "--b\r\nContent-Disposition: form-data; filename=\"x\"; name=\"f\"\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "\r\n", "\r\n--", "\r\n--a", "\r\r\n--", "--b", "\r\n--\r\n--a\r\n\r\n", "\r\n-\r\n--"})
    void contentStaysWhatItIs(String content) throws IOException {
        var form = form(HEAD + content + "\r\n--b--\r\n");
        assertThat(form.next()).isEqualTo("f");
        var out = new ByteArrayOutputStream();
        assertThat(form.copyTo(out)).isEqualTo(content.length());
        assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo(content);
        assertThat(form.next()).isNull();
    }

    @Test
    void partsFollowOneAnother() throws IOException {
        var form = form(HEAD + "1\r\n" + HEAD.replace("\"f\"", "\"g\"") + "2\r\n--b--");
        assertThat(form.next()).isEqualTo("f");
        form.copyTo(new ByteArrayOutputStream());
        assertThat(form.next()).isEqualTo("g");
        form.copyTo(new ByteArrayOutputStream());
        assertThat(form.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--x", "--b", "--b\r\nname", HEAD, HEAD + "content", HEAD + "content\r\n--b"})
    void whatBreaksOffIsAnError(String text) {
        assertThatThrownBy(() -> {
                    var form = form(text);
                    form.next();
                    form.copyTo(new ByteArrayOutputStream());
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void boundariesMayBeQuoted() {
        assertThat(Multipart.boundary("multipart/form-data; boundary=\"a b\"")).isEqualTo("a b");
        assertThat(Multipart.boundary("multipart/form-data; Boundary=ab; x=y")).isEqualTo("ab");
        assertThat(Multipart.boundary("multipart/form-data")).isNull();
        assertThat(Multipart.boundary(null)).isNull();
    }

    private static Multipart form(String text) throws IOException {
        return new Multipart(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), "b");
    }
}

package dev.serai.daytona.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Parts of a form, with contents that try to look like its end. */
class MultipartInputTest {

    private static final String TYPE = "multipart/form-data; boundary=B-1";

    private static byte[] form(List<byte[]> contents, boolean lengths) {
        var form = new ByteArrayOutputStream();
        for (int i = 0; i < contents.size(); i++) {
            form.writeBytes(((i == 0 ? "" : "\r\n")
                            + "--B-1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f" + i + "\"\r\n"
                            + (lengths ? "Content-Length: " + contents.get(i).length + "\r\n" : "") + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            form.writeBytes(contents.get(i));
        }
        form.writeBytes("\r\n--B-1--\r\n".getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static List<MultipartInput.Part> parts(byte[] form, long most) throws IOException {
        // One byte at a time, as a slow connection brings it.
        var slow = new InputStream() {
            private final InputStream bytes = new ByteArrayInputStream(form);

            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return bytes.read(to, offset, Math.min(1, length));
            }
        };
        var input = new MultipartInput(TYPE, slow, most);
        var parts = new ArrayList<MultipartInput.Part>();
        for (var part = input.next(); part != null; part = input.next()) {
            parts.add(part);
        }
        return parts;
    }

    @Test
    void contentsComeBackAsTheyWere() throws Exception {
        var random = new Random(11);
        var letters = "\r\n-B1x".getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 200; round++) {
            var contents = new ArrayList<byte[]>();
            for (int i = 0; i <= random.nextInt(4); i++) {
                var content = new byte[random.nextInt(60)];
                for (int at = 0; at < content.length; at++) {
                    content[at] = letters[random.nextInt(letters.length)];
                }
                // Without a length nobody could tell this from an end.
                contents.add(new String(content, StandardCharsets.US_ASCII)
                        .replace("\r\n--B-1", "")
                        .getBytes(StandardCharsets.US_ASCII));
            }
            for (var lengths : new boolean[] {true, false}) {
                var parts = parts(form(contents, lengths), 1000);
                assertThat(parts).hasSameSizeAs(contents);
                for (int i = 0; i < parts.size(); i++) {
                    assertThat(parts.get(i).content()).isEqualTo(contents.get(i));
                    assertThat(parts.get(i).fileName()).isEqualTo("f" + i);
                }
            }
        }
    }

    @Test
    void whatIsCutIsNoEnd() {
        var form = form(List.of("hello".getBytes(), "camel".getBytes()), false);
        // The last line break and the two dashes before it may be missing or not: only a whole end is one.
        for (int length = 0; length < form.length - 2; length++) {
            var cut = Arrays.copyOf(form, length);
            assertThatThrownBy(() -> parts(cut, 1000)).isInstanceOf(MultipartInput.Broken.class);
        }
    }

    @Test
    void whatIsTooLargeOrNotMultipartIsRefused() {
        assertThatThrownBy(() -> parts(form(List.of(new byte[50]), true), 20)).hasMessageContaining("20 bytes");
        assertThatThrownBy(() -> parts(form(List.of(new byte[50]), false), 20)).hasMessageContaining("20 bytes");
        assertThatThrownBy(() -> new MultipartInput("text/html", InputStream.nullInputStream(), 0))
                .isInstanceOf(MultipartInput.Broken.class);
        assertThatThrownBy(() -> parts(("--B-1\r\n" + "x".repeat(100_000)).getBytes(), 0))
                .hasMessageContaining("head");
    }
}

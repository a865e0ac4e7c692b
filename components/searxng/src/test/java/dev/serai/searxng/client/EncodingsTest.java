package dev.serai.searxng.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {

    private static final byte[] TEXT = "one two three two one".getBytes();

    private static byte[] deflated(boolean raw) throws IOException {
        var packed = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
        try (var stream = new DeflaterOutputStream(packed, deflater)) {
            stream.write(TEXT);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    @Test
    void whatServersSendIsUnpacked() throws Exception {
        assertThat(Encodings.unpack(TEXT, null, 100)).isEqualTo(TEXT);
        assertThat(Encodings.unpack(TEXT, "identity", 100)).isEqualTo(TEXT);
        assertThat(Encodings.unpack(TestServer.packed(TEXT), " GZIP ", 100)).isEqualTo(TEXT);
        assertThat(Encodings.unpack(deflated(false), "deflate", 100)).isEqualTo(TEXT);
        assertThat(Encodings.unpack(deflated(true), "deflate", 100)).isEqualTo(TEXT);
        assertThat(Encodings.unpack(new byte[0], "gzip", 100)).isEmpty();
    }

    @Test
    void aBombIsStoppedAtTheLimit() {
        var bomb = TestServer.packed(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> Encodings.unpack(bomb, "gzip", 1 << 20))
                .isInstanceOf(Encodings.TooLargeException.class);
    }

    @Test
    void aBombIsOneErrorOfTheAnswer() {
        var bomb = TestServer.packed(new byte[8 << 20]);
        try (var server = new TestServer(exchange -> {
            exchange.setHeader("Content-Encoding", "gzip");
            exchange.send(200, "application/json", bomb);
        })) {
            assertThatThrownBy(() -> TestServer.get(server.instance().search(TestServer.query("q"))))
                    .hasMessageContaining("SEARXNG-106")
                    .hasMessageContaining("1048576 bytes");
        }
    }

    @Test
    void theLimitItselfIsAllowed() throws Exception {
        assertThat(Encodings.unpack(TestServer.packed(TEXT), "gzip", TEXT.length))
                .isEqualTo(TEXT);
        assertThatThrownBy(() -> Encodings.unpack(TestServer.packed(TEXT), "gzip", TEXT.length - 1))
                .isInstanceOf(Encodings.TooLargeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip"})
    void whatCannotBeUnpackedIsAnError(String encoding) {
        assertThatThrownBy(() -> Encodings.unpack(TEXT, encoding, 100)).isInstanceOf(IOException.class);
    }

    @Test
    void aCutAnswerIsAnError() {
        var packed = TestServer.packed(TEXT);
        assertThatThrownBy(() -> Encodings.unpack(Arrays.copyOf(packed, packed.length - 12), "gzip", 100))
                .isInstanceOf(IOException.class);
    }
}

package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReplyInputStreamTest extends HttpPortFixture {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private ReplyInputStream open(RawServer.Script script) throws Exception {
        var stream = port.open(get(server(script).uri("/"))).get(10, TimeUnit.SECONDS);
        return new ReplyInputStream(stream, error -> new IllegalStateException("told", error));
    }

    @Test
    void bytesComeAsTheServerSendsThem() throws Exception {
        var input = open(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("one").chunk("two").send("0\r\n\r\n");
        });
        assertThat(input.read()).isEqualTo('o');
        assertThat(input.read(new byte[0])).isZero();
        assertThat(input.readAllBytes()).asString().isEqualTo("netwo");
        input.close();
        assertThat(input.read()).isEqualTo(-1);
        await().until(() -> port.inFlight() == 0);
    }

    @Test
    void aCutAnswerIsNotTakenForItsEnd() throws Exception {
        var input = open(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("one");
            peer.reset();
        });
        assertThatThrownBy(input::readAllBytes)
                .isInstanceOf(IOException.class)
                .hasMessage("told")
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .cause()
                .isInstanceOf(HttpFault.class);
    }

    @Test
    void whoClosesItLeavesTheRestAndTellsItsReader() throws Exception {
        var input = open(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("one");
            peer.silence();
        });
        assertThat(input.readNBytes(3)).asString().isEqualTo("one");
        var reader = CompletableFuture.supplyAsync(() -> {
            try {
                return input.read();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        input.close();
        assertThatThrownBy(() -> reader.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed before its end");
        assertThatThrownBy(input::read).hasMessageContaining("closed before its end");
        await().until(() -> port.inFlight() == 0);
    }
}

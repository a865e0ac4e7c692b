package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStreamTest extends HttpPortFixture {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private HttpStream open(RawServer server) {
        return port.open(get(server.uri("/"))).join();
    }

    private HttpStream body(String text) throws Exception {
        return open(kept(RawServer.answering(RawServer.ok(text))));
    }

    @Test
    void eventsComeOneByOne() throws Exception {
        var events = Reader.all(body("event: a\ndata: 1\n\ndata: [DONE]\n\n").events())
                .end
                .join();
        assertThat(events)
                .containsExactly(new SseEvent("a", "1", null, null), new SseEvent("message", "[DONE]", null, null));
    }

    @Test
    void bytesComeAsTheyAre() throws Exception {
        var size = new AtomicInteger();
        Reader.all(body("x".repeat(100_000)).bytes()).end.join().forEach(b -> size.addAndGet(b.remaining()));
        assertThat(size).hasValue(100_000);
    }

    @Test
    void anEmptyBodyEndsAtOnceEvenIfNothingIsAskedFor() throws Exception {
        assertThat(Reader.asking(0, body("").lines()).end.join()).isEmpty();
        assertThat(body("").whole().join().body()).isEmpty();
    }

    @Test
    void theEndNeedsNoDemand() throws Exception {
        assertThat(Reader.asking(2, body("a\nb\n").lines()).end.join()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void linesSurviveAnyChunks(int seed) throws Exception {
        var random = new Random(seed);
        var expected = IntStream.range(0, 400)
                .mapToObj(i -> i + "€".repeat(random.nextInt(30)))
                .toList();
        var chunks = Chunks.split(String.join("\n", expected), random);
        var server = server(peer -> {
            peer.request();
            peer.send(CHUNKED);
            for (var chunk : chunks) {
                if (chunk.length > 0) {
                    peer.send(Integer.toHexString(chunk.length) + "\r\n")
                            .send(chunk)
                            .send("\r\n");
                }
            }
            peer.send("0\r\n\r\n").silence();
        });
        var reader = Reader.asking(1, open(server).lines());
        while (!reader.end.isDone()) {
            reader.ask(1 + random.nextInt(3));
        }
        assertThat(reader.end.join()).isEqualTo(expected);
    }

    @Test
    void aReaderThatAsksForNothingHoldsTheServerBack() throws Exception {
        var sent = new AtomicLong();
        var server = server(peer -> {
            peer.request();
            peer.send(CHUNKED);
            while (true) {
                peer.chunk("x".repeat(1000) + "\n");
                sent.incrementAndGet();
            }
        });
        var reader = Reader.asking(
                3,
                port.open(get(server.uri("/"), l -> l.withMaxBytes(0))).join().lines());
        await().until(() -> reader.items.size() == 3);
        var last = new AtomicLong(-1);
        await().until(() -> last.getAndSet(sent.get()) == sent.get());
        // what stands between the two programs is in the buffers of the sockets
        assertThat(sent.get()).isLessThan(30_000);
        assertThat(reader.items).hasSize(3);
        reader.ask(2);
        await().until(() -> reader.items.size() == 5);
        reader.cancel();
    }

    @Test
    void linesThatAreThereAreNotAReasonToReadMore() throws Exception {
        var more = new CompletableFuture<Void>();
        var server = server(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("1\n2\n3\n");
            more.join();
            peer.reset();
        });
        var reader = Reader.asking(1, open(server).lines());
        await().until(() -> reader.items.size() == 1);
        more.complete(null);
        reader.ask(1);
        reader.ask(1);
        await().until(() -> reader.items.size() == 3);
        assertThat(reader.end).isNotDone();
        reader.ask(1);
        assertThat(fault(reader.end).kind()).isEqualTo(HttpFault.Kind.CUT);
    }

    @Test
    void oneLineAtATimeDoesNotDeepenTheStack() throws Exception {
        var depth = new AtomicInteger();
        var deepest = new AtomicInteger();
        var count = new AtomicInteger();
        var end = new CompletableFuture<Void>();
        body("l\n".repeat(50_000)).lines().subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(1);
            }

            @Override
            public void onNext(String item) {
                deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
                count.incrementAndGet();
                subscription.request(1);
                depth.decrementAndGet();
            }

            @Override
            public void onError(Throwable failure) {
                end.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                end.complete(null);
            }
        });
        end.join();
        assertThat(count).hasValue(50_000);
        assertThat(deepest).hasValue(1);
    }

    @Test
    void manyThreadsMayAsk() throws Exception {
        var reader = Reader.asking(0, body("l\n".repeat(4000)).lines());
        var askers = new ArrayList<Thread>();
        for (var i = 0; i < 4; i++) {
            var asker = new Thread(() -> IntStream.range(0, 1000).forEach(n -> reader.ask(1)));
            askers.add(asker);
            asker.start();
        }
        for (var asker : askers) {
            asker.join();
        }
        assertThat(reader.end.join()).hasSize(4000);
    }

    @Test
    void toAskForNoneOrLessIsAnError() throws Exception {
        var reader = Reader.asking(-1, body("a\n").lines());
        assertThatThrownBy(reader.end::join).hasRootCauseInstanceOf(IllegalArgumentException.class);
        await().until(() -> port.inFlight() == 0);
    }

    @Test
    void demandAddsUpWithoutOverflow() throws Exception {
        var reader = Reader.asking(Long.MAX_VALUE, body("a\nb\n").lines());
        reader.ask(Long.MAX_VALUE);
        assertThat(reader.end.join()).isEqualTo(List.of("a", "b"));
    }
}

package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPortCancelTest extends HttpPortFixture {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private RawServer streaming() throws Exception {
        return server(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("one\n").silence();
        });
    }

    private RawServer waiting() throws Exception {
        return server(peer -> {
            peer.request();
            peer.silence();
        });
    }

    private void hangsUp(RawServer server) {
        await().until(() -> server.hungUp.get() == 1);
        await().until(() -> port.inFlight() == 0);
    }

    @Test
    void beforeTheHeadClosesTheConnectionOfOpen() throws Exception {
        var server = waiting();
        var opening = port.open(get(server.uri("/")));
        await().until(() -> server.requests.size() == 1);
        opening.cancel(false);
        hangsUp(server);
    }

    @Test
    void ofADependentStageClosesTheConnection() throws Exception {
        var server = waiting();
        var text = port.send(get(server.uri("/")))
                .thenApply(HttpReply::text)
                .thenCompose(CompletableFuture::completedFuture);
        await().until(() -> server.requests.size() == 1);
        text.cancel(true);
        hangsUp(server);
    }

    @Test
    void byATimeoutOfTheCallerClosesTheConnection() throws Exception {
        var server = waiting();
        var call = port.send(get(server.uri("/"))).orTimeout(300, TimeUnit.MILLISECONDS);
        assertThatThrownBy(call::join).hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);
        hangsUp(server);
    }

    @Test
    void inTheMiddleOfAWholeBodyClosesTheConnection() throws Exception {
        var server = streaming();
        var call = port.open(get(server.uri("/"))).thenCompose(HttpStream::whole);
        await().until(() -> server.requests.size() == 1);
        call.cancel(true);
        hangsUp(server);
    }

    @Test
    void ofTheWholeBodyOfAStreamClosesTheConnection() throws Exception {
        var server = streaming();
        var whole = port.open(get(server.uri("/"))).join().whole();
        whole.cancel(true);
        hangsUp(server);
    }

    @Test
    void closeOfAStreamThatNobodyReadClosesTheConnection() throws Exception {
        var server = streaming();
        var stream = port.open(get(server.uri("/"))).join();
        assertThat(stream.isClosed()).isFalse();
        stream.close();
        assertThat(stream.isClosed()).isTrue();
        hangsUp(server);
        assertThat(fault(Reader.all(stream.lines()).end).kind()).isEqualTo(HttpFault.Kind.CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 5})
    void closeOfAStreamTellsItsReader(long asked) throws Exception {
        var server = streaming();
        var stream = port.open(get(server.uri("/"))).join();
        var reader = Reader.asking(asked, stream.lines());
        await().until(() -> reader.items.size() == 1);
        stream.close();
        assertThat(fault(reader.end).kind()).isEqualTo(HttpFault.Kind.CANCELLED);
        hangsUp(server);
    }

    @Test
    void ofTheSubscriptionClosesTheConnectionAndSignalsNothing() throws Exception {
        var server = streaming();
        var stream = port.open(get(server.uri("/"))).join();
        var reader = Reader.all(stream.events());
        reader.cancel();
        hangsUp(server);
        assertThat(reader.end).isNotDone();
        assertThat(stream.isClosed()).isTrue();
    }

    @Test
    void inOnNextStopsTheLines() throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("1\n2\n3\n4\n").silence();
        });
        var reader = new TestReader(line -> line.equals("2") ? "cancel" : "go");
        port.open(get(server.uri("/"))).join().lines().subscribe(reader);
        hangsUp(server);
        assertThat(reader.items).containsExactly("1", "2");
    }

    @Test
    void aSubscriberThatThrowsClosesTheConnection() throws Exception {
        var server = streaming();
        var reader = new TestReader(line -> {
            throw new IllegalStateException("mine");
        });
        port.open(get(server.uri("/"))).join().lines().subscribe(reader);
        hangsUp(server);
        assertThatThrownBy(reader.end::join).hasRootCauseMessage("mine");
    }

    @Test
    void whileWaitingForTheNextAttemptLeavesNothingBehind() throws Exception {
        var server = kept(RawServer.answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
        var hour = Duration.ofHours(1);
        var call = port.send(HttpCall.get(server.uri("/"))
                .retry(new RetryPolicy(5, hour, hour, Set.of(503)))
                .build());
        await().until(() -> server.hungUp.get() == 1);
        assertThat(port.inFlight()).isEqualTo(1);
        call.cancel(true);
        assertThat(port.inFlight()).isZero();
        assertThat(server.requests).hasSize(1);
        assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void whileTheNameIsResolvedSendsNothing() throws Exception {
        var resolving = new CountDownLatch(1);
        var resolved = new CompletableFuture<Void>();
        var server = kept(RawServer.answering(RawServer.ok("x")));
        var policy = EgressPolicy.of(java.util.List.of(), name -> {
            resolving.countDown();
            resolved.join();
            return new java.net.InetAddress[] {java.net.InetAddress.getLoopbackAddress()};
        });
        try (var own = HttpPort.builder().egress(policy).threads(1).build()) {
            var call = own.send(get(java.net.URI.create("http://localhost:" + server.port() + "/")));
            resolving.await();
            call.cancel(true);
            resolved.complete(null);
            var after = new CompletableFuture<Void>();
            own.executor().execute(() -> after.complete(null));
            after.join();
            assertThat(server.connections).hasValue(0);
            assertThat(own.inFlight()).isZero();
        }
    }

    @Test
    void afterTheResponseChangesNothing() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("x")));
        var call = port.send(get(server.uri("/")));
        call.join();
        call.cancel(true);
        port.send(get(server.uri("/"))).join();
        assertThat(server.connections).hasValue(1);
    }

    /** Does with each item what the test says. */
    private static final class TestReader implements java.util.concurrent.Flow.Subscriber<String> {
        final java.util.List<String> items = new java.util.concurrent.CopyOnWriteArrayList<>();
        final CompletableFuture<Void> end = new CompletableFuture<>();
        private final Function<String, String> reaction;
        private java.util.concurrent.Flow.Subscription subscription;

        TestReader(Function<String, String> reaction) {
            this.reaction = reaction;
        }

        @Override
        public void onSubscribe(java.util.concurrent.Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(String item) {
            items.add(item);
            if (reaction.apply(item).equals("cancel")) {
                subscription.cancel();
            } else {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }
}

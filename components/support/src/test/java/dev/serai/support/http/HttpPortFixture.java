package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A port and the servers of one test. */
@Timeout(20)
abstract class HttpPortFixture {

    static final Duration SHORT = Duration.ofMillis(250);

    final HttpPort port = HttpPort.builder().build();
    private final List<RawServer> servers = new ArrayList<>();

    /** The first client of a process takes long to make, and short limits shouldn't pass meanwhile. */
    @BeforeEach
    void makeTheClient() {
        port.clientFor(HttpLimits.DEFAULTS);
    }

    @AfterEach
    void closeAll() throws IOException {
        port.close();
        for (var server : servers) {
            server.close();
        }
    }

    RawServer server(RawServer.Script script) throws IOException {
        return kept(RawServer.running(script));
    }

    RawServer kept(RawServer server) {
        servers.add(server);
        return server;
    }

    static HttpCall get(URI uri) {
        return HttpCall.get(uri).build();
    }

    static HttpCall get(URI uri, UnaryOperator<HttpLimits> limits) {
        return HttpCall.get(uri).limits(limits.apply(HttpLimits.DEFAULTS)).build();
    }

    static HttpFault fault(CompletableFuture<?> future) {
        var thrown = catchThrowable(() -> future.orTimeout(10, TimeUnit.SECONDS).join());
        assertThat(thrown).as("the failure").isInstanceOf(CompletionException.class);
        assertThat(thrown.getCause()).isInstanceOf(HttpFault.class);
        return (HttpFault) thrown.getCause();
    }
}

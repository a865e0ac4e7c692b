package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Servers that say nothing, or are gone without a word. */
class SocketSilenceTest extends SocketFixture {

    @Test
    void silenceLongerThanTheIdleLimitIsAFault() throws Exception {
        var server = server(peer -> {
            peer.consent().listen();
        });
        link(server, limits -> limits.withIdle(SHORT)).request(1);
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.IDLE_TIMEOUT);
        assertThat(ear.fault().limit()).isEqualTo(SHORT);
    }

    @Test
    void silenceDoesNotCountWhileNobodyAsks() throws Exception {
        var server = server(peer -> {
            peer.consent().text("late");
            peer.listen();
        });
        var link = link(server, limits -> limits.withIdle(SHORT));
        await().during(SHORT.multipliedBy(3)).until(() -> ear.faults.isEmpty());
        link.request(1);
        ear.hears(1);
    }

    @Test
    void pongsAreSignsOfLife() throws Exception {
        var server = server(peer -> {
            peer.consent();
            while (true) {
                if (peer.read().kind() == SocketServer.PING) {
                    peer.frame(SocketServer.PONG, true, new byte[0]);
                }
            }
        });
        var link = link(server, limits -> limits.withIdle(Duration.ofMillis(600)));
        link.request(1);
        await().pollInterval(Duration.ofMillis(100))
                .during(Duration.ofMillis(1500))
                .until(() -> {
                    link.ping();
                    return ear.faults.isEmpty();
                });
    }

    @Test
    void aServerThatAnswersNoPingIsLost() throws Exception {
        var server = server(peer -> {
            peer.consent().listen();
        });
        var link = link(server, limits -> limits.withPong(SHORT));
        link.request(1);
        await().during(SHORT.multipliedBy(3)).until(() -> ear.faults.isEmpty());
        link.ping();
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.IDLE_TIMEOUT);
        assertThat(ear.fault()).hasMessageContaining("answered no ping within 200 ms");
        assertThat(link.isOpen()).isFalse();
        await().until(() -> server.ended.get() == 1);
    }

    @Test
    void anUnansweredPingDoesNotCountWhileNobodyAsks() throws Exception {
        var server = server(peer -> {
            peer.consent();
            while (true) {
                if (peer.read().kind() == SocketServer.PING) {
                    peer.frame(SocketServer.PONG, true, new byte[0]).text("late");
                }
            }
        });
        var link = link(server, limits -> limits.withPong(SHORT));
        link.ping();
        await().during(SHORT.multipliedBy(3)).until(() -> ear.faults.isEmpty());
        link.request(1);
        ear.hears(1);
        assertThat(ear.faults).isEmpty();
    }

    @Test
    void anAnsweredPingLeavesTheServerItsSilence() throws Exception {
        var server = server(peer -> {
            peer.consent();
            peer.read();
            peer.frame(SocketServer.PONG, true, new byte[0]).listen();
        });
        var link = link(server, limits -> limits.withPong(SHORT));
        link.request(1);
        link.ping();
        await().during(SHORT.multipliedBy(4)).until(() -> ear.faults.isEmpty());
    }

    /** The JDK's client may miss an end that comes together with a message, in about every fifth try. */
    @RepeatedTest(20)
    void aCutThatTheClientMissesIsFoundByAPing() throws Exception {
        var server = server(peer -> {
            peer.consent().text("a");
        });
        var link = link(server, limits -> limits.withPong(SHORT));
        link.request(2);
        link.ping();
        assertThat(ear.fault().kind()).isIn(HttpFault.Kind.CUT, HttpFault.Kind.IDLE_TIMEOUT);
        assertThat(link.isOpen()).isFalse();
        await().until(() -> port.sockets() == 0);
    }

    /** Nobody asks for messages, so that only the sending can find out. */
    @Test
    void whatCannotBeSentEndsTheConnection() throws Exception {
        var server = server(peer -> {
            peer.consent();
        });
        var link = link(server);
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            link.send("hello");
            return !link.isOpen();
        });
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.CUT);
        assertThat(port.sockets()).isZero();
    }

    @Test
    void aServerThatTakesNothingFailsTheSend() throws Exception {
        var server = server(peer -> {
            peer.consent().silence();
        });
        var link = link(server, limits -> limits.withSend(SHORT).withMaxQueued(64 << 20));
        var first = link.send(new byte[32 << 20]);
        var second = link.send("waits");
        assertThat(kind(first)).isEqualTo(HttpFault.Kind.TOTAL_TIMEOUT);
        assertThat(kind(second)).isEqualTo(HttpFault.Kind.TOTAL_TIMEOUT);
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.TOTAL_TIMEOUT);
    }

    /** The JDK's client may miss an end that comes together with a message, and that message too. */
    @Test
    void aCutThatTheClientMissesIsFoundByTheSilence() throws Exception {
        var server = server(peer -> {
            peer.consent().text("a");
        });
        link(server, limits -> limits.withIdle(SHORT)).request(2);
        assertThat(ear.fault().kind()).isIn(HttpFault.Kind.CUT, HttpFault.Kind.IDLE_TIMEOUT);
        assertThat(ear.heard).isSubsetOf("a");
    }
}

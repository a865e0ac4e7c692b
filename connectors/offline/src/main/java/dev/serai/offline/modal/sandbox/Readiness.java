package dev.serai.offline.modal.sandbox;

import com.google.protobuf.ByteString;
import dev.serai.modal.proto.Probe;
import dev.serai.offline.modal.machine.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks again and again whether a sandbox is ready, in the way that it was made with. */
final class Readiness {
    private static final int USUAL_MILLIS = 100;
    private static final int CONNECT_MILLIS = 200;

    private final Machine machine;
    private final Sandbox sandbox;
    private final Probe probe;

    Readiness(Machine machine, Sandbox sandbox) {
        this.machine = machine;
        this.sandbox = sandbox;
        this.probe = sandbox.wish().getReadinessProbe();
    }

    void look() {
        if (sandbox.end().isDone()) {
            return;
        }
        ask().exceptionally(failure -> false).thenAccept(ready -> {
            if (ready) {
                sandbox.ready().complete(machine.seconds());
            } else {
                var interval = probe.hasIntervalMs() ? Math.max(1, probe.getIntervalMs()) : USUAL_MILLIS;
                machine.later(Duration.ofMillis(interval), this::look);
            }
        });
    }

    private CompletableFuture<Boolean> ask() {
        return switch (probe.getProbeOneofCase()) {
            case TCP_PORT -> machine.onDisk(() -> takesConnections(probe.getTcpPort()));
            case EXEC_COMMAND -> succeeds();
            default -> CompletableFuture.completedFuture(true);
        };
    }

    private CompletableFuture<Boolean> succeeds() {
        var box = sandbox.box();
        var exec = new Exec(
                machine,
                new Exec.Wish(
                        probe.getExecCommand().getArgvList(),
                        box.workingFolder(""),
                        box.environment(Map.of()),
                        Exec.NOWHERE,
                        Exec.NOWHERE,
                        machine.limits().time(),
                        false));
        exec.stdin().write(0, ByteString.EMPTY, true);
        return exec.end().thenApply(end -> end.code() == 0);
    }

    private static boolean takesConnections(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.serai.daytona.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.SocketLink;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;

/** A connection to a terminal. The exit code of its shell comes in the reason of the close. */
abstract class PtySocket<T> extends SocketTask<T> {

    private final String id;
    private SocketLink terminal;
    private String refusal;
    private boolean connected;

    PtySocket(Toolbox toolbox, String id) {
        super(toolbox);
        this.id = id;
    }

    static String path(String id) {
        return "/process/pty/" + Segment.of(id);
    }

    final void connect() {
        connect(path(id) + "/connect");
    }

    final String id() {
        return id;
    }

    /** The terminal takes input from now on. */
    abstract void connected(SocketLink opened);

    /** What the terminal shows; the next part comes after {@link #more}. */
    abstract void shown(byte[] bytes);

    /** Its shell has ended. */
    abstract void exited(int code);

    @Override
    final void opened(SocketLink opened) {
        terminal = opened;
    }

    @Override
    public final void text(String message) {
        var control = json(message);
        switch (control.path("status").asText("")) {
            case "connected" -> {
                if (!connected) {
                    connected = true;
                    connected(terminal);
                }
                more();
            }
            case "error" -> {
                refusal = control.path("error").asText("no reason");
                more();
            }
            default -> shown(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public final void binary(byte[] message) {
        shown(message);
    }

    @Override
    public final void closed(int code, String reason) {
        var end = json(reason);
        if (end.path("exitCode").isInt()) {
            exited(end.path("exitCode").asInt());
        } else if (refusal == null && code == 1000) {
            parted();
        } else {
            broken(code, refusal == null ? reason : refusal);
        }
    }

    /** The connection was closed in order, but without an exit code: the shell may still run. */
    void parted() {
        broken(1000, "closed without an exit code");
    }

    private void broken(int code, String words) {
        fail(toolbox.faults(path(id)).told(ProcessError.PTY, code, null, words));
    }

    @Override
    public final void failed(HttpFault fault) {
        fail(refusal == null ? fault : toolbox.faults(path(id)).told(ProcessError.PTY, 0, null, refusal));
    }

    /** Sends what is typed; a failure ends the task. */
    final void type(SocketLink link, String keys, Runnable sent) {
        link.send(keys.getBytes(StandardCharsets.UTF_8)).whenComplete((done, error) -> {
            if (error != null) {
                fail(error);
            } else {
                sent.run();
            }
        });
    }

    private static JsonNode json(String text) {
        try {
            return text == null || !text.startsWith("{") ? MissingNode.getInstance() : Json.read(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.supabase.Claims;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Queue;

/** One WebSocket. */
final class Peer {
    final ServerWebSocket socket;
    final Claims ofKey;
    /** Whether it speaks protocol 2.0.0. */
    private final boolean lists;

    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holding;

    Peer(ServerWebSocket socket, boolean lists, Claims ofKey) {
        this.socket = socket;
        this.lists = lists;
        this.ofKey = ofKey;
    }

    void send(Frame frame) {
        say(() -> socket.writeTextMessage(frame.text(lists)));
    }

    void broadcast(Member member, JsonNode payload) {
        if (lists) {
            say(() -> socket.writeBinaryMessage(Frame.broadcast(member.topic, payload)));
        } else {
            member.say("broadcast", payload);
        }
    }

    /** Keeps back what is to be said, or says it. */
    synchronized void hold(boolean value) {
        holding = value;
        while (!holding && !held.isEmpty()) {
            say(held.remove());
        }
    }

    private synchronized void say(Runnable words) {
        if (holding) {
            held.add(words);
        } else if (!socket.isClosed()) {
            words.run();
        }
    }
}

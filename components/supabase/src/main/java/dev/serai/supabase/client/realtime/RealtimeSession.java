package dev.serai.supabase.client.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.SocketCall;
import dev.serai.support.http.SocketLimits;
import dev.serai.support.http.SocketLink;
import dev.serai.support.http.SocketListener;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection with one joined channel, from the handshake to the end. It asks for one message after the other. */
final class RealtimeSession implements SocketListener {

    /** Hears what becomes of a session; {@code more} lets the next message come. */
    interface Owner {
        void joined(Runnable more);

        void event(RealtimeEvent event, Runnable more);

        /** Called once, unless the owner itself has closed the session. */
        void ended(RealtimeSession session, SupabaseException reason);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeSession.class);
    private static final String JOIN = "1";
    private static final String PHOENIX = "phoenix";

    private final Gateway gateway;
    private final ChannelPlan plan;
    private final Supplier<CompletionStage<Credentials>> credentials;
    private final Owner owner;
    private final Heartbeat heartbeat;
    private final AtomicLong refs = new AtomicLong(1);
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Credentials who;
    private volatile SocketLink link;
    private volatile Future<?> opening;
    private volatile Future<?> joinLimit;
    private volatile Future<?> beat;
    private volatile boolean joined;
    private volatile boolean replied;
    // Touched by the socket's calls alone, which come one at a time.
    private boolean changesConfirmed;

    RealtimeSession(
            Gateway gateway, ChannelPlan plan, Supplier<CompletionStage<Credentials>> credentials, Owner owner) {
        this.gateway = gateway;
        this.plan = plan;
        this.credentials = credentials;
        this.owner = owner;
        heartbeat = new Heartbeat(plan.heartbeat());
        changesConfirmed = plan.changes().isEmpty();
    }

    void open() {
        joinLimit = after(plan.joinLimit(), this::joinIsLate);
        ask().whenComplete((given, failure) -> {
            if (failure == null) {
                who = given;
                connect();
            } else {
                end(refusals().connection(failure));
            }
        });
    }

    /** A supplier that throws must not end the heartbeat or the attempts. */
    private CompletionStage<Credentials> ask() {
        try {
            return credentials.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void joinIsLate() {
        if (!joined) {
            var missing = link == null
                    ? "has opened no WebSocket"
                    : replied ? "has not confirmed the changes" : "has not answered the join";
            var limit = plan.joinLimit().toMillis();
            end(refusals().of(RealtimeError.NO_JOIN, missing + " within " + limit + " ms"));
        }
    }

    private void connect() {
        if (over.get()) {
            return;
        }
        SocketCall call;
        try {
            call = call();
        } catch (IllegalArgumentException e) {
            // The port names the header, never its value.
            end(refusals().of(SupabaseError.BAD_OPTION, "cannot be asked for a WebSocket: " + e.getMessage()));
            return;
        }
        var dialled = gateway.port().connect(call, this);
        opening = dialled;
        dialled.whenComplete((opened, failure) -> {
            if (failure == null) {
                join(opened);
            } else {
                end(refusals().connection(failure));
            }
        });
    }

    private SocketCall call() {
        var key = URLEncoder.encode(who.key(), StandardCharsets.UTF_8);
        long most = gateway.limits().maxBytes();
        var call = SocketCall.builder(gateway.uri("/realtime/v1/websocket?apikey=" + key + "&vsn=2.0.0"))
                .limits(SocketLimits.DEFAULTS
                        .withConnect(gateway.limits().connect())
                        .withMaxMessage(most > 0 ? most : Long.MAX_VALUE));
        gateway.headers().forEach(call::header);
        return call.build();
    }

    private void join(SocketLink opened) {
        link = opened;
        if (over.get()) {
            opened.abort();
            return;
        }
        beat = after(plan.heartbeat(), this::beat);
        send(JOIN, JOIN, plan.topic(), "phx_join", plan.join(who.bearer()));
        more();
    }

    /** Ends the session without telling the owner. */
    void close() {
        if (over.compareAndSet(false, true)) {
            release();
            var open = link;
            if (open != null) {
                send(JOIN, next(), plan.topic(), "phx_leave", Json.object());
                open.close(1000, "");
            }
        }
    }

    /** Up to when nothing can have been missed, as far as signs of life tell. */
    Instant aliveAt() {
        return heartbeat.aliveAt();
    }

    private void more() {
        if (!over.get()) {
            heartbeat.reads();
            link.request(1);
        }
    }

    @Override
    public void text(String message) {
        heartbeat.heard();
        try {
            take(Frame.read(message));
        } catch (IOException e) {
            end(notRealtime());
        }
    }

    @Override
    public void binary(byte[] message) {
        heartbeat.heard();
        try {
            take(Frame.read(message));
        } catch (IOException e) {
            end(notRealtime());
        }
    }

    @Override
    public void closed(int code, String reason) {
        end(refusals().ended("close " + code + (reason.isEmpty() ? "" : " " + reason)));
    }

    @Override
    public void failed(HttpFault fault) {
        end(refusals().connection(fault));
    }

    private void take(Frame frame) {
        if (over.get()) {
            return;
        }
        if (frame.topic().equals(PHOENIX)) {
            heartbeat.answered(frame.ref());
            more();
        } else if (!frame.topic().equals(plan.topic())
                || frame.joinRef() != null && !frame.joinRef().equals(JOIN)) {
            more();
        } else {
            ofChannel(frame);
        }
    }

    private void ofChannel(Frame frame) {
        var payload = frame.payload();
        switch (frame.event()) {
            case "phx_reply" -> reply(frame.ref(), payload);
            case "system" -> system(payload);
            case "phx_close", "phx_error" -> end(refusals().ended(frame.event() + " " + payload));
            case "postgres_changes" -> change(payload.path("data"));
            case "broadcast" -> broadcast(payload);
            case "presence_state" -> presence(true, payload);
            case "presence_diff" -> presence(false, payload);
            default -> passOver(frame.event());
        }
    }

    private void change(JsonNode data) {
        if (RealtimeEvent.Change.isOne(data)) {
            owner.event(RealtimeEvent.Change.of(data), this::more);
        } else {
            passOver("change");
        }
    }

    /** Newer servers may say more than this client knows; that ends nothing. */
    private void passOver(String what) {
        LOG.debug("channel '{}' has no use for a message '{}'", plan.name(), what);
        more();
    }

    private void reply(String ref, JsonNode payload) {
        if (!JOIN.equals(ref)) {
            more();
            return;
        }
        var response = payload.path("response");
        if (!payload.path("status").asText().equals("ok")) {
            end(refusals().join(said(response.path("reason"), response)));
        } else if (response.path("postgres_changes").size() != plan.changes().size()) {
            end(refusals()
                    .join("it has understood "
                            + response.path("postgres_changes").size() + " of "
                            + plan.changes().size() + " wishes for changes"));
        } else {
            replied = true;
            settle();
        }
    }

    private void system(JsonNode payload) {
        var ofChanges = payload.path("extension").asText().equals("postgres_changes");
        var said = said(payload.path("message"), payload);
        if (payload.path("status").asText().equals("error")) {
            end(ofChanges ? refusals().changes(said) : refusals().ended(said));
        } else {
            changesConfirmed |= ofChanges;
            settle();
        }
    }

    private void settle() {
        if (joined || !replied || !changesConfirmed) {
            more();
            return;
        }
        joined = true;
        heartbeat.caughtUp(Instant.now());
        if (plan.presenceState() != null) {
            var track = Json.object().put("type", "presence").put("event", "track");
            track.set("payload", plan.presenceState());
            send(JOIN, next(), plan.topic(), "presence", track);
        }
        owner.joined(this::more);
    }

    private void broadcast(JsonNode payload) {
        var event = payload.path("event").asText();
        if (!payload.path("event").isTextual()) {
            passOver("broadcast");
        } else if (plan.wants(event)) {
            owner.event(
                    new RealtimeEvent.Broadcast(event, Json.MAPPER.convertValue(payload.path("payload"), Object.class)),
                    this::more);
        } else {
            more();
        }
    }

    private void presence(boolean whole, JsonNode payload) {
        if (!payload.isObject()) {
            passOver("presence");
        } else if (plan.presence()) {
            owner.event(RealtimeEvent.presence(whole, payload), this::more);
        } else {
            more();
        }
    }

    private void beat() {
        if (over.get()) {
            return;
        }
        if (heartbeat.missed()) {
            end(refusals()
                    .of(
                            RealtimeError.SILENT,
                            "has not answered a heartbeat within "
                                    + plan.heartbeat().toMillis() + " ms"));
            return;
        }
        var ref = next();
        heartbeat.asks(ref);
        send(null, ref, PHOENIX, "heartbeat", Json.object());
        beat = after(plan.heartbeat(), this::beat);
        // Where there is no new token, the server says so when the old one ends.
        ask().thenAccept(this::renew);
    }

    private void renew(Credentials fresh) {
        if (!fresh.bearer().equals(who.bearer()) && !over.get()) {
            who = fresh;
            send(JOIN, next(), plan.topic(), "access_token", Json.object().put("access_token", fresh.bearer()));
        }
    }

    private void send(String joinRef, String ref, String topic, String event, JsonNode payload) {
        // after a send that fails comes no answer either, which the heartbeat notices
        link.send(new Frame(joinRef, ref, topic, event, payload).text());
    }

    private String next() {
        return String.valueOf(refs.incrementAndGet());
    }

    private Future<?> after(Duration delay, Runnable task) {
        try {
            return gateway.port()
                    .timer()
                    .schedule(() -> gateway.port().executor().execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the port is being closed, which ends the socket too
            return null;
        }
    }

    private void end(SupabaseException reason) {
        if (over.compareAndSet(false, true)) {
            release();
            var open = link;
            if (open != null && open.isOpen()) {
                open.close(1000, "");
            }
            owner.ended(this, reason);
        }
    }

    private void release() {
        for (var task : new Future<?>[] {opening, joinLimit, beat}) {
            if (task != null && !task.isDone()) {
                task.cancel(false);
            }
        }
    }

    private Refusals refusals() {
        return new Refusals(gateway, plan.name(), who);
    }

    private SupabaseException notRealtime() {
        return refusals().of(RealtimeError.NOT_REALTIME, "sends what is no message of the protocol");
    }

    private static String said(JsonNode text, JsonNode otherwise) {
        return text.isTextual() ? text.textValue() : otherwise.toString();
    }
}

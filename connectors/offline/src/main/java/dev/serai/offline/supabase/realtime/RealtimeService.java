package dev.serai.offline.supabase.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;
import dev.serai.offline.supabase.Backend;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.Claims;
import dev.serai.offline.supabase.Service;
import dev.serai.offline.supabase.TokenProblem;
import dev.serai.offline.supabase.Tokens;
import io.vertx.core.http.ServerWebSocket;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** {@code /realtime/v1}: the WebSocket with its channels, and broadcasts by HTTP. */
public final class RealtimeService implements Service {
    private static final String TOPIC = "realtime:";
    private static final String CHANGES = "postgres_changes";
    private static final Pattern SINGLE = Pattern.compile("/api/broadcast/([^/]+)/events/([^/]+)");
    private static final Set<String> VERSIONS = Set.of("1.0.0", "2.0.0");

    private final Tokens tokens;
    private final ChangeFeed feed;
    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<Member> members = new CopyOnWriteArrayList<>();
    private final AtomicInteger wishes = new AtomicInteger(1000);
    private final AtomicInteger refusedConnects = new AtomicInteger();
    private final AtomicInteger refusedJoins = new AtomicInteger();
    private boolean holding;

    public RealtimeService(Backend backend) {
        tokens = backend.tokens();
        feed = new ChangeFeed(backend.database(), this::changed);
    }

    @Override
    public String prefix() {
        return "/realtime/v1";
    }

    /** Ends all connections, as a restart of the service does; gives their number. */
    public int dropConnections() {
        var dropped = new ArrayList<>(peers);
        dropped.forEach(peer -> {
            leave(peer);
            peer.socket.close((short) 1012, "service restart");
        });
        return dropped.size();
    }

    /** Answers the next so many handshakes with 503. */
    public void refuseConnects(int count) {
        refusedConnects.set(count);
    }

    /** Refuses the next so many joins. */
    public void refuseJoins(int count) {
        refusedJoins.set(count);
    }

    /**
     * While it holds, the service takes messages and says nothing, as if the way back were blocked. What it has to say
     * comes afterwards, on the connections that are still there.
     */
    public void hold(boolean value) {
        synchronized (peers) {
            holding = value;
            peers.forEach(peer -> peer.hold(value));
        }
    }

    /** How many channels are joined. */
    public int joined() {
        return members.size();
    }

    @Override
    public void forget() {
        dropConnections();
        refusedConnects.set(0);
        refusedJoins.set(0);
        hold(false);
    }

    @Override
    public void close() {
        dropConnections();
        feed.close();
    }

    @Override
    public void handle(Call call) {
        try {
            take(call);
        } catch (UncheckedIOException e) {
            call.reply(400, Json.object().put("message", "the body cannot be read"));
        }
    }

    private void take(Call call) {
        var single = SINGLE.matcher(call.path());
        if (call.method().equals("POST") && call.path().equals("/api/broadcast")) {
            broadcast(call, call.json().path("messages"));
        } else if (call.method().equals("POST") && single.matches()) {
            if (!String.valueOf(call.header("Content-Type")).startsWith("application/json")) {
                notDone(call, "broadcasts of bytes");
                return;
            }
            var message = Json.object()
                    .put("topic", decoded(single.group(1)))
                    .put("event", decoded(single.group(2)))
                    .put("private", "true".equals(call.query().first("private")));
            message.set("payload", call.json());
            broadcast(call, List.of(message));
        } else {
            notDone(call, call.method() + " " + call.path());
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void notDone(Call call, String what) {
        call.reply(501, Json.object().put("message", "realtime: " + what));
    }

    private void broadcast(Call call, Iterable<? extends JsonNode> messages) {
        for (var message : messages) {
            if (message.path("private").asBoolean()) {
                notDone(call, "private channels");
                return;
            }
            if (!message.path("topic").isTextual() || !message.path("event").isTextual()) {
                call.reply(422, Json.object().put("message", "a message needs topic and event"));
                return;
            }
        }
        for (var message : messages) {
            var payload = Json.object()
                    .put("type", "broadcast")
                    .put("event", message.path("event").asText());
            payload.set("payload", message.path("payload"));
            broadcast(TOPIC + message.path("topic").asText(), null, payload);
        }
        call.exchange().sendEmpty(202);
    }

    @Override
    public void connect(ServerWebSocket socket, Claims claims) {
        if (refusedConnects.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            socket.reject(503);
            return;
        }
        if (!socket.path().equals(prefix() + "/websocket")) {
            socket.reject(404);
            return;
        }
        var named = Query.parse(socket.query()).first("vsn");
        var version = named == null ? "1.0.0" : named;
        if (!VERSIONS.contains(version)) {
            socket.reject(501);
            return;
        }
        var peer = new Peer(socket, version.equals("2.0.0"), claims);
        synchronized (peers) {
            peers.add(peer);
            peer.hold(holding);
        }
        socket.closeHandler(nothing -> leave(peer));
        socket.textMessageHandler(text -> take(peer, () -> Frame.read(text)));
        socket.binaryMessageHandler(bytes -> take(peer, () -> Frame.read(bytes)));
    }

    private void take(Peer peer, Supplier<Frame> reader) {
        Frame frame;
        try {
            frame = reader.get();
        } catch (UnsupportedOperationException e) {
            peer.socket.close((short) 1003, "501: " + e.getMessage());
            return;
        } catch (RuntimeException e) {
            peer.socket.close((short) 1003, "no message of the protocol");
            return;
        }
        if ("phoenix".equals(frame.topic())) {
            reply(peer, frame, "ok", Json.object());
            return;
        }
        if ("phx_join".equals(frame.event())) {
            join(peer, frame);
            return;
        }
        var member = members.stream()
                .filter(one -> one.peer == peer && one.topic.equals(frame.topic()))
                .findFirst()
                .orElse(null);
        if (member == null) {
            reply(peer, frame, "error", Json.object().put("reason", "unmatched topic"));
        } else {
            ofMember(member, frame);
        }
    }

    private void ofMember(Member member, Frame frame) {
        switch (String.valueOf(frame.event())) {
            case "phx_leave" -> {
                member.reply(frame.ref(), "ok", Json.object());
                leave(member);
                member.say("phx_close", Json.object());
            }
            case "access_token" -> renew(member, Json.text(frame.payload(), "access_token"));
            case "broadcast" -> {
                broadcast(member.topic, member, frame.payload());
                if (member.ack) {
                    member.reply(frame.ref(), "ok", Json.object());
                }
            }
            case "presence" -> presence(member, frame);
            default ->
                member.reply(frame.ref(), "error", Json.object().put("reason", "the stand-in has no " + frame.event()));
        }
    }

    private void renew(Member member, String token) {
        try {
            member.claims = tokens.verify(token);
        } catch (TokenProblem | RuntimeException e) {
            member.system("error", "system", "Token is not valid: " + e.getMessage());
            leave(member);
            member.say("phx_close", Json.object());
        }
    }

    private void join(Peer peer, Frame frame) {
        var topic = String.valueOf(frame.topic());
        var config = frame.payload().path("config");
        if (refusedJoins.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            refuse(peer, frame, "ClientJoinRateLimitReached: Too many joins per second");
        } else if (!topic.startsWith(TOPIC) || topic.length() == TOPIC.length()) {
            refuse(peer, frame, "TopicNameRequired: You must provide a topic name");
        } else {
            try {
                checkDone(config);
                var token = Json.text(frame.payload(), "access_token");
                admit(new Member(peer, frame, token == null ? peer.ofKey : tokens.verify(token)), frame);
            } catch (TokenProblem e) {
                refuse(peer, frame, "InvalidJWTToken: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                refuse(peer, frame, "the stand-in has no " + e.getMessage());
            }
        }
    }

    private static void checkDone(JsonNode config) {
        if (config.path("private").asBoolean()) {
            throw new IllegalArgumentException("private channels");
        }
        if (config.has("postgres_changes_options")) {
            throw new IllegalArgumentException("postgres_changes_options");
        }
        for (var option : List.of("replay", "replication_ready")) {
            if (config.path("broadcast").has(option)) {
                throw new IllegalArgumentException("broadcast." + option);
            }
        }
    }

    private void admit(Member member, Frame frame) {
        var response = Json.object();
        var ids = response.putArray(CHANGES);
        var wanted = new ArrayList<Wish>();
        for (var change : frame.payload().path("config").path(CHANGES)) {
            var wish = Wish.of(wishes.incrementAndGet(), change);
            wanted.add(wish);
            ids.add(change.<ObjectNode>deepCopy().put("id", wish.id()));
        }
        members.removeIf(old -> old.peer == member.peer && old.topic.equals(member.topic));
        members.add(member);
        member.reply(frame.ref(), "ok", response);
        if (member.presence) {
            member.say("presence_state", present(member.topic));
        }
        if (!wanted.isEmpty()) {
            feed.start().thenCompose(nothing -> feed.tables()).whenComplete((tables, failure) -> {
                var problem = failure == null ? missing(wanted, tables) : failure.getMessage();
                if (problem == null) {
                    member.wishes = wanted;
                    member.system("ok", CHANGES, "Subscribed to PostgreSQL");
                } else {
                    member.system("error", CHANGES, "Unable to subscribe to changes with given parameters: " + problem);
                }
            });
        }
    }

    private static String missing(Iterable<Wish> wanted, Set<String> tables) {
        for (var wish : wanted) {
            var table = wish.schema() + "." + wish.table();
            if (wish.table() != null && !wish.table().equals("*") && !tables.contains(table)) {
                return table + " is not in the publication supabase_realtime";
            }
        }
        return null;
    }

    private void broadcast(String topic, Member from, JsonNode payload) {
        for (var member : members) {
            if (member.topic.equals(topic) && (member != from || member.self)) {
                member.peer.broadcast(member, payload);
            }
        }
    }

    private void presence(Member member, Frame frame) {
        var what = frame.payload().path("event").asText();
        if (!what.equals("track") && !what.equals("untrack")) {
            member.reply(frame.ref(), "error", Json.object().put("reason", "the stand-in has no presence " + what));
            return;
        }
        var old = member.shown;
        member.shown = null;
        if (what.equals("track")) {
            member.shown = Json.object().put("phx_ref", "F" + wishes.incrementAndGet());
            if (frame.payload().path("payload").isObject()) {
                member.shown.setAll((ObjectNode) frame.payload().path("payload"));
            }
        }
        member.reply(frame.ref(), "ok", Json.object());
        tellPresence(member, member.shown, old);
    }

    private void tellPresence(Member about, ObjectNode came, ObjectNode went) {
        if (came == null && went == null) {
            return;
        }
        var diff = Json.object();
        put(diff.putObject("joins"), about.key, came);
        put(diff.putObject("leaves"), about.key, went);
        members.stream()
                .filter(member -> member.presence && member.topic.equals(about.topic))
                .forEach(member -> member.say("presence_diff", diff));
    }

    private static void put(ObjectNode all, String key, ObjectNode shown) {
        if (shown != null) {
            all.withObject("/" + key.replace("~", "~0").replace("/", "~1"))
                    .withArray("metas")
                    .add(shown);
        }
    }

    private ObjectNode present(String topic) {
        var state = Json.object();
        members.stream()
                .filter(member -> member.topic.equals(topic))
                .forEach(member -> put(state, member.key, member.shown));
        return state;
    }

    private void changed(RowChange change, String committed) {
        var visible = new HashMap<Claims, Boolean>();
        for (var member : members) {
            var ids = Json.array();
            member.wishes.stream().filter(wish -> wish.covers(change)).forEach(wish -> ids.add(wish.id()));
            if (!ids.isEmpty() && visible.computeIfAbsent(member.claims, who -> feed.visible(change, who))) {
                var payload = Json.object();
                payload.set("ids", ids);
                payload.set("data", change.data(committed));
                member.say(CHANGES, payload);
            }
        }
    }

    private void leave(Peer peer) {
        peers.remove(peer);
        members.stream().filter(member -> member.peer == peer).toList().forEach(this::leave);
    }

    private void leave(Member member) {
        if (members.remove(member)) {
            tellPresence(member, null, member.shown);
        }
    }

    private static void refuse(Peer peer, Frame frame, String reason) {
        reply(peer, frame, "error", Json.object().put("reason", reason));
    }

    private static void reply(Peer peer, Frame frame, String status, ObjectNode response) {
        var payload = Json.object().put("status", status);
        payload.set("response", response);
        peer.send(new Frame(frame.joinRef(), frame.ref(), frame.topic(), "phx_reply", payload));
    }
}

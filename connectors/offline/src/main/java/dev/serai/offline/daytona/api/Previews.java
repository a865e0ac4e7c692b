package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.daytona.wire.Table;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Links to what listens in a sandbox. The service has a host name for each; here a path takes its place. */
public final class Previews {
    /** A link that needs no other proof. */
    private record Signed(String sandbox, int port, Instant until) {}

    private static final int LAST_PORT = 65_535;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Map<String, Signed> signed = new ConcurrentHashMap<>();
    private final Sandboxes sandboxes;
    private final Supplier<String> baseUrl;
    private final Supplier<Instant> now;
    private final String apiKey;
    private final PreviewProxy proxy = new PreviewProxy();

    public Previews(Sandboxes sandboxes, Supplier<String> baseUrl, Supplier<Instant> now, String apiKey) {
        this.sandboxes = sandboxes;
        this.baseUrl = baseUrl;
        this.now = now;
        this.apiKey = apiKey;
    }

    void addTo(Table<Consumer<Call>> table) {
        table.on("GET", "/sandbox/{}/ports/{}/preview-url", this::link)
                .on("GET", "/sandbox/{}/ports/{}/signed-preview-url", this::sign)
                .on("POST", "/sandbox/{}/ports/{}/signed-preview-url/{}/expire", this::expire);
    }

    public void forget() {
        signed.clear();
    }

    /** Passes a request on; the path begins with port and sandbox, or with port and signature. */
    public void handle(Exchange exchange, String path) {
        var words = path.split("/", 4);
        if (words.length < 3 || !words[1].matches("\\d{1,5}")) {
            throw Refusal.notFound("no such preview");
        }
        var port = Integer.parseInt(words[1]);
        var sandbox = allowed(exchange, port, words[2]);
        if (sandbox.state() != SandboxState.STARTED) {
            throw Refusal.badRequest("no IP address found. Is the Sandbox started?");
        }
        sandbox.touch(now.get());
        var rest = "/" + (words.length > 3 ? words[3] : "");
        new Call(exchange, path, List.of()).later(sandbox.toolbox().ports(), ports -> {
            if (!ports.contains(port)) {
                throw Refusal.of(502, "nothing in the sandbox listens on port " + port);
            }
            proxy.pass(exchange, port, rest);
        });
    }

    private Sandbox allowed(Exchange exchange, int port, String idOrToken) {
        var link = signed.get(idOrToken);
        if (link != null && link.port == port && now.get().isBefore(link.until)) {
            return sandboxes.get(link.sandbox);
        }
        var sandbox = sandboxes.find(idOrToken);
        if (sandbox == null) {
            throw Refusal.of(401, "authentication failed: no such sandbox or signature");
        }
        var token = exchange.header("X-Daytona-Preview-Token");
        if (token == null) {
            token = exchange.query().first("DAYTONA_SANDBOX_AUTH_KEY");
        }
        var key = exchange.header("Authorization");
        if (!sandbox.isPublic() && !sandbox.previewToken().equals(token) && !("Bearer " + apiKey).equals(key)) {
            throw Refusal.of(401, "missing authentication: provide a preview access token");
        }
        return sandbox;
    }

    private void link(Call call) {
        var sandbox = sandboxes.get(call.word(0));
        var port = port(call);
        call.reply(Json.object()
                .put("sandboxId", sandbox.id())
                .put("url", url(port, sandbox.id()))
                .put("token", sandbox.previewToken()));
    }

    private void sign(Call call) {
        var sandbox = sandboxes.get(call.word(0));
        var port = port(call);
        var text = call.query("expiresInSeconds").isEmpty() ? "60" : call.query("expiresInSeconds");
        var seconds = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > LONGEST.toSeconds()) {
            throw Refusal.badRequest("expiresInSeconds must be between 1 second and 24 hours");
        }
        var token = UUID.randomUUID().toString().replace("-", "");
        signed.put(token, new Signed(sandbox.id(), port, now.get().plusSeconds(seconds)));
        call.reply(Json.object()
                .put("sandboxId", sandbox.id())
                .put("port", port)
                .put("token", token)
                .put("url", url(port, token)));
    }

    private void expire(Call call) {
        sandboxes.get(call.word(0));
        if (signed.remove(call.word(2)) == null) {
            throw Refusal.of(403, "Invalid or expired token");
        }
        call.replyEmpty(200);
    }

    private String url(int port, String who) {
        return baseUrl.get() + "/preview/" + port + "/" + who;
    }

    private static int port(Call call) {
        var port = call.word(1).matches("\\d{1,5}") ? Integer.parseInt(call.word(1)) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw Refusal.badRequest("Invalid port");
        }
        return port;
    }
}

package dev.serai.runtime.access;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.http.Replies;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which webhooks are open to whom. */
public final class Webhooks {

    private static final String PREFIX = "serai.webhooks.";
    private static final String VARIABLE = "SERAI_WEBHOOKS_";
    private static final int UNAUTHORIZED = 401;
    private static final Pattern OWN_COOKIE = Pattern.compile("(?i)(?:__host-|__secure-)?serai_");

    private final Access access;
    private final Signatures signatures;
    private final Map<String, WebhookRule> rules = new HashMap<>();
    private final Map<String, WebhookRule> variables = new HashMap<>();
    /** The settings that no route has asked for yet. */
    private final Set<String> unused = ConcurrentHashMap.newKeySet();

    /** @param settings all of the runtime, by their names as they were given */
    public Webhooks(Access access, Map<String, String> settings, Clock clock) {
        this.access = access;
        this.signatures = new Signatures(clock);
        grouped(settings, PREFIX, '.').forEach((name, fields) -> rules.put(name, WebhookRule.of(name, fields)));
        grouped(settings, VARIABLE, '_').forEach((name, fields) -> variables.put(name, WebhookRule.of(name, fields)));
        rules.keySet().forEach(name -> unused.add(PREFIX + name));
        variables.keySet().forEach(name -> unused.add(VARIABLE + name));
    }

    /** The settings of each webhook, by its name as it was given. */
    private static Map<String, Map<String, String>> grouped(
            Map<String, String> settings, String prefix, char separator) {
        var groups = new TreeMap<String, Map<String, String>>();
        settings.forEach((name, value) -> {
            var end = name.lastIndexOf(separator);
            if (name.startsWith(prefix) && end > prefix.length()) {
                var webhook = name.substring(prefix.length(), end).replaceAll("^\\[|]$", "");
                groups.computeIfAbsent(webhook, key -> new TreeMap<>())
                        .put(name.substring(end + 1).toLowerCase(Locale.ROOT), value);
            }
        });
        return groups;
    }

    /** The rule of a route's id or else of its path; a variable's name stands for both with other signs. */
    public WebhookRule rule(String routeId, String path) {
        for (var name : new String[] {routeId, path}) {
            if (name != null) {
                unused.remove(PREFIX + name);
                unused.remove(VARIABLE + variable(name));
                var rule = rules.get(name);
                rule = rule == null ? variables.get(variable(name)) : rule;
                if (rule != null) {
                    return rule;
                }
            }
        }
        return WebhookRule.CLOSED;
    }

    /** The settings that open no webhook which is there, so that a mistyped name does not leave one as it was. */
    public Set<String> unused() {
        return new TreeSet<>(unused);
    }

    private static String variable(String name) {
        return name.replaceAll("^/", "").replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Goes on when the head of the request shows that it may enter; else answers. */
    public void admit(WebhookRule rule, RoutingContext request) {
        switch (rule.kind()) {
            // In private that is everybody here; in public nobody without a login learns that it is there.
            case CLOSED -> access.admit(request);
            case HEADER -> goOnIf(Passwords.same(request.request().getHeader(rule.name()), rule.secret()), request);
            case BASIC -> {
                var login = Passwords.basic(request.request().getHeader("Authorization"));
                var right = login != null && rule.name().equals(login[0]) && Passwords.same(login[1], rule.secret());
                goOnIf(right, request);
            }
            default -> request.next();
        }
    }

    /**
     * Takes out what the caller has shown to the runtime: a workflow, its records and the servers that it asks have no
     * business with a login or a session of the console.
     */
    public void forget(WebhookRule rule, Map<String, Object> headers) {
        var shown = switch (rule.kind()) {
            case CLOSED -> access.asksForLogin() ? "Authorization" : null;
            case BASIC -> "Authorization";
            case HEADER -> rule.name();
            default -> null;
        };
        if (shown != null) {
            headers.keySet().removeIf(shown::equalsIgnoreCase);
        }
        headers.replaceAll((name, value) -> name.equalsIgnoreCase("Cookie") ? others(String.valueOf(value)) : value);
        headers.entrySet()
                .removeIf(header -> header.getKey().equalsIgnoreCase("Cookie")
                        && header.getValue().equals(""));
    }

    private static String others(String cookies) {
        return Arrays.stream(cookies.split(";"))
                .map(String::strip)
                .filter(cookie -> !OWN_COOKIE.matcher(cookie).lookingAt())
                .collect(Collectors.joining("; "));
    }

    private void goOnIf(boolean right, RoutingContext request) {
        if (right) {
            request.next();
        } else {
            refuse(request);
        }
    }

    /**
     * Whether the request may start its workflow; answers when it may not.
     *
     * @param whole whether the body was read before; one that is not would pass with the signature of an empty body
     */
    public boolean mayStart(WebhookRule rule, RoutingContext request, boolean whole) {
        return switch (rule.kind()) {
            case CLOSED -> access.mayStart(request);
            case HMAC -> isSigned(rule, request, whole && !isMultipart(request));
            default -> true;
        };
    }

    private boolean isSigned(WebhookRule rule, RoutingContext request, boolean whole) {
        if (!whole) {
            Replies.error(
                    request,
                    UNAUTHORIZED,
                    RuntimeError.BAD_TOKEN,
                    "the signature of a multipart or streamed body cannot be checked");
            return false;
        }
        var body = request.body().buffer();
        var http = request.request();
        var good = signatures.isGood(
                rule,
                http.getHeader("X-Serai-Timestamp"),
                http.getHeader(rule.name()),
                body == null ? new byte[0] : body.getBytes());
        if (!good) {
            refuse(request);
        }
        return good;
    }

    private static boolean isMultipart(RoutingContext request) {
        var type = String.valueOf(request.request().getHeader("Content-Type"));
        return type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static void refuse(RoutingContext request) {
        Replies.error(request, UNAUTHORIZED, RuntimeError.BAD_TOKEN, "the token is missing or not right");
    }
}

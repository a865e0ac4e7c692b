package dev.serai.runtime.access;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.runtime.config.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a webhook demands of its callers.
 *
 * @param name of the header, or of the user
 * @param window how old a signature may be
 */
public record WebhookRule(Kind kind, String name, String secret, Duration window) {

    /** How a webhook is opened. */
    public enum Kind {
        /** By nothing that was set: open in private, behind the login in public. */
        CLOSED,
        NONE,
        HEADER,
        BASIC,
        HMAC
    }

    static final WebhookRule CLOSED = new WebhookRule(Kind.CLOSED, null, null, Duration.ZERO);

    private static final Set<String> FIELDS = Set.of("auth", "name", "secret", "window");
    private static final int SHORTEST_SECRET = 16;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** @param fields as auth, name, secret, window */
    static WebhookRule of(String webhook, Map<String, String> fields) {
        for (var field : fields.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new SeraiRuntimeException(
                        RuntimeError.UNKNOWN_SETTING,
                        "serai.webhooks." + webhook + " has no setting " + field,
                        "There are auth, name, secret and window.");
            }
        }
        var kind = kind(webhook, fields.get("auth"));
        var secret = fields.get("secret");
        if (kind != Kind.NONE && (secret == null || secret.length() < SHORTEST_SECRET)) {
            throw bad(webhook, "has no secret of " + SHORTEST_SECRET + " characters or more");
        }
        if (kind == Kind.NONE && (secret != null || fields.containsKey("name"))) {
            throw bad(webhook, "has auth none, and a name or secret that nobody asks for");
        }
        if (kind != Kind.HMAC && fields.containsKey("window")) {
            throw bad(webhook, "has a window, which only signatures have: auth hmac");
        }
        return new WebhookRule(kind, name(kind, fields.get("name")), secret, window(webhook, fields));
    }

    private static Kind kind(String webhook, String auth) {
        return switch (String.valueOf(auth).strip().toLowerCase(Locale.ROOT)) {
            case "none" -> Kind.NONE;
            case "header" -> Kind.HEADER;
            case "basic" -> Kind.BASIC;
            case "hmac" -> Kind.HMAC;
            default -> throw bad(webhook, "has no auth of none, header, basic or hmac");
        };
    }

    private static String name(Kind kind, String name) {
        if (name != null) {
            return name;
        }
        return switch (kind) {
            case HEADER -> "X-Serai-Token";
            case BASIC -> "webhook";
            case HMAC -> "X-Serai-Signature";
            default -> null;
        };
    }

    private static Duration window(String webhook, Map<String, String> fields) {
        var prefix = "serai.webhooks." + webhook + ".";
        Settings.Lookup lookup = name -> fields.get(name.substring(prefix.length()));
        var window = lookup.duration(prefix + "window", WINDOW);
        if (window.isZero()) {
            throw bad(webhook, "has a window of no time, which no signature meets");
        }
        return window;
    }

    private static SeraiRuntimeException bad(String webhook, String what) {
        return new SeraiRuntimeException(RuntimeError.BAD_SETTING, "serai.webhooks." + webhook + " " + what);
    }

    @Override
    public String toString() {
        return "WebhookRule[" + kind + "]";
    }
}

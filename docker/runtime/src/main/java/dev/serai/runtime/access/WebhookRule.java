package dev.serai.runtime.access;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

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

    private static final int SHORTEST_SECRET = 16;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** @param fields as auth, name, secret, window */
    static WebhookRule of(String webhook, Map<String, String> fields) {
        for (var field : fields.keySet()) {
            if (!Map.of("auth", 1, "name", 1, "secret", 1, "window", 1).containsKey(field)) {
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
        return new WebhookRule(kind, name(kind, fields.get("name")), secret, window(webhook, fields.get("window")));
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

    private static Duration window(String webhook, String text) {
        try {
            return text == null ? WINDOW : Duration.parse("PT" + text.strip().toUpperCase(Locale.ROOT));
        } catch (java.time.format.DateTimeParseException e) {
            throw bad(webhook, "has a window that is no time such as 5m");
        }
    }

    private static SeraiRuntimeException bad(String webhook, String what) {
        return new SeraiRuntimeException(RuntimeError.BAD_SETTING, "serai.webhooks." + webhook + " " + what);
    }

    @Override
    public String toString() {
        return "WebhookRule[" + kind + "]";
    }
}

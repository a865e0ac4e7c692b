package dev.serai.supabase.client.realtime;

import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Faults;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.Redaction;
import dev.serai.support.http.SocketRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says why a channel was not joined or was lost. */
record Refusals(Gateway gateway, String channel, Credentials who) {

    private static final int SHOWN = 500;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    SupabaseException connection(Throwable failure) {
        var root = Failures.unwrap(failure);
        if (root instanceof SocketRefused refused) {
            return of(status(refused.status()), "answers " + refused.status() + " and opens no WebSocket");
        }
        return new Faults(gateway.base(), secrets(), true).of(root);
    }

    private static ErrorCode status(int status) {
        return switch (status) {
            case 401, 403 -> SupabaseError.KEY_REFUSED;
            case 404 -> SupabaseError.NOT_SUPABASE;
            case 429, 503 -> SupabaseError.BUSY;
            default -> RealtimeError.SOCKET_REFUSED;
        };
    }

    SupabaseException join(String said) {
        return of(meaning(said, RealtimeError.JOIN_REFUSED), "refuses the join: " + shown(said));
    }

    SupabaseException changes(String said) {
        return of(RealtimeError.CHANGES_REFUSED, "tells no changes: " + shown(said));
    }

    SupabaseException ended(String said) {
        return of(meaning(said, RealtimeError.CLOSED), "has ended the channel: " + shown(said));
    }

    SupabaseException of(ErrorCode error, String fact) {
        return new SupabaseException(error, "channel '" + channel + "': " + Redaction.uri(gateway.base()) + " " + fact);
    }

    private static ErrorCode meaning(String said, ErrorCode otherwise) {
        var words = said.toLowerCase(Locale.ROOT);
        if (words.contains("jwt") || words.contains("token")) {
            return RealtimeError.TOKEN_REFUSED;
        }
        if (words.contains("unauthorized") || words.contains("permission")) {
            return RealtimeError.NOT_ALLOWED;
        }
        if (words.contains("ratelimit") || words.contains("too many")) {
            return RealtimeError.TOO_MANY;
        }
        return otherwise;
    }

    private String shown(String said) {
        // A line break of a stranger would begin a line of its own in the log.
        var masked = CONTROLS.matcher(Redaction.text(said, secrets())).replaceAll(" ");
        return masked.length() <= SHOWN ? masked : masked.substring(0, SHOWN) + "...";
    }

    private List<String> secrets() {
        var all = new ArrayList<>(gateway.secrets());
        if (who != null) {
            all.addAll(who.secrets());
        }
        return all;
    }
}

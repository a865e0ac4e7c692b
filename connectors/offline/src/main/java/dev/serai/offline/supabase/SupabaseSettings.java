package dev.serai.offline.supabase;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What a stand-in was started with.
 *
 * @param clock what tokens expire by
 * @param schemas the schemas that the REST API offers; the first is the default
 * @param maxRows the most rows of one answer
 * @param statementTimeout how long one statement may take
 * @param autoconfirm whether new users may sign in before they have followed the mail's link
 * @param tokenLife how long an access token holds
 * @param refreshReuse how long a refresh token that was used may be used again
 * @param fileSizeLimit the most bytes of one stored file
 */
public record SupabaseSettings(
        String host,
        int port,
        int keptRequests,
        String jwtSecret,
        String publishableKey,
        String secretKey,
        Clock clock,
        List<String> schemas,
        int maxRows,
        Duration statementTimeout,
        boolean autoconfirm,
        Duration tokenLife,
        Duration refreshReuse,
        long fileSizeLimit) {
    public SupabaseSettings {
        schemas = List.copyOf(schemas);
    }

    @Override
    public String toString() {
        return "stand-in on " + host + ", schemas " + schemas;
    }
}

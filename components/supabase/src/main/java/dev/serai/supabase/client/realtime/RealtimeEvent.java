package dev.serai.supabase.client.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a channel tells. */
public sealed interface RealtimeEvent {

    /**
     * A row was inserted, changed or deleted.
     *
     * @param committed when; null where the server gives no time
     * @param row       as it is now; empty for a deletion
     * @param before    what the server tells of the row before; empty for an insertion
     * @param errors    why the row is not whole, such as its size
     */
    record Change(
            String type,
            String schema,
            String table,
            Instant committed,
            Map<String, Object> row,
            Map<String, Object> before,
            List<String> errors)
            implements RealtimeEvent {

        private static final Set<String> TYPES = Set.of("INSERT", "UPDATE", "DELETE");

        /** Later times do not fit into every type that routes write them into. */
        private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

        static boolean isOne(JsonNode data) {
            return TYPES.contains(data.path("type").asText());
        }

        static Change of(JsonNode data) {
            var errors = new ArrayList<String>();
            data.path("errors").forEach(error -> errors.add(error.asText()));
            return new Change(
                    data.path("type").asText(),
                    data.path("schema").asText(),
                    data.path("table").asText(),
                    instant(data.path("commit_timestamp").asText()),
                    object(data.path("record")),
                    object(data.path("old_record")),
                    errors);
        }

        private static Instant instant(String text) {
            try {
                var at = OffsetDateTime.parse(text).toInstant();
                return at.isAfter(Instant.EPOCH) && at.isBefore(END_OF_TIME) ? at : null;
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }

    /** Somebody has sent something to all on the channel. */
    record Broadcast(String event, Object payload) implements RealtimeEvent {}

    /** Who is there; or, where {@code whole} is false, who has come and gone, as {@code joins} and {@code leaves}. */
    record Presence(boolean whole, Map<String, Object> state) implements RealtimeEvent {}

    /**
     * A time in which the channel was not joined, or may not have been: what happened then may have been missed.
     *
     * @param lastCommit the time of the newest change that was told before; null where there was none
     * @param reason     why the channel was lost
     */
    record Gap(Instant from, Instant to, Instant lastCommit, String reason) implements RealtimeEvent {}

    private static Map<String, Object> object(JsonNode node) {
        return node.isObject() ? Json.map(node) : Map.of();
    }

    static RealtimeEvent presence(boolean whole, JsonNode payload) {
        return new Presence(whole, object(payload));
    }
}

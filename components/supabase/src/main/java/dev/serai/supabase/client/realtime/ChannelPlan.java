package dev.serai.supabase.client.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a channel is joined for.
 *
 * @param broadcasts    the events that are wanted; "*" stands for all
 * @param own           whether broadcasts of this very connection are wanted
 * @param presenceKey   what this connection appears as; null leaves it to the server
 * @param presenceState what is shown to others; null keeps this connection invisible
 * @param restricted    whether policies decide who may join
 * @param heartbeat     how often the server is asked for a sign of life
 * @param joinLimit     until the server has confirmed the join, with the changes
 * @param delays        the waits before each further attempt; the last one stays
 */
public record ChannelPlan(
        String name,
        List<WantedChange> changes,
        Set<String> broadcasts,
        boolean own,
        boolean presence,
        String presenceKey,
        JsonNode presenceState,
        boolean restricted,
        Duration heartbeat,
        Duration joinLimit,
        List<Duration> delays) {

    /**
     * One subscription to the changes of tables; the table and the filter may be null.
     *
     * @param columns what is told of a row; everything if it is empty
     */
    public record WantedChange(String event, String schema, String table, String filter, List<String> columns) {

        public WantedChange {
            columns = List.copyOf(columns);
        }

        private JsonNode asJson() {
            var wish = Json.object().put("event", event).put("schema", schema);
            if (table != null) {
                wish.put("table", table);
            }
            if (filter != null) {
                wish.put("filter", filter);
            }
            if (!columns.isEmpty()) {
                columns.forEach(wish.putArray("select")::add);
            }
            return wish;
        }
    }

    public ChannelPlan {
        changes = List.copyOf(changes);
        broadcasts = Set.copyOf(broadcasts);
        delays = List.copyOf(delays);
    }

    String topic() {
        return "realtime:" + name;
    }

    boolean wants(String broadcast) {
        return broadcasts.contains("*") || broadcasts.contains(broadcast);
    }

    /** The payload of a join. */
    JsonNode join(String token) {
        var payload = Json.object();
        var config = payload.putObject("config");
        config.putObject("broadcast").put("self", own).put("ack", false);
        config.putObject("presence")
                .put("key", presenceKey == null ? "" : presenceKey)
                .put("enabled", presence || presenceState != null);
        var wanted = config.putArray("postgres_changes");
        changes.forEach(change -> wanted.add(change.asJson()));
        config.put("private", restricted);
        return payload.put("access_token", token);
    }
}

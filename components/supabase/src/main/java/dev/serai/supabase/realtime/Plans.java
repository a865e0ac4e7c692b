package dev.serai.supabase.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.realtime.ChannelPlan;
import dev.serai.supabase.client.realtime.ChannelPlan.WantedChange;
import dev.serai.supabase.client.realtime.RealtimeError;
import dev.serai.support.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.util.TimeUtils;

/** Reads an endpoint's options once, at its start. */
final class Plans {

    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "*");
    private static final String ALL = "ALL";

    private Plans() {}

    static ChannelPlan of(SupabaseEndpoint endpoint) {
        var options = endpoint.getRealtimeOptions();
        var changes = changes(endpoint);
        var broadcasts = new HashSet<>(listed(options.getBroadcast()));
        if (changes.isEmpty() && broadcasts.isEmpty() && !options.isPresence()) {
            throw new SupabaseException(
                    RealtimeError.NOTHING_WANTED,
                    "the consumer of channel '" + endpoint.requiredName() + "' asks for no events");
        }
        return new ChannelPlan(
                endpoint.requiredName(),
                changes,
                broadcasts,
                options.isOwnBroadcasts(),
                options.isPresence(),
                options.getPresenceKey(),
                state(options.getPresenceState()),
                options.isPrivateChannel(),
                positive("heartbeat", options.getHeartbeat()),
                positive("joinTimeout", options.getJoinTimeout()),
                delays(options.getRejoinDelays()));
    }

    private static List<WantedChange> changes(SupabaseEndpoint endpoint) {
        var options = endpoint.getRealtimeOptions();
        var configuration = endpoint.getConfiguration();
        var types = listed(options.getChanges()).stream()
                .map(type -> type.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
        for (var type : types) {
            if (!CHANGES.contains(type)) {
                throw Access.bad("changes=" + type + " is none of INSERT, UPDATE, DELETE and ALL");
            }
        }
        var columns = listed(endpoint.getTableOptions().getColumns());
        if (types.isEmpty()
                && (options.getTable() != null || configuration.getFilter() != null || !columns.isEmpty())) {
            throw Access.bad("table, filter or columns is set, but changes is not");
        }
        var schema = configuration.getSchema() == null ? "public" : configuration.getSchema();
        var wanted = types.contains("*") ? List.of("*") : types;
        return wanted.stream()
                .map(type -> new WantedChange(type, schema, options.getTable(), configuration.getFilter(), columns))
                .toList();
    }

    private static List<String> listed(String option) {
        return option == null
                ? List.of()
                : Arrays.stream(option.split(","))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .map(one -> one.equalsIgnoreCase(ALL) ? "*" : one)
                        .toList();
    }

    private static JsonNode state(String option) {
        if (option == null) {
            return null;
        }
        try {
            var state = Json.read(option);
            if (state.isObject()) {
                return state;
            }
        } catch (JsonProcessingException e) {
            // reported below
        }
        throw Access.bad("presenceState is no JSON object");
    }

    private static Duration positive(String option, long millis) {
        if (millis < 1) {
            throw Access.bad(option + " is " + millis + " ms, but must be longer than 0");
        }
        return Duration.ofMillis(millis);
    }

    private static List<Duration> delays(String option) {
        try {
            var delays = listed(option).stream()
                    .map(one -> positive("rejoinDelays", TimeUtils.toMilliSeconds(one)))
                    .toList();
            if (!delays.isEmpty()) {
                return delays;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // reported below; Camel's reader of durations throws the second one where there is no digit
        }
        throw Access.bad("rejoinDelays '" + option + "' is no list of durations such as 1s,2s,5s,10s");
    }
}

package dev.serai.supabase.realtime;

import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.realtime.RealtimeEvent;
import dev.serai.supabase.client.realtime.RealtimeEvent.Broadcast;
import dev.serai.supabase.client.realtime.RealtimeEvent.Change;
import dev.serai.supabase.client.realtime.RealtimeEvent.Gap;
import dev.serai.supabase.client.realtime.RealtimeEvent.Presence;
import java.util.LinkedHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Writes an event into a message. */
final class Messages {

    private Messages() {}

    static void write(String channel, RealtimeEvent event, Message message) {
        message.setHeader(SupabaseConstants.REALTIME_CHANNEL, channel);
        if (event instanceof Change change) {
            change(change, message);
        } else if (event instanceof Broadcast broadcast) {
            head("broadcast", broadcast.event(), message);
            message.setBody(broadcast.payload());
        } else if (event instanceof Presence presence) {
            head("presence", presence.whole() ? "state" : "diff", message);
            message.setBody(presence.state());
        } else if (event instanceof Gap gap) {
            gap(gap, message);
        }
    }

    private static void change(Change change, Message message) {
        head("change", change.type(), message);
        message.setHeader(SupabaseConstants.REALTIME_SCHEMA, change.schema());
        message.setHeader(SupabaseConstants.REALTIME_TABLE, change.table());
        if (change.committed() != null) {
            message.setHeader(SupabaseConstants.REALTIME_COMMITTED, change.committed());
            message.setHeader(Exchange.MESSAGE_TIMESTAMP, change.committed().toEpochMilli());
        }
        if (!change.before().isEmpty()) {
            message.setHeader(SupabaseConstants.REALTIME_OLD, change.before());
        }
        if (!change.errors().isEmpty()) {
            message.setHeader(SupabaseConstants.REALTIME_ERRORS, change.errors());
        }
        message.setBody(change.type().equals("DELETE") ? change.before() : change.row());
    }

    private static void gap(Gap gap, Message message) {
        message.setHeader(SupabaseConstants.REALTIME_KIND, "gap");
        message.setHeader(SupabaseConstants.REALTIME_GAP, gap.from() + "/" + gap.to());
        if (gap.lastCommit() != null) {
            message.setHeader(SupabaseConstants.REALTIME_COMMITTED, gap.lastCommit());
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("from", gap.from().toString());
        body.put("to", gap.to().toString());
        body.put(
                "lastCommit", gap.lastCommit() == null ? null : gap.lastCommit().toString());
        body.put("reason", gap.reason());
        message.setBody(body);
    }

    private static void head(String kind, String event, Message message) {
        message.setHeader(SupabaseConstants.REALTIME_KIND, kind);
        message.setHeader(SupabaseConstants.REALTIME_EVENT, event);
    }
}

package dev.serai.supabase.client.realtime;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with a channel, besides what can go wrong with every kind of endpoint. */
public enum RealtimeError implements ErrorCode {
    NOTHING_WANTED("601", "Set changes, broadcast or presence.", false),
    SOCKET_REFUSED("602", "Look into the log of the realtime service and of the gateway before it.", true),
    JOIN_REFUSED("603", "Correct the channel's options as the server says.", false),
    NOT_ALLOWED("604", "Add a policy on realtime.messages for this role, or use a channel that is not private.", false),
    TOKEN_REFUSED("605", "Give a token that holds; one that is renewed is sent without a new join.", true),
    TOO_MANY("606", "Open fewer channels at once, or raise the project's limits.", true),
    CHANGES_REFUSED(
            "607",
            "Check schema, table and filter, and that the table is in the publication supabase_realtime.",
            false),
    NO_JOIN("608", "Look into the log of the realtime service, or raise joinTimeout.", true),
    SILENT(
            "609",
            "Nothing, the channel joins again. If it happens often, check the network, or raise heartbeat.",
            true),
    CLOSED("610", "Nothing, the channel joins again.", true),
    NOT_REALTIME(
            "611", "Check that url is the gateway of a Supabase whose realtime service speaks protocol 2.0.0.", false),
    NO_EVENT("612", "Set event on the endpoint, or the header CamelSupabaseBroadcastEvent.", false);

    private final String number;
    private final String remedy;
    private final boolean retryable;

    RealtimeError(String number, String remedy, boolean retryable) {
        this.number = number;
        this.remedy = remedy;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "SUPABASE-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}

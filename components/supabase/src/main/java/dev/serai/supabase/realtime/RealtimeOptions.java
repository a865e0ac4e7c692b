package dev.serai.supabase.realtime;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What supabase:realtime can be told besides. Not written after the endpoint has started. */
@UriParams
public class RealtimeOptions {

    @UriParam(label = "consumer,realtime")
    @Metadata(
            description =
                    "Which changes of rows begin an exchange: INSERT, UPDATE and DELETE, separated by commas, or ALL. The options schema (public unless set), table and filter (such as room=eq.1) say of which rows, and columns what is told of them.")
    private String changes;

    @UriParam(label = "consumer,realtime")
    @Metadata(description = "The table whose changes are wanted; all tables of the schema unless set.")
    private String table;

    @UriParam(label = "consumer,realtime")
    @Metadata(description = "Which broadcasts begin an exchange: their events, separated by commas, or ALL.")
    private String broadcast;

    @UriParam(label = "consumer,realtime")
    @Metadata(description = "Whether broadcasts that this very connection has sent are wanted.")
    private boolean ownBroadcasts;

    @UriParam(label = "consumer,realtime")
    @Metadata(description = "Whether an exchange tells who is on the channel, and one more who comes and goes.")
    private boolean presence;

    @UriParam(label = "consumer,realtime")
    @Metadata(description = "The key under which others see this consumer; chosen by the server unless set.")
    private String presenceKey;

    @UriParam(label = "consumer,realtime")
    @Metadata(
            description =
                    "What others see of this consumer, as a JSON object. Unless it is set, they do not see it at all.")
    private String presenceState;

    @UriParam(label = "realtime")
    @Metadata(
            description =
                    "Whether the channel is private, so that policies on realtime.messages decide who may use it.")
    private boolean privateChannel;

    @UriParam(label = "producer,realtime")
    @Metadata(
            description =
                    "The event under which a broadcast is sent. The header CamelSupabaseBroadcastEvent wins over it.")
    private String event;

    @UriParam(label = "consumer,realtime", defaultValue = "log", enums = "log,emit")
    @Metadata(
            description =
                    "What becomes of a time in which events may have been missed: a warning in the log, or besides an exchange with the header CamelSupabaseRealtimeGap.")
    private GapChoice gaps = GapChoice.LOG;

    @UriParam(label = "consumer,realtime", defaultValue = "1")
    @Metadata(
            description =
                    "How many exchanges may be under way at once. With more than one they may overtake each other.")
    private int concurrent = 1;

    @UriParam(label = "consumer,realtime", defaultValue = "25s", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How often the server is asked for a sign of life. One that does not come within that time is a lost connection.")
    private long heartbeat = 25_000;

    @UriParam(label = "consumer,realtime", defaultValue = "30s", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long it may take from the first packet until the server has confirmed a join with all its changes.")
    private long joinTimeout = 30_000;

    @UriParam(label = "consumer,realtime", defaultValue = "1s,2s,5s,10s")
    @Metadata(
            description = "The waits before each further attempt to join, a quarter more or less. The last one stays.")
    private String rejoinDelays = "1s,2s,5s,10s";

    public String getChanges() {
        return changes;
    }

    public void setChanges(String changes) {
        this.changes = changes;
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public String getBroadcast() {
        return broadcast;
    }

    public void setBroadcast(String broadcast) {
        this.broadcast = broadcast;
    }

    public boolean isOwnBroadcasts() {
        return ownBroadcasts;
    }

    public void setOwnBroadcasts(boolean ownBroadcasts) {
        this.ownBroadcasts = ownBroadcasts;
    }

    public boolean isPresence() {
        return presence;
    }

    public void setPresence(boolean presence) {
        this.presence = presence;
    }

    public String getPresenceKey() {
        return presenceKey;
    }

    public void setPresenceKey(String presenceKey) {
        this.presenceKey = presenceKey;
    }

    public String getPresenceState() {
        return presenceState;
    }

    public void setPresenceState(String presenceState) {
        this.presenceState = presenceState;
    }

    public boolean isPrivateChannel() {
        return privateChannel;
    }

    public void setPrivateChannel(boolean privateChannel) {
        this.privateChannel = privateChannel;
    }

    public String getEvent() {
        return event;
    }

    public void setEvent(String event) {
        this.event = event;
    }

    public GapChoice getGaps() {
        return gaps;
    }

    public void setGaps(GapChoice gaps) {
        this.gaps = gaps;
    }

    public int getConcurrent() {
        return concurrent;
    }

    public void setConcurrent(int concurrent) {
        this.concurrent = concurrent;
    }

    public long getHeartbeat() {
        return heartbeat;
    }

    public void setHeartbeat(long heartbeat) {
        this.heartbeat = heartbeat;
    }

    public long getJoinTimeout() {
        return joinTimeout;
    }

    public void setJoinTimeout(long joinTimeout) {
        this.joinTimeout = joinTimeout;
    }

    public String getRejoinDelays() {
        return rejoinDelays;
    }

    public void setRejoinDelays(String rejoinDelays) {
        this.rejoinDelays = rejoinDelays;
    }
}

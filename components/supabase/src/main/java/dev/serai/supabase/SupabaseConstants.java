package dev.serai.supabase;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class SupabaseConstants {

    @Metadata(label = "producer", description = "What is to be done; wins over the option.", javaType = "String")
    public static final String OPERATION = "CamelSupabaseOperation";

    @Metadata(
            label = "producer",
            description =
                    "The token of a signed-in user; wins over the option accessToken. With key=service or a session it is not sent. A sign-in sets it.",
            javaType = "String")
    public static final String ACCESS_TOKEN = "CamelSupabaseAccessToken";

    @Metadata(label = "producer", description = "Which rows are meant; wins over the option.", javaType = "String")
    public static final String FILTER = "CamelSupabaseFilter";

    @Metadata(label = "producer", description = "The order; wins over the option.", javaType = "String")
    public static final String ORDER = "CamelSupabaseOrder";

    @Metadata(label = "producer", description = "How many at most; wins over the option.", javaType = "Integer")
    public static final String LIMIT = "CamelSupabaseLimit";

    @Metadata(label = "producer", description = "How many are left out; wins over the option.", javaType = "Integer")
    public static final String OFFSET = "CamelSupabaseOffset";

    // Tables and functions of the database, edge functions, vectors.

    @Metadata(
            label = "producer",
            description =
                    "Conditions with values from strangers, besides those of the filter: a map from columns to a value, a list of values, or a map from operators to values. What a stranger sends must be no map or list itself, or it may bring operators of its own.",
            javaType = "java.util.Map")
    public static final String FILTERS = "CamelSupabaseFilters";

    @Metadata(label = "producer", description = "Which columns are given; wins over the option.", javaType = "String")
    public static final String COLUMNS = "CamelSupabaseColumns";

    @Metadata(
            label = "producer",
            description =
                    "Set with the option count: how many rows match, however few of them are given; after a write, how many it has hit. After admin-list-users, how many users there are.",
            javaType = "Long")
    public static final String COUNT = "CamelSupabaseCount";

    @Metadata(
            label = "producer",
            description =
                    "What such a header's name begins with is an argument of the database function: CamelSupabaseArg_city.",
            javaType = "Object")
    public static final String ARGUMENT_PREFIX = "CamelSupabaseArg_";

    @Metadata(
            label = "producer",
            description =
                    "The vectors of the documents in the body, in their order, where the documents do not hold them.",
            javaType = "java.util.List")
    public static final String VECTORS = "CamelSupabaseVectors";

    @Metadata(
            label = "producer",
            description = "How many passages are found at most; wins over the option.",
            javaType = "Integer")
    public static final String TOP_K = "CamelSupabaseTopK";

    @Metadata(
            label = "producer",
            description = "The least similarity of a passage; wins over the option.",
            javaType = "Double")
    public static final String MIN_SCORE = "CamelSupabaseMinScore";

    // Users.

    @Metadata(
            label = "producer",
            description =
                    "The address of the user whom a sign-in and the like is about; wins over the body. No change of a user takes it.",
            javaType = "String")
    public static final String EMAIL = "CamelSupabaseEmail";

    @Metadata(
            label = "producer",
            description = "The password that goes with the address; wins over the body. Taken away once it was used.",
            javaType = "String")
    public static final String PASSWORD = "CamelSupabasePassword";

    @Metadata(
            label = "producer",
            description = "The code out of a mail or a text message that verify takes. Taken away once it was used.",
            javaType = "String")
    public static final String OTP = "CamelSupabaseOtp";

    @Metadata(
            label = "producer",
            description = "The id of the user that an administrator's action is about; wins over the body.",
            javaType = "String")
    public static final String USER_ID = "CamelSupabaseUserId";

    // Files.

    @Metadata(
            label = "producer",
            description = "Which file is meant: its path in the bucket; wins over the option.",
            javaType = "String")
    public static final String PATH = "CamelSupabasePath";

    @Metadata(
            label = "producer",
            description = "Where a file is moved or copied to; wins over the option.",
            javaType = "String")
    public static final String TO_PATH = "CamelSupabaseToPath";

    @Metadata(
            label = "producer",
            description = "What is stored with an uploaded file, besides what the option says.",
            javaType = "java.util.Map")
    public static final String FILE_METADATA = "CamelSupabaseFileMetadata";

    @Metadata(
            label = "producer",
            description = "Which bytes are downloaded; wins over the option.",
            javaType = "String")
    public static final String RANGE = "CamelSupabaseRange";

    @Metadata(
            label = "producer",
            description = "The name of a download below the option directory; wins over the option.",
            javaType = "String")
    public static final String FILE_NAME = "CamelSupabaseFileName";

    @Metadata(
            label = "producer",
            description = "The token of a signed address to upload to; wins over the option.",
            javaType = "String")
    public static final String UPLOAD_TOKEN = "CamelSupabaseUploadToken";

    @Metadata(
            label = "producer",
            description = "Where a page of list-v2 begins; set to where the next one does while there is one.",
            javaType = "String")
    public static final String CURSOR = "CamelSupabaseCursor";

    @Metadata(
            label = "producer",
            description = "Set by a download: how many bytes the whole file has, where the server says it.",
            javaType = "Long")
    public static final String FILE_SIZE = "CamelSupabaseFileSize";

    @Metadata(
            label = "producer",
            description = "Set by a download: the file's ETag, which changes with its content.",
            javaType = "String")
    public static final String ETAG = "CamelSupabaseETag";

    // Realtime.

    @Metadata(
            label = "consumer",
            description = "What kind of event it is: change, broadcast, presence or gap.",
            javaType = "String")
    public static final String REALTIME_KIND = "CamelSupabaseRealtimeKind";

    @Metadata(
            label = "consumer",
            description = "INSERT, UPDATE or DELETE of a change, the event of a broadcast, state or diff of presence.",
            javaType = "String")
    public static final String REALTIME_EVENT = "CamelSupabaseRealtimeEvent";

    // Not the one that a consumer sets, or an answer to a broadcast would go out as the question.
    @Metadata(
            label = "producer",
            description = "The event under which a broadcast is sent; wins over the option.",
            javaType = "String")
    public static final String BROADCAST_EVENT = "CamelSupabaseBroadcastEvent";

    @Metadata(label = "consumer", description = "The channel.", javaType = "String")
    public static final String REALTIME_CHANNEL = "CamelSupabaseRealtimeChannel";

    @Metadata(label = "consumer", description = "The schema of the changed row.", javaType = "String")
    public static final String REALTIME_SCHEMA = "CamelSupabaseRealtimeSchema";

    @Metadata(label = "consumer", description = "The table of the changed row.", javaType = "String")
    public static final String REALTIME_TABLE = "CamelSupabaseRealtimeTable";

    @Metadata(
            label = "consumer",
            description = "When the change was committed, by the server's clock.",
            javaType = "java.time.Instant")
    public static final String REALTIME_COMMITTED = "CamelSupabaseRealtimeCommitTimestamp";

    @Metadata(
            label = "consumer",
            description =
                    "What the server tells of the row before an update or a deletion; more than the key only with replica identity full.",
            javaType = "Map")
    public static final String REALTIME_OLD = "CamelSupabaseRealtimeOldRecord";

    @Metadata(
            label = "consumer",
            description = "Why the row is not whole, such as its size; absent where it is.",
            javaType = "List")
    public static final String REALTIME_ERRORS = "CamelSupabaseRealtimeErrors";

    @Metadata(
            label = "consumer",
            description = "The time in which events may have been missed: from/to, as ISO-8601 has it.",
            javaType = "String")
    public static final String REALTIME_GAP = "CamelSupabaseRealtimeGap";

    private SupabaseConstants() {}
}

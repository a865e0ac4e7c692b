package dev.serai.supabase;

import dev.serai.supabase.auth.AuthHandler;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.functions.FunctionHandler;
import dev.serai.supabase.realtime.RealtimeBroadcaster;
import dev.serai.supabase.storage.StorageHandler;
import dev.serai.supabase.table.RpcHandler;
import dev.serai.supabase.table.TableHandler;
import dev.serai.supabase.vector.VectorHandler;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Does what one kind of endpoint is asked for. */
public interface OperationHandler extends AutoCloseable {

    /** Whatever has to be there before the first exchange. */
    default void start() throws Exception {}

    /** Answers an exchange; the stage completes when the message holds the answer. */
    CompletionStage<?> handle(Exchange exchange) throws Exception;

    @Override
    default void close() {}

    static OperationHandler of(SupabaseEndpoint endpoint, Access access) {
        return switch (endpoint.getKind()) {
            case TABLE -> new TableHandler(endpoint, access);
            case AUTH -> new AuthHandler(endpoint, access);
            case RPC -> new RpcHandler(endpoint, access);
            case FUNCTIONS -> new FunctionHandler(endpoint, access);
            case STORAGE -> new StorageHandler(endpoint, access);
            case REALTIME -> new RealtimeBroadcaster(endpoint, access);
            case VECTOR -> new VectorHandler(endpoint, access);
            default ->
                throw new SupabaseException(
                        SupabaseError.UNKNOWN_KIND,
                        "supabase:" + endpoint.getKind().wireName() + " is nothing to send to");
        };
    }
}

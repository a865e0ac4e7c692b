package dev.serai.supabase.storage;

import dev.serai.supabase.Access;
import dev.serai.supabase.client.storage.ObjectPath;
import dev.serai.supabase.client.storage.Transfer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** The files of one endpoint that are on their way. They end with their exchange, and with the endpoint. */
final class Transfers implements AutoCloseable {

    private final Access access;
    private final ProgressTarget target;
    private final Set<Transfer> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Transfers(Access access, ProgressTarget target) {
        this.access = access;
        this.target = target;
    }

    <T> CompletableFuture<T> run(
            Exchange exchange,
            StorageOperation operation,
            ObjectPath path,
            Function<Transfer, CompletableFuture<T>> work) {
        var transfer = new Transfer(() -> access.credentials(exchange), target.report(operation.word(), path));
        running.add(transfer);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                transfer.cancel();
            }
        });
        if (closed) {
            transfer.cancel();
        }
        CompletableFuture<T> result;
        try {
            result = work.apply(transfer);
        } catch (RuntimeException e) {
            result = CompletableFuture.failedFuture(e);
        }
        return result.whenComplete((done, failure) -> running.remove(transfer));
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(Transfer::cancel);
        target.close();
    }
}

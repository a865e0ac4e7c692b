package dev.serai.runtime.console;

import dev.serai.runtime.record.RunRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;

/** What the runtime stands on: looked at when somebody asks, and once for all who ask at the same time. */
final class Systems implements AutoCloseable {

    private final Executor work;
    private final ModelServers models;
    private final RecordState records;
    private final DatabaseStates databases;
    private final HealthStates health;
    private CompletableFuture<List<SystemState>> looking = CompletableFuture.completedFuture(List.of());

    Systems(CamelContext context, RunRecords recorded, Executor work) {
        records = new RecordState(recorded);
        this.work = work;
        models = new ModelServers(context);
        databases = new DatabaseStates(context);
        health = new HealthStates(context);
    }

    CompletionStage<List<SystemState>> look(ApiCall call) throws Exception {
        CompletableFuture<List<SystemState>> mine;
        synchronized (this) {
            if (!looking.isDone()) {
                return looking;
            }
            mine = new CompletableFuture<>();
            looking = mine;
        }
        try {
            models.look()
                    .thenCombineAsync(
                            records.look(),
                            (servers, runs) -> {
                                var all = new ArrayList<>(servers);
                                all.addAll(runs);
                                all.addAll(databases.look());
                                all.addAll(health.look());
                                return List.copyOf(all);
                            },
                            work)
                    .whenComplete((all, error) -> {
                        if (error == null) {
                            mine.complete(all);
                        } else {
                            mine.completeExceptionally(error);
                        }
                    });
        } catch (Exception e) {
            mine.completeExceptionally(e);
        }
        return mine;
    }

    @Override
    public void close() {
        models.close();
    }
}

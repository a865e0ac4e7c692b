package dev.serai.supabase.client.storage;

import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.support.http.Encoding;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A file sent in one request, which is never sent twice. */
record WholeUpload(Gateway gateway, UploadPlan plan, UploadSource source, Transfer transfer) {

    CompletableFuture<Map<String, Object>> start() {
        long length = source.length();
        var body = source instanceof FileSource file
                ? CompletableFuture.completedFuture(file.whole())
                : transfer.now(source.part(0, (int) Math.min(Integer.MAX_VALUE, Math.max(1, length))))
                        .thenApply(UploadSource.Part::body);
        return body.thenCompose(content -> {
                    transfer.reached(0, length);
                    return transfer.send(credentials -> send(content, credentials));
                })
                .thenApply(reply -> {
                    transfer.reached(length, length);
                    try {
                        return plan.stored(Json.read(reply.body()).path("Id").asText(null));
                    } catch (IOException e) {
                        throw StorageClient.unreadable("no JSON");
                    }
                });
    }

    private CompletableFuture<HttpReply> send(HttpBody content, Credentials credentials) {
        var target = StorageClient.path(plan.target());
        var path = plan.signature() == null
                ? "/object/" + target
                : "/object/upload/sign/" + target + "?token=" + Encoding.part(plan.signature());
        var call = gateway.call(plan.method(), StorageClient.ROOT + path, credentials)
                .headers(plan.traits().headers())
                .limits(plan.limits())
                .body(content);
        if (!plan.method().equals("PUT") || plan.signature() != null) {
            call.header("x-upsert", String.valueOf(plan.traits().replace()));
        }
        var secrets = new ArrayList<>(credentials.secrets());
        if (plan.signature() == null) {
            return gateway.send(StorageClient.built(call), secrets, StorageErrors.INSTANCE);
        }
        secrets.add(plan.signature());
        return gateway.send(StorageClient.built(call), secrets, StorageErrors.SIGNED);
    }
}

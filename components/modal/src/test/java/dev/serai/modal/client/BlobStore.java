package dev.serai.modal.client;

import com.sun.net.httpserver.HttpServer;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.proto.BlobCreateResponse;
import dev.serai.modal.proto.BlobGetResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The storage beside a scripted server. */
public final class BlobStore implements AutoCloseable {

    public final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    public final Map<String, String> md5 = new ConcurrentHashMap<>();
    public final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final HttpServer http;

    public BlobStore(ScriptedModal server) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", exchange -> {
            var id = exchange.getRequestURI().getPath().substring(1);
            var sent = exchange.getRequestBody().readAllBytes();
            if (failures.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("ETag", "\"tag-" + id + "\"");
                blobs.put(id, sent);
                md5.put(
                        id,
                        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-MD5"))
                                .orElse(""));
                exchange.sendResponseHeaders(200, -1);
            } else if (blobs.containsKey(id)) {
                exchange.sendResponseHeaders(200, blobs.get(id).length);
                exchange.getResponseBody().write(blobs.get(id));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        http.start();
        server.on(ModalApi.BLOB_CREATE, question -> {
            var id = "bl-" + names.incrementAndGet();
            return BlobCreateResponse.newBuilder()
                    .setBlobId(id)
                    .setUploadUrl(url(id))
                    .build();
        });
        server.on(
                ModalApi.BLOB_GET,
                question -> BlobGetResponse.newBuilder()
                        .setDownloadUrl(url(question.getBlobId()))
                        .build());
    }

    public String url(String id) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + id + "?signature=as-signed";
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

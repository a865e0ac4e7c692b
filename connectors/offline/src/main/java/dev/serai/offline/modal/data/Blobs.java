package dev.serai.offline.modal.data;

import dev.serai.modal.proto.BlobCreateRequest;
import dev.serai.modal.proto.BlobCreateResponse;
import dev.serai.modal.proto.BlobGetRequest;
import dev.serai.modal.proto.BlobGetResponse;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Ids;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Table;
import dev.serai.offline.modal.wire.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Values that are too large for a message: they come and go by HTTP, at addresses that are signed. */
public final class Blobs {
    private static final String TYPE = "application/octet-stream";
    private static final String WRITE = "blob-put";
    private static final String READ = "blob-get";
    private static final Duration LIFE = Duration.ofMinutes(30);
    /** Where the service begins to take a blob in parts. */
    private static final long MOST_BYTES = 1L << 30;

    /** What a client said of a blob before sending it. */
    private record Announced(long length, String md5) {}

    private final Machine machine;
    private final Tokens tokens;
    private final Supplier<String> address;
    private final Map<String, Announced> announced = new ConcurrentHashMap<>();

    public Blobs(Machine machine, Tokens tokens, Supplier<String> address) {
        this.machine = machine;
        this.tokens = tokens;
        this.address = address;
    }

    public void offer(Table table) {
        table.on("BlobCreate", BlobCreateRequest.parser(), this::create);
        table.on("BlobGet", BlobGetRequest.parser(), this::locate);
    }

    /** Takes or gives a blob by HTTP. */
    public void handle(Exchange exchange) {
        var id = exchange.path().substring("/blob/".length());
        var writes = exchange.method().equals("PUT");
        var token = exchange.query().first("token");
        if (!id.equals(tokens.subject(writes ? WRITE : READ, token))) {
            exchange.send(403, "text/plain", "the address is not signed for this");
        } else if (writes) {
            receive(exchange, id);
        } else if (exchange.method().equals("GET")) {
            give(exchange, file(id), TYPE);
        } else {
            exchange.send(
                    501, "text/plain", "the Modal stand-in does not do this: " + exchange.method() + " of a blob");
        }
    }

    /** The bytes of a blob that a client has sent. */
    public CompletableFuture<byte[]> read(String id) {
        return machine.onDisk(() -> {
            var file = file(id);
            if (!id.matches("bl-\\w+") || !Files.exists(file)) {
                throw Refusal.notFound("Blob '" + id + "' not found");
            }
            return Files.readAllBytes(file);
        });
    }

    /** Keeps bytes for a client to fetch; to be called on the thread for files. */
    public String keep(byte[] bytes) throws IOException {
        var id = Ids.next("bl");
        Files.createDirectories(file(id).getParent());
        Files.write(file(id), bytes);
        return id;
    }

    /** Answers with a whole file, or with 404. */
    static void give(Exchange exchange, Path file, String type) {
        try {
            if (Files.isRegularFile(file)) {
                exchange.sendFile(200, type, file, 0, Files.size(file));
            } else {
                exchange.send(404, "text/plain", "there is nothing");
            }
        } catch (IOException e) {
            exchange.send(404, "text/plain", "there is nothing");
        }
    }

    private BlobCreateResponse create(BlobCreateRequest question) {
        if (question.getContentLength() > MOST_BYTES) {
            throw Refusal.notDone("blobs in parts, for more than " + MOST_BYTES + " bytes");
        }
        var id = Ids.next("bl");
        announced.put(id, new Announced(question.getContentLength(), question.getContentMd5()));
        return BlobCreateResponse.newBuilder()
                .setBlobId(id)
                .setUploadUrl(url(id, WRITE))
                .build();
    }

    private BlobGetResponse locate(BlobGetRequest question) {
        if (!Files.exists(file(question.getBlobId()))) {
            throw Refusal.notFound("Blob '" + question.getBlobId() + "' not found");
        }
        return BlobGetResponse.newBuilder()
                .setDownloadUrl(url(question.getBlobId(), READ))
                .build();
    }

    private void receive(Exchange exchange, String id) {
        var what = announced.get(id);
        try {
            Files.createDirectories(file(id).getParent());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var part = file(id).resolveSibling(Ids.next("part"));
        exchange.receiveWholeTo(
                part,
                MOST_BYTES,
                bytes -> machine.onDisk(() -> problem(exchange, what, part, bytes, id))
                        .whenComplete((problem, failure) -> exchange.onEventLoop(() -> {
                            if (failure != null) {
                                throw new IllegalStateException(failure);
                            }
                            if (problem == null) {
                                exchange.setHeader("ETag", '"' + id + '"').sendEmpty(200);
                            } else {
                                exchange.send(400, "text/plain", problem);
                            }
                        })));
    }

    private String problem(Exchange exchange, Announced what, Path part, long bytes, String id) throws IOException {
        var said = exchange.header("Content-MD5");
        var found = Base64.getEncoder().encodeToString(Digests.of("MD5", part));
        if (what == null || bytes != what.length) {
            return "another length was announced: " + (what == null ? "none" : what.length) + ", not " + bytes;
        }
        if (!what.md5.equals(said) || !found.equals(said)) {
            return "BadDigest: Content-MD5 is " + said + ", announced was " + what.md5 + ", and it is " + found;
        }
        Files.move(part, file(id));
        return null;
    }

    private String url(String id, String use) {
        return address.get() + "/blob/" + id + "?token=" + tokens.issue(use, id, LIFE);
    }

    private Path file(String id) {
        return machine.folder().resolve("blobs").resolve(id.replace("/", "_"));
    }
}

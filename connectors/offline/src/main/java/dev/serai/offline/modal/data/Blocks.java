package dev.serai.offline.modal.data;

import com.google.protobuf.ByteString;
import dev.serai.modal.proto.VolumePutFiles2Request;
import dev.serai.modal.proto.VolumePutFiles2Response.MissingBlock;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Ids;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Tokens;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Pieces of volumes' files, by what is in them: a piece that is known is not sent again. Zeros at its end are not sent. */
public final class Blocks {
    private static final long BLOCK = 8L << 20;
    private static final String WRITE = "block-put";
    private static final String READ = "block-get";
    private static final Duration LIFE = Duration.ofMinutes(30);

    private final Machine machine;
    private final Tokens tokens;
    private final Supplier<String> address;

    public Blocks(Machine machine, Tokens tokens, Supplier<String> address) {
        this.machine = machine;
        this.tokens = tokens;
        this.address = address;
    }

    /** Takes or gives a block by HTTP. */
    public void handle(Exchange exchange) {
        var writes = exchange.method().equals("PUT");
        var subject = tokens.subject(writes ? WRITE : READ, exchange.query().first("token"));
        if (subject == null) {
            exchange.send(403, "text/plain", "the address is not signed for this");
        } else if (writes) {
            receive(exchange, subject);
        } else if (exchange.method().equals("GET")) {
            give(exchange, subject.split(":", 3));
        } else {
            exchange.send(
                    501, "text/plain", "the Modal stand-in does not do this: " + exchange.method() + " of a block");
        }
    }

    /** Where the parts of a file can be fetched. */
    List<String> urls(Path file, long start, long length) {
        var urls = new ArrayList<String>();
        for (var at = start; at < start + length; at += BLOCK) {
            var subject = at + ":" + Math.min(BLOCK, start + length - at) + ":" + file;
            urls.add(address.get() + "/block/part?token=" + tokens.issue(READ, subject, LIFE));
        }
        return urls;
    }

    /** The blocks of a file that are not here yet. */
    List<MissingBlock> missing(VolumePutFiles2Request.File file, int index) {
        var blocks = (file.getSize() + BLOCK - 1) / BLOCK;
        if (blocks != file.getBlocksCount()) {
            throw Refusal.invalid(file.getPath() + " has " + file.getSize() + " bytes, which are " + blocks
                    + " blocks, not " + file.getBlocksCount());
        }
        var missing = new ArrayList<MissingBlock>();
        for (var at = 0; at < file.getBlocksCount(); at++) {
            var block = file.getBlocks(at);
            var hash = hash(block.getContentsSha256());
            if (!Files.exists(place(hash))) {
                missing.add(MissingBlock.newBuilder()
                        .setFileIndex(index)
                        .setBlockIndex(at)
                        .setPutUrl(address.get() + "/block/" + hash + "?token=" + tokens.issue(WRITE, hash, LIFE))
                        .build());
            } else if (block.hasPutResponse()
                    && !block.getPutResponse().toString(StandardCharsets.UTF_8).equals(receipt(hash))) {
                throw Refusal.invalid("the receipt of a block is not the one that was given");
            }
        }
        return missing;
    }

    /** Writes a file whose blocks are all here. */
    void assemble(VolumePutFiles2Request.File file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        var part = target.resolveSibling(Ids.next(".part"));
        try (var whole = new RandomAccessFile(part.toFile(), "rw")) {
            for (var at = 0; at < file.getBlocksCount(); at++) {
                whole.seek(at * BLOCK);
                whole.write(Files.readAllBytes(place(hash(file.getBlocks(at).getContentsSha256()))));
            }
            if (whole.length() > file.getSize()) {
                throw Refusal.invalid("the blocks of " + file.getPath() + " are more than its size");
            }
            whole.setLength(file.getSize());
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        if (file.hasMode()) {
            target.toFile().setExecutable((file.getMode() & 0100) != 0);
        }
    }

    private void receive(Exchange exchange, String hash) {
        var place = place(hash);
        place.getParent().toFile().mkdirs();
        var part = place.resolveSibling(Ids.next("part"));
        exchange.receiveWholeTo(
                part,
                BLOCK,
                bytes -> machine.onDisk(() -> {
                            var good = HexFormat.of()
                                    .formatHex(Digests.of("SHA-256", part))
                                    .equals(hash);
                            if (good) {
                                Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
                            }
                            return good;
                        })
                        .whenComplete((good, failure) -> exchange.onEventLoop(() -> {
                            if (failure != null) {
                                throw new IllegalStateException(failure);
                            }
                            if (good) {
                                exchange.send(200, "text/plain", receipt(hash));
                            } else {
                                exchange.send(400, "text/plain", "the block has another digest");
                            }
                        })));
    }

    private static void give(Exchange exchange, String[] subject) {
        var file = Path.of(subject[2]);
        if (!Files.isRegularFile(file)) {
            exchange.send(404, "text/plain", "there is nothing");
            return;
        }
        exchange.sendFile(
                200, "application/octet-stream", file, Long.parseLong(subject[0]), Long.parseLong(subject[1]));
    }

    private Path place(String hash) {
        return machine.folder().resolve("blocks").resolve(hash);
    }

    private static String receipt(String hash) {
        return "taken " + hash;
    }

    private static String hash(ByteString digest) {
        return HexFormat.of().formatHex(digest.toByteArray());
    }
}

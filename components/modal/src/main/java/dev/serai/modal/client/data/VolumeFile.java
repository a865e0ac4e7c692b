package dev.serai.modal.client.data;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Mapping;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.VolumePutFiles2Request;
import dev.serai.modal.proto.VolumePutFiles2Response.MissingBlock;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** A file in the blocks that a volume keeps. The zeros at the end of a block are neither sent nor counted. */
final class VolumeFile {

    static final int BLOCK = 8 << 20;

    private final String path;
    private final FileSource source;
    private final List<ByteString> hashes;
    private final Map<Integer, ByteString> receipts = new ConcurrentHashMap<>();

    private VolumeFile(String path, FileSource source, List<ByteString> hashes) {
        this.path = path;
        this.source = source;
        this.hashes = hashes;
    }

    /** Reads all of it once, block by block. */
    static CompletableFuture<VolumeFile> of(String path, FileSource source) {
        var blocks =
                LongStream.range(0, (source.size() + BLOCK - 1) / BLOCK).boxed().toList();
        var hashing =
                new Mapping<Long>(blocks, index -> Stages.map(block(source, index), VolumeFile::sha256), 1, false);
        return Stages.map(
                hashing.start(),
                hashes -> new VolumeFile(
                        path,
                        source,
                        hashes.stream().map(ByteString.class::cast).toList()));
    }

    private static CompletableFuture<byte[]> block(FileSource source, long index) {
        var length = (int) Math.min(BLOCK, source.size() - index * BLOCK);
        return Stages.map(source.read(index * BLOCK, length).toCompletableFuture(), bytes -> {
            if (bytes == null || bytes.length != length) {
                throw new ModalException(ModalError.BAD_INPUT, "the file is shorter than it was said to be");
            }
            var end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
        });
    }

    /** What the volume is told: the blocks by what is in them, with the receipts of those that were sent. */
    VolumePutFiles2Request request(String volume) {
        var file = VolumePutFiles2Request.File.newBuilder().setPath(path).setSize(source.size());
        for (int i = 0; i < hashes.size(); i++) {
            var block = VolumePutFiles2Request.Block.newBuilder().setContentsSha256(hashes.get(i));
            if (receipts.containsKey(i)) {
                block.setPutResponse(receipts.get(i));
            }
            file.addBlocks(block);
        }
        return VolumePutFiles2Request.newBuilder()
                .setVolumeId(volume)
                .addFiles(file)
                .build();
    }

    CompletableFuture<byte[]> block(MissingBlock missing) {
        var index = index(missing);
        return Stages.map(block(source, index), bytes -> {
            if (!sha256(bytes).equals(hashes.get(index))) {
                throw new ModalException(ModalError.BAD_INPUT, "the file changes while it is sent");
            }
            return bytes;
        });
    }

    void sent(MissingBlock missing, byte[] receipt) {
        receipts.put(index(missing), ByteString.copyFrom(receipt));
    }

    private int index(MissingBlock missing) {
        if (missing.getFileIndex() != 0 || missing.getBlockIndex() < 0 || missing.getBlockIndex() >= hashes.size()) {
            throw new ModalException(ModalError.BAD_ANSWER, "the volume wants a block that the file does not have");
        }
        return (int) missing.getBlockIndex();
    }

    private static ByteString sha256(byte[] bytes) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.serai.ollama.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the GGUF format, version 3: metadata, the list of tensors, then their data on boundaries of 32 bytes. */
final class GgufWriter {

    static final int ALIGNMENT = 32;

    private static final int VERSION = 3;
    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int F32_TENSOR = 0;
    private static final int F16_TENSOR = 1;

    private record Tensor(String name, int[] dimensions, int type, byte[] data) {}

    private final Bytes metadata = new Bytes();
    private final List<Tensor> tensors = new ArrayList<>();
    private long keys;

    GgufWriter put(String key, String value) {
        key(key, STRING).string(value);
        return this;
    }

    GgufWriter put(String key, int value) {
        key(key, UINT32).int32(value);
        return this;
    }

    GgufWriter put(String key, float value) {
        key(key, FLOAT32).float32(value);
        return this;
    }

    GgufWriter put(String key, boolean value) {
        key(key, BOOL).write(value ? 1 : 0);
        return this;
    }

    GgufWriter strings(String key, List<String> values) {
        array(key, STRING, values.size());
        values.forEach(metadata::string);
        return this;
    }

    GgufWriter ints(String key, List<Integer> values) {
        array(key, INT32, values.size());
        values.forEach(metadata::int32);
        return this;
    }

    GgufWriter floats(String key, List<Float> values) {
        array(key, FLOAT32, values.size());
        values.forEach(metadata::float32);
        return this;
    }

    /** A vector of 32-bit floats that are all the same. */
    GgufWriter vector(String name, int length, float value) {
        var data = new Bytes();
        for (int i = 0; i < length; i++) {
            data.float32(value);
        }
        tensors.add(new Tensor(name, new int[] {length}, F32_TENSOR, data.toByteArray()));
        return this;
    }

    /** A matrix of 16-bit floats: row by row, each of {@code columns} values; 0 unless set in {@code ones}. */
    GgufWriter matrix(String name, int columns, int rows, List<int[]> ones) {
        var data = ByteBuffer.allocate(2 * columns * rows).order(ByteOrder.LITTLE_ENDIAN);
        short one = 0x3c00;
        ones.forEach(place -> data.putShort(2 * (place[0] * columns + place[1]), one));
        tensors.add(new Tensor(name, new int[] {columns, rows}, F16_TENSOR, data.array()));
        return this;
    }

    byte[] toBytes() {
        var file = new Bytes();
        file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        file.int32(VERSION).int64(tensors.size()).int64(keys);
        file.writeBytes(metadata.toByteArray());
        long offset = 0;
        for (var tensor : tensors) {
            file.string(tensor.name()).int32(tensor.dimensions().length);
            for (var dimension : tensor.dimensions()) {
                file.int64(dimension);
            }
            file.int32(tensor.type()).int64(offset);
            offset = aligned(offset + tensor.data().length);
        }
        for (var tensor : tensors) {
            file.align();
            file.writeBytes(tensor.data());
        }
        return file.toByteArray();
    }

    private Bytes key(String key, int type) {
        keys++;
        return metadata.string(key).int32(type);
    }

    private void array(String key, int type, int size) {
        key(key, ARRAY).int32(type).int64(size);
    }

    private static long aligned(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Little-endian values one after the other. */
    private static final class Bytes extends ByteArrayOutputStream {

        Bytes int32(int value) {
            writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value)
                    .array());
            return this;
        }

        Bytes int64(long value) {
            writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        Bytes float32(float value) {
            return int32(Float.floatToIntBits(value));
        }

        Bytes string(String value) {
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            int64(bytes.length).writeBytes(bytes);
            return this;
        }

        void align() {
            writeBytes(new byte[(int) (aligned(size()) - size())]);
        }
    }
}

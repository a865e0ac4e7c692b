package dev.serai.ollama.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes the GGUF format, version 3: metadata, the list of tensors, then their data on boundaries of 32 bytes. */
final class GgufWriter {

    static final int ALIGNMENT = 32;

    private static final int VERSION = 3;
    private static final int F32_TENSOR = 0;
    private static final int F16_TENSOR = 1;

    private record Tensor(String name, int[] dimensions, int type, byte[] data) {}

    private final Bytes metadata = new Bytes();
    private final List<Tensor> tensors = new ArrayList<>();
    private long keys;

    /** A text, number, truth or list of such; a list's numbers are signed, as the format's readers expect of tokens. */
    GgufWriter put(String key, Object value) {
        keys++;
        metadata.string(key);
        if (value instanceof List<?> list) {
            metadata.int32(9)
                    .int32(list.get(0) instanceof Integer ? 5 : type(list.get(0)))
                    .int64(list.size());
            list.forEach(metadata::value);
        } else {
            metadata.int32(type(value)).value(value);
        }
        return this;
    }

    private static int type(Object value) {
        return value instanceof Integer ? 4 : value instanceof Float ? 6 : value instanceof Boolean ? 7 : 8;
    }

    /** A vector of 32-bit floats that are all 1. */
    GgufWriter ones(String name, int length) {
        var data = new Bytes();
        Collections.nCopies(length, 1f).forEach(data::value);
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

        Bytes string(String value) {
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            int64(bytes.length).writeBytes(bytes);
            return this;
        }

        void value(Object value) {
            if (value instanceof Integer number) {
                int32(number);
            } else if (value instanceof Float number) {
                int32(Float.floatToIntBits(number));
            } else if (value instanceof Boolean truth) {
                write(truth ? 1 : 0);
            } else {
                string((String) value);
            }
        }

        void align() {
            writeBytes(new byte[(int) (aligned(size()) - size())]);
        }
    }
}

package dev.serai.ollama.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link GgufWriter} writes, by the format's description and not by the writer's code. */
final class GgufReader {

    /** A tensor; its offset counts from the start of the data. */
    record Tensor(List<Long> dimensions, int type, long offset) {
        long bytes() {
            return dimensions.stream().reduce(type == 0 ? 4L : 2L, (a, b) -> a * b);
        }
    }

    final Map<String, Object> metadata = new LinkedHashMap<>();
    final Map<String, Tensor> tensors = new LinkedHashMap<>();
    final int version;
    final long dataStart;

    private final ByteBuffer file;

    GgufReader(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!new String(bytes, 0, 4, StandardCharsets.US_ASCII).equals("GGUF")) {
            throw new IllegalArgumentException("not a GGUF file");
        }
        file.position(4);
        version = file.getInt();
        long tensorCount = file.getLong();
        long keyCount = file.getLong();
        for (long i = 0; i < keyCount; i++) {
            metadata.put(string(), value(file.getInt()));
        }
        for (long i = 0; i < tensorCount; i++) {
            var name = string();
            var dimensions = new ArrayList<Long>();
            int rank = file.getInt();
            for (int d = 0; d < rank; d++) {
                dimensions.add(file.getLong());
            }
            tensors.put(name, new Tensor(dimensions, file.getInt(), file.getLong()));
        }
        dataStart = (file.position() + 31) / 32 * 32;
    }

    /** The places of the ones in a matrix of 16-bit floats that has only zeros besides: row and column. */
    List<int[]> ones(String name) {
        var tensor = tensors.get(name);
        int columns = tensor.dimensions().get(0).intValue();
        var places = new ArrayList<int[]>();
        for (int i = 0; i < tensor.bytes() / 2; i++) {
            short bits = file.getShort((int) (dataStart + tensor.offset() + 2L * i));
            if (bits == 0x3c00) {
                places.add(new int[] {i / columns, i % columns});
            } else if (bits != 0) {
                throw new IllegalStateException(name + " holds something else than 0 and 1");
            }
        }
        return places;
    }

    private String string() {
        var bytes = new byte[(int) file.getLong()];
        file.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Object value(int type) {
        return switch (type) {
            case 4, 5 -> file.getInt();
            case 6 -> file.getFloat();
            case 7 -> file.get() != 0;
            case 8 -> string();
            case 9 -> list(file.getInt(), file.getLong());
            default -> throw new IllegalArgumentException("a value of type " + type);
        };
    }

    private List<Object> list(int type, long size) {
        var list = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            list.add(value(type));
        }
        return list;
    }
}

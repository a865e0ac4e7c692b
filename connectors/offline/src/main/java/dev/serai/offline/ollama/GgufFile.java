package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The head of a GGUF file: its metadata and the names of its tensors. */
final class GgufFile {
    private static final int MAGIC = 0x46554747;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final ByteBuffer bytes;
    private final ObjectNode metadata = Json.object();
    private final ArrayNode tensors = Json.array();
    private long parameters;
    private long vocabulary;

    private GgufFile(byte[] file) {
        bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    static GgufFile parse(byte[] file) {
        var gguf = new GgufFile(file);
        try {
            gguf.read();
            return gguf;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw OllamaError.badRequest("invalid file magic");
        }
    }

    /** All keys; lists are null, as the server shows them. */
    ObjectNode metadata() {
        return metadata;
    }

    ArrayNode tensors() {
        return tensors;
    }

    long parameters() {
        return parameters;
    }

    /** The number of tokens in the vocabulary. */
    long vocabulary() {
        return vocabulary;
    }

    String architecture() {
        return metadata.path("general.architecture").asText("unknown");
    }

    /** A number that belongs to the architecture, such as its context_length. */
    int number(String key) {
        return metadata.path(architecture() + "." + key).asInt(0);
    }

    private void read() {
        if (bytes.getInt() != MAGIC) {
            throw OllamaError.badRequest("invalid file magic");
        }
        if (bytes.getInt() < 2) {
            throw OllamaError.notDone("GGUF files older than version 2");
        }
        var tensorCount = bytes.getLong();
        var keys = bytes.getLong();
        for (var i = 0L; i < keys; i++) {
            var key = string();
            metadata.set(key, value(key, bytes.getInt()));
        }
        for (var i = 0L; i < tensorCount; i++) {
            tensor();
        }
    }

    private void tensor() {
        var tensor = Json.object().put("name", string());
        var dimensions = bytes.getInt();
        var shape = Json.array();
        var size = 1L;
        for (var d = 0; d < dimensions; d++) {
            var length = bytes.getLong();
            shape.add(length);
            size *= length;
        }
        parameters += size;
        tensor.put("type", GgufTypes.tensor(bytes.getInt()));
        tensor.set("shape", shape);
        bytes.getLong();
        tensors.add(tensor);
    }

    private JsonNode value(String key, int type) {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (type) {
            case 0 -> nodes.numberNode(bytes.get() & 0xff);
            case 1 -> nodes.numberNode(bytes.get());
            case 2 -> nodes.numberNode(bytes.getShort() & 0xffff);
            case 3 -> nodes.numberNode(bytes.getShort());
            case 4 -> nodes.numberNode(bytes.getInt() & 0xffffffffL);
            case 5 -> nodes.numberNode(bytes.getInt());
            case 6 -> nodes.numberNode(bytes.getFloat());
            case 7 -> nodes.booleanNode(bytes.get() != 0);
            case STRING -> nodes.textNode(string());
            case ARRAY -> array(key);
            case 10, 11 -> nodes.numberNode(bytes.getLong());
            case 12 -> nodes.numberNode(bytes.getDouble());
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private JsonNode array(String key) {
        var type = bytes.getInt();
        var length = bytes.getLong();
        if (key.equals("tokenizer.ggml.tokens")) {
            vocabulary = length;
        }
        for (var i = 0L; i < length; i++) {
            value(key, type);
        }
        return Json.MAPPER.getNodeFactory().nullNode();
    }

    private String string() {
        var text = new byte[Math.toIntExact(checked(bytes.getLong()))];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private long checked(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a text longer than the file");
        }
        return length;
    }
}

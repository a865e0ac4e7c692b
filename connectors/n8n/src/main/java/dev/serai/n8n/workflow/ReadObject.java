package dev.serai.n8n.workflow;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** An object that knows which of its fields somebody has asked for. What nobody has asked for, nobody has converted. */
final class ReadObject extends ObjectNode {

    private static final long serialVersionUID = 1L;

    private final transient Set<String> read = new HashSet<>();

    ReadObject(JsonNode plain) {
        super(JsonNodeFactory.instance);
        plain.fields().forEachRemaining(field -> set(field.getKey(), Reading.of(field.getValue())));
    }

    boolean wasRead(String name) {
        return read.contains(name);
    }

    private void readAll() {
        _children.keySet().forEach(read::add);
    }

    @Override
    public JsonNode get(String name) {
        read.add(name);
        return super.get(name);
    }

    @Override
    public JsonNode path(String name) {
        read.add(name);
        return super.path(name);
    }

    /** Only whether it is there; that is not yet a use of it. */
    @Override
    public boolean has(String name) {
        return _children.containsKey(name);
    }

    @Override
    public Iterator<JsonNode> elements() {
        readAll();
        return super.elements();
    }

    @Override
    public Iterator<Map.Entry<String, JsonNode>> fields() {
        readAll();
        return super.fields();
    }

    @Override
    public Set<Map.Entry<String, JsonNode>> properties() {
        readAll();
        return super.properties();
    }

    /** Without what marks a use. */
    Set<Map.Entry<String, JsonNode>> silently() {
        return _children.entrySet();
    }

    @Override
    public ObjectNode deepCopy() {
        readAll();
        return super.deepCopy();
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        readAll();
        super.serialize(out, provider);
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        readAll();
        super.serializeWithType(out, provider, types);
    }
}

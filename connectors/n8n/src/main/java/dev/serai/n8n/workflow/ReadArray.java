package dev.serai.n8n.workflow;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;

/** A list that knows which of its elements somebody has asked for. */
final class ReadArray extends ArrayNode {

    private static final long serialVersionUID = 1L;

    private final transient BitSet read = new BitSet();

    ReadArray(JsonNode plain) {
        super(JsonNodeFactory.instance);
        plain.forEach(one -> add(Reading.of(one)));
    }

    boolean wasRead(int index) {
        return read.get(index);
    }

    /** Without marking a use. */
    JsonNode silently(int index) {
        return super.get(index);
    }

    private void readAll() {
        read.set(0, size());
    }

    @Override
    public JsonNode get(int index) {
        if (index >= 0 && index < size()) {
            read.set(index);
        }
        return super.get(index);
    }

    @Override
    public JsonNode path(int index) {
        if (index >= 0 && index < size()) {
            read.set(index);
        }
        return super.path(index);
    }

    @Override
    public Iterator<JsonNode> elements() {
        readAll();
        return super.elements();
    }

    @Override
    public ArrayNode deepCopy() {
        readAll();
        return super.deepCopy();
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        readAll();
        super.serialize(out, provider);
    }
}

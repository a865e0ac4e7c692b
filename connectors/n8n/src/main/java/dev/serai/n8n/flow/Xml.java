package dev.serai.n8n.flow;

import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.apache.camel.Exchange;

/** XML as fields and back, and the entries of feeds. Pages come from strangers: no entities, and an end to size and depth. */
public final class Xml {

    private static final int LARGEST = 10 << 20;
    private static final int DEEPEST = 100;
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.:-]{0,200}");
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final XMLInputFactory READERS = XMLInputFactory.newDefaultFactory();
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

    static {
        READERS.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        READERS.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        READERS.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        READERS.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /** One open element. */
    private record Open(String name, Map<String, Object> fields, StringBuilder text) {}

    public void read(Exchange exchange) {
        var given = Values.parameters(exchange);
        boolean lists = Values.text(given, "lists").equals("true");
        exchange.getMessage().setBody(parsed(Values.text(given, "text"), lists));
    }

    public void write(Exchange exchange) {
        var given = Values.parameters(exchange);
        exchange.getMessage()
                .setBody(Map.of(
                        Values.text(given, "into"),
                        written(
                                given.get("value"),
                                Values.text(given, "root"),
                                Values.text(given, "headless").equals("true"))));
    }

    /** The entries of RSS and Atom, with the names that n8n gives them. */
    public void feed(Exchange exchange) {
        var items = Values.list(exchange.getMessage().getBody());
        var text = items.isEmpty() || !(items.get(0) instanceof dev.serai.items.model.Item item)
                ? ""
                : String.valueOf(item.json().get("data"));
        var made = new ArrayList<Object>();
        for (var entry : entries(parsed(text, false))) {
            if (entry instanceof Map<?, ?> fields) {
                made.add(entry(fields));
            }
        }
        exchange.getMessage().setBody(made);
    }

    private static List<?> entries(Map<String, Object> document) {
        var root = document.values().stream().findFirst().orElse(null);
        if (!(root instanceof Map<?, ?> map)) {
            return List.of();
        }
        var channel = map.get("channel") instanceof Map<?, ?> inner ? inner : map;
        var found = channel.get("item") != null
                ? channel.get("item")
                : map.get("item") != null ? map.get("item") : map.get("entry");
        return Values.list(found);
    }

    private static Map<String, Object> entry(Map<?, ?> fields) {
        var item = new LinkedHashMap<String, Object>();
        item.put("title", words(fields.get("title")));
        item.put("link", link(fields.get("link")));
        put(item, "creator", fields.get("dc:creator"), fields.get("author"));
        put(
                item,
                "pubDate",
                fields.get("pubDate"),
                fields.get("published"),
                fields.get("updated"),
                fields.get("dc:date"));
        put(
                item,
                "content",
                fields.get("content:encoded"),
                fields.get("content"),
                fields.get("description"),
                fields.get("summary"));
        put(item, "contentSnippet", fields.get("description"), fields.get("summary"), fields.get("content"));
        put(item, "guid", fields.get("guid"), fields.get("id"));
        put(item, "categories", fields.get("category"));
        if (item.get("pubDate") instanceof String date) {
            instant(date).ifPresent(time -> item.put("isoDate", time));
        }
        return item;
    }

    private static Optional<String> instant(String date) {
        for (var form : List.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME)) {
            try {
                return Optional.of(MILLIS.format(form.parse(date.strip(), Instant::from)));
            } catch (DateTimeException e) {
                // Of the other form, or of none.
            }
        }
        return Optional.empty();
    }

    private static void put(Map<String, Object> item, String name, Object... values) {
        for (var value : values) {
            if (value != null) {
                item.put(
                        name,
                        name.equals("categories")
                                ? Values.list(value).stream().map(Xml::words).toList()
                                : words(value));
                return;
            }
        }
    }

    private static String words(Object value) {
        return value instanceof Map<?, ?> map
                ? String.valueOf(map.get("_") != null ? map.get("_") : map.get("name") != null ? map.get("name") : "")
                : value == null ? "" : String.valueOf(value);
    }

    private static String link(Object value) {
        var first = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
        return first instanceof Map<?, ?> map && map.get("href") != null
                ? String.valueOf(map.get("href"))
                : words(first);
    }

    static Map<String, Object> parsed(String text, boolean lists) {
        if (text.length() > LARGEST) {
            throw new N8nException(N8nError.FILE_TOO_LARGE, "XML of " + text.length() + " signs");
        }
        try {
            var reader = READERS.createXMLStreamReader(new StringReader(text.strip()));
            var open = new ArrayDeque<Open>();
            open.push(new Open("", new LinkedHashMap<>(), new StringBuilder()));
            while (reader.hasNext()) {
                step(reader, open, lists);
            }
            return open.pop().fields();
        } catch (XMLStreamException e) {
            throw new N8nException(N8nError.UNREADABLE, "the text is no XML, or XML with entities of its own", e);
        }
    }

    private static void step(XMLStreamReader reader, ArrayDeque<Open> open, boolean lists) throws XMLStreamException {
        switch (reader.next()) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (open.size() > DEEPEST) {
                    throw new N8nException(N8nError.UNREADABLE, "the XML is nested too deep");
                }
                var fields = new LinkedHashMap<String, Object>();
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    fields.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                }
                open.push(new Open(name(reader), fields, new StringBuilder()));
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                open.peek().text().append(reader.getText());
            case XMLStreamConstants.END_ELEMENT -> {
                var done = open.pop();
                add(open.peek().fields(), done.name(), value(done), lists && open.size() > 1);
            }
            default -> {
                // Comments and instructions tell nothing.
            }
        }
    }

    private static String name(XMLStreamReader reader) {
        var prefix = reader.getPrefix();
        return prefix == null || prefix.isEmpty() ? reader.getLocalName() : prefix + ":" + reader.getLocalName();
    }

    private static Object value(Open element) {
        var text = element.text().toString().strip();
        if (element.fields().isEmpty()) {
            return text;
        }
        if (!text.isEmpty()) {
            element.fields().put("_", text);
        }
        return element.fields();
    }

    /** Several of one name become a list. */
    @SuppressWarnings("unchecked")
    private static void add(Map<String, Object> fields, String name, Object value, boolean lists) {
        var known = fields.get(name);
        if (known instanceof List<?>) {
            ((List<Object>) known).add(value);
        } else if (known != null || lists) {
            var list = new ArrayList<Object>();
            if (known != null) {
                list.add(known);
            }
            list.add(value);
            fields.put(name, list);
        } else {
            fields.put(name, value);
        }
    }

    static String written(Object value, String root, boolean headless) {
        var out = new StringWriter();
        try {
            var writer = WRITERS.createXMLStreamWriter(out);
            if (!headless) {
                out.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
            }
            boolean single = value instanceof Map<?, ?> map
                    && map.size() == 1
                    && !(map.values().iterator().next() instanceof List);
            if (single) {
                var only = ((Map<?, ?>) value).entrySet().iterator().next();
                element(writer, String.valueOf(only.getKey()), only.getValue(), 0);
            } else {
                element(writer, root.isEmpty() ? "root" : root, value, 0);
            }
            writer.close();
            return out.toString();
        } catch (XMLStreamException e) {
            throw new N8nException(N8nError.UNREADABLE, "the fields cannot be written as XML", e);
        }
    }

    private static void element(XMLStreamWriter writer, String name, Object value, int depth)
            throws XMLStreamException {
        if (depth > DEEPEST || !NAME.matcher(name).matches()) {
            throw new N8nException(N8nError.UNREADABLE, "'" + name + "' is no name of an element, or lies too deep");
        }
        if (value instanceof List<?> list) {
            for (var one : list) {
                if (one instanceof List) {
                    throw new N8nException(N8nError.UNREADABLE, "a list in the list '" + name + "' has no form in XML");
                }
                element(writer, name, one, depth);
            }
            return;
        }
        if (depth > 0) {
            line(writer, depth);
        }
        writer.writeStartElement(name);
        if (value instanceof Map<?, ?> map) {
            if (map.get("$") instanceof Map<?, ?> attributes) {
                for (var attribute : attributes.entrySet()) {
                    attribute(writer, String.valueOf(attribute.getKey()), attribute.getValue());
                }
            }
            for (var field : map.entrySet()) {
                if (field.getKey().equals("$") && field.getValue() instanceof Map) {
                    continue;
                }
                if (String.valueOf(field.getKey()).equals("_")) {
                    writer.writeCharacters(String.valueOf(field.getValue()));
                } else {
                    element(writer, String.valueOf(field.getKey()), field.getValue(), depth + 1);
                }
            }
            if (!map.isEmpty() && !map.containsKey("_")) {
                line(writer, depth);
            }
        } else if (value != null) {
            writer.writeCharacters(String.valueOf(value));
        }
        writer.writeEndElement();
    }

    private static void attribute(XMLStreamWriter writer, String name, Object value) throws XMLStreamException {
        if (!NAME.matcher(name).matches()) {
            throw new N8nException(N8nError.UNREADABLE, "'" + name + "' is no name of an attribute");
        }
        writer.writeAttribute(name, value == null ? "" : String.valueOf(value));
    }

    private static void line(XMLStreamWriter writer, int depth) throws XMLStreamException {
        writer.writeCharacters("\n" + "  ".repeat(depth));
    }
}

package dev.serai.vector;

import dev.serai.support.text.Passage;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;

/** Finds the documents in a message. */
final class Intake {

    private static final int LONGEST_SOURCE = 2_000;

    private final VectorConfiguration configuration;
    private final Template source;
    private final Map<String, Template> metadata = new LinkedHashMap<>();

    Intake(VectorEndpoint endpoint) {
        configuration = endpoint.getConfiguration();
        var context = endpoint.getCamelContext();
        source = configuration.getSource() == null ? null : Template.of(context, configuration.getSource());
        if (configuration.getMetadata() != null) {
            configuration.getMetadata().forEach((name, value) -> metadata.put(name, Template.of(context, value)));
        }
    }

    /** The items of a list, or null if the body is one document. */
    static List<?> several(Object body) {
        return body instanceof java.util.Collection<?> items
                ? new ArrayList<>(items)
                : body instanceof Object[] array ? Arrays.asList(array) : null;
    }

    /** @param number the place in a list, from 1; 0 for a body that is no list */
    Incoming document(Exchange exchange, Object item, int number) {
        var ofMessage = metadata(exchange);
        if (item instanceof Map<?, ?> map) {
            if (!(map.get("text") instanceof String text)) {
                throw new VectorException(VectorError.BAD_BODY, "the map has no 'text': its keys are " + map.keySet());
            }
            var own = map.get("metadata") instanceof Map<?, ?> inner ? inner : Map.of();
            return incoming(exchange, text, map.get("source"), number, null, with(ofMessage, own));
        }
        if (item instanceof Passage passage) {
            return incoming(
                    exchange, passage.text(), passage.source(), number, null, with(ofMessage, passage.metadata()));
        }
        var content = content(exchange, item);
        var path = content instanceof Path file ? file.toAbsolutePath().toString() : null;
        var name = path != null
                ? ((Path) content).getFileName().toString()
                : number == 0 ? exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class) : null;
        return incoming(exchange, content, number == 0 ? null : path, number, name, ofMessage);
    }

    private Incoming incoming(
            Exchange exchange, Object content, Object own, int number, String name, Map<String, Object> metadata) {
        var mediaType = Headers.get(exchange, VectorConstants.MEDIA_TYPE, String.class, configuration.getMediaType());
        return new Incoming(source(exchange, content, own, number), name, mediaType, metadata, content);
    }

    private static Object content(Exchange exchange, Object item) {
        if (item instanceof String || item instanceof byte[] || item instanceof Path) {
            return item;
        }
        if (item instanceof File file) {
            return file.toPath();
        }
        if (item instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
            return file.toPath();
        }
        var stream = item == null
                ? null
                : exchange.getContext().getTypeConverter().tryConvertTo(InputStream.class, exchange, item);
        if (stream == null) {
            throw new VectorException(
                    VectorError.BAD_BODY,
                    "the body is "
                            + (item == null ? "empty" : "a " + item.getClass().getName()) + ", which is no document");
        }
        return stream;
    }

    private String source(Exchange exchange, Object content, Object own, int number) {
        var named = own != null ? own.toString() : named(exchange, content, number);
        if (named != null && (named.isBlank() || named.length() > LONGEST_SOURCE)) {
            throw new VectorException(
                    VectorError.BAD_OPTION,
                    "the source has " + named.length() + " characters and must have 1 to " + LONGEST_SOURCE);
        }
        return named;
    }

    private String named(Exchange exchange, Object content, int number) {
        var message = exchange.getMessage();
        var common = source != null ? source.text(exchange) : message.getHeader(VectorConstants.SOURCE, String.class);
        if (source != null && common == null) {
            throw new VectorException(
                    VectorError.BAD_OPTION, "option source is '" + source + "', which has no value in this message");
        }
        if (common != null) {
            return number == 0 ? common : common + "#" + number;
        }
        if (content instanceof Path path) {
            return path.toAbsolutePath().toString();
        }
        if (number > 0) {
            return null;
        }
        var file = message.getHeader("CamelFileAbsolutePath", String.class);
        return file != null ? file : message.getHeader(Exchange.FILE_NAME, String.class);
    }

    private Map<String, Object> metadata(Exchange exchange) {
        var all = new LinkedHashMap<String, Object>();
        metadata.forEach((name, value) -> all.put(name, PlainValues.typed(value.value(exchange))));
        var header = exchange.getMessage().getHeader(VectorConstants.METADATA);
        if (header != null && !(header instanceof Map<?, ?>)) {
            throw new VectorException(
                    VectorError.BAD_OPTION, "header " + VectorConstants.METADATA + " is '" + header + "', no map");
        }
        return with(all, header == null ? Map.of() : (Map<?, ?>) header);
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<?, ?> more) {
        var all = new LinkedHashMap<String, Object>(some);
        more.forEach((name, value) -> all.put(String.valueOf(name), value));
        return PlainValues.of(all);
    }
}

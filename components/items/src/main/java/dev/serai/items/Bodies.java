package dev.serai.items;

import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemJson;
import dev.serai.items.model.Items;
import java.io.File;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** Items of what other components put into messages. */
public final class Bodies {

    private Bodies() {}

    /** What the message carries; a stream that is kept can be read again afterwards. */
    public static Items items(Exchange exchange) {
        var items = read(exchange);
        if (exchange.getMessage().getBody() instanceof StreamCache stream) {
            stream.reset();
        }
        return items;
    }

    private static Items read(Exchange exchange) {
        var message = exchange.getMessage();
        var body = message.getBody();
        if (body instanceof WrappedFile<?> || body instanceof File) {
            return file(exchange, message.getBody(byte[].class));
        }
        if (body instanceof StreamCache || body instanceof InputStream || body instanceof byte[]) {
            var type =
                    message.getHeader(Exchange.CONTENT_TYPE, "", String.class).toLowerCase(Locale.ROOT);
            // What says of itself that it is text is read as text.
            return type.contains("json") || type.startsWith("text/") || type.isEmpty() && !(body instanceof byte[])
                    ? ItemJson.items(message.getBody(String.class))
                    : file(exchange, message.getBody(byte[].class));
        }
        return ItemJson.items(body);
    }

    private static Items file(Exchange exchange, byte[] bytes) {
        var name = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        var type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        var file = new Binary(bytes == null ? new byte[0] : bytes, type, name);
        return Items.of(new Item(Map.of(), Map.of("data", file), null, null));
    }
}

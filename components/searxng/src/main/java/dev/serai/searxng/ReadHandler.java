package dev.serai.searxng;

import dev.serai.searxng.client.PageText;
import dev.serai.searxng.client.SearxngError;
import dev.serai.searxng.client.SearxngException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** {@code searxng:read}. One page that fails is an error; among several it carries the reason. */
final class ReadHandler implements OperationHandler {

    private static final int MOST_URLS = 50;

    private final Pages pages;
    private final boolean asText;

    ReadHandler(SearxngEndpoint endpoint) {
        var output = endpoint.getConfiguration().getOutput();
        if (output == SearxngOutput.PASSAGES) {
            throw new SearxngException(SearxngError.BAD_OPTION, "output=passages is of search, not of read");
        }
        asText = output == SearxngOutput.TEXT;
        pages = new Pages(endpoint);
        pages.reader();
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        var given = message.getHeader(SearxngConstants.URL);
        var wanted = given == null ? message.getBody() : given;
        if (wanted instanceof Collection<?> several) {
            return several(several).thenAccept(read -> message.setBody(asText ? text(read) : read));
        }
        var url = wanted == null
                ? null
                : exchange.getContext().getTypeConverter().convertTo(String.class, exchange, wanted);
        return pages.read(uri(url)).thenAccept(page -> message.setBody(asText ? page.forModel() : page));
    }

    private CompletableFuture<List<PageText>> several(Collection<?> urls) {
        if (urls.isEmpty() || urls.size() > MOST_URLS) {
            throw new SearxngException(
                    SearxngError.BAD_URL,
                    "the list has " + urls.size() + " addresses, but must have 1 to " + MOST_URLS);
        }
        return Pages.all(
                urls.stream().map(url -> pages.tried(Objects.toString(url, ""))).toList());
    }

    private static String text(List<PageText> read) {
        return read.stream().map(PageText::forModel).collect(Collectors.joining("\n"));
    }

    private static URI uri(String url) {
        if (url == null || url.isBlank()) {
            throw new SearxngException(SearxngError.BAD_URL, "there is no address to read");
        }
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new SearxngException(SearxngError.BAD_URL, "what is to be read is no address");
        }
    }

    @Override
    public void close() {
        pages.close();
    }
}

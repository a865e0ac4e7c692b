package dev.serai.ollama;

import dev.serai.support.camel.Resources;
import org.apache.camel.Exchange;

/** What chat and generate have in common: how a question is read and what becomes of the answer. */
final class Asking implements AutoCloseable {

    private final OllamaEndpoint endpoint;
    private final Formats formats;
    final Conversation conversation;
    final SettingsResolver settings;
    final CutPrompts cutPrompts;
    final Streams streams;

    Asking(OllamaEndpoint endpoint) throws Exception {
        this.endpoint = endpoint;
        var context = endpoint.getCamelContext();
        var configuration = endpoint.getConfiguration();
        this.conversation =
                new Conversation(Resources.text(context, configuration.getSystem()), configuration.getPrompt());
        this.settings = new SettingsResolver(context, configuration, endpoint.getOperation());
        this.formats = Formats.read(Resources.text(context, configuration.getFormat()));
        this.cutPrompts = new CutPrompts(configuration.getOnCut());
        this.streams = new Streams(endpoint);
    }

    /** The format that a header or the endpoint asks for. */
    Formats formats(Exchange exchange) {
        var header = exchange.getMessage().getHeader(OllamaConstants.FORMAT);
        return header == null ? formats : Formats.read(resource(header));
    }

    /** A header's value, read from the resource that it may name. */
    Object resource(Object header) {
        return header instanceof String text ? Resources.text(endpoint.getCamelContext(), text) : header;
    }

    @Override
    public void close() {
        streams.close();
    }
}

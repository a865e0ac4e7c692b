package dev.serai.ollama;

import dev.serai.support.camel.Resources;
import org.apache.camel.Exchange;

/** What chat and generate have in common: how a question is read and what becomes of the answer. */
final class Asking implements AutoCloseable {

    private final Formats formats;
    final Conversation conversation;
    final SettingsResolver settings;
    final CutPrompts cutPrompts;
    final Streams streams;

    Asking(OllamaEndpoint endpoint) throws Exception {
        var context = endpoint.getCamelContext();
        var configuration = endpoint.getConfiguration();
        this.conversation =
                new Conversation(Resources.text(context, configuration.getSystem()), configuration.getPrompt());
        this.settings = new SettingsResolver(context, configuration, endpoint.getOperation());
        this.formats = Formats.read(Resources.text(context, configuration.getFormat()));
        this.cutPrompts = new CutPrompts(configuration.getOnCut());
        this.streams = new Streams(endpoint);
    }

    /** The format that a header or the endpoint asks for. Only the endpoint may name a resource. */
    Formats formats(Exchange exchange) {
        var header = exchange.getMessage().getHeader(OllamaConstants.FORMAT);
        return header == null ? formats : Formats.read(header);
    }

    @Override
    public void close() {
        streams.close();
    }
}

package dev.serai.n8n.flow;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** Requests that let waiting flows go on. */
public final class Resume {

    private static final String AT_ONCE = "onReceived";
    private static final Pattern PAGE = Pattern.compile("(?:^|&)page=([^&]*)");

    /** Parts of the path. Fields of forms and queries become headers too, and have no such names. */
    public static final String TOKEN = "n8nWaitToken";

    public static final String SUFFIX = "n8nWaitSuffix";

    private final Webhook webhook = new Webhook();

    public CompletionStage<Void> request(Exchange exchange, String flow) throws IOException {
        var message = exchange.getMessage();
        var token = message.getHeader(TOKEN, "", String.class);
        var suffix = message.getHeader(SUFFIX, "", String.class);
        var method =
                message.getHeader(Exchange.HTTP_METHOD, "GET", String.class).toUpperCase(Locale.ROOT);
        message.removeHeader(TOKEN);
        message.removeHeader(SUFFIX);
        var waiting = Waiting.of(exchange.getContext());
        var found = waiting.find(flow, token).filter(one -> one.kind() != Parked.Kind.TIME);
        if (found.isEmpty()) {
            return refused(
                    exchange,
                    waiting.isUsed(flow, token)
                            ? Caller.message(410, "The flow has gone on already.")
                            : Caller.message(404, "No flow waits at this address."));
        }
        var parked = found.get();
        if (!suffix.equals(parked.suffix())) {
            return refused(exchange, Caller.message(404, "No flow waits at this address."));
        }
        if (parked.kind() == Parked.Kind.FORM && method.equals("GET")) {
            return refused(exchange, Caller.page(200, FormPage.of(parked.settings(), parked.number())));
        }
        var expected = parked.kind() == Parked.Kind.FORM ? "POST" : parked.setting("method");
        if (!List.of(expected.split(",")).contains(method)) {
            return refused(exchange, Caller.message(405, "The flow waits for " + expected + "."));
        }
        var query = message.getHeader(Exchange.HTTP_QUERY, "", String.class);
        if (parked.kind() == Parked.Kind.FORM && !isOfPage(query, parked)) {
            return refused(exchange, new State.Reply(303, Map.of("Location", last(parked, token)), "", true));
        }
        // What cannot be read must not use the wait up.
        if (parked.kind() == Parked.Kind.FORM) {
            webhook.chat(exchange);
        } else {
            webhook.begin(exchange);
        }
        var body = message.getBody();
        var taken = waiting.take(parked);
        if (taken.isEmpty()) {
            return refused(exchange, Caller.message(410, "The flow has gone on already."));
        }
        var mode = parked.setting("mode");
        var caller = taken.get().state().asks(mode.equals(AT_ONCE) ? "noData" : mode);
        if (mode.equals(AT_ONCE)) {
            caller.answer(atOnce(parked));
        }
        var answered = Webhook.answer(exchange, caller);
        taken.get().goOn().accept(body);
        return parked.kind() == Parked.Kind.FORM ? answered : answered.thenRun(() -> told(exchange, parked));
    }

    /** A form that is sent twice answers no other page. Whoever does not name a page means the one that is shown. */
    private static boolean isOfPage(String query, Parked parked) {
        var page = PAGE.matcher(query);
        return !page.find() || page.group(1).equals(String.valueOf(parked.number()));
    }

    /** The address itself, said in its last part: from where the form came, it is reached already. */
    private static String last(Parked parked, String token) {
        return parked.suffix().isEmpty()
                ? token
                : URLEncoder.encode(parked.suffix(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static State.Reply atOnce(Parked parked) {
        if (parked.kind() == Parked.Kind.FORM) {
            return Wait.thanks(parked)
                    .map(page -> Caller.page(200, page))
                    .orElseGet(() -> Caller.reply(Caller.FORM, null));
        }
        var text = parked.setting("text");
        return text.isEmpty()
                ? Caller.message(200, "Workflow was started")
                : new State.Reply(200, Map.of(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8"), text);
    }

    /** The status and the headers of the node's own; what a node of the flow answers has its own. */
    private static void told(Exchange exchange, Parked parked) {
        if (parked.setting("mode").equals(Caller.NODE)) {
            return;
        }
        var status = parked.setting("status");
        if (status.matches("[1-5]\\d\\d")) {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, Integer.parseInt(status));
        }
    }

    private static CompletionStage<Void> refused(Exchange exchange, State.Reply reply) {
        Webhook.send(exchange, reply);
        return CompletableFuture.completedFuture(null);
    }
}

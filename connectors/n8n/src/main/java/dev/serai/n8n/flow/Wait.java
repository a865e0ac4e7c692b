package dev.serai.n8n.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.ItemsConstants;
import dev.serai.items.ItemsRuntime;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemRunText;
import dev.serai.items.model.Items;
import dev.serai.items.state.StateStore;
import dev.serai.items.time.Dates;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where flows wait, without a thread: for a time, a request, or a person with a form. */
public final class Wait {

    private static final Logger LOG = LoggerFactory.getLogger(Wait.class);

    /** Who waits for an answer of the flow waits that long for more of it. */
    private static final long SHORT = 65_000;

    private static final double LONGEST = 10 * 366 * 86_400_000d;

    public CompletionStage<Void> time(Exchange exchange) {
        return wait(exchange, Parked.Kind.TIME);
    }

    public CompletionStage<Void> webhook(Exchange exchange) {
        return wait(exchange, Parked.Kind.WEBHOOK);
    }

    public CompletionStage<Void> form(Exchange exchange) {
        return wait(exchange, Parked.Kind.FORM);
    }

    /** Flows go on for which the process ended while they waited. */
    public void load(Exchange exchange, String flow) {
        Waiting.of(exchange.getContext()).load(flow);
    }

    private static CompletionStage<Void> wait(Exchange exchange, Parked.Kind kind) {
        var settings = settings(exchange);
        var items = Items.of(Values.list(exchange.getVariable("items")).stream()
                .map(Item.class::cast)
                .toList());
        var done = new CompletableFuture<Void>();
        if (exchange.getProperty(Waiting.RESUMED) instanceof Waiting.Resumed resumed
                && resumed.step().equals(Values.text(settings, "step"))
                && resumed.taken().compareAndSet(false, true)) {
            exchange.getMessage().setBody(resumed.body() == null ? items : resumed.body());
            done.complete(null);
            return done;
        }
        var state = State.of(exchange);
        var until = until(settings);
        if (kind == Parked.Kind.TIME && until == null) {
            throw new N8nException(N8nError.UNREADABLE, "there is no time to wait for");
        }
        var parked = new Parked(flow(exchange), state.token(), kind, settings, until, state.waits());
        boolean isLong = kind != Parked.Kind.TIME || until.isAfter(Instant.now().plusMillis(SHORT));
        var waiting = Waiting.of(exchange.getContext());
        var outcome = waiting.park(
                parked,
                state,
                ExchangeHelper.getRoute(exchange),
                isLong && waiting.keeps() && isDurable(exchange, state, settings)
                        ? text(parked, exchange, items)
                        : null);
        if (isLong) {
            state.caller().paused(items, kind == Parked.Kind.FORM ? page(state, parked.suffix()) : null);
        }
        outcome.whenComplete((came, error) -> Beside.of(exchange.getContext()).execute(() -> {
            if (error != null) {
                done.completeExceptionally(error instanceof CompletionException wrapped ? wrapped.getCause() : error);
                return;
            }
            exchange.getMessage().setBody(came.orElse(items));
            done.complete(null);
        }));
        return done;
    }

    private static String text(Parked parked, Exchange exchange, Items items) {
        if (ItemRunText.lengthOfFiles(ItemsRuntime.run(exchange), items) > StateStore.LONGEST) {
            LOG.warn("A flow of '{}' waits that a restart would end: its files are too large", parked.flow());
            return null;
        }
        try {
            return parked.text(exchange, items);
        } catch (IllegalArgumentException e) {
            // A field has no form in JSON: then this process only can go on.
            return null;
        }
    }

    /** After a restart only this route is left, so nothing else may have waited for it. */
    private static boolean isDurable(Exchange exchange, State state, Map<?, ?> settings) {
        return Values.text(settings, "alone").equals("true")
                && !state.called()
                && !Boolean.TRUE.equals(exchange.getProperty(ItemsConstants.MORE_OUTPUTS));
    }

    private static String flow(Exchange exchange) {
        return exchange.getProperty(ItemsConstants.WORKFLOW, "", String.class);
    }

    /** The path alone: who sends a form is at the right host already. */
    private static String page(State state, String suffix) {
        var path = state.address().replaceFirst("^[a-z]+://[^/]*/*", "/") + "/" + state.token();
        return suffix.isEmpty() ? path : path + "/" + URLEncoder.encode(suffix, StandardCharsets.UTF_8);
    }

    /** Fields may be given as a text of JSON. */
    private static Map<String, Object> settings(Exchange exchange) {
        var settings = new LinkedHashMap<String, Object>();
        Values.parameters(exchange).forEach((name, value) -> settings.put(String.valueOf(name), value));
        if (settings.get("fields") instanceof String text) {
            try {
                settings.put("fields", Json.MAPPER.readValue(text, Object.class));
            } catch (JsonProcessingException e) {
                throw new N8nException(N8nError.UNREADABLE, "the fields of the form are no JSON");
            }
        }
        return settings;
    }

    /** Null for no limit. */
    private static Instant until(Map<?, ?> settings) {
        var date = Values.text(settings, "until");
        var amount = Values.text(settings, "amount");
        if (!date.isBlank()) {
            var zone = Values.text(settings, "zone");
            return Dates.read(settings.get("until"), zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone))
                    .toInstant();
        }
        if (amount.isEmpty()) {
            return null;
        }
        if (!amount.matches("\\d{1,9}(\\.\\d{1,20})?(E-?\\d{1,2})?")) {
            throw new N8nException(
                    N8nError.UNREADABLE,
                    "'" + (amount.length() > 50 ? amount.substring(0, 50) : amount) + "' is no length of time");
        }
        var millis = Double.parseDouble(amount) * Long.parseLong(Values.text(settings, "unit"));
        return Instant.now().plusMillis((long) Math.min(millis, LONGEST));
    }

    /** The last page of a form; what follows runs on without its reader. */
    public void complete(Exchange exchange) {
        var p = Values.parameters(exchange);
        var reply = switch (Values.text(p, "respondWith")) {
            case "redirect" -> Caller.page(200, FormPage.leadingTo(Values.text(p, "url")));
            case "showText" ->
                new State.Reply(200, Map.of(Exchange.CONTENT_TYPE, "text/html; charset=UTF-8"), Values.text(p, "text"));
            case "returnBinary" -> file(exchange, Values.text(p, "file"));
            default -> Caller.page(200, FormPage.message(Values.text(p, "title"), Values.text(p, "message")));
        };
        State.of(exchange).reply(reply);
        exchange.getMessage().setBody(exchange.getVariable("items"));
    }

    /** Saved, not shown: it is no page of ours. */
    private static State.Reply file(Exchange exchange, String name) {
        var headers = new LinkedHashMap<String, String>();
        var data = Webhook.file(exchange.getVariable("items"), name, headers);
        headers.put("Content-Disposition", "attachment");
        return new State.Reply(200, headers, data);
    }

    static Optional<String> thanks(Parked parked) {
        var url = parked.setting("thanksUrl");
        var text = parked.setting("thanks");
        return url.isEmpty() && text.isEmpty()
                ? Optional.empty()
                : Optional.of(url.isEmpty() ? FormPage.message("Sent", text) : FormPage.leadingTo(url));
    }
}

package dev.serai.support.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exchange as text, and back: its body, headers, variables and properties. What an application has set is kept whole
 * or refused. What Camel's own parts have set, under names that begin with Camel, is kept if it is plain data, since
 * objects such as connections mean nothing later. What may be a login by its name is left out, so that it is in no store.
 */
public final class ExchangeText {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeText.class);
    private static final String VERSION = "serai-exchange";
    private static final String CAMEL = "Camel";

    /** How the last words of names such as Proxy-Authorization, accessToken and clientsecret end; not of tokenCount. */
    private static final Set<String> LOGINS = Set.of(
            "authorization",
            "cookie",
            "cookies",
            "token",
            "secret",
            "secrets",
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "apikey",
            "credential",
            "credentials",
            "jwt");

    /** What a key is called that opens something. */
    private static final Set<String> KEYS = Set.of("api", "access", "secret", "private", "subscription");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");

    private ExchangeText() {}

    /**
     * @param limit how many bytes the text may have, and a stream that is read for it
     * @throws RouteException when something cannot be kept; the exchange can be gone on with in any case
     */
    public static String write(Exchange exchange, int limit) {
        var values = new Values(limit);
        var all = Json.object().put(VERSION, 1);
        all.put("pattern", exchange.getPattern().name());
        all.set("body", body(exchange, values));
        all.set("headers", map("header", exchange.getMessage().getHeaders(), values));
        all.set("variables", map("variable", exchange.getVariables(), values));
        all.set("properties", map("property", exchange.getProperties(), values));
        var text = Json.text(all);
        if (text.length() > limit || text.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw Values.tooLarge("the exchange", limit);
        }
        return text;
    }

    private static JsonNode body(Exchange exchange, Values values) {
        var message = exchange.getMessage();
        var body = message.getBody();
        var bytes = Streams.read(exchange, body, values.limit());
        return bytes == null ? values.write("the body", body) : Values.stream(bytes);
    }

    private static ObjectNode map(String kind, Map<String, Object> from, Values values) {
        var kept = Json.object();
        if (from == null) {
            return kept;
        }
        from.forEach((name, value) -> {
            if (isLogin(name)) {
                LOG.info("The {} {} is not kept, since it may be a login", kind, name);
                return;
            }
            try {
                kept.set(name, values.write(kind + " '" + name + "'", value));
            } catch (RouteException e) {
                if (!name.regionMatches(true, 0, CAMEL, 0, CAMEL.length()) || e.code() != RouteError.NOT_KEPT) {
                    throw e;
                }
            }
        });
        return kept;
    }

    private static boolean isLogin(String name) {
        if (name.startsWith(CAMEL)) {
            return false;
        }
        var words = BETWEEN_WORDS
                .matcher(name)
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT)
                .strip()
                .split(" ");
        var last = words[words.length - 1];
        return LOGINS.stream().anyMatch(last::endsWith)
                || last.equals("key") && words.length > 1 && KEYS.contains(words[words.length - 2]);
    }

    /** Puts what was written into an exchange that is still empty. */
    public static void read(String text, Exchange exchange) {
        try {
            var all = Json.read(text);
            if (!all.path(VERSION).isInt()) {
                throw new RouteException(RouteError.BAD_TEXT, "this is no kept exchange");
            }
            exchange.setPattern(ExchangePattern.valueOf(all.path("pattern").asText()));
            var message = exchange.getMessage();
            message.setBody(Values.read(all.path("body")));
            each(all.path("headers"), message::setHeader);
            each(all.path("variables"), exchange::setVariable);
            each(all.path("properties"), exchange::setProperty);
        } catch (JsonProcessingException e) {
            throw new RouteException(RouteError.BAD_TEXT, "this is no JSON");
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new RouteException(RouteError.BAD_TEXT, "a value of the kept exchange cannot be read");
        }
    }

    private static void each(JsonNode values, BiConsumer<String, Object> to) {
        values.fields().forEachRemaining(field -> to.accept(field.getKey(), Values.read(field.getValue())));
    }
}

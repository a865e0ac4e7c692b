package dev.serai.n8n.flow;

import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;

/** The node Crypto: digests, keyed digests and random texts, as a field of the item. */
public final class Digest {

    private static final Map<String, String> NAMES = Map.of(
            "MD5", "MD5",
            "SHA1", "SHA-1",
            "SHA256", "SHA-256",
            "SHA384", "SHA-384",
            "SHA512", "SHA-512",
            "SHA3-256", "SHA3-256",
            "SHA3-384", "SHA3-384",
            "SHA3-512", "SHA3-512");
    private static final SecureRandom RANDOM = new SecureRandom();

    public void run(Exchange exchange) {
        var given = Values.parameters(exchange);
        var items = Values.list(exchange.getVariable("items"));
        if (items.isEmpty() || !(items.get(0) instanceof Item item)) {
            return;
        }
        var json = item.copy();
        json.put(Values.text(given, "into"), made(given));
        exchange.getMessage().setBody(Items.of(List.of(new Item(json, item.binary(), null, null))));
    }

    private static String made(Map<?, ?> given) {
        var type = Values.text(given, "type").toUpperCase(Locale.ROOT);
        var value = Values.text(given, "value").getBytes(StandardCharsets.UTF_8);
        var encoding = Values.text(given, "encoding");
        try {
            return switch (Values.text(given, "action")) {
                case "generate" -> random(given, encoding);
                case "hmac" -> {
                    var name = "Hmac" + name(type).replace("SHA-", "SHA");
                    var mac = Mac.getInstance(name);
                    mac.init(new SecretKeySpec(Values.text(given, "secret").getBytes(StandardCharsets.UTF_8), name));
                    yield written(mac.doFinal(value), encoding);
                }
                default -> written(MessageDigest.getInstance(name(type)).digest(value), encoding);
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new N8nException(N8nError.UNREADABLE, "a digest of the type '" + type + "' cannot be made", e);
        }
    }

    private static String name(String type) {
        return NAMES.getOrDefault(type, type);
    }

    private static String random(Map<?, ?> given, String encoding) {
        if (encoding.equals("uuid")) {
            return UUID.randomUUID().toString();
        }
        int length = (int) Math.max(1, Math.min(10_000, HttpStep.number(Values.text(given, "length"))));
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        var text = written(bytes, encoding);
        return text.substring(0, Math.min(length, text.length()));
    }

    private static String written(byte[] bytes, String encoding) {
        return encoding.equals("base64")
                ? Base64.getEncoder().encodeToString(bytes)
                : HexFormat.of().formatHex(bytes);
    }
}

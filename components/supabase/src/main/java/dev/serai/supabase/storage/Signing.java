package dev.serai.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Segment;
import dev.serai.supabase.client.storage.ObjectPath;
import dev.serai.supabase.client.storage.StorageClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** Addresses that can be given to others. */
final class Signing {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,8192}");

    private final StorageClient client;
    private final StorageSettings settings;

    Signing(StorageClient client, StorageSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** For the file of the path, or one each for those that the body lists. */
    CompletionStage<?> toRead(Exchange exchange, Credentials credentials) {
        return Paths.given(exchange, settings) == null ? many(exchange, credentials) : one(exchange, credentials);
    }

    private CompletionStage<?> one(Exchange exchange, Credentials credentials) {
        var file = Paths.one(exchange, settings);
        var body = new LinkedHashMap<String, Object>();
        body.put("expiresIn", settings.expirySeconds());
        if (!settings.transform().isEmpty()) {
            body.put("transform", transform());
        }
        return client.read("POST", "/object/sign/" + StorageClient.path(file), body, credentials)
                .thenAccept(answer -> exchange.getMessage().setBody(address(file, answer.path("signedURL"))));
    }

    /** The service wants numbers as such. */
    private Map<String, Object> transform() {
        var values = new LinkedHashMap<String, Object>();
        settings.transform()
                .forEach((name, value) ->
                        values.put(name, value.matches("\\d{1,6}") ? Integer.valueOf(value) : (Object) value));
        return values;
    }

    private CompletionStage<?> many(Exchange exchange, Credentials credentials) {
        var body = Map.of("expiresIn", settings.expirySeconds(), "paths", Paths.listed(exchange));
        return client.read("POST", "/object/sign/" + Segment.of(settings.bucket()), body, credentials)
                .thenAccept(answer -> {
                    var signed = new ArrayList<Map<String, Object>>();
                    for (var entry : StorageClient.list(answer)) {
                        signed.add(described(entry));
                    }
                    exchange.getMessage().setBody(signed);
                });
    }

    private Map<String, Object> described(Map<String, Object> entry) {
        var path = String.valueOf(entry.get("path"));
        var described = new LinkedHashMap<String, Object>();
        described.put("path", path);
        if (entry.get("signedURL") instanceof String address) {
            described.put("signedUrl", address(Paths.of(settings.bucket(), path), address));
        } else {
            described.put("error", entry.get("error"));
        }
        return described;
    }

    private String address(ObjectPath file, JsonNode answer) {
        return address(file, answer.asText());
    }

    /** Only the token is taken from the answer: whoever gets the address must land where the endpoint looks. */
    private String address(ObjectPath file, String answer) {
        var root = answer.startsWith("/render/image/sign/") ? "/render/image/sign/" : "/object/sign/";
        return absolute(root + StorageClient.path(file) + "?token=" + token(answer)
                + Addresses.as(settings.options().getDownloadAs()));
    }

    private static String token(String address) {
        int start = address.indexOf("?token=");
        var token = start < 0 ? "" : address.substring(start + "?token=".length());
        if (!TOKEN.matcher(token).matches()) {
            throw StorageClient.unreadable("no signed address");
        }
        return token;
    }

    private String absolute(String path) {
        return client.gateway().uri("/storage/v1" + path).toString();
    }

    /** An address to which whoever has it may upload one file. */
    CompletionStage<?> toWrite(Exchange exchange, Credentials credentials) {
        var file = Paths.one(exchange, settings);
        var path = StorageClient.path(file);
        Map<String, String> headers = settings.options().isUpsert() ? Map.of("x-upsert", "true") : Map.of();
        return client.write("POST", "/object/upload/sign/" + path, Map.of(), headers, credentials)
                .thenAccept(answer -> {
                    var token = token(answer.path("url").asText());
                    var signed = new LinkedHashMap<String, Object>();
                    signed.put("path", file.path());
                    signed.put("signedUrl", absolute("/object/upload/sign/" + path + "?token=" + token));
                    signed.put("token", token);
                    exchange.getMessage().setBody(signed);
                });
    }

    /** Of a file in a public bucket; nobody is asked whether it is there. */
    void open(Exchange exchange) {
        var path = Addresses.open(
                Paths.one(exchange, settings),
                settings.transform(),
                settings.options().getDownloadAs());
        exchange.getMessage().setBody(absolute(path));
    }
}

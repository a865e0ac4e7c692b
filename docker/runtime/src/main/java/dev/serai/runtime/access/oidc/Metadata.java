package dev.serai.runtime.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * Where an issuer does what.
 *
 * @param secretInBody whether it takes the client's secret in the body only
 */
record Metadata(URI authorization, URI token, URI keys, boolean secretInBody) {

    private static final int LONGEST_SHOWN = 200;

    /** @throws IllegalArgumentException in words for the log */
    static Metadata of(JsonNode said, URI issuer) {
        var name = said.path("issuer").asText();
        if (!name.equals(issuer.toString())) {
            throw new IllegalArgumentException(
                    "it calls itself '" + name.substring(0, Math.min(LONGEST_SHOWN, name.length())) + "'");
        }
        var methods = said.path("token_endpoint_auth_methods_supported");
        return new Metadata(
                address(said, "authorization_endpoint", issuer),
                address(said, "token_endpoint", issuer),
                address(said, "jwks_uri", issuer),
                methods.isArray() && !has(methods, "client_secret_basic") && has(methods, "client_secret_post"));
    }

    private static boolean has(JsonNode words, String word) {
        for (var one : words) {
            if (one.asText().equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static URI address(JsonNode said, String name, URI issuer) {
        URI address;
        try {
            address = URI.create(said.path(name).asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its " + name + " is no address");
        }
        if (!Addresses.isTrusted(address, issuer)) {
            throw new IllegalArgumentException("its " + name + " is no address with TLS");
        }
        return address;
    }
}

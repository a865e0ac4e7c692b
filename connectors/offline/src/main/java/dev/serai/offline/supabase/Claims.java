package dev.serai.offline.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;

/**
 * Who asks.
 *
 * @param role the database role: anon, authenticated, service_role, or one of the project's own
 * @param sub the user's id, or null
 * @param json all claims
 */
public record Claims(String role, String sub, String json) {
    public static final Claims ANON = of(Json.object().put("role", "anon"));
    public static final Claims SERVICE = of(Json.object().put("role", "service_role"));

    public static Claims of(JsonNode claims) {
        var role = Json.text(claims, "role");
        return new Claims(role == null ? "anon" : role, Json.text(claims, "sub"), Json.write(claims));
    }

    public JsonNode all() {
        return Json.parse(json);
    }

    public boolean isService() {
        return role.equals("service_role");
    }

    @Override
    public String toString() {
        return role + (sub == null ? "" : " " + sub);
    }
}

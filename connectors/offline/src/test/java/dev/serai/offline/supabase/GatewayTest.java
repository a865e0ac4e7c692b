package dev.serai.offline.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GatewayTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void makeTable() {
        supabase.sql("create table who(role text default current_user)");
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(supabase.baseUrl() + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void withoutKeyNothingGoes() throws Exception {
        var answer = send("GET", "/rest/v1/who");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("No API key found in request");
    }

    @Test
    void foreignKeysAreRefused() throws Exception {
        var answer = send("GET", "/rest/v1/who", "apikey", "sb_secret_foreign");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Invalid API key");
    }

    @Test
    void theKeyMayStandInTheQuery() throws Exception {
        assertThat(send("GET", "/rest/v1/who?apikey=" + supabase.anonKey()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theTokenCountsMoreThanTheKey() throws Exception {
        var answer = send(
                "DELETE",
                "/rest/v1/who?role=eq.x",
                "apikey",
                supabase.serviceKey(),
                "Authorization",
                "Bearer wrong.token.here");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("PGRST301");
    }

    @Test
    void unknownServicesAreNotFound() throws Exception {
        assertThat(send("GET", "/rest/v12/who").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
    }

    @Test
    void requestsAreKeptForTests() throws Exception {
        send("GET", "/rest/v1/who?select=role", "apikey", supabase.anonKey());
        assertThat(supabase.requests().last().path()).isEqualTo("/rest/v1/who");
        assertThat(supabase.requests().last().status()).isEqualTo(200);
    }
}

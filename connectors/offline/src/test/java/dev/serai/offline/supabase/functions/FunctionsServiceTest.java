package dev.serai.offline.supabase.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.Api;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FunctionsServiceTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void deploy() {
        var functions = supabase.server().functions();
        functions.on(
                "hello",
                call -> call.set("x-method", call.method())
                        .reply(Json.object()
                                .put("hello", call.json().path("name").asText())
                                .put("role", call.claims().role())
                                .put("path", call.path())));
        functions.on(
                "stream",
                call -> CompletableFuture.runAsync(() -> {
                    call.begin(200, "text/event-stream");
                    call.write("data: 1\n\n");
                    call.write("data: 2\n\n");
                    call.end();
                }));
        functions.on("cut", call -> {
            call.begin(200, "text/plain");
            call.write("half");
            call.cut();
        });
        functions.on("broken", call -> {
            throw new IllegalStateException("a bug");
        });
    }

    @Test
    void aFunctionGetsTheCallAndAnswers() {
        var answer = api().send("PATCH", "/hello/below", "{\"name\":\"Ann\"}");
        assertThat(answer.body()).isEqualTo("{\"hello\":\"Ann\",\"role\":\"anon\",\"path\":\"/below\"}");
        assertThat(Api.header(answer, "x-method")).isEqualTo("PATCH");
    }

    @Test
    void anAnswerMayStreamFromAnotherThread() {
        assertThat(api().post("/stream", "").body()).isEqualTo("data: 1\n\ndata: 2\n\n");
    }

    @Test
    void anAnswerMayBreakOff() {
        assertThatThrownBy(() -> api().trySend("POST", "/cut", "")).isInstanceOf(IOException.class);
    }

    @Test
    void anUnknownFunctionIsNotFound() {
        var answer = api().post("/none", "{}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"code\":\"NOT_FOUND\",\"message\":\"Requested function was not found\"}");
    }

    @Test
    void aFunctionThatThrowsIsAnErrorOfTheFunction() {
        var answer = api().post("/broken", "{}");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Api.header(answer, "x-relay-error")).isNull();
    }

    @Test
    void theRelayFailsAsOftenAsATestSays() {
        supabase.server().functions().failRelay(1);
        assertThat(Api.header(api().post("/hello", "{}"), "x-relay-error")).isEqualTo("true");
        assertThat(api().post("/hello", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutATokenThatHoldsNothingIsCalled() {
        assertThat(new Api(base(), null).post("/hello", "{}").statusCode()).isEqualTo(401);
        assertThat(new Api(base(), "bad").post("/hello", "{}").statusCode()).isEqualTo(401);
    }

    private static Api api() {
        return new Api(base(), supabase.anonKey());
    }

    private static String base() {
        return supabase.baseUrl() + "/functions/v1";
    }
}

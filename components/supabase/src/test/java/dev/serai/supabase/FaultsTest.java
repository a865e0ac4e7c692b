package dev.serai.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.Faults;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.TableError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FaultsTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "409,23505,DUPLICATE",
        "409,23503,REFERENCE",
        "400,23502,CONSTRAINT",
        "400,23514,CONSTRAINT",
        "401,42501,NOT_ALLOWED",
        "403,42501,NOT_ALLOWED",
        "404,42P01,NO_TABLE",
        "404,PGRST205,NO_TABLE",
        "400,PGRST204,NO_COLUMN",
        "400,42703,NO_COLUMN",
        "404,PGRST202,NO_FUNCTION",
        "400,PGRST200,NO_RELATION",
        "406,PGRST116,NOT_ONE",
        "401,PGRST301,TOKEN",
        "416,PGRST103,RANGE",
        "400,PGRST124,TOO_MANY_AFFECTED",
        "406,PGRST106,NO_SCHEMA",
        "400,PGRST100,BAD_QUERY",
        "400,42601,BAD_QUERY",
        "500,57014,TIMEOUT",
        "400,22P02,BAD_VALUE",
        "400,P0001,RAISED",
        "400,PT402,RAISED",
        "503,53300,DATABASE_AWAY",
        "504,PGRST003,DATABASE_AWAY",
        "409,40001,COLLIDED"
    })
    void theServicesCodesHaveTheirMeaning(int status, String code, TableError error) {
        server.answer(Answer.json(
                status,
                "{\"code\":\"" + code
                        + "\",\"message\":\"what went wrong\",\"details\":\"the details\",\"hint\":\"the hint\"}"));
        var failure = routes.fails("supabase:table/a?retries=0", null);
        assertThat(failure.code()).isEqualTo(error);
        assertThat(failure.getStatus()).isEqualTo(status);
        assertThat(failure.getServiceCode()).isEqualTo(code);
        assertThat(failure.getServiceMessage()).isEqualTo("what went wrong");
        assertThat(failure.getDetails()).isEqualTo("the details");
        assertThat(failure.getHint()).isEqualTo("the hint");
        assertThat(failure).hasMessageContaining("what went wrong").hasMessageContaining("the hint. ");
    }

    @Test
    void aRowInTheDetailsStaysOutOfTheMessage() {
        server.answer(
                Answer.json(
                        400,
                        "{\"code\":\"23502\",\"message\":\"null value in column\",\"details\":\"Failing row contains (5, Ann's diary).\"}"));
        var failure = routes.fails("supabase:table/a?operation=insert", Map.of("a", 1));
        assertThat(failure).hasMessageContaining("null value in column").hasMessageNotContaining("diary");
        assertThat(failure.getDetails()).contains("diary");
    }

    @Test
    void aRefusedKeyIsNamed() {
        server.answer(
                Answer.json(401, "{\"message\":\"Invalid API key\",\"hint\":\"Double check your Supabase `apikey`\"}"));
        var failure = routes.fails("supabase:table/a", null);
        assertThat(failure.code()).isEqualTo(SupabaseError.KEY_REFUSED);
        assertThat(failure).hasMessageContaining("Double check");
    }

    @Test
    void aStatusInThePlaceOfACodeIsNoCodeOfTheDatabase() {
        server.answer(Answer.json(429, "{\"code\":429,\"message\":\"slow down\"}"));
        var failure = routes.fails("supabase:table/a?operation=insert&retries=0", Map.of("a", 1));
        assertThat(failure.code()).isEqualTo(SupabaseError.BUSY);
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void aWebPageIsNotQuoted() {
        for (var answer : List.of(
                Answer.of(502, "text/html", "<html><body>nginx 1.2"),
                Answer.of(404, "text/plain", "<!doctype html>nginx"))) {
            server.answer(answer);
            assertThat(routes.fails("supabase:table/a?retries=0", null))
                    .hasMessageContaining("a web page")
                    .hasMessageNotContaining("nginx");
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.answer(Answer.of(302, "text/plain", "moved").with("Location", server.url() + "/elsewhere"));
        for (var uri : List.of("supabase:table/a", "supabase:functions/a", "supabase:functions/a?stream=true")) {
            assertThat(routes.fails(uri, null).code()).isEqualTo(SupabaseError.NOT_SUPABASE);
        }
        assertThat(server.asked()).noneMatch(asked -> asked.uri().contains("elsewhere"));
    }

    @Test
    void readsAreTriedAgainAndWritesNever() {
        server.answer(Answer.json(503, "{\"message\":\"busy\"}").with("Retry-After", "0"));
        var read = routes.fails("supabase:table/a", null);
        assertThat(read.code()).isEqualTo(SupabaseError.BUSY);
        assertThat(read.isRetryable()).isTrue();
        assertThat(server.asked()).hasSize(3);
        for (var uri : List.of(
                "supabase:table/a?operation=insert",
                "supabase:table/a?operation=update&all=true",
                "supabase:table/a?operation=delete&all=true",
                "supabase:rpc/a",
                "supabase:functions/a")) {
            int before = server.asked().size();
            assertThat(routes.fails(uri, Map.of("a", 1)).isRetryable()).isFalse();
            assertThat(server.asked()).hasSize(before + 1);
        }
    }

    @Test
    void aWriteOfWhichNothingWasSentMayBeSentAgain() {
        server.close();
        var failure = routes.fails("supabase:table/a?operation=insert&retries=0", Map.of("a", 1));
        assertThat(failure.code()).isEqualTo(SupabaseError.REFUSED);
        assertThat(failure.isRetryable()).isTrue();
        server = new TestServer();
    }

    @Test
    void silenceEndsAndAWriteIsDoubtfulThen() {
        server.answer(Answer.none());
        var write = routes.fails("supabase:table/a?operation=insert&requestTimeout=100", Map.of("a", 1));
        assertThat(write.code()).isEqualTo(SupabaseError.NO_ANSWER);
        assertThat(write.isRetryable()).isFalse();
        var read = routes.fails("supabase:table/a?requestTimeout=100&retries=0", null);
        assertThat(read.isRetryable()).isTrue();
    }

    @Test
    void anUnexpectedFailureDoesNotQuoteItsCause() {
        var faults = new Faults(URI.create("http://localhost:1"), List.of(), true);
        var failure = faults.of(new IllegalStateException("Bearer of a key"));
        assertThat(failure).hasMessageContaining("IllegalStateException").hasMessageNotContaining("Bearer");
        assertThat(failure.getCause()).hasMessage("java.lang.IllegalStateException");
    }
}

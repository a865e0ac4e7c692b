package dev.serai.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.TestServer.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks, and that nobody else learns of it. */
@Timeout(60)
class KeysTest {

    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

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

    private void check(String apikey, String authorization) {
        assertThat(server.last().header("apikey")).isEqualTo(apikey);
        assertThat(server.last().header("authorization")).isEqualTo(authorization);
    }

    @Test
    void theServiceKeyIsSentOnlyWhereItIsAskedFor() {
        routes.ask("supabase:table/a");
        routes.ask("supabase:table/a?operation=insert", Map.of("a", 1));
        routes.ask("supabase:table/a", null, Map.of(SupabaseConstants.ACCESS_TOKEN, TOKEN));
        routes.ask("supabase:rpc/a");
        routes.ask("supabase:functions/a");
        assertThat(server.asked()).hasSize(5).allSatisfy(asked -> {
            assertThat(asked.header("apikey")).isEqualTo(Routes.ANON);
            assertThat(asked.headers().toString()).doesNotContain(Routes.SERVICE);
            assertThat(asked.uri()).doesNotContain(Routes.SERVICE);
        });
        routes.ask("supabase:table/a?key=service");
        check(Routes.SERVICE, "Bearer " + Routes.SERVICE);
    }

    @Test
    void aUsersTokenIsTheBearer() {
        routes.ask("supabase:table/a", null, Map.of(SupabaseConstants.ACCESS_TOKEN, TOKEN));
        check(Routes.ANON, "Bearer " + TOKEN);
        routes.ask("supabase:table/a?accessToken=" + TOKEN);
        check(Routes.ANON, "Bearer " + TOKEN);
    }

    @Test
    void aMessageDoesNotChangeWhoAsksWithTheServiceKey() {
        routes.ask("supabase:table/a?key=service", null, Map.of(SupabaseConstants.ACCESS_TOKEN, TOKEN));
        check(Routes.SERVICE, "Bearer " + Routes.SERVICE);
    }

    @Test
    void onlyTokensAreBearersOfEdgeFunctions() {
        routes.ask("supabase:functions/a");
        check(Routes.ANON, null);
        routes.ask("supabase:functions/a?key=service");
        check(Routes.SERVICE, null);
        routes.ask("supabase:functions/a", null, Map.of(SupabaseConstants.ACCESS_TOKEN, TOKEN));
        check(Routes.ANON, "Bearer " + TOKEN);
        routes.ask("supabase:functions/a?apiKey=" + TOKEN);
        check(TOKEN, "Bearer " + TOKEN);
    }

    @Test
    void whatAServerRepeatsIsMasked() {
        var header = "gateway-pass-4711";
        var echo = "Bearer " + TOKEN + " " + Routes.ANON + " " + Routes.SERVICE + " " + header + " Zm9vOmJhcg==";
        var uris = List.of(
                "supabase:table/a?", "supabase:rpc/a?", "supabase:functions/a?functionHeader.X-More=more-4711&");
        var options = "httpHeader.X-Team=" + header + "&httpHeader.Proxy-Authorization=RAW(Basic Zm9vOmJhcg==)";
        for (var body : List.of(
                Answer.json(
                        400,
                        "{\"code\":\"22P02 " + header + "\",\"message\":\"" + echo + "\",\"details\":\"" + echo
                                + "\",\"hint\":\"" + echo + "\"}"),
                Answer.of(400, "text/plain", echo + " more-4711"),
                Answer.json(500, "[\"" + echo + "\"]"))) {
            server.answer(body);
            for (var uri : uris) {
                var failure =
                        routes.fails(uri + options, Map.of("a", 1), Map.of(SupabaseConstants.ACCESS_TOKEN, TOKEN));
                var shown = new StringWriter();
                failure.printStackTrace(new PrintWriter(shown));
                var all = shown
                        + failure.getServiceMessage()
                        + failure.getDetails()
                        + failure.getHint()
                        + failure.getServiceCode()
                        + failure.getRemedy();
                assertThat(all)
                        .contains("***")
                        .doesNotContain(TOKEN, Routes.ANON, Routes.SERVICE, header, "Zm9vOmJhcg");
                if (uri.contains("more-4711")) {
                    assertThat(all).doesNotContain("more-4711");
                }
            }
        }
    }

    @Test
    void whatNoHeaderCanHoldIsRefusedWithoutBeingShown() {
        var failure =
                routes.fails("supabase:table/a", null, Map.of(SupabaseConstants.ACCESS_TOKEN, "stolen\r\nX-Evil: 1"));
        assertThat(failure).hasMessageContaining("[SUPABASE-003]").hasMessageNotContainingAny("stolen", "Evil");
        routes.configuration().setHttpHeaders(Map.of("X-A", "hidden\u0007"));
        assertThat(routes.fails("supabase:table/b", null))
                .hasMessageContaining("[SUPABASE-003]")
                .hasMessageNotContaining("hidden");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void optionsThatCannotBeAreRefused() {
        assertThat(routes.fails("supabase:table/a?retries=-1", null).getId()).isEqualTo("SUPABASE-003");
        assertThat(routes.fails("supabase:table/a?url=ftp://x", null).getId()).isEqualTo("SUPABASE-003");
        routes.configuration().setUrl(null);
        assertThat(routes.fails("supabase:table/b", null).getId()).isEqualTo("SUPABASE-003");
    }
}

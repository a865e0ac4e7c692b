package dev.serai.supabase.live;

import static dev.serai.supabase.live.LiveServer.filter;
import static dev.serai.supabase.live.LiveServer.headers;
import static dev.serai.supabase.live.LiveServer.notOnLite;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.TableError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server refuses, in our codes. */
@Timeout(60)
class ErrorsIT {

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer("errors");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select | owners | | nope=eq.1 | NO_COLUMN | 42703 | 400 |",
                "select | owners | | id=eq.x | BAD_VALUE | 22P02 | 400 |",
                "select | owners | | id=like.1 | NO_FUNCTION | 42883 | 404 |",
                "select | owners | | id=fts.x | NO_FUNCTION | 42883 | 404 |",
                "select | nope | | | NO_TABLE | PGRST205 | 404 |",
                "count | nope | | | NO_TABLE | PGRST205 | 404 |",
                "insert | owners | {'id':1,'name':'x'} | | DUPLICATE | 23505 | 409 |",
                "insert | owners | {'id':2,'name':'Ann'} | | DUPLICATE | 23505 | 409 |",
                "insert | pets | {'id':2,'owner':9} | | REFERENCE | 23503 | 409 |",
                "delete | owners | | id=eq.1 | REFERENCE | 23503 | 409 |",
                "insert | owners | {'id':3} | | CONSTRAINT | 23502 | 400 |",
                "insert | owners | {'id':3,'name':'forbidden'} | | CONSTRAINT | 23514 | 400 | answers most states of the database with 500 and no code",
                "insert | owners | {'id':'x','name':'y'} | | BAD_VALUE | 22P02 | 400 |",
                "insert | owners | {'id':99999999999,'name':'y'} | | BAD_VALUE | 22003 | 400 |",
                "insert | owners | {'id':4,'name':'y','nope':1} | | NO_COLUMN | PGRST204 | 400 |",
                "update | owners | {'nope':1} | id=eq.1 | NO_COLUMN | PGRST204 | 400 |",
                "upsert | pets?onConflict=owner | {'id':5,'owner':1} | | BAD_QUERY | 42P10 | 400 |",
                "select | owners?columns=id::nope | | | BAD_QUERY | 42704 | 400 |",
                "select | owners?columns=id( | | | BAD_QUERY | PGRST100 | 400 |",
                "select | owners?order=id.up | | | BAD_QUERY | PGRST100 | 400 |",
                "select | owners?schema=auth | | | NO_SCHEMA | PGRST106 | 406 |"
            })
    void refusalsAreUnderstood(
            String operation,
            String table,
            String body,
            String words,
            TableError error,
            String code,
            int status,
            String onLite) {
        notOnLite(onLite);
        var headers = headers(SupabaseConstants.OPERATION, operation);
        if (words != null) {
            headers.putAll(filter(words));
        }
        var failure = SERVER.fails("supabase:table/" + table, body == null ? null : body.replace('\'', '"'), headers);
        assertThat(failure.getServiceCode() + " " + failure.getStatus() + " " + failure.code())
                .isEqualTo(code + " " + status + " " + error);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getRemedy()).isNotBlank();
    }

    @Test
    void aRowStandsInTheDetailsOnly() {
        var failure =
                SERVER.fails("supabase:table/owners?operation=insert", Map.of("id", 7, "name", "forbidden"), Map.of());
        assertThat(failure).hasMessageNotContaining("(7, forbidden)");
    }

    @Test
    void aWrongKeyIsNamed() {
        var failure = SERVER.fails("supabase:table/owners?apiKey=wrong-key-4711", null, Map.of());
        assertThat(failure.code()).isEqualTo(SupabaseError.KEY_REFUSED);
        assertThat(failure).hasMessageNotContaining("wrong-key-4711");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40001 | COLLIDED | true | answers most states of the database with 500 and no code",
                "40P01 | COLLIDED | true | answers most states of the database with 500 and no code",
                "53300 | DATABASE_AWAY | false |",
                "57014 | TIMEOUT | false | answers most states of the database with 500 and no code",
                "P0001 | RAISED | false | answers most states of the database with 500 and no code",
                "PT418 | RAISED | false |",
                "23P01 | CONSTRAINT | false | answers most states of the database with 500 and no code",
                "42501 | NOT_ALLOWED | false |"
            })
    void statesOfTheDatabaseAreUnderstood(String state, TableError error, boolean again, String onLite) {
        notOnLite(onLite);
        var failure = SERVER.fails("supabase:rpc/fails?retries=0", Map.of("state", state), Map.of());
        assertThat(failure.code()).isEqualTo(error);
        assertThat(failure.getServiceCode()).isEqualTo(state);
        assertThat(failure.isRetryable()).isEqualTo(again);
    }

    @Test
    void aServerThatTakesTooLongIsLeft() {
        var failure = SERVER.fails("supabase:rpc/slow?requestTimeout=300&retries=0", Map.of("seconds", 2), Map.of());
        assertThat(failure.code()).isEqualTo(SupabaseError.NO_ANSWER);
        assertThat(failure).hasMessageContaining("300 ms");
    }

    @Test
    void theOthersGoOnAfterAFailure() {
        for (int i = 0; i < 20; i++) {
            SERVER.fails("supabase:table/nope", null, Map.of());
            assertThat((List<?>) SERVER.ask("supabase:table/owners", null, Map.of()))
                    .hasSize(1);
        }
    }
}

package dev.serai.n8n.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class SqlTextTest {

    @Test
    void nothingRunsBeforeADatabaseWasChosen() {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable("p", Map.of("operation", "executeQuery", "query", "select 1"));

        assertThatThrownBy(() -> new SqlText().statement(exchange, "")).hasMessageStartingWith("[N8N-111]");
        new SqlText().statement(exchange, "shop");
        assertThat(exchange.getMessage().getBody()).isEqualTo("select 1");
    }

    @Test
    void valuesBecomeLiterals() {
        assertThat(SqlText.query("select $1, $2, $3, $4", new ArrayList<>(Arrays.asList("a", 1, true, null))))
                .isEqualTo("select 'a', 1, true, null");
    }

    @Test
    void aQuoteCannotEndALiteral() {
        assertThat(SqlText.query("where a = $1", List.of("'; drop table t; --")))
                .isEqualTo("where a = '''; drop table t; --'");
        assertThat(SqlText.literal("\\'; drop")).isEqualTo("E'\\\\''; drop'");
    }

    @Test
    void whatAValueHoldsIsNotReplacedAgain() {
        assertThat(SqlText.query("$1 $2", List.of("$2", "b"))).isEqualTo("'$2' 'b'");
    }

    @Test
    void dollarQuotesOfABlockStay() {
        assertThat(SqlText.query("do $$ begin delete from t where a like '%' || $1 || '%'; end $$", List.of("x")))
                .isEqualTo("do $$ begin delete from t where a like '%' || 'x' || '%'; end $$");
    }

    @Test
    void placesWithoutAValueStay() {
        assertThat(SqlText.query("$2", List.of("a"))).isEqualTo("$2");
    }

    @Test
    void namesAreQuoted() {
        assertThat(SqlText.query("select * from $1:name", List.of("a\"b"))).isEqualTo("select * from \"a\"\"b\"");
    }

    @Test
    void rawTextIsRefused() {
        assertThatThrownBy(() -> SqlText.query("$1:raw", List.of("x"))).hasMessageStartingWith("[N8N-104]");
    }

    @Test
    void objectsBecomeJson() {
        assertThat(SqlText.literal(Map.of("a", "it's"))).isEqualTo("'{\"a\":\"it''s\"}'");
    }

    @Test
    void theCharacterZeroIsRefused() {
        assertThatThrownBy(() -> SqlText.literal("a\0b")).hasMessageStartingWith("[N8N-104]");
    }

    @Test
    void aPlaceBetweenQuotesStaysBetweenThem() {
        assertThat(SqlText.query("where a like '%$1%'", List.of("x' or '1'='1")))
                .isEqualTo("where a like '%x'' or ''1''=''1%'");
        assertThat(SqlText.query("select \"$1\", 'it''s $1'", List.of("a\"b'c")))
                .isEqualTo("select \"a\"\"b'c\", 'it''s a\"b''c'");
        assertThat(SqlText.query("select E'\\'$1'", List.of("'x"))).isEqualTo("select E'\\'''x'");
        assertThatThrownBy(() -> SqlText.query("'$1'", List.of("\\'; drop table t; --")))
                .hasMessageStartingWith("[N8N-104]");
    }

    @Test
    void aPlaceInACommentIsNone() {
        var sql = "select 1 -- $1\n, 2 /* $1 /* $1 */ $1 */";

        assertThat(SqlText.query(sql, List.of("\n; drop table t; --"))).isEqualTo(sql);
    }

    @Test
    void aValueCannotEndABlock() {
        assertThat(SqlText.query("do $$ begin perform $1; end $$", List.of("$$; drop table t; --")))
                .isEqualTo("do $$ begin perform E'\\044\\044; drop table t; --'; end $$");
        assertThat(SqlText.query("do $a$ x $b$ '$1' $b$ $a$", List.of("'; y")))
                .isEqualTo("do $a$ x $b$ '''; y' $b$ $a$");
        assertThatThrownBy(() -> SqlText.query("do $a$ select '$1' $a$", List.of("$a$; drop table t; --")))
                .hasMessageStartingWith("[N8N-104]");
    }

    @Test
    void aNegativeNumberBehindAMinusSignBeginsNoComment() {
        assertThat(SqlText.query("select 5-$1", List.of(-1))).isEqualTo("select 5-(-1)");
    }

    @Test
    void castsStay() {
        assertThat(SqlText.query("select $1::text[]", List.of("x"))).isEqualTo("select 'x'::text[]");
    }
}

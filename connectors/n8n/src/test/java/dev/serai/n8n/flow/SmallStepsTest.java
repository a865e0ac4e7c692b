package dev.serai.n8n.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class SmallStepsTest {

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @Test
    void sumsAreCalculated() {
        assertThat(Calculator.calculate("2 * (3 + 4) - -1")).isEqualTo(15);
        assertThat(Calculator.calculate("2^3^2 + sqrt(16) / Math.max(1, 2)")).isEqualTo(514);
        assertThatThrownBy(() -> Calculator.calculate("process.exit()")).hasMessageContaining("N8N-110");
        assertThatThrownBy(() -> Calculator.calculate("1 +")).hasMessageContaining("N8N-110");
    }

    @Test
    void theLoginOfAWebhookIsNoLoginOfItsRequests() {
        exchange.setVariable("loginKind", "header");
        exchange.setVariable("loginName", "X-Key");
        exchange.setVariable("loginValue", "engine");
        exchange.setVariable("loginProperty", "w.hook.login-value");
        exchange.getMessage().setHeader("X-Key", "engine");
        new Webhook().admit(exchange);

        assertThat(exchange.isRouteStop()).isFalse();
        assertThat(exchange.getMessage().getHeader("X-Key")).isEqualTo("***");
        assertThat(exchange.getVariables()).isEmpty();
    }

    @Test
    void aPartOfThePathStaysWhatItIsBesideAQueryOfItsName() throws Exception {
        exchange.getMessage().setHeader("id", List.of("5", "7"));
        exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "id=5");

        assertThat(Incoming.item(exchange, "id", "").json()).containsEntry("params", Map.of("id", "7"));
    }

    @Test
    void waitingFlowsHaveOneAddressWhateverSlashesAreSet() {
        var state = State.goOn(exchange, "T", "1", "https://flows.example.org//webhook-waiting/w", 0);

        assertThat(state.address()).isEqualTo("https://flows.example.org/webhook-waiting/w");
    }

    @Test
    void xmlBecomesFieldsAndBack() {
        var fields = Xml.parsed("<a x=\"1\"><b>2</b><b>3</b><c/></a>", false);

        assertThat(fields).isEqualTo(Map.of("a", Map.of("x", "1", "b", List.of("2", "3"), "c", "")));
        assertThat(Xml.written(Map.of("a", Map.of("b", List.of("2", "<3"))), "", false))
                .endsWith("<a>\n  <b>2</b>\n  <b>&lt;3</b>\n</a>");
    }

    @Test
    void xmlWithEntitiesOfItsOwnIsRefused() {
        assertThatThrownBy(
                        () -> Xml.parsed("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>", false))
                .hasMessageContaining("N8N-110");
    }

    @Test
    void aFeedGivesItsEntries() {
        var feed = "<rss><channel><title>T</title><item><title>One</title><link>http://a</link></item>"
                + "<item><title>Two</title><link>http://b</link></item></channel></rss>";
        exchange.getMessage().setBody(Items.of(Item.of(Map.of("data", feed))));
        new Xml().feed(exchange);

        assertThat((List<?>) exchange.getMessage().getBody())
                .isEqualTo(List.of(
                        Map.of("title", "One", "link", "http://a"), Map.of("title", "Two", "link", "http://b")));
    }

    @Test
    void aDigestIsAFieldOfTheItem() {
        exchange.setVariable("items", Items.of(Item.of(Map.of("a", 1))));
        exchange.setVariable(
                "p", Map.of("action", "hash", "type", "SHA256", "value", "x", "into", "hash", "encoding", "hex"));
        new Digest().run(exchange);

        assertThat(((Items) exchange.getMessage().getBody()).json().get(0))
                .containsEntry("a", 1)
                .containsEntry("hash", "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    }

    @Test
    void aCommandRunsOnlyWhereThatIsAllowed() throws Exception {
        exchange.setVariable("p", Map.of("command", "printf hello"));
        assertThatThrownBy(() -> new Command().run(exchange, false, 60)).hasMessageContaining("commands.allowed");
        new Command().run(exchange, true, 60).toCompletableFuture().get(120, TimeUnit.SECONDS);

        assertThat((Map<?, ?>) exchange.getMessage().getBody())
                .isEqualTo(Map.of("exitCode", 0, "stderr", "", "stdout", "hello"));
    }

    @Test
    void filtersOfASupabaseAreAllKept() {
        var old = Map.of("column", "age", "operator", "gte", "value", "18");
        var young = Map.of("column", "age", "operator", "lt", "value", "65");
        var open = Map.of("column", "state", "operator", "neq", "value", "a\"),b");
        var gone = Map.of("column", "state", "operator", "neq", "value", "gone");

        assertThat(supabase("", old, young).getHeader("CamelSupabaseFilters"))
                .isEqualTo(Map.of("age", Map.of("gte", "18", "lt", "65")));
        assertThat(supabase("", open, gone).getHeader("CamelSupabaseFilter"))
                .isEqualTo("and=(state.neq.\"a\\\"),b\",state.neq.\"gone\")");
        assertThat(supabase("true", old, gone).getHeader("CamelSupabaseFilter"))
                .isEqualTo("or=(age.gte.\"18\",state.neq.\"gone\")");
        var joined = Map.of("column", "state", "operator", "eq", "value", "x&id=gte.0");
        assertThatThrownBy(() -> supabase("true", old, joined)).hasMessageContaining("N8N-110");
    }

    private Message supabase(String any, Object... filters) {
        exchange.setVariable("p", Map.of("filters", List.of(filters), "any", any));
        new SupabaseStep().request(exchange);
        return exchange.getMessage();
    }
}

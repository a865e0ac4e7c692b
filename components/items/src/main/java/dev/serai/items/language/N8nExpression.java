package dev.serai.items.language;

import dev.serai.items.Bodies;
import dev.serai.items.ItemsRuntime;
import dev.serai.items.expression.Expression;
import dev.serai.items.model.Values;
import java.time.ZoneId;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;

/** An expression of n8n over the message's items; the first of them is the current one. */
final class N8nExpression extends ExpressionAdapter {

    private final Expression expression;
    private ItemsRuntime runtime;

    N8nExpression(Expression expression) {
        this.expression = expression;
    }

    @Override
    public void init(CamelContext context) {
        super.init(context);
        runtime = ItemsRuntime.of(context);
        if (expression.needsScript()) {
            runtime.sandbox().prepare();
        }
    }

    @Override
    public Object evaluate(Exchange exchange) {
        var items = Bodies.items(exchange);
        // Made by hand, outside a route, it has not been initialised.
        var shared = runtime == null ? ItemsRuntime.of(exchange.getContext()) : runtime;
        try (var session = shared.sandbox().open()) {
            return expression.evaluate(session, shared.scope(exchange, items, null, ZoneId.systemDefault(), Map.of()));
        }
    }

    @Override
    public boolean matches(Exchange exchange) {
        return Values.truthy(evaluate(exchange));
    }

    @Override
    public String toString() {
        return "n8n{" + expression.source() + "}";
    }
}

package dev.serai.vector;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** The value of an option that may be a Simple expression. */
final class Template {

    private final Object constant;
    private final Expression expression;

    private Template(Object constant, Expression expression) {
        this.constant = constant;
        this.expression = expression;
    }

    static Template of(CamelContext context, Object value) {
        if (!(value instanceof String text) || !text.contains("${") && !text.contains("$simple{")) {
            return new Template(value, null);
        }
        var expression = context.resolveLanguage("simple").createExpression(text);
        expression.init(context);
        return new Template(text, expression);
    }

    Object value(Exchange exchange) {
        return expression == null ? constant : expression.evaluate(exchange, Object.class);
    }

    String text(Exchange exchange) {
        var value = value(exchange);
        return value == null ? null : exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value);
    }

    boolean isExpression() {
        return expression != null;
    }

    @Override
    public String toString() {
        return String.valueOf(constant);
    }
}

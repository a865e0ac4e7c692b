package dev.serai.items.language;

import dev.serai.items.expression.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.LanguageSupport;

/**
 * The language {@code n8n}: n8n's templates, and single expressions without braces. In a route Camel would take double
 * braces for placeholders, so they have a backslash before them there, or are left out.
 */
@Language("n8n")
public class N8nLanguage extends LanguageSupport {

    @Override
    public Predicate createPredicate(String expression) {
        return create(expression);
    }

    @Override
    public org.apache.camel.Expression createExpression(String expression) {
        return create(expression);
    }

    private N8nExpression create(String expression) {
        return new N8nExpression(Expression.of(loadResource(expression)));
    }
}

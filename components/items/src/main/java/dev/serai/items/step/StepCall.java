package dev.serai.items.step;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.Items;
import dev.serai.items.model.Values;
import dev.serai.items.script.Session;
import java.util.List;

/**
 * One list on its way through a step.
 *
 * @param inputs all inputs; only some steps have more than one
 */
public record StepCall(List<Items> inputs, Scope scope, Session session) {

    public Items items() {
        return inputs.get(0);
    }

    /** An option's value for an item. */
    public Object value(Expression expression, int item) {
        return expression.evaluate(session, scope.at(item));
    }

    public String text(Expression expression, int item) {
        return Values.readable(value(expression, item));
    }

    public double number(Expression expression, int item, String option) {
        var value = value(expression, item);
        var number = Values.toDouble(value);
        if (value == null || Double.isNaN(number)) {
            throw new ItemsException(
                    ItemsError.WRONG_TYPE, "'" + Values.readable(value) + "' in " + option + " is no number");
        }
        return number;
    }
}

package dev.serai.items.step;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import dev.serai.items.script.Session;
import java.util.List;

/**
 * One list on its way through a step.
 *
 * @param inputs all inputs; only some steps have more than one
 * @param first the number that the first item has for expressions
 */
public record StepCall(List<Items> inputs, Scope scope, Session session, int first) {

    public StepCall(List<Items> inputs, Scope scope, Session session) {
        this(inputs, scope, session, 0);
    }

    /** The same for one item alone, which keeps its number and sees the others. */
    public StepCall only(int item) {
        return new StepCall(List.of(Items.of(items().get(item))), scope, session, item);
    }

    /** Does a step. What it did not expect of its items is told as all else is. */
    public Outputs run(Step step) {
        try {
            return step.run(this);
        } catch (ItemsException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new ItemsException(ItemsError.UNEXPECTED, "the step cannot work on these items: " + e, e);
        }
    }

    Scope at(int item) {
        return scope.at(first + item);
    }

    public Items items() {
        return inputs.get(0);
    }

    /** An option's value for an item. */
    public Object value(Expression expression, int item) {
        return expression.evaluate(session, at(item));
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

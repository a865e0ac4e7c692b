package dev.serai.runtime.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns steps into bytes: first the values and the sets of headers, each once, then the steps, which name them by number.
 * {@link StepReader} reads it.
 */
final class StepWriter {

    static final int VERSION = 1;

    private final Secrets secrets;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    private final Map<Object, Integer> places = new IdentityHashMap<>();
    private final List<Shown> values = new ArrayList<>();
    private final List<Fields> fields = new ArrayList<>();
    /** Asked once, since steps end while they are written. */
    private boolean[] ended;

    StepWriter(Secrets secrets) {
        this.secrets = secrets;
    }

    byte[] write(List<Step> steps) {
        ended = new boolean[steps.size()];
        for (int i = 0; i < ended.length; i++) {
            var step = steps.get(i);
            ended[i] = step.hasEnded();
            place(step.in, values);
            place(step.headersIn, fields);
            place(step.variables, fields);
            if (ended[i]) {
                place(step.out, values);
                place(step.headersOut, fields);
            }
        }
        out.write(VERSION);
        number(values.size());
        values.forEach(this::value);
        number(fields.size());
        fields.forEach(this::fields);
        number(steps.size());
        for (int i = 0; i < ended.length; i++) {
            step(steps.get(i), ended[i]);
        }
        return out.toByteArray();
    }

    private <T> void place(T value, List<T> list) {
        if (value != null && places.putIfAbsent(value, list.size()) == null) {
            list.add(value);
        }
    }

    private void value(Shown value) {
        var masked = secrets.masked(value.text(), value.cut());
        text(value.kind());
        text(value.type());
        text(masked);
        number(value.size() + 1);
        var hidden = value.masked() || masked != null && !masked.equals(value.text());
        out.write((value.cut() ? 1 : 0) | (hidden ? 2 : 0) | (value.exact() ? 4 : 0));
    }

    private void fields(Fields set) {
        number(set.names.length);
        for (int i = 0; i < set.names.length; i++) {
            text(set.names[i]);
            value(set.shown[i]);
        }
    }

    private void step(Step step, boolean ended) {
        number(step.number);
        number(step.parent + 1);
        number(step.lane);
        text(step.node.route());
        text(step.node.id());
        text(step.node.kind());
        text(secrets.masked(step.node.label()));
        number(Math.max(0, step.began / 1_000));
        number(ended ? Math.max(0, step.took / 1_000) + 1 : 0);
        text(ended ? secrets.masked(step.error) : null);
        reference(step.in);
        reference(step.headersIn);
        reference(step.variables);
        reference(ended ? step.out : null);
        reference(ended ? step.headersOut : null);
    }

    private void reference(Object value) {
        number(value == null ? 0 : places.get(value) + 1L);
    }

    private void text(String text) {
        if (text == null) {
            number(0);
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length + 1L);
        out.writeBytes(bytes);
    }

    private void number(long number) {
        var rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}

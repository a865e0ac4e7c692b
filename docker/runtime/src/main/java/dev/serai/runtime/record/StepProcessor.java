package dev.serai.runtime.record;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.WrapAwareProcessor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** A node with a note of what comes in and what goes out. */
final class StepProcessor extends DelegateAsyncProcessor implements WrapAwareProcessor {

    private final Recorder recorder;
    private final Node node;

    StepProcessor(Processor target, Recorder recorder, Node node) {
        super(target);
        this.recorder = recorder;
        this.node = node;
    }

    @Override
    public Processor getWrapped() {
        return processor;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var trip = recorder.enter(exchange, node);
        if (trip == null) {
            return processor.process(exchange, callback);
        }
        var step = recorder.begin(trip, node);
        if (step == null) {
            return processor.process(exchange, callback);
        }
        return processor.process(exchange, synchronously -> {
            recorder.end(trip, step, exchange);
            callback.done(synchronously);
        });
    }

    @Override
    public String toString() {
        return processor.toString();
    }
}

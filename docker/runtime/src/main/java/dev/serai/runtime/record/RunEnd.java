package dev.serai.runtime.record;

import org.apache.camel.Exchange;
import org.apache.camel.spi.SynchronizationVetoable;

/** Ends the run with its first exchange; copies that are still on their way add their steps later. */
final class RunEnd implements SynchronizationVetoable {

    private final Recorder recorder;
    private final Trip trip;

    RunEnd(Recorder recorder, Trip trip) {
        this.recorder = recorder;
        this.trip = trip;
    }

    @Override
    public void onComplete(Exchange exchange) {
        recorder.ended(trip, exchange, null);
    }

    @Override
    public void onFailure(Exchange exchange) {
        var failure = exchange.getException();
        recorder.ended(trip, exchange, failure == null ? new IllegalStateException("rolled back") : failure);
    }

    @Override
    public boolean allowHandover() {
        return false;
    }

    @Override
    public void beforeHandover(Exchange target) {
        // stays where it is
    }
}

package dev.serai.ollama;

import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

class OllamaPsConsumer extends ScheduledPollConsumer {
    OllamaPsConsumer(OllamaEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    protected int poll() {
        return 0;
    }
}

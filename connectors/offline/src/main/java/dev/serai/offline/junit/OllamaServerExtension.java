package dev.serai.offline.junit;

import dev.serai.offline.ollama.Expectation;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.OllamaStandInBuilder;
import dev.serai.offline.ollama.ScriptedReply;

/** Gives tests a stand-in of Ollama; before each test it forgets the script and the requests of the one before. */
public final class OllamaServerExtension extends StandInExtension<OllamaStandIn> {

    public OllamaServerExtension() {
        this(OllamaStandIn.builder());
    }

    public OllamaServerExtension(OllamaStandInBuilder builder) {
        super(OllamaStandIn.class, builder::start);
    }

    /** Host and port. */
    public String host() {
        return server().host();
    }

    public Expectation when() {
        return server().when();
    }

    public void always(ScriptedReply... replies) {
        server().always(replies);
    }
}

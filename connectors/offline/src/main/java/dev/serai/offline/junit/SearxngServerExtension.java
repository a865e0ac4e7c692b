package dev.serai.offline.junit;

import dev.serai.offline.searxng.Expectation;
import dev.serai.offline.searxng.Result;
import dev.serai.offline.searxng.ScriptedAnswer;
import dev.serai.offline.searxng.SearxngStandIn;
import dev.serai.offline.searxng.SearxngStandInBuilder;

/** Gives tests a stand-in of SearXNG; before each test it forgets the script and the requests of the one before. */
public final class SearxngServerExtension extends StandInExtension<SearxngStandIn> {

    public SearxngServerExtension() {
        this(SearxngStandIn.builder());
    }

    public SearxngServerExtension(SearxngStandInBuilder builder) {
        super(SearxngStandIn.class, builder::start);
    }

    /** Host and port. */
    public String host() {
        return server().host();
    }

    public Expectation when() {
        return server().when();
    }

    public void always(Result... results) {
        server().always(results);
    }

    public void always(ScriptedAnswer... answers) {
        server().always(answers);
    }
}

package dev.serai.offline.searxng;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Settings of a server before it starts. */
public final class SearxngStandInBuilder {
    final List<Engine> engines = new ArrayList<>(List.of(
            Engine.named("docs").categories("general", "it"),
            Engine.named("upstream").shortcut("up").categories("general", "news"),
            Engine.named("slow").disabled()));
    final Set<String> formats = new LinkedHashSet<>(List.of("html", "csv", "json", "rss"));
    final Set<String> passed = new LinkedHashSet<>();
    String host = "127.0.0.1";
    int port;
    boolean limited;
    boolean older;

    SearxngStandInBuilder() {}

    /** An address to listen on; anything but loopback opens the stand-in to others. */
    public SearxngStandInBuilder host(String value) {
        host = value;
        return this;
    }

    /** A fixed port; 0, the default, takes a free one. */
    public SearxngStandInBuilder port(int value) {
        port = value;
        return this;
    }

    /** Adds an engine, or replaces the one of that name. */
    public SearxngStandInBuilder engine(Engine engine) {
        engines.removeIf(other -> other.name().equals(engine.name()));
        engines.add(engine);
        return this;
    }

    public SearxngStandInBuilder engine(String name) {
        return engine(Engine.named(name));
    }

    /** The formats that the settings allow; a fresh SearXNG allows html alone. */
    public SearxngStandInBuilder formats(String... names) {
        formats.clear();
        formats.addAll(List.of(names));
        return this;
    }

    /** Switches the limiter on. */
    public SearxngStandInBuilder limiter() {
        limited = true;
        return this;
    }

    /** An address that the limiter lets pass. */
    public SearxngStandInBuilder passIp(String address) {
        passed.add(address);
        return this;
    }

    /** Answers in the shape of searx 1.1.0, which knows no limiter. */
    public SearxngStandInBuilder searx() {
        older = true;
        return this;
    }

    public SearxngStandIn start() {
        if (older && limited) {
            throw new IllegalStateException("searx 1.1.0 has no limiter");
        }
        return new SearxngStandIn(this);
    }
}

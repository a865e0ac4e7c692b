package dev.serai.offline.ollama;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A model that can be pulled: its layers, how fast they come, and what goes wrong on the way. */
public final class RemoteModel {
    private final Model model;
    private List<Long> layerSizes;
    private int steps = 4;
    private Duration every = Duration.ZERO;
    private Fault fault;

    private RemoteModel(Model model) {
        this.model = model;
        this.layerSizes = List.of(model.files().size());
    }

    public static RemoteModel of(Model model) {
        return new RemoteModel(model);
    }

    public static RemoteModel named(String name) {
        return of(Model.named(name).build());
    }

    /** The layers' sizes in bytes. */
    public RemoteModel layers(long... sizes) {
        var list = new ArrayList<Long>();
        for (var size : sizes) {
            list.add(size);
        }
        layerSizes = List.copyOf(list);
        return this;
    }

    /** How many progress lines each layer takes. */
    public RemoteModel stepsPerLayer(int count) {
        steps = count;
        return this;
    }

    /** The time between progress lines. */
    public RemoteModel lineEvery(Duration delay) {
        every = delay;
        return this;
    }

    public RemoteModel failAfter(int lines, String message) {
        fault = new Fault.ErrorLine(lines, message);
        return this;
    }

    public RemoteModel cutAfter(int lines) {
        fault = new Fault.Cut(lines);
        return this;
    }

    public RemoteModel stallAfter(int lines) {
        fault = new Fault.Stall(lines);
        return this;
    }

    Model model() {
        return model;
    }

    List<Long> layerSizes() {
        return layerSizes;
    }

    int steps() {
        return steps;
    }

    Duration every() {
        return every;
    }

    Fault fault() {
        return fault;
    }
}

package dev.serai.runtime.console;

import dev.serai.ollama.doctor.DoctorReport;
import dev.serai.ollama.doctor.Finding;
import dev.serai.ollama.doctor.InstalledModel;
import dev.serai.ollama.doctor.Level;
import dev.serai.ollama.doctor.LoadedModel;
import dev.serai.ollama.doctor.NodeFacts;
import dev.serai.runtime.console.SystemState.Fact;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.error.SeraiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.DefaultExchange;

/** The servers of Ollama, in the words of its doctor. */
final class ModelServers implements AutoCloseable {

    private static final String KIND = "model";

    private final CamelContext context;
    private EndpointCall doctor;

    ModelServers(CamelContext context) {
        this.context = context;
    }

    CompletableFuture<List<SystemState>> look() throws Exception {
        return doctor().send(new DefaultExchange(context), null, copy -> {})
                .thenApply(copy -> states((DoctorReport) copy.getMessage().getBody()))
                .exceptionally(error -> List.of(down(error)));
    }

    private synchronized EndpointCall doctor() throws Exception {
        if (doctor == null) {
            doctor = new EndpointCall(context, "ollama:doctor");
        }
        return doctor;
    }

    /** One server that is away is no failure of the console: a runtime without a model is a runtime too. */
    private static SystemState down(Throwable error) {
        var known = Problem.known(error);
        return SystemState.down("Ollama", KIND, sentences(known));
    }

    private static String sentences(SeraiException known) {
        return known.getFact() + ". " + known.getRemedy();
    }

    private static List<SystemState> states(DoctorReport report) {
        return report.nodes().stream().map(node -> state(report, node)).toList();
    }

    private static SystemState state(DoctorReport report, NodeFacts node) {
        if (!node.answers()) {
            return SystemState.down(
                    node.node(),
                    KIND,
                    node.failure().text() + ". " + node.failure().remedy());
        }
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Address", node.node()));
        facts.add(new Fact("Version", node.version()));
        facts.add(new Fact(
                "Models", node.installed().stream().map(InstalledModel::name).collect(Collectors.joining(", "))));
        for (var loaded : node.loaded()) {
            facts.add(new Fact("In memory", loaded.toString()));
        }
        var findings = report.findings().stream()
                .filter(finding -> finding.level() != Level.OK && isAbout(finding, node))
                .toList();
        boolean troubled = findings.stream().anyMatch(finding -> finding.level() == Level.PROBLEM);
        return new SystemState(
                "Ollama",
                KIND,
                troubled ? "degraded" : "up",
                facts,
                findings.stream().map(ModelServers::word).toList());
    }

    private static boolean isAbout(Finding finding, NodeFacts node) {
        return finding.subject().equals(node.node())
                || node.installed().stream().anyMatch(model -> finding.subject().startsWith(model.name()))
                || node.loaded().stream().map(LoadedModel::name).anyMatch(finding.subject()::startsWith);
    }

    private static String word(Finding finding) {
        var text = finding.subject() + ": " + finding.text();
        return finding.remedy() == null ? text : text + ". " + finding.remedy();
    }

    @Override
    public synchronized void close() {
        if (doctor != null) {
            doctor.close();
        }
    }
}

package dev.serai.n8n.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.n8n.N8nException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WorkflowReaderTest {

    private static Workflow read(String json) {
        return WorkflowReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nodesOfNowhereAreLeftOutAndTold() {
        var workflow = read("""
                {"nodes": [{"name": "A", "type": "n8n-nodes-base.set"}],
                 "connections": {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}, "C": {"main": []}}}
                """);

        assertThat(workflow.edges()).isEmpty();
        assertThat(workflow.oddities())
                .hasSize(2)
                .anyMatch(odd -> odd.contains("'B'"))
                .anyMatch(odd -> odd.contains("'C'"));
    }

    @Test
    void twoNodesOfOneNameAreToldApart() {
        var workflow =
                read("{\"nodes\": [{\"name\": \"A\", \"type\": \"x.y\"}, {\"name\": \"A\", \"type\": \"x.z\"}]}");

        assertThat(workflow.nodes()).extracting(Node::name).containsExactly("A", "A (1)");
    }

    @Test
    void aNodeWithoutVersionParametersOrPlaceIsRead() {
        var node = read("{\"nodes\": [{\"name\": \"A\", \"type\": \"n8n-nodes-base.set\"}]}")
                .nodes()
                .get(0);

        assertThat(node.version()).isEqualTo(1);
        assertThat(node.parameters().isObject()).isTrue();
        assertThat(node.type()).isEqualTo("set");
    }

    @Test
    void aWrappedWorkflowIsFound() {
        assertThat(read("[{\"workflow\": {\"nodes\": [{\"type\": \"a\"}]}}]").nodes())
                .hasSize(1);
    }

    @Test
    void linesInNamesBecomeSpaces() {
        assertThat(read("{\"nodes\": [{\"name\": \"a\\nb\\u2028c\", \"type\": \"t\"}]}")
                        .nodes()
                        .get(0)
                        .name())
                .isEqualTo("a b c");
    }

    @Test
    void whatIsNoWorkflowIsRefused() {
        assertThatThrownBy(() -> read("nothing"))
                .isInstanceOf(N8nException.class)
                .hasMessageStartingWith("[N8N-001]");
        assertThatThrownBy(() -> read("{\"a\": 1}")).hasMessageStartingWith("[N8N-002]");
        assertThatThrownBy(() -> read("[".repeat(100_000))).hasMessageStartingWith("[N8N-001]");
    }

    @Test
    void tooManyNodesAreRefused() {
        var nodes = "{\"type\": \"t\"},".repeat(WorkflowReader.MOST_NODES) + "{\"type\": \"t\"}";

        assertThatThrownBy(() -> read("{\"nodes\": [" + nodes + "]}")).hasMessageStartingWith("[N8N-003]");
    }
}

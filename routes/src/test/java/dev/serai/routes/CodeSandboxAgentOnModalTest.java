package dev.serai.routes;

import dev.serai.offline.junit.ModalServerExtension;
import dev.serai.offline.modal.sandbox.SandboxState;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class CodeSandboxAgentOnModalTest extends CodeSandboxAgentContract {

    @RegisterExtension
    final ModalServerExtension modal = new ModalServerExtension();

    @Override
    Map<String, String> sandbox() {
        return Map.of(
                "code.sandbox", "modal",
                "code.networkBlockAll", "false",
                "camel.component.modal.server-url", modal.baseUrl(),
                "camel.component.modal.token-id", modal.tokenId(),
                "camel.component.modal.token-secret", modal.tokenSecret());
    }

    @Override
    int left() {
        return (int) modal.server().sandboxes().stream()
                .filter(sandbox -> sandbox.state() != SandboxState.ENDED)
                .count();
    }
}

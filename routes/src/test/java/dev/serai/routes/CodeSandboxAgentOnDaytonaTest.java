package dev.serai.routes;

import dev.serai.offline.junit.DaytonaServerExtension;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class CodeSandboxAgentOnDaytonaTest extends CodeSandboxAgentContract {

    @RegisterExtension
    final DaytonaServerExtension daytona = new DaytonaServerExtension();

    @Override
    Map<String, String> sandbox() {
        return Map.of(
                "code.networkBlockAll", "false",
                "camel.component.daytona.url", daytona.apiUrl(),
                "camel.component.daytona.api-key", daytona.apiKey());
    }

    @Override
    int left() {
        return daytona.server().sandboxes().size();
    }
}

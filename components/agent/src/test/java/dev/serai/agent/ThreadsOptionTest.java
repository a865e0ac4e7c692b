package dev.serai.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** Camel Main sets options when the component has been initialised. */
class ThreadsOptionTest {

    @Test
    void theOptionOfAStandaloneApplicationIsTheSizeOfThePool() throws Exception {
        var main = new Main();
        main.addInitialProperty("camel.component.agent.threads", "3");
        main.start();
        try {
            var agent = main.getCamelContext().getComponent("agent", AgentComponent.class);
            assertThat(((ThreadPoolExecutor) agent.threads()).getMaximumPoolSize())
                    .isEqualTo(3);
        } finally {
            main.stop();
        }
    }
}

package dev.serai.agent;

import dev.serai.agent.memory.ConversationStore;
import dev.serai.agent.run.RunStore;
import org.apache.camel.CamelContext;

/**
 * Makes the stores that {@code memory=<name>} and {@code runs=<name>} name. Found as a Camel service file
 * {@code META-INF/services/dev/serai/agent-store/<name>} that names the class. A factory is asked once for each store
 * and context; the component closes what it was given.
 */
public interface StoreFactory {

    /** Where Camel's factory finder looks for implementations. */
    String SERVICES = "META-INF/services/dev/serai/agent-store/";

    ConversationStore conversations(CamelContext context);

    RunStore runs(CamelContext context);
}

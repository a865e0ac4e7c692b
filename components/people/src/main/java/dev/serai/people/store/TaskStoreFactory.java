package dev.serai.people.store;

import org.apache.camel.CamelContext;

/**
 * Makes the store that {@code store=<name>} names. Found as a Camel service file
 * {@code META-INF/services/dev/serai/people-store/<name>} that names the class. The component closes what it was given.
 */
public interface TaskStoreFactory {

    /** Where Camel's factory finder looks for implementations. */
    String SERVICES = "META-INF/services/dev/serai/people-store/";

    TaskStore tasks(CamelContext context);
}

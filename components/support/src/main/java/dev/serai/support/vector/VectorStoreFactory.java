package dev.serai.support.vector;

import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * Makes the store of a collection. Found in the registry under the name that {@code store=} gives, or as a Camel service
 * file {@code META-INF/services/dev/serai/vector-store/<name>} that names the class.
 */
public interface VectorStoreFactory {

    /** Where Camel's factory finder looks for implementations. */
    String SERVICES = "META-INF/services/dev/serai/vector-store/";

    /**
     * @param collection its name: letters, digits, hyphen and underscore
     * @param options what the endpoint says with {@code store.<name>=<value>}; a name that the store does not know is an
     *     error
     */
    VectorStore create(CamelContext context, String collection, Map<String, String> options);
}

package dev.serai.items;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class ItemsConstants {

    @Metadata(description = "How many items there are in the body.", javaType = "Integer")
    public static final String COUNT = "CamelItemsCount";

    @Metadata(
            description =
                    "For a loop without the option to: whether the body is a batch (true), or everything (false).",
            javaType = "Boolean")
    public static final String MORE = "CamelItemsMore";

    /** The exchange property that holds the {@link dev.serai.items.model.ItemRun}. */
    public static final String RUN = "CamelItemsRun";

    /**
     * The exchange property with the name of the workflow, under which it remembers; without it that is the first
     * route's id.
     */
    public static final String WORKFLOW = "CamelItemsWorkflow";

    /** The exchange property with a map of what {@code $execution} has beyond its own fields; its {@code id} wins. */
    public static final String EXECUTION = "CamelItemsExecution";

    /** The exchange property that is true while an output runs whose step has others to send behind it. */
    public static final String MORE_OUTPUTS = "CamelItemsMoreOutputs";

    private ItemsConstants() {}
}

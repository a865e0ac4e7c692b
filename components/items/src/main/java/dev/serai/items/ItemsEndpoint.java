package dev.serai.items;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Work on lists of items: set fields, filter, sort, split, merge, aggregate, and more, as n8n does. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "items",
        title = "Items",
        syntax = "items:operation",
        producerOnly = true,
        remote = false,
        category = {Category.TRANSFORMATION},
        headersClass = ItemsConstants.class)
public class ItemsEndpoint extends DefaultEndpoint {

    @UriPath(
            enums =
                    "set,if,switch,filter,merge,splitOut,aggregate,summarize,sort,limit,removeDuplicates,renameKeys,loop,compare,dateTime,htmlExtract,extractFromFile,convertToFile,compress,decompress,markdownToHtml,htmlToMarkdown,code,parameters,record,output")
    @Metadata(required = true, description = "What is done with the list.")
    private final ItemsOperation operation;

    @UriParam
    private ItemsConfiguration configuration;

    public ItemsEndpoint(
            String uri, ItemsComponent component, ItemsOperation operation, ItemsConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new ItemsProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("items: works on messages and makes none; use it behind 'to'");
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    public ItemsOperation getOperation() {
        return operation;
    }

    public ItemsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ItemsConfiguration configuration) {
        this.configuration = configuration;
    }
}

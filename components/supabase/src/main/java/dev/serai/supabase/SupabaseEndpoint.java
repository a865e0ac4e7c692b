package dev.serai.supabase;

import dev.serai.supabase.auth.AuthOptions;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.functions.FunctionOptions;
import dev.serai.supabase.realtime.RealtimeConsumer;
import dev.serai.supabase.realtime.RealtimeOptions;
import dev.serai.supabase.storage.StorageOptions;
import dev.serai.supabase.table.TableOptions;
import dev.serai.supabase.vector.VectorOptions;
import dev.serai.support.http.Redaction;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Use the tables, functions, users, files, vectors and live changes of a Supabase, hosted or self-hosted. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "supabase",
        title = "Supabase",
        syntax = "supabase:kind/name",
        category = {Category.DATABASE, Category.AI},
        headersClass = SupabaseConstants.class)
public class SupabaseEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    @UriPath(enums = "table,rpc,auth,storage,functions,realtime,vector")
    @Metadata(required = true, description = "Which of the services is meant.")
    private final SupabaseKind kind;

    @UriPath
    @Metadata(
            description =
                    "The table, the database function, the bucket, the edge function, the channel, or for auth what is to be done.")
    private final String name;

    @UriParam
    private SupabaseConfiguration configuration;

    @UriParam
    private TableOptions tableOptions = new TableOptions();

    @UriParam
    private FunctionOptions functionOptions = new FunctionOptions();

    @UriParam
    private AuthOptions authOptions = new AuthOptions();

    @UriParam
    private StorageOptions storageOptions = new StorageOptions();

    @UriParam
    private RealtimeOptions realtimeOptions = new RealtimeOptions();

    @UriParam
    private VectorOptions vectorOptions = new VectorOptions();

    public SupabaseEndpoint(
            String uri,
            SupabaseComponent component,
            SupabaseKind kind,
            String name,
            SupabaseConfiguration configuration) {
        super(uri, component);
        this.kind = kind;
        this.name = name;
        this.configuration = configuration;
    }

    @Override
    public SupabaseComponent getComponent() {
        return (SupabaseComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        return new SupabaseProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (kind == SupabaseKind.REALTIME) {
            var consumer = new RealtimeConsumer(this, processor);
            configureConsumer(consumer);
            return consumer;
        }
        throw new SupabaseException(
                SupabaseError.UNKNOWN_KIND,
                "supabase:" + kind.wireName() + " gives no messages of its own",
                "Begin the route with supabase:realtime/<channel>, or ask with to: supabase:" + kind.wireName() + ".",
                null);
    }

    public SupabaseKind getKind() {
        return kind;
    }

    public String getName() {
        return name;
    }

    /** The second part of the path where the kind cannot do without. */
    public String requiredName() {
        if (name == null) {
            throw new SupabaseException(
                    SupabaseError.NO_NAME,
                    "supabase:" + kind.wireName() + " names no " + kind.nameOf(),
                    "Write it behind the kind, as in supabase:" + kind.wireName() + "/my_" + kind.nameOf() + ".",
                    null);
        }
        return name;
    }

    public SupabaseConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SupabaseConfiguration configuration) {
        this.configuration = configuration;
    }

    public TableOptions getTableOptions() {
        return tableOptions;
    }

    public void setTableOptions(TableOptions tableOptions) {
        this.tableOptions = tableOptions;
    }

    public FunctionOptions getFunctionOptions() {
        return functionOptions;
    }

    public void setFunctionOptions(FunctionOptions functionOptions) {
        this.functionOptions = functionOptions;
    }

    public AuthOptions getAuthOptions() {
        return authOptions;
    }

    public void setAuthOptions(AuthOptions authOptions) {
        this.authOptions = authOptions;
    }

    public StorageOptions getStorageOptions() {
        return storageOptions;
    }

    public void setStorageOptions(StorageOptions storageOptions) {
        this.storageOptions = storageOptions;
    }

    public RealtimeOptions getRealtimeOptions() {
        return realtimeOptions;
    }

    public void setRealtimeOptions(RealtimeOptions realtimeOptions) {
        this.realtimeOptions = realtimeOptions;
    }

    public VectorOptions getVectorOptions() {
        return vectorOptions;
    }

    public void setVectorOptions(VectorOptions vectorOptions) {
        this.vectorOptions = vectorOptions;
    }

    @Override
    public String getServiceUrl() {
        // Consoles and JMX show it.
        return Redaction.logins(configuration.getUrl());
    }

    @Override
    public String getServiceProtocol() {
        return "http";
    }
}

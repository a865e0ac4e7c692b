package dev.serai.supabase.functions;

import java.util.Map;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What endpoints for edge functions can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class FunctionOptions {

    @UriParam(label = "functions", prefix = "functionHeader.", multiValue = true, secret = true)
    @Metadata(description = "Headers for the edge function: functionHeader.X-Tenant=red.")
    private Map<String, Object> functionHeaders;

    @UriParam(label = "functions")
    @Metadata(description = "Where a hosted edge function is to run, such as eu-central-1.")
    private String region;

    public Map<String, Object> getFunctionHeaders() {
        return functionHeaders;
    }

    public void setFunctionHeaders(Map<String, Object> functionHeaders) {
        this.functionHeaders = functionHeaders;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String region) {
        this.region = region;
    }
}

package dev.serai.supabase.vector;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What endpoints for vectors can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class VectorOptions {

    @UriParam(label = "vector", defaultValue = "match_documents")
    @Metadata(description = "The database function that searches, with the arguments that n8n and LangChain give it.")
    private String function = "match_documents";

    @UriParam(label = "vector", defaultValue = "4")
    @Metadata(
            description = "How many passages are found at most, up to 1000. The header CamelSupabaseTopK wins over it.")
    private int topK = 4;

    @UriParam(label = "vector", defaultValue = "-1")
    @Metadata(description = "Passages whose cosine similarity is below are left out. From -1 to 1.")
    private double minScore = -1;

    @UriParam(label = "vector")
    @Metadata(
            description =
                    "How many numbers a vector has. Vectors of another length are refused before they are sent. The operation schema needs it.")
    private Integer dimensions;

    public String getFunction() {
        return function;
    }

    public void setFunction(String function) {
        this.function = function;
    }

    public int getTopK() {
        return topK;
    }

    public void setTopK(int topK) {
        this.topK = topK;
    }

    public double getMinScore() {
        return minScore;
    }

    public void setMinScore(double minScore) {
        this.minScore = minScore;
    }

    public Integer getDimensions() {
        return dimensions;
    }

    public void setDimensions(Integer dimensions) {
        this.dimensions = dimensions;
    }
}

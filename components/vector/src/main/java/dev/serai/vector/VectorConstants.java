package dev.serai.vector;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class VectorConstants {

    @Metadata(
            label = "producer",
            description = "What is done; wins over the option operation.",
            javaType = "dev.serai.vector.VectorOperation")
    public static final String OPERATION = "CamelVectorOperation";

    @Metadata(
            label = "producer",
            description = "Names the document, for insert, delete and list; the option source wins over it.",
            javaType = "String")
    public static final String SOURCE = "CamelVectorSource";

    @Metadata(
            label = "producer",
            description = "Metadata of the inserted document; wins over options of the form metadata.name.",
            javaType = "java.util.Map<String, Object>")
    public static final String METADATA = "CamelVectorMetadata";

    @Metadata(
            label = "producer",
            description = "The media type of the inserted document; wins over the option mediaType.",
            javaType = "String")
    public static final String MEDIA_TYPE = "CamelVectorMediaType";

    @Metadata(
            label = "producer",
            description =
                    "A filter, as a map or as JSON. It narrows the filters of the endpoint and cannot widen them.",
            javaType = "Object")
    public static final String FILTER = "CamelVectorFilter";

    @Metadata(label = "producer", description = "Wins over the option topK.", javaType = "Integer")
    public static final String TOP_K = "CamelVectorTopK";

    @Metadata(label = "producer", description = "Wins over the option minScore.", javaType = "Double")
    public static final String MIN_SCORE = "CamelVectorMinScore";

    @Metadata(label = "producer", description = "Wins over the option mode.", javaType = "dev.serai.vector.SearchMode")
    public static final String MODE = "CamelVectorMode";

    @Metadata(label = "producer", description = "Wins over the option offset.", javaType = "Integer")
    public static final String OFFSET = "CamelVectorOffset";

    @Metadata(label = "producer", description = "Wins over the option limit.", javaType = "Integer")
    public static final String LIMIT = "CamelVectorLimit";

    @Metadata(
            label = "producer",
            description =
                    "What became of the inserted document: ADDED, REPLACED, UNCHANGED or FAILED; of several, the gravest.",
            javaType = "String")
    public static final String STATUS = "CamelVectorStatus";

    @Metadata(label = "producer", description = "The number of chunks of the inserted documents.", javaType = "Integer")
    public static final String CHUNKS = "CamelVectorChunks";

    @Metadata(
            label = "producer",
            description = "The number of documents in an inserted list that could not be taken in.",
            javaType = "Integer")
    public static final String FAILED = "CamelVectorFailed";

    private VectorConstants() {}
}

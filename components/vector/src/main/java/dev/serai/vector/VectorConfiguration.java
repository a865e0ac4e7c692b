package dev.serai.vector;

import dev.serai.vector.document.ChunkBy;
import dev.serai.vector.embed.LongText;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What an endpoint can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class VectorConfiguration implements Cloneable {

    @UriParam(defaultValue = "search", enums = "insert,parse,search,delete,count,sources,list,embed")
    @Metadata(description = "What is done. The header CamelVectorOperation wins over it.")
    private VectorOperation operation = VectorOperation.SEARCH;

    @UriParam(label = "embedder", defaultValue = "local")
    @Metadata(
            description =
                    "What turns texts into vectors: local (all-MiniLM-L6-v2, English, in this process), local:bge-small-en-v15-q, or the URI of an endpoint that makes a list of vectors from a list of texts, such as ollama:embed/nomic-embed-text.")
    private String embedder = "local";

    @UriParam(label = "embedder")
    @Metadata(
            description =
                    "Names the model in the collection, so that the same model may be reached in another way. Unless set, the embedder's URI without its options.")
    private String embedderName;

    @UriParam(label = "embedder", defaultValue = "0")
    @Metadata(
            description =
                    "The length of the vectors that an endpoint gives. With 0 the endpoint is asked once, before the first operation.")
    private int dimensions = 0;

    @UriParam(label = "embedder", defaultValue = "32")
    @Metadata(description = "How many texts an embedder gets at once.")
    private int batchSize = 32;

    @UriParam(label = "embedder", defaultValue = "2")
    @Metadata(description = "How many batches of one document are embedded at the same time.")
    private int batchesUnderWay = 2;

    @UriParam(label = "embedder", defaultValue = "cut", enums = "cut,fail")
    @Metadata(
            description =
                    "What happens to a text that is longer than the 512 tokens a local model reads: cut (its beginning is embedded, the log tells) or fail.")
    private LongText onLongText = LongText.CUT;

    @UriParam(label = "store", defaultValue = "lucene")
    @Metadata(
            description =
                    "Where the collection is kept: lucene (a directory of this machine), or the name of a VectorStoreFactory, such as pgvector or supabase.")
    private String store = "lucene";

    @UriParam(label = "store", prefix = "store.", multiValue = true)
    @Metadata(description = "Options of the store, by the names it gives them: store.name=value.")
    private Map<String, Object> storeOptions;

    @UriParam(label = "store", defaultValue = "data/vectors")
    @Metadata(
            description =
                    "The directory below which the store lucene keeps each collection. One process may use it at a time.")
    private String directory = "data/vectors";

    @UriParam(label = "insert", defaultValue = "tokens", enums = "tokens,characters,paragraphs,headings,none")
    @Metadata(
            description =
                    "How a document is cut: tokens or characters (pieces of equal size), paragraphs (small ones together), headings (a piece for each section), none (one piece).")
    private ChunkBy chunkBy = ChunkBy.TOKENS;

    @UriParam(label = "insert", defaultValue = "0")
    @Metadata(
            description =
                    "The largest piece, in tokens, or in characters with chunkBy=characters. 0 is 256 tokens or 1000 characters.")
    private int chunkSize = 0;

    @UriParam(label = "insert", defaultValue = "-1")
    @Metadata(description = "How much of a piece's end the next one repeats. -1 is an eighth of chunkSize.")
    private int chunkOverlap = -1;

    @UriParam(label = "insert,delete,list")
    @Metadata(
            description =
                    "Names the document; a Simple expression is evaluated for each message. Unless set, the header CamelVectorSource, and for insert then the file's path or name, else a hash of the content.")
    private String source;

    @UriParam(label = "insert", prefix = "metadata.", multiValue = true)
    @Metadata(
            description =
                    "Metadata of the document: metadata.kind=report. Simple expressions are evaluated for each message.")
    private Map<String, Object> metadata;

    @UriParam(label = "insert")
    @Metadata(
            description =
                    "The media type of the documents. Unless set, it is found by content and name, and text bodies are plain text.")
    private String mediaType;

    @UriParam(label = "insert", defaultValue = "52428800")
    @Metadata(description = "How many bytes a document may have.")
    private long maxDocumentSize = 52428800L;

    @UriParam(label = "insert", defaultValue = "1m", javaType = "java.time.Duration")
    @Metadata(description = "How long the reading of a document may take.")
    private long maxParseTime = 60_000;

    @UriParam(label = "search", defaultValue = "meaning", enums = "meaning,words,hybrid")
    @Metadata(
            description =
                    "What makes a passage fit: meaning (the nearest vectors), words (BM25), or hybrid (both rankings merged by reciprocal rank).")
    private SearchMode mode = SearchMode.MEANING;

    @UriParam(label = "search", defaultValue = "4")
    @Metadata(description = "How many passages are given, at most 1000.")
    private int topK = 4;

    @UriParam(label = "search", defaultValue = "-1")
    @Metadata(
            description =
                    "Passages whose cosine similarity is below are left out, with mode=meaning and mode=hybrid. From -1 to 1.")
    private double minScore = -1;

    @UriParam(label = "search,delete,count,list")
    @Metadata(
            description =
                    "Which chunks are meant, by their metadata, as JSON: {\"year\": {\"$gte\": 2020}, \"kind\": \"report\"}. Operators: $eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $exists, $prefix, $not, $and, $or.")
    private String filter;

    @UriParam(label = "search,delete,count,list", prefix = "filter.", multiValue = true)
    @Metadata(
            description =
                    "Which chunks are meant, one value at a time: filter.kind=report. Simple expressions are evaluated for each message; one without a value is an error.")
    private Map<String, Object> filters;

    @UriParam(label = "delete", defaultValue = "false")
    @Metadata(description = "Whether delete may delete all chunks when neither a source nor a filter is given.")
    private boolean all = false;

    @UriParam(label = "list,sources", defaultValue = "0")
    @Metadata(description = "How many chunks or sources are skipped.")
    private int offset = 0;

    @UriParam(label = "list,sources", defaultValue = "100")
    @Metadata(description = "How many chunks or sources are given, at most 10000.")
    private int limit = 100;

    @UriParam(label = "list", defaultValue = "false")
    @Metadata(description = "Whether list gives the texts joined to one, instead of a list of passages.")
    private boolean joined = false;

    VectorConfiguration copy() {
        try {
            return (VectorConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public VectorOperation getOperation() {
        return operation;
    }

    public void setOperation(VectorOperation operation) {
        this.operation = operation;
    }

    public String getEmbedder() {
        return embedder;
    }

    public void setEmbedder(String embedder) {
        this.embedder = embedder;
    }

    public String getEmbedderName() {
        return embedderName;
    }

    public void setEmbedderName(String embedderName) {
        this.embedderName = embedderName;
    }

    public int getDimensions() {
        return dimensions;
    }

    public void setDimensions(int dimensions) {
        this.dimensions = dimensions;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public int getBatchesUnderWay() {
        return batchesUnderWay;
    }

    public void setBatchesUnderWay(int batchesUnderWay) {
        this.batchesUnderWay = batchesUnderWay;
    }

    public LongText getOnLongText() {
        return onLongText;
    }

    public void setOnLongText(LongText onLongText) {
        this.onLongText = onLongText;
    }

    public String getStore() {
        return store;
    }

    public void setStore(String store) {
        this.store = store;
    }

    public Map<String, Object> getStoreOptions() {
        return storeOptions;
    }

    public void setStoreOptions(Map<String, Object> storeOptions) {
        this.storeOptions = storeOptions;
    }

    public String getDirectory() {
        return directory;
    }

    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public ChunkBy getChunkBy() {
        return chunkBy;
    }

    public void setChunkBy(ChunkBy chunkBy) {
        this.chunkBy = chunkBy;
    }

    public int getChunkSize() {
        return chunkSize;
    }

    public void setChunkSize(int chunkSize) {
        this.chunkSize = chunkSize;
    }

    public int getChunkOverlap() {
        return chunkOverlap;
    }

    public void setChunkOverlap(int chunkOverlap) {
        this.chunkOverlap = chunkOverlap;
    }

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public Map<String, Object> getMetadata() {
        return metadata;
    }

    public void setMetadata(Map<String, Object> metadata) {
        this.metadata = metadata;
    }

    public String getMediaType() {
        return mediaType;
    }

    public void setMediaType(String mediaType) {
        this.mediaType = mediaType;
    }

    public long getMaxDocumentSize() {
        return maxDocumentSize;
    }

    public void setMaxDocumentSize(long maxDocumentSize) {
        this.maxDocumentSize = maxDocumentSize;
    }

    public long getMaxParseTime() {
        return maxParseTime;
    }

    public void setMaxParseTime(long maxParseTime) {
        this.maxParseTime = maxParseTime;
    }

    public SearchMode getMode() {
        return mode;
    }

    public void setMode(SearchMode mode) {
        this.mode = mode;
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

    public String getFilter() {
        return filter;
    }

    public void setFilter(String filter) {
        this.filter = filter;
    }

    public Map<String, Object> getFilters() {
        return filters;
    }

    public void setFilters(Map<String, Object> filters) {
        this.filters = filters;
    }

    public boolean isAll() {
        return all;
    }

    public void setAll(boolean all) {
        this.all = all;
    }

    public int getOffset() {
        return offset;
    }

    public void setOffset(int offset) {
        this.offset = offset;
    }

    public int getLimit() {
        return limit;
    }

    public void setLimit(int limit) {
        this.limit = limit;
    }

    public boolean isJoined() {
        return joined;
    }

    public void setJoined(boolean joined) {
        this.joined = joined;
    }
}

package dev.serai.supabase.storage;

import java.util.Map;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What endpoints for files can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class StorageOptions {

    @UriParam(label = "storage")
    @Metadata(
            description =
                    "Which file is meant: its path in the bucket; for list the folder. The header CamelSupabasePath wins over it.")
    private String path;

    @UriParam(label = "storage")
    @Metadata(
            description =
                    "What kind of file is uploaded; otherwise the header Content-Type says it, or the name's ending.")
    private String contentType;

    @UriParam(label = "storage", defaultValue = "3600")
    @Metadata(description = "How many seconds browsers and CDNs may keep an uploaded file.")
    private int cacheControl = 3600;

    @UriParam(label = "storage", defaultValue = "false")
    @Metadata(description = "Whether an upload replaces a file that is there.")
    private boolean upsert;

    @UriParam(label = "storage", prefix = "fileMetadata.", multiValue = true)
    @Metadata(
            description =
                    "What is stored with an uploaded file: fileMetadata.author=Ann. The header CamelSupabaseFileMetadata adds to it.")
    private Map<String, Object> fileMetadata;

    @UriParam(label = "storage")
    @Metadata(
            description =
                    "Which bytes are downloaded, such as 0-99, 100- or -100. The header CamelSupabaseRange wins over it.")
    private String range;

    @UriParam(label = "storage", defaultValue = "stream", enums = "stream,bytes,text")
    @Metadata(
            description =
                    "How a download is handed on: stream is an InputStream that is read from the server as the route reads, bytes and text hold the file in memory. With directory it is a file.")
    private String as = "stream";

    @UriParam(label = "storage")
    @Metadata(
            description =
                    "Where downloads are stored as files, under their paths in the bucket. A file appears there when it is whole.")
    private String directory;

    @UriParam(label = "storage")
    @Metadata(
            description =
                    "The name below directory, where it is not the path in the bucket. The header CamelSupabaseFileName wins over it.")
    private String fileName;

    @UriParam(label = "storage", defaultValue = "6291456")
    @Metadata(
            description =
                    "Beyond how many bytes a file is uploaded in parts, so that a lost connection costs no more than a part.")
    private long resumableThreshold = 6291456;

    @UriParam(label = "storage", defaultValue = "6291456")
    @Metadata(
            description =
                    "How many bytes such a part has. Hosted projects want 6 MiB. Of a stream one part is held in memory, and one that is longer is always sent in parts.")
    private int chunkSize = 6291456;

    @UriParam(label = "storage", defaultValue = "5")
    @Metadata(
            description =
                    "How many faults in a row an upload in parts or a download to a file survives. Each byte further begins to count anew.")
    private int transferRetries = 5;

    @UriParam(label = "storage")
    @Metadata(
            description =
                    "The URI of an endpoint that hears how uploads and downloads to files go on: maps with operation, path, completed, total, percent and bytesPerSecond.")
    private String progressTo;

    @UriParam(label = "storage", defaultValue = "false")
    @Metadata(description = "Whether a list goes into the folders and so gives all files below.")
    private boolean recursive;

    @UriParam(label = "storage")
    @Metadata(description = "What the names in a list begin with.")
    private String search;

    @UriParam(label = "storage")
    @Metadata(description = "Where a page of list-v2 begins. The header CamelSupabaseCursor wins over it.")
    private String cursor;

    @UriParam(label = "storage")
    @Metadata(description = "Where a file is moved or copied to. The header CamelSupabaseToPath wins over it.")
    private String toPath;

    @UriParam(label = "storage")
    @Metadata(description = "The bucket that a file is moved or copied to, where it is another one.")
    private String toBucket;

    @UriParam(label = "storage", defaultValue = "1h", javaType = "java.time.Duration")
    @Metadata(description = "How long a signed address holds.")
    private long expiresIn = 3_600_000;

    @UriParam(label = "storage")
    @Metadata(
            description =
                    "The name under which browsers store what a signed or public address gives; without it they show the file.")
    private String downloadAs;

    @UriParam(label = "security", secret = true)
    @Metadata(
            description =
                    "The token of a signed address to upload to. The header CamelSupabaseUploadToken wins over it.")
    private String uploadToken;

    @UriParam(label = "storage", prefix = "transform.", multiValue = true)
    @Metadata(
            description =
                    "How an image is transformed for a download, a signed or a public address: transform.width=200, height, resize (cover, contain, fill), quality (20 to 100), format.")
    private Map<String, Object> transform;

    @UriParam(label = "storage")
    @Metadata(description = "Whether a bucket's files may be read by everyone: for create-bucket and update-bucket.")
    private Boolean publicBucket;

    @UriParam(label = "storage")
    @Metadata(
            description = "How large the files of a bucket may be, such as 50MB: for create-bucket and update-bucket.")
    private String fileSizeLimit;

    @UriParam(label = "storage")
    @Metadata(
            description =
                    "What kinds of file a bucket takes, separated by commas, such as image/*,text/plain: for create-bucket and update-bucket.")
    private String allowedMimeTypes;

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getContentType() {
        return contentType;
    }

    public void setContentType(String contentType) {
        this.contentType = contentType;
    }

    public int getCacheControl() {
        return cacheControl;
    }

    public void setCacheControl(int cacheControl) {
        this.cacheControl = cacheControl;
    }

    public boolean isUpsert() {
        return upsert;
    }

    public void setUpsert(boolean upsert) {
        this.upsert = upsert;
    }

    public Map<String, Object> getFileMetadata() {
        return fileMetadata;
    }

    public void setFileMetadata(Map<String, Object> fileMetadata) {
        this.fileMetadata = fileMetadata;
    }

    public String getRange() {
        return range;
    }

    public void setRange(String range) {
        this.range = range;
    }

    public String getAs() {
        return as;
    }

    public void setAs(String as) {
        this.as = as;
    }

    public String getDirectory() {
        return directory;
    }

    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public String getFileName() {
        return fileName;
    }

    public void setFileName(String fileName) {
        this.fileName = fileName;
    }

    public long getResumableThreshold() {
        return resumableThreshold;
    }

    public void setResumableThreshold(long resumableThreshold) {
        this.resumableThreshold = resumableThreshold;
    }

    public int getChunkSize() {
        return chunkSize;
    }

    public void setChunkSize(int chunkSize) {
        this.chunkSize = chunkSize;
    }

    public int getTransferRetries() {
        return transferRetries;
    }

    public void setTransferRetries(int transferRetries) {
        this.transferRetries = transferRetries;
    }

    public String getProgressTo() {
        return progressTo;
    }

    public void setProgressTo(String progressTo) {
        this.progressTo = progressTo;
    }

    public boolean isRecursive() {
        return recursive;
    }

    public void setRecursive(boolean recursive) {
        this.recursive = recursive;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    public String getCursor() {
        return cursor;
    }

    public void setCursor(String cursor) {
        this.cursor = cursor;
    }

    public String getToPath() {
        return toPath;
    }

    public void setToPath(String toPath) {
        this.toPath = toPath;
    }

    public String getToBucket() {
        return toBucket;
    }

    public void setToBucket(String toBucket) {
        this.toBucket = toBucket;
    }

    public long getExpiresIn() {
        return expiresIn;
    }

    public void setExpiresIn(long expiresIn) {
        this.expiresIn = expiresIn;
    }

    public String getDownloadAs() {
        return downloadAs;
    }

    public void setDownloadAs(String downloadAs) {
        this.downloadAs = downloadAs;
    }

    public String getUploadToken() {
        return uploadToken;
    }

    public void setUploadToken(String uploadToken) {
        this.uploadToken = uploadToken;
    }

    public Map<String, Object> getTransform() {
        return transform;
    }

    public void setTransform(Map<String, Object> transform) {
        this.transform = transform;
    }

    public Boolean getPublicBucket() {
        return publicBucket;
    }

    public void setPublicBucket(Boolean publicBucket) {
        this.publicBucket = publicBucket;
    }

    public String getFileSizeLimit() {
        return fileSizeLimit;
    }

    public void setFileSizeLimit(String fileSizeLimit) {
        this.fileSizeLimit = fileSizeLimit;
    }

    public String getAllowedMimeTypes() {
        return allowedMimeTypes;
    }

    public void setAllowedMimeTypes(String allowedMimeTypes) {
        this.allowedMimeTypes = allowedMimeTypes;
    }
}

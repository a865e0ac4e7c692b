package dev.serai.supabase.table;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What endpoints for tables and database functions can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class TableOptions {

    @UriParam(label = "table")
    @Metadata(
            description =
                    "Which columns and embedded tables are given: id,title,author:authors(name). All columns of the table unless set.")
    private String columns;

    @UriParam(label = "table", defaultValue = "false", enums = "false,true,maybe")
    @Metadata(
            description =
                    "Whether one row is meant, which is then given as a map instead of a list: true where exactly one has to be there, maybe where it may be missing (the body is null then). An update or a delete that would hit more changes nothing.")
    private String single = "false";

    @UriParam(label = "table", enums = "exact,planned,estimated")
    @Metadata(
            description =
                    "How rows are counted for the header CamelSupabaseCount: exact, or faster from the planner's statistics. The operation count counts exactly unless this is set.")
    private String count;

    @UriParam(label = "table", defaultValue = "rows", enums = "rows,csv")
    @Metadata(description = "Whether selected rows are given as maps, or as a text of comma-separated values.")
    private String format = "rows";

    @UriParam(label = "table")
    @Metadata(description = "The class that each row is turned into instead of a map.")
    private String outputType;

    @UriParam(label = "table", defaultValue = "0")
    @Metadata(
            description =
                    "How many rows are fetched at once until all are there, for servers that give no more than so many (often 1000). 0 asks once, or with stream=true for 1000 at once. Set keyset or order too, or rows may come twice or never.")
    private int pageSize;

    @UriParam(label = "table")
    @Metadata(
            description =
                    "A unique column that is never null, whose order the pages follow, such as id or id.desc. Each page then begins behind the last row of the one before, however many rows come or go meanwhile. It must be selected, and stands in the place of order and offset.")
    private String keyset;

    @UriParam(label = "table")
    @Metadata(
            description =
                    "The columns whose equality makes an upsert change the row that is there; the primary key unless set.")
    private String onConflict;

    @UriParam(label = "table", defaultValue = "false")
    @Metadata(description = "Whether an upsert leaves rows that are there as they are.")
    private boolean ignoreDuplicates;

    @UriParam(label = "table", defaultValue = "true")
    @Metadata(
            description =
                    "Whether columns that some of the rows do not have become null. With false they get the column's default.")
    private boolean defaultToNull = true;

    @UriParam(label = "table", defaultValue = "minimal", enums = "minimal,representation")
    @Metadata(
            description =
                    "Whether a write gives the rows back as they are stored. Their policies must allow to read them then.")
    private String returning = "minimal";

    @UriParam(label = "table", defaultValue = "0")
    @Metadata(
            description =
                    "How many rows are stored with one request. Each request is stored as a whole or not at all, but not all of them together. 0 sends all rows with one.")
    private int batchSize;

    @UriParam(label = "table", defaultValue = "false")
    @Metadata(description = "Whether update and delete may do without a filter, and so hit every row.")
    private boolean all;

    @UriParam(label = "table")
    @Metadata(description = "How many rows update and delete may hit at most; beyond that nothing is changed.")
    private Integer maxAffected;

    public String getColumns() {
        return columns;
    }

    public void setColumns(String columns) {
        this.columns = columns;
    }

    public String getSingle() {
        return single;
    }

    public void setSingle(String single) {
        this.single = single;
    }

    public String getCount() {
        return count;
    }

    public void setCount(String count) {
        this.count = count;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public String getOutputType() {
        return outputType;
    }

    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    public int getPageSize() {
        return pageSize;
    }

    public void setPageSize(int pageSize) {
        this.pageSize = pageSize;
    }

    public String getKeyset() {
        return keyset;
    }

    public void setKeyset(String keyset) {
        this.keyset = keyset;
    }

    public String getOnConflict() {
        return onConflict;
    }

    public void setOnConflict(String onConflict) {
        this.onConflict = onConflict;
    }

    public boolean isIgnoreDuplicates() {
        return ignoreDuplicates;
    }

    public void setIgnoreDuplicates(boolean ignoreDuplicates) {
        this.ignoreDuplicates = ignoreDuplicates;
    }

    public boolean isDefaultToNull() {
        return defaultToNull;
    }

    public void setDefaultToNull(boolean defaultToNull) {
        this.defaultToNull = defaultToNull;
    }

    public String getReturning() {
        return returning;
    }

    public void setReturning(String returning) {
        this.returning = returning;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public boolean isAll() {
        return all;
    }

    public void setAll(boolean all) {
        this.all = all;
    }

    public Integer getMaxAffected() {
        return maxAffected;
    }

    public void setMaxAffected(Integer maxAffected) {
        this.maxAffected = maxAffected;
    }
}

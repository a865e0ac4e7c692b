package dev.serai.items;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What an endpoint can be told. Not written after the endpoint has started. */
@UriParams
@Configurer
public class ItemsConfiguration implements Cloneable {

    @UriParam(label = "common")
    @Metadata(
            description = "What expressions call this step, as in $('name'). Without it they cannot ask for its items.")
    private String name;

    @UriParam(label = "common")
    @Metadata(
            description =
                    "A JSON file with options, such as classpath:flow.json; with #Name only the object of that name in it. Options of the endpoint win. What it holds is taken as it is, so n8n's double braces may stand there.")
    private String settings;

    @UriParam(label = "common", defaultValue = "false")
    @Metadata(description = "Whether only the first item is worked on.")
    private boolean executeOnce;

    @UriParam(label = "common", defaultValue = "false")
    @Metadata(description = "Whether an empty result becomes one empty item, so that what follows runs.")
    private boolean alwaysOutputData;

    @UriParam(label = "common", defaultValue = "fail", enums = "fail,continue,output")
    @Metadata(
            description =
                    "What happens when the step fails. fail: the exchange fails. continue: an item that fails becomes its message, and of a step on the whole list the input goes on as it is. output: what failed goes to a further output named error, with the message.")
    private OnError onError = OnError.FAIL;

    @UriParam(label = "common", prefix = "output.", multiValue = true)
    @Metadata(
            description =
                    "Where an output's items are sent, by the output's name or number, such as output.true=direct:adults. Empty outputs are not sent. What comes back is the result, output after output.")
    private Map<String, Object> output = new LinkedHashMap<>();

    @UriParam(label = "common")
    @Metadata(
            description =
                    "The outputs in the order in which they are sent, by name or number, separated by commas. Those that it does not name come behind.")
    private String outputOrder;

    @UriParam(label = "merge,compare")
    @Metadata(
            description =
                    "The names of the steps whose items are taken, separated by commas. Without it they are the lists in the body.")
    private String input;

    @UriParam(label = "set", prefix = "field.", multiValue = true)
    @Metadata(description = "The fields that are set: a value, or an expression.")
    private Map<String, Object> fields = new LinkedHashMap<>();

    @UriParam(label = "set", prefix = "type.", multiValue = true)
    @Metadata(description = "What a field's value is turned into: string, number, boolean, array or object.")
    private Map<String, Object> types = new LinkedHashMap<>();

    @UriParam(label = "set")
    @Metadata(description = "All fields at once: an expression or JSON text that gives an object.")
    private String json;

    @UriParam(label = "set,splitOut,aggregate,dateTime", defaultValue = "none", enums = "none,all,selected,except")
    @Metadata(description = "Which other fields of the item are kept.")
    private String include = "none";

    @UriParam(label = "set,splitOut,aggregate,dateTime")
    @Metadata(description = "The fields that include=selected keeps or include=except leaves out, separated by commas.")
    private String includeFields;

    @UriParam(label = "common", defaultValue = "true")
    @Metadata(description = "Whether a dot in a field's name leads into an object.")
    private boolean dots = true;

    @UriParam(label = "set,splitOut,aggregate", defaultValue = "false")
    @Metadata(description = "Whether the files of the items are kept.")
    private boolean keepBinary;

    @UriParam(label = "set", defaultValue = "false")
    @Metadata(description = "Whether a value that cannot be turned into its type stays as it is.")
    private boolean ignoreConversionErrors;

    @UriParam(label = "if,filter")
    @Metadata(description = "An expression; items for which it is true pass.")
    private String condition;

    @UriParam(label = "if,filter")
    @Metadata(
            description =
                    "Conditions as JSON, as n8n writes them, or a list of objects with left, op (such as string.contains) and right.")
    private String conditions;

    @UriParam(label = "if,filter", defaultValue = "and", enums = "and,or")
    @Metadata(description = "Whether all of the conditions must hold or one of them.")
    private String combine = "and";

    @UriParam(label = "if,filter,switch", defaultValue = "false")
    @Metadata(description = "Whether large and small letters are the same in conditions.")
    private boolean ignoreCase;

    @UriParam(label = "if,filter,switch", defaultValue = "false")
    @Metadata(
            description =
                    "Whether values are converted to the type of their condition. Otherwise a wrong type is an error.")
    private boolean loose;

    @UriParam(label = "switch", prefix = "rule.", multiValue = true)
    @Metadata(
            description =
                    "An expression for each output, by the output's number from 1; the first that is true takes the item.")
    private Map<String, Object> rules = new LinkedHashMap<>();

    @UriParam(label = "switch")
    @Metadata(description = "The rules as JSON: a list of objects with conditions and outputKey, as n8n writes them.")
    private String ruleList;

    @UriParam(label = "switch,dateTime,removeDuplicates,markdownToHtml,htmlToMarkdown")
    @Metadata(
            description =
                    "For switch: an expression that gives the number of the output, from 0, or its name. For dateTime: the date. For removeDuplicates with earlier: an expression that gives what is compared. For markdownToHtml and htmlToMarkdown: the text.")
    private String value;

    @UriParam(label = "switch")
    @Metadata(description = "The names of the outputs, separated by commas.")
    private String outputNames;

    @UriParam(label = "switch", defaultValue = "none")
    @Metadata(
            description =
                    "What happens to an item that no rule takes: none drops it, extra gives it to a further output, a number to that output.")
    private String fallback = "none";

    @UriParam(label = "switch", defaultValue = "false")
    @Metadata(description = "Whether an item goes to every output whose rule is true.")
    private boolean allMatching;

    @UriParam(label = "merge,sort,code,removeDuplicates,aggregate")
    @Metadata(
            description =
                    "For merge: append, position, combinations, fields or choose. For aggregate: fields or all. For removeDuplicates: all, selected or except. For sort: fields, random or code. For code: all or each.")
    private String mode;

    @UriParam(label = "merge,compare")
    @Metadata(description = "The fields that must be equal, separated by commas; a=b where they have different names.")
    private String on;

    @UriParam(label = "merge", defaultValue = "inner", enums = "inner,left,right,outer,anti")
    @Metadata(
            description =
                    "Which items mode=fields gives: inner those with a partner, left and right also all of one input, outer all, anti those without a partner.")
    private String join = "inner";

    @UriParam(label = "merge,compare", defaultValue = "last", enums = "first,last,both,mix")
    @Metadata(
            description =
                    "Whose value is taken when both inputs have a field. both: each under its name with the number of the input behind it.")
    private String prefer = "last";

    @UriParam(label = "merge", defaultValue = "false")
    @Metadata(description = "Whether objects in fields of the same name are merged too.")
    private boolean deep;

    @UriParam(label = "merge", defaultValue = "false")
    @Metadata(description = "Whether mode=position also gives the items that the shorter inputs have no partner for.")
    private boolean unpaired;

    @UriParam(label = "merge,compare", defaultValue = "false")
    @Metadata(description = "Whether only the first partner of an item counts.")
    private boolean firstMatch;

    @UriParam(label = "merge", defaultValue = "1")
    @Metadata(description = "The number of the input, from 1, that mode=choose gives; 0 gives one empty item.")
    private int choose = 1;

    @UriParam(label = "splitOut,aggregate,summarize,htmlExtract")
    @Metadata(
            description =
                    "The fields that the step works on, separated by commas. For aggregate a=b renames. For summarize a function of a field, such as sum(price).")
    private String field;

    @UriParam(label = "sort,summarize,removeDuplicates")
    @Metadata(
            description =
                    "The fields to sort by, with desc behind those that fall; the fields to group by; or the fields that are compared.")
    private String by;

    @UriParam(
            label =
                    "splitOut,aggregate,dateTime,extractFromFile,convertToFile,htmlExtract,markdownToHtml,htmlToMarkdown,compress,decompress")
    @Metadata(
            description =
                    "The field or the file that the result goes to. For decompress: what the names of the files begin with, before their number.")
    private String into;

    @UriParam(label = "aggregate", defaultValue = "false")
    @Metadata(description = "Whether lists in a field become one list.")
    private boolean mergeLists;

    @UriParam(label = "aggregate,summarize", defaultValue = "false")
    @Metadata(
            description =
                    "For aggregate: whether nothing is kept as null. For summarize: whether items without a value to group by are a group too.")
    private boolean keepMissing;

    @UriParam(label = "summarize", defaultValue = "false")
    @Metadata(description = "Whether all groups become one item.")
    private boolean single;

    @UriParam(label = "summarize", defaultValue = ", ")
    @Metadata(description = "What stands between texts that are joined.")
    private String separator = ", ";

    @UriParam(label = "summarize,extractFromFile", defaultValue = "false")
    @Metadata(
            description =
                    "For summarize: whether empty values are counted, appended and joined too. For extractFromFile: whether empty cells of CSV become empty texts.")
    private boolean keepEmpty;

    @UriParam(label = "merge", defaultValue = "both", enums = "both,first,last")
    @Metadata(description = "Which input's items mode=fields with join=inner or anti gives.")
    private String take = "both";

    @UriParam(label = "compare,htmlToMarkdown")
    @Metadata(
            description =
                    "For compare: fields that may differ. For htmlToMarkdown: CSS selectors of what is left out. Separated by commas.")
    private String skip;

    @UriParam(label = "dateTime", defaultValue = "false")
    @Metadata(description = "Whether action=format writes the date in UTC, whatever zone it was read in.")
    private boolean utc;

    @UriParam(label = "removeDuplicates", enums = "values,highest,latest,clear")
    @Metadata(
            description =
                    "Holds back what came in earlier messages, by value: values knows those that came, highest and latest the greatest number or date. clear forgets them. The folder serai.items.state keeps this beyond a restart. With output.* there are the outputs new and seen.")
    private String earlier;

    @UriParam(label = "removeDuplicates", defaultValue = "10000")
    @Metadata(description = "How many values earlier=values remembers; the oldest go.")
    private int history = 10000;

    @UriParam(label = "removeDuplicates", defaultValue = "false")
    @Metadata(description = "Whether all steps of the route with earlier remember together.")
    private boolean shared;

    @UriParam(label = "removeDuplicates", defaultValue = "false")
    @Metadata(description = "Whether mode=selected gives only the compared fields.")
    private boolean onlyCompared;

    @UriParam(label = "convertToFile", defaultValue = "false")
    @Metadata(description = "Whether JSON is written on many lines.")
    private boolean pretty;

    @UriParam(label = "convertToFile")
    @Metadata(description = "The type of the file, such as text/plain.")
    private String mimeType;

    @UriParam(label = "extractFromFile", defaultValue = "-1")
    @Metadata(description = "How many rows of CSV are read; -1 are all.")
    private int maxRows = -1;

    @UriParam(label = "extractFromFile", defaultValue = "1")
    @Metadata(description = "The line of CSV to begin with, from 1.")
    private int fromRow = 1;

    @UriParam(label = "merge", defaultValue = "false")
    @Metadata(description = "Whether an empty value of the preferred input gives way to that of the other.")
    private boolean keepFilled;

    @UriParam(label = "dateTime", defaultValue = "false")
    @Metadata(description = "Whether action=diff gives a text such as P2D.")
    private boolean iso;

    @UriParam(label = "limit", defaultValue = "1")
    @Metadata(description = "How many items pass.")
    private int max = 1;

    @UriParam(label = "limit", defaultValue = "first", enums = "first,last")
    @Metadata(description = "Which items pass.")
    private String keep = "first";

    @UriParam(label = "renameKeys", prefix = "rename.", multiValue = true)
    @Metadata(description = "The new name of a field, such as rename.old=new.")
    private Map<String, Object> rename = new LinkedHashMap<>();

    @UriParam(label = "renameKeys")
    @Metadata(description = "A pattern of names.")
    private String regex;

    @UriParam(label = "renameKeys")
    @Metadata(description = "What replaces the pattern in a name; $1 is its first group.")
    private String replacement = "";

    @UriParam(label = "renameKeys", defaultValue = "-1")
    @Metadata(description = "How deep into objects a pattern goes; -1 is without end.")
    private int depth = -1;

    @UriParam(label = "loop", defaultValue = "1")
    @Metadata(description = "How many items go through the body of a loop at once.")
    private int batchSize = 1;

    @UriParam(label = "loop")
    @Metadata(
            description =
                    "The endpoint that is the body of the loop. Without it the step gives a batch at output loop each time it is called, and everything at output done in the end.")
    private String to;

    @UriParam(label = "loop", defaultValue = "1")
    @Metadata(
            description =
                    "How often a batch is sent to the body of a loop at most. What still fails then is what onError is about.")
    private int tries = 1;

    @UriParam(label = "loop", defaultValue = "0", javaType = "java.time.Duration")
    @Metadata(description = "How long a loop waits before it sends a batch that has failed again.")
    private long tryWait;

    @UriParam(label = "loop", defaultValue = "false")
    @Metadata(description = "Whether a batch that the body gives nothing for ends the loop, which gives nothing then.")
    private boolean untilEmpty;

    @UriParam(label = "loop", defaultValue = "false")
    @Metadata(description = "Whether a loop without to begins anew with the items it is given now.")
    private boolean reset;

    @UriParam(label = "dateTime", enums = "now,add,subtract,format,extract,round,diff")
    @Metadata(description = "What is done with the date.")
    private String action;

    @UriParam(label = "dateTime")
    @Metadata(description = "How much is added or subtracted.")
    private String amount;

    @UriParam(label = "dateTime")
    @Metadata(description = "The unit of time, such as days.")
    private String unit;

    @UriParam(label = "dateTime,extractFromFile,convertToFile,compress")
    @Metadata(
            description =
                    "The pattern of a date, such as yyyy-MM-dd; or the format of a file: text, json, csv, xlsx, pdf, html, xml or base64, and for compress zip or gzip.")
    private String format;

    @UriParam(label = "dateTime")
    @Metadata(description = "The pattern that the given date is written in.")
    private String fromFormat;

    @UriParam(label = "common")
    @Metadata(description = "The time zone of dates, such as Europe/Vienna. Without it the machine's.")
    private String timeZone;

    @UriParam(label = "dateTime")
    @Metadata(description = "The second date of action=diff.")
    private String end;

    @UriParam(label = "dateTime", defaultValue = "down", enums = "down,up")
    @Metadata(description = "Whether action=round gives the beginning or the end of the unit.")
    private String round = "down";

    @UriParam(label = "htmlExtract", prefix = "extract.", multiValue = true)
    @Metadata(
            description =
                    "What is taken out of a page, such as extract.title=h1: a CSS selector, with @name behind it for an attribute, @ for all of them, @html for HTML, and [] for all that match.")
    private Map<String, Object> extract = new LinkedHashMap<>();

    @UriParam(label = "htmlExtract", defaultValue = "true")
    @Metadata(description = "Whether white space in text is shortened.")
    private boolean clean = true;

    @UriParam(label = "htmlExtract", prefix = "without.", multiValue = true)
    @Metadata(
            description =
                    "What a text that is taken out leaves out, such as without.title=nav, .ad: CSS selectors, by the name in extract.")
    private Map<String, Object> without = new LinkedHashMap<>();

    @UriParam(label = "markdownToHtml,htmlToMarkdown")
    @Metadata(
            description =
                    "What is done beyond the plain language, separated by commas. For markdownToHtml: tables, strikethrough, taskLists, autolinks (these four without the option), breaks (a line's end is one), newWindow (links open one), page (a whole document) and tableIds. For htmlToMarkdown: references (addresses at the end), dataImages (pictures within the page are kept) and indentedCode.")
    private String features;

    @UriParam(label = "markdownToHtml", defaultValue = "none", enums = "none,plain,github")
    @Metadata(description = "Whether headings have an id: plain has only letters and digits, github keeps dashes.")
    private String headingIds = "none";

    @UriParam(label = "markdownToHtml")
    @Metadata(description = "What the ids of headings begin with.")
    private String headingPrefix = "";

    @UriParam(label = "markdownToHtml", defaultValue = "1")
    @Metadata(description = "The level of the first heading, from 1 to 6.")
    private int headingLevel = 1;

    @UriParam(label = "htmlToMarkdown", prefix = "mark.", multiValue = true)
    @Metadata(
            description =
                    "The marks that are written: mark.bullet (*), mark.emphasis (_), mark.strong (**) and mark.fence (three backticks).")
    private Map<String, Object> marks = new LinkedHashMap<>();

    @UriParam(label = "extractFromFile,convertToFile,htmlExtract,compress,decompress", defaultValue = "data")
    @Metadata(
            description =
                    "The name of the file in the item. For compress and decompress also several, separated by commas.")
    private String binary = "data";

    @UriParam(label = "extractFromFile,convertToFile", defaultValue = ",")
    @Metadata(description = "What stands between the values of CSV.")
    private String delimiter = ",";

    @UriParam(label = "extractFromFile,convertToFile", defaultValue = "true")
    @Metadata(description = "Whether the first row of a table has the names.")
    private boolean header = true;

    @UriParam(label = "extractFromFile,convertToFile")
    @Metadata(description = "The name of the sheet; the first if unset.")
    private String sheet;

    @UriParam(label = "extractFromFile,convertToFile", defaultValue = "UTF-8")
    @Metadata(description = "The encoding of text.")
    private String charset = "UTF-8";

    @UriParam(label = "convertToFile,compress")
    @Metadata(description = "The name of the file.")
    private String fileName;

    @UriParam(label = "convertToFile", defaultValue = "false")
    @Metadata(description = "Whether each item becomes a file of its own.")
    private boolean perItem;

    @UriParam(
            label = "extractFromFile,convertToFile,htmlExtract,markdownToHtml,htmlToMarkdown,compress,decompress",
            defaultValue = "52428800")
    @Metadata(description = "How many bytes a file may have, unpacked.")
    private long maxSize = 52428800;

    @UriParam(label = "code,sort")
    @Metadata(
            description =
                    "JavaScript, or the name of a file with it, such as resource:classpath:sum.js. Camel makes one line of several in a route, so longer code goes to a file or to settings.")
    private String code;

    /** A copy with maps of its own. */
    public ItemsConfiguration copy() {
        try {
            var copy = (ItemsConfiguration) clone();
            copy.output = new LinkedHashMap<>(output);
            copy.fields = new LinkedHashMap<>(fields);
            copy.types = new LinkedHashMap<>(types);
            copy.rules = new LinkedHashMap<>(rules);
            copy.rename = new LinkedHashMap<>(rename);
            copy.extract = new LinkedHashMap<>(extract);
            copy.without = new LinkedHashMap<>(without);
            copy.marks = new LinkedHashMap<>(marks);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getSettings() {
        return settings;
    }

    public void setSettings(String settings) {
        this.settings = settings;
    }

    public boolean isExecuteOnce() {
        return executeOnce;
    }

    public void setExecuteOnce(boolean executeOnce) {
        this.executeOnce = executeOnce;
    }

    public boolean isAlwaysOutputData() {
        return alwaysOutputData;
    }

    public void setAlwaysOutputData(boolean alwaysOutputData) {
        this.alwaysOutputData = alwaysOutputData;
    }

    public OnError getOnError() {
        return onError;
    }

    public void setOnError(OnError onError) {
        this.onError = onError;
    }

    public Map<String, Object> getOutput() {
        return output;
    }

    public void setOutput(Map<String, Object> output) {
        this.output = output;
    }

    public String getInput() {
        return input;
    }

    public void setInput(String input) {
        this.input = input;
    }

    public Map<String, Object> getFields() {
        return fields;
    }

    public void setFields(Map<String, Object> fields) {
        this.fields = fields;
    }

    public Map<String, Object> getTypes() {
        return types;
    }

    public void setTypes(Map<String, Object> types) {
        this.types = types;
    }

    public String getJson() {
        return json;
    }

    public void setJson(String json) {
        this.json = json;
    }

    public String getInclude() {
        return include;
    }

    public void setInclude(String include) {
        this.include = include;
    }

    public String getIncludeFields() {
        return includeFields;
    }

    public void setIncludeFields(String includeFields) {
        this.includeFields = includeFields;
    }

    public boolean isDots() {
        return dots;
    }

    public void setDots(boolean dots) {
        this.dots = dots;
    }

    public boolean isKeepBinary() {
        return keepBinary;
    }

    public void setKeepBinary(boolean keepBinary) {
        this.keepBinary = keepBinary;
    }

    public boolean isIgnoreConversionErrors() {
        return ignoreConversionErrors;
    }

    public void setIgnoreConversionErrors(boolean ignoreConversionErrors) {
        this.ignoreConversionErrors = ignoreConversionErrors;
    }

    public String getCondition() {
        return condition;
    }

    public void setCondition(String condition) {
        this.condition = condition;
    }

    public String getConditions() {
        return conditions;
    }

    public void setConditions(String conditions) {
        this.conditions = conditions;
    }

    public String getCombine() {
        return combine;
    }

    public void setCombine(String combine) {
        this.combine = combine;
    }

    public boolean isIgnoreCase() {
        return ignoreCase;
    }

    public void setIgnoreCase(boolean ignoreCase) {
        this.ignoreCase = ignoreCase;
    }

    public boolean isLoose() {
        return loose;
    }

    public void setLoose(boolean loose) {
        this.loose = loose;
    }

    public Map<String, Object> getRules() {
        return rules;
    }

    public void setRules(Map<String, Object> rules) {
        this.rules = rules;
    }

    public String getRuleList() {
        return ruleList;
    }

    public void setRuleList(String ruleList) {
        this.ruleList = ruleList;
    }

    public String getEarlier() {
        return earlier;
    }

    public void setEarlier(String earlier) {
        this.earlier = earlier;
    }

    public int getHistory() {
        return history;
    }

    public void setHistory(int history) {
        this.history = history;
    }

    public boolean isShared() {
        return shared;
    }

    public void setShared(boolean shared) {
        this.shared = shared;
    }

    public boolean isOnlyCompared() {
        return onlyCompared;
    }

    public void setOnlyCompared(boolean onlyCompared) {
        this.onlyCompared = onlyCompared;
    }

    public boolean isPretty() {
        return pretty;
    }

    public void setPretty(boolean pretty) {
        this.pretty = pretty;
    }

    public String getMimeType() {
        return mimeType;
    }

    public void setMimeType(String mimeType) {
        this.mimeType = mimeType;
    }

    public int getMaxRows() {
        return maxRows;
    }

    public void setMaxRows(int maxRows) {
        this.maxRows = maxRows;
    }

    public int getFromRow() {
        return fromRow;
    }

    public void setFromRow(int fromRow) {
        this.fromRow = fromRow;
    }

    public boolean isKeepFilled() {
        return keepFilled;
    }

    public void setKeepFilled(boolean keepFilled) {
        this.keepFilled = keepFilled;
    }

    public boolean isIso() {
        return iso;
    }

    public void setIso(boolean iso) {
        this.iso = iso;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public String getOutputNames() {
        return outputNames;
    }

    public void setOutputNames(String outputNames) {
        this.outputNames = outputNames;
    }

    public String getFallback() {
        return fallback;
    }

    public void setFallback(String fallback) {
        this.fallback = fallback;
    }

    public boolean isAllMatching() {
        return allMatching;
    }

    public void setAllMatching(boolean allMatching) {
        this.allMatching = allMatching;
    }

    public String getMode() {
        return mode;
    }

    public void setMode(String mode) {
        this.mode = mode;
    }

    public String getOn() {
        return on;
    }

    public void setOn(String on) {
        this.on = on;
    }

    public String getJoin() {
        return join;
    }

    public void setJoin(String join) {
        this.join = join;
    }

    public String getPrefer() {
        return prefer;
    }

    public void setPrefer(String prefer) {
        this.prefer = prefer;
    }

    public boolean isDeep() {
        return deep;
    }

    public void setDeep(boolean deep) {
        this.deep = deep;
    }

    public boolean isUnpaired() {
        return unpaired;
    }

    public void setUnpaired(boolean unpaired) {
        this.unpaired = unpaired;
    }

    public boolean isFirstMatch() {
        return firstMatch;
    }

    public void setFirstMatch(boolean firstMatch) {
        this.firstMatch = firstMatch;
    }

    public int getChoose() {
        return choose;
    }

    public void setChoose(int choose) {
        this.choose = choose;
    }

    public String getField() {
        return field;
    }

    public void setField(String field) {
        this.field = field;
    }

    public String getBy() {
        return by;
    }

    public void setBy(String by) {
        this.by = by;
    }

    public String getInto() {
        return into;
    }

    public void setInto(String into) {
        this.into = into;
    }

    public boolean isMergeLists() {
        return mergeLists;
    }

    public void setMergeLists(boolean mergeLists) {
        this.mergeLists = mergeLists;
    }

    public boolean isKeepMissing() {
        return keepMissing;
    }

    public void setKeepMissing(boolean keepMissing) {
        this.keepMissing = keepMissing;
    }

    public boolean isSingle() {
        return single;
    }

    public void setSingle(boolean single) {
        this.single = single;
    }

    public int getMax() {
        return max;
    }

    public void setMax(int max) {
        this.max = max;
    }

    public String getKeep() {
        return keep;
    }

    public void setKeep(String keep) {
        this.keep = keep;
    }

    public Map<String, Object> getRename() {
        return rename;
    }

    public void setRename(Map<String, Object> rename) {
        this.rename = rename;
    }

    public String getRegex() {
        return regex;
    }

    public void setRegex(String regex) {
        this.regex = regex;
    }

    public String getReplacement() {
        return replacement;
    }

    public void setReplacement(String replacement) {
        this.replacement = replacement;
    }

    public int getDepth() {
        return depth;
    }

    public void setDepth(int depth) {
        this.depth = depth;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public int getTries() {
        return tries;
    }

    public void setTries(int tries) {
        this.tries = tries;
    }

    public boolean isUntilEmpty() {
        return untilEmpty;
    }

    public void setUntilEmpty(boolean untilEmpty) {
        this.untilEmpty = untilEmpty;
    }

    public long getTryWait() {
        return tryWait;
    }

    public void setTryWait(long tryWait) {
        this.tryWait = tryWait;
    }

    public boolean isReset() {
        return reset;
    }

    public void setReset(boolean reset) {
        this.reset = reset;
    }

    public String getAction() {
        return action;
    }

    public void setAction(String action) {
        this.action = action;
    }

    public String getAmount() {
        return amount;
    }

    public void setAmount(String amount) {
        this.amount = amount;
    }

    public String getUnit() {
        return unit;
    }

    public void setUnit(String unit) {
        this.unit = unit;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String format) {
        this.format = format;
    }

    public String getFromFormat() {
        return fromFormat;
    }

    public void setFromFormat(String fromFormat) {
        this.fromFormat = fromFormat;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getEnd() {
        return end;
    }

    public void setEnd(String end) {
        this.end = end;
    }

    public String getRound() {
        return round;
    }

    public void setRound(String round) {
        this.round = round;
    }

    public Map<String, Object> getExtract() {
        return extract;
    }

    public void setExtract(Map<String, Object> extract) {
        this.extract = extract;
    }

    public boolean isClean() {
        return clean;
    }

    public void setClean(boolean clean) {
        this.clean = clean;
    }

    public String getBinary() {
        return binary;
    }

    public void setBinary(String binary) {
        this.binary = binary;
    }

    public String getDelimiter() {
        return delimiter;
    }

    public void setDelimiter(String delimiter) {
        this.delimiter = delimiter;
    }

    public boolean isHeader() {
        return header;
    }

    public void setHeader(boolean header) {
        this.header = header;
    }

    public String getSheet() {
        return sheet;
    }

    public void setSheet(String sheet) {
        this.sheet = sheet;
    }

    public String getCharset() {
        return charset;
    }

    public void setCharset(String charset) {
        this.charset = charset;
    }

    public String getFileName() {
        return fileName;
    }

    public void setFileName(String fileName) {
        this.fileName = fileName;
    }

    public boolean isPerItem() {
        return perItem;
    }

    public void setPerItem(boolean perItem) {
        this.perItem = perItem;
    }

    public long getMaxSize() {
        return maxSize;
    }

    public void setMaxSize(long maxSize) {
        this.maxSize = maxSize;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getSeparator() {
        return separator;
    }

    public void setSeparator(String separator) {
        this.separator = separator;
    }

    public boolean isKeepEmpty() {
        return keepEmpty;
    }

    public void setKeepEmpty(boolean keepEmpty) {
        this.keepEmpty = keepEmpty;
    }

    public String getTake() {
        return take;
    }

    public void setTake(String take) {
        this.take = take;
    }

    public String getSkip() {
        return skip;
    }

    public void setSkip(String skip) {
        this.skip = skip;
    }

    public boolean isUtc() {
        return utc;
    }

    public void setUtc(boolean utc) {
        this.utc = utc;
    }

    public String getOutputOrder() {
        return outputOrder;
    }

    public void setOutputOrder(String outputOrder) {
        this.outputOrder = outputOrder;
    }

    public Map<String, Object> getWithout() {
        return without;
    }

    public void setWithout(Map<String, Object> without) {
        this.without = without;
    }

    public String getFeatures() {
        return features;
    }

    public void setFeatures(String features) {
        this.features = features;
    }

    public String getHeadingIds() {
        return headingIds;
    }

    public void setHeadingIds(String headingIds) {
        this.headingIds = headingIds;
    }

    public String getHeadingPrefix() {
        return headingPrefix;
    }

    public void setHeadingPrefix(String headingPrefix) {
        this.headingPrefix = headingPrefix;
    }

    public int getHeadingLevel() {
        return headingLevel;
    }

    public void setHeadingLevel(int headingLevel) {
        this.headingLevel = headingLevel;
    }

    public Map<String, Object> getMarks() {
        return marks;
    }

    public void setMarks(Map<String, Object> marks) {
        this.marks = marks;
    }
}

package dev.serai.modal;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class ModalConstants {

    @Metadata(
            label = "producer",
            description = "What a function is called with by place, instead of the body.",
            javaType = "java.util.List<Object>")
    public static final String ARGUMENTS = "CamelModalArguments";

    @Metadata(
            label = "producer",
            description = "What a function is called with by name.",
            javaType = "java.util.Map<String, Object>")
    public static final String NAMED_ARGUMENTS = "CamelModalNamedArguments";

    @Metadata(
            label = "producer",
            description = "The parameters of the class whose method is called; wins over the option of the same name.",
            javaType = "java.util.Map<String, Object>")
    public static final String PARAMETERS = "CamelModalParameters";

    @Metadata(
            description =
                    "The identifier of a call: what modal:spawn gives, and what modal:result and modal:cancel take.",
            javaType = "String")
    public static final String CALL_ID = "CamelModalCallId";

    @Metadata(
            description =
                    "What a call is kept under: the same key means the same call, also after a restart. Needed where calls are kept.",
            javaType = "String")
    public static final String CALL_KEY = "CamelModalCallKey";

    @Metadata(label = "producer", description = "The status of a web endpoint's answer.", javaType = "Integer")
    public static final String STATUS = "CamelModalStatus";

    @Metadata(
            label = "producer",
            description = "With each line of an output that goes to linesTo: stdout or stderr.",
            javaType = "String")
    public static final String STREAM = "CamelModalStream";

    @Metadata(
            label = "producer",
            description = "What is done with the queue, dict, volume, secret or sandbox; wins over the option action.",
            javaType = "String")
    public static final String ACTION = "CamelModalAction";

    @Metadata(label = "producer", description = "The key in a dict; wins over the option.", javaType = "Object")
    public static final String KEY = "CamelModalKey";

    @Metadata(
            label = "producer",
            description = "The path of a file on a volume or in a sandbox; wins over the option.",
            javaType = "String")
    public static final String PATH = "CamelModalPath";

    @Metadata(label = "producer", description = "The partition of a queue; wins over the option.", javaType = "String")
    public static final String PARTITION = "CamelModalPartition";

    @Metadata(
            label = "producer",
            description = "The sandbox that is used; wins over the option. Set when one was made or found.",
            javaType = "String")
    public static final String SANDBOX = "CamelModalSandbox";

    @Metadata(
            label = "producer",
            description = "The command for a sandbox as a list; instead of it a body of text goes to a shell.",
            javaType = "java.util.List<String>")
    public static final String COMMAND = "CamelModalCommand";

    @Metadata(
            label = "producer",
            description = "What a command in a sandbox reads from its standard input.",
            javaType = "byte[]")
    public static final String STDIN = "CamelModalStdin";

    @Metadata(label = "producer", description = "The exit code of a command.", javaType = "Integer")
    public static final String EXIT_CODE = "CamelModalExitCode";

    @Metadata(
            label = "producer",
            description = "Whether a dict has the key, or has taken the entry.",
            javaType = "Boolean")
    public static final String FOUND = "CamelModalFound";

    @Metadata(
            label = "producer",
            description = "With result=text, the files that were collected, by path.",
            javaType = "java.util.Map<String, byte[]>")
    public static final String FILES = "CamelModalFiles";

    @Metadata(
            label = "producer",
            description = "With result=text, the reasons why files could not be collected, by path.",
            javaType = "java.util.Map<String, String>")
    public static final String FILE_ERRORS = "CamelModalFileErrors";

    private ModalConstants() {}
}

package dev.serai.daytona;

import org.apache.camel.spi.Metadata;

/** The headers of the component. */
public final class DaytonaConstants {

    @Metadata(
            description =
                    "In: which sandbox is meant, by id or name. Out: the id of the sandbox that was created, found or used.",
            javaType = "String")
    public static final String SANDBOX = "CamelDaytonaSandbox";

    @Metadata(
            description =
                    "Names the session whose sandbox is used with sandboxScope=session. It must not come from strangers: who knows it gets that sandbox.",
            javaType = "String")
    public static final String LEASE = "CamelDaytonaLease";

    @Metadata(description = "Out: the state of the sandbox.", javaType = "String")
    public static final String SANDBOX_STATE = "CamelDaytonaSandboxState";

    @Metadata(description = "Out: the exit code of the command or code.", javaType = "Integer")
    public static final String EXIT_CODE = "CamelDaytonaExitCode";

    @Metadata(description = "With each line: stdout or stderr.", javaType = "String")
    public static final String STREAM = "CamelDaytonaStream";

    @Metadata(
            description = "Out: with result=text the files that collect asked for, as bytes by path.",
            javaType = "java.util.Map")
    public static final String FILES = "CamelDaytonaFiles";

    @Metadata(
            description = "Out: the reasons why files could not be downloaded or collected, by path.",
            javaType = "java.util.Map")
    public static final String FILE_ERRORS = "CamelDaytonaFileErrors";

    @Metadata(description = "Environment variables, instead of the option.", javaType = "java.util.Map")
    public static final String ENV = "CamelDaytonaEnv";

    @Metadata(description = "Labels, instead of the option.", javaType = "java.util.Map")
    public static final String LABELS = "CamelDaytonaLabels";

    @Metadata(
            description = "How long the command or code may run, instead of the option.",
            javaType = "java.time.Duration")
    public static final String TIMEOUT = "CamelDaytonaTimeout";

    @Metadata(description = "Instead of the option snapshot.", javaType = "String")
    public static final String SNAPSHOT = "CamelDaytonaSnapshot";

    @Metadata(description = "Instead of the option image.", javaType = "String")
    public static final String IMAGE = "CamelDaytonaImage";

    @Metadata(description = "Instead of the option language.", javaType = "String")
    public static final String LANGUAGE = "CamelDaytonaLanguage";

    @Metadata(description = "Instead of the option name.", javaType = "String")
    public static final String NAME = "CamelDaytonaName";

    @Metadata(description = "Instead of the option cpu.", javaType = "Integer")
    public static final String CPU = "CamelDaytonaCpu";

    @Metadata(description = "Instead of the option memory.", javaType = "Integer")
    public static final String MEMORY = "CamelDaytonaMemory";

    @Metadata(description = "Instead of the option disk.", javaType = "Integer")
    public static final String DISK = "CamelDaytonaDisk";

    @Metadata(description = "Instead of the option gpu.", javaType = "Integer")
    public static final String GPU = "CamelDaytonaGpu";

    @Metadata(description = "Instead of the option autoStop.", javaType = "Integer")
    public static final String AUTO_STOP = "CamelDaytonaAutoStop";

    @Metadata(description = "Instead of the option autoArchive.", javaType = "Integer")
    public static final String AUTO_ARCHIVE = "CamelDaytonaAutoArchive";

    @Metadata(description = "Instead of the option autoDelete.", javaType = "Integer")
    public static final String AUTO_DELETE = "CamelDaytonaAutoDelete";

    @Metadata(description = "Instead of the option ephemeral.", javaType = "Boolean")
    public static final String EPHEMERAL = "CamelDaytonaEphemeral";

    @Metadata(description = "Instead of the option volumes.", javaType = "String")
    public static final String VOLUMES = "CamelDaytonaVolumes";

    @Metadata(description = "Instead of the option networkBlockAll.", javaType = "Boolean")
    public static final String NETWORK_BLOCK_ALL = "CamelDaytonaNetworkBlockAll";

    @Metadata(description = "Instead of the option networkAllowList.", javaType = "String")
    public static final String NETWORK_ALLOW_LIST = "CamelDaytonaNetworkAllowList";

    @Metadata(description = "Instead of the option domainAllowList.", javaType = "String")
    public static final String DOMAIN_ALLOW_LIST = "CamelDaytonaDomainAllowList";

    @Metadata(description = "Instead of the option openPreview.", javaType = "Boolean")
    public static final String OPEN_PREVIEW = "CamelDaytonaOpenPreview";

    @Metadata(description = "Instead of the option osUser.", javaType = "String")
    public static final String OS_USER = "CamelDaytonaOsUser";

    @Metadata(description = "Instead of the option state.", javaType = "String")
    public static final String STATE = "CamelDaytonaState";

    @Metadata(description = "Instead of the option states.", javaType = "String")
    public static final String STATES = "CamelDaytonaStates";

    @Metadata(description = "Instead of the option cursor.", javaType = "String")
    public static final String CURSOR = "CamelDaytonaCursor";

    @Metadata(description = "Instead of the option page.", javaType = "Integer")
    public static final String PAGE = "CamelDaytonaPage";

    @Metadata(description = "Instead of the option limit.", javaType = "Integer")
    public static final String LIMIT = "CamelDaytonaLimit";

    @Metadata(description = "Instead of the option force.", javaType = "Boolean")
    public static final String FORCE = "CamelDaytonaForce";

    @Metadata(description = "Instead of the option skipStart.", javaType = "Boolean")
    public static final String SKIP_START = "CamelDaytonaSkipStart";

    @Metadata(description = "Instead of the option port.", javaType = "Integer")
    public static final String PORT = "CamelDaytonaPort";

    @Metadata(description = "Instead of the option expiresIn.", javaType = "Integer")
    public static final String EXPIRES_IN = "CamelDaytonaExpiresIn";

    @Metadata(description = "Instead of the option token.", javaType = "String")
    public static final String TOKEN = "CamelDaytonaToken";

    @Metadata(description = "Instead of the option volume.", javaType = "String")
    public static final String VOLUME = "CamelDaytonaVolume";

    @Metadata(description = "Instead of the option entrypoint.", javaType = "String")
    public static final String ENTRYPOINT = "CamelDaytonaEntrypoint";

    @Metadata(description = "Instead of the option cwd.", javaType = "String")
    public static final String CWD = "CamelDaytonaCwd";

    @Metadata(description = "Instead of the option arguments.", javaType = "String")
    public static final String ARGUMENTS = "CamelDaytonaArguments";

    @Metadata(description = "Instead of the option collect.", javaType = "String")
    public static final String COLLECT = "CamelDaytonaCollect";

    @Metadata(description = "Instead of the option session.", javaType = "String")
    public static final String SESSION = "CamelDaytonaSession";

    @Metadata(description = "Instead of the option command.", javaType = "String")
    public static final String COMMAND = "CamelDaytonaCommand";

    @Metadata(description = "Instead of the option commandId.", javaType = "String")
    public static final String COMMAND_ID = "CamelDaytonaCommandId";

    @Metadata(description = "The code, instead of the body.", javaType = "String")
    public static final String CODE = "CamelDaytonaCode";

    @Metadata(description = "What is typed or sent to a command, instead of the body.", javaType = "String")
    public static final String INPUT = "CamelDaytonaInput";

    @Metadata(description = "Instead of the option background.", javaType = "Boolean")
    public static final String BACKGROUND = "CamelDaytonaBackground";

    @Metadata(description = "Instead of the option hideInput.", javaType = "Boolean")
    public static final String HIDE_INPUT = "CamelDaytonaHideInput";

    @Metadata(description = "Instead of the option context.", javaType = "String")
    public static final String CONTEXT = "CamelDaytonaContext";

    @Metadata(description = "Instead of the option terminal.", javaType = "String")
    public static final String TERMINAL = "CamelDaytonaTerminal";

    @Metadata(description = "Instead of the option columns.", javaType = "Integer")
    public static final String COLUMNS = "CamelDaytonaColumns";

    @Metadata(description = "Instead of the option rows.", javaType = "Integer")
    public static final String ROWS = "CamelDaytonaRows";

    @Metadata(description = "Instead of the option path.", javaType = "String")
    public static final String PATH = "CamelDaytonaPath";

    @Metadata(description = "Instead of the option paths.", javaType = "String")
    public static final String PATHS = "CamelDaytonaPaths";

    @Metadata(description = "Instead of the option source.", javaType = "String")
    public static final String SOURCE = "CamelDaytonaSource";

    @Metadata(description = "Instead of the option destination.", javaType = "String")
    public static final String DESTINATION = "CamelDaytonaDestination";

    @Metadata(description = "Instead of the option pattern.", javaType = "String")
    public static final String PATTERN = "CamelDaytonaPattern";

    @Metadata(description = "Instead of the option newValue.", javaType = "String")
    public static final String NEW_VALUE = "CamelDaytonaNewValue";

    @Metadata(description = "Instead of the option permissions.", javaType = "String")
    public static final String PERMISSIONS = "CamelDaytonaPermissions";

    @Metadata(description = "Instead of the option fileOwner.", javaType = "String")
    public static final String FILE_OWNER = "CamelDaytonaFileOwner";

    @Metadata(description = "Instead of the option fileGroup.", javaType = "String")
    public static final String FILE_GROUP = "CamelDaytonaFileGroup";

    @Metadata(description = "Instead of the option recursive.", javaType = "Boolean")
    public static final String RECURSIVE = "CamelDaytonaRecursive";

    @Metadata(description = "Instead of the option repository.", javaType = "String")
    public static final String REPOSITORY = "CamelDaytonaRepository";

    @Metadata(description = "Instead of the option branch.", javaType = "String")
    public static final String BRANCH = "CamelDaytonaBranch";

    @Metadata(description = "Instead of the option commit.", javaType = "String")
    public static final String COMMIT = "CamelDaytonaCommit";

    @Metadata(description = "Instead of the option username.", javaType = "String")
    public static final String USERNAME = "CamelDaytonaUsername";

    @Metadata(description = "Instead of the option password.", javaType = "String")
    public static final String PASSWORD = "CamelDaytonaPassword";

    @Metadata(description = "Instead of the option message.", javaType = "String")
    public static final String MESSAGE = "CamelDaytonaMessage";

    @Metadata(description = "Instead of the option author.", javaType = "String")
    public static final String AUTHOR = "CamelDaytonaAuthor";

    @Metadata(description = "Instead of the option email.", javaType = "String")
    public static final String EMAIL = "CamelDaytonaEmail";

    @Metadata(description = "Instead of the option allowEmpty.", javaType = "Boolean")
    public static final String ALLOW_EMPTY = "CamelDaytonaAllowEmpty";

    @Metadata(description = "Instead of the option skipTlsCheck.", javaType = "Boolean")
    public static final String SKIP_TLS_CHECK = "CamelDaytonaSkipTlsCheck";

    @Metadata(description = "Instead of the option languageId.", javaType = "String")
    public static final String LANGUAGE_ID = "CamelDaytonaLanguageId";

    @Metadata(description = "Instead of the option project.", javaType = "String")
    public static final String PROJECT = "CamelDaytonaProject";

    @Metadata(description = "Instead of the option document.", javaType = "String")
    public static final String DOCUMENT = "CamelDaytonaDocument";

    @Metadata(description = "Instead of the option line.", javaType = "Integer")
    public static final String LINE = "CamelDaytonaLine";

    @Metadata(description = "Instead of the option character.", javaType = "Integer")
    public static final String CHARACTER = "CamelDaytonaCharacter";

    @Metadata(description = "Instead of the option query.", javaType = "String")
    public static final String QUERY = "CamelDaytonaQuery";

    private DaytonaConstants() {}
}

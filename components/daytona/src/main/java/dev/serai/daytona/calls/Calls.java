package dev.serai.daytona.calls;

import static dev.serai.daytona.calls.Argument.Type.FLAG;
import static dev.serai.daytona.calls.Argument.Type.LIST;
import static dev.serai.daytona.calls.Argument.Type.MAP;
import static dev.serai.daytona.calls.Argument.Type.NUMBER;
import static dev.serai.daytona.calls.Argument.body;
import static dev.serai.daytona.calls.Argument.query;

import dev.serai.daytona.calls.Call.Scope;
import dev.serai.daytona.client.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of all operations that are one request. */
public final class Calls {

    private static final Map<String, Call> TABLE = new LinkedHashMap<>();

    static {
        named("sandbox/get", "GET", "/sandbox/{sandbox}");
        service(
                "sandbox/list",
                Family.SANDBOX,
                "GET",
                "/sandbox",
                query("cursor"),
                query("limit").of(NUMBER),
                query("labels").of(MAP),
                query("states").of(LIST),
                query("name"));
        named(
                "sandbox/labels",
                "PUT",
                "/sandbox/{sandbox}/labels",
                body("labels").of(MAP).must());
        named("sandbox/public", "POST", "/sandbox/{sandbox}/public/{openPreview}");
        named(
                "sandbox/network",
                "POST",
                "/sandbox/{sandbox}/network-settings",
                body("networkBlockAll").of(FLAG),
                body("networkAllowList"),
                body("domainAllowList"));
        named("sandbox/activity", "POST", "/sandbox/{sandbox}/last-activity");
        named(
                "sandbox/ssh",
                "POST",
                "/sandbox/{sandbox}/ssh-access",
                query("expiresIn").as("expiresInMinutes").of(NUMBER));
        named("sandbox/ssh-revoke", "DELETE", "/sandbox/{sandbox}/ssh-access", query("token"));
        named("sandbox/build-logs", "GET", "/sandbox/{sandbox}/build-logs-url");
        current("preview/link", "GET", "/sandbox/{sandbox}/ports/{port}/preview-url");
        current(
                "preview/signed",
                "GET",
                "/sandbox/{sandbox}/ports/{port}/signed-preview-url",
                query("expiresIn").as("expiresInSeconds").of(NUMBER));
        current("preview/expire", "POST", "/sandbox/{sandbox}/ports/{port}/signed-preview-url/{token}/expire");

        service(
                "snapshots/list",
                Family.SNAPSHOT,
                "GET",
                "/snapshots",
                query("page").of(NUMBER),
                query("limit").of(NUMBER),
                query("name"));
        service("snapshots/get", Family.SNAPSHOT, "GET", "/snapshots/{snapshot}");
        service("snapshots/deactivate", Family.SNAPSHOT, "POST", "/snapshots/{snapshot}/deactivate");
        service("snapshots/delete", Family.SNAPSHOT, "DELETE", "/snapshots/{snapshot}");
        service("snapshots/build-logs", Family.SNAPSHOT, "GET", "/snapshots/{snapshot}/build-logs-url");
        service("volumes/list", Family.VOLUME, "GET", "/volumes");
        service("volumes/get", Family.VOLUME, "GET", "/volumes/{volume}");
        service("volumes/find", Family.VOLUME, "GET", "/volumes/by-name/{name}");
        service("volumes/delete", Family.VOLUME, "DELETE", "/volumes/{volume}");

        inside("sandbox/work-dir", Family.OTHER, "GET", "/work-dir");
        inside("sandbox/home-dir", Family.OTHER, "GET", "/user-home-dir");
        inside("sandbox/daemon", Family.OTHER, "GET", "/version");
        inside("ports/list", Family.OTHER, "GET", "/port");
        inside("ports/check", Family.OTHER, "GET", "/port/{port}/in-use");

        inside(
                "session/create",
                Family.PROCESS,
                "POST",
                "/process/session",
                body("session").as("sessionId").must());
        inside("session/list", Family.PROCESS, "GET", "/process/session");
        inside("session/get", Family.PROCESS, "GET", "/process/session/{session}");
        inside("session/delete", Family.PROCESS, "DELETE", "/process/session/{session}");
        slow(
                "session/exec",
                Family.PROCESS,
                "POST",
                "/process/session/{session}/exec",
                body("command").orBody(),
                body("background").as("runAsync").of(FLAG),
                body("hideInput").as("suppressInputEcho").of(FLAG));
        inside("session/command", Family.PROCESS, "GET", "/process/session/{session}/command/{commandId}");
        inside(
                "session/input",
                Family.PROCESS,
                "POST",
                "/process/session/{session}/command/{commandId}/input",
                body("input").as("data").orBody());
        inside(
                "pty/create",
                Family.PROCESS,
                "POST",
                "/process/pty",
                body("terminal").as("id").must(),
                body("columns").as("cols").of(NUMBER),
                body("rows").of(NUMBER),
                body("cwd"),
                body("env").as("envs").of(MAP));
        inside("pty/list", Family.PROCESS, "GET", "/process/pty");
        inside("pty/get", Family.PROCESS, "GET", "/process/pty/{terminal}");
        inside(
                "pty/resize",
                Family.PROCESS,
                "POST",
                "/process/pty/{terminal}/resize",
                body("columns").as("cols").of(NUMBER).must(),
                body("rows").of(NUMBER).must());
        inside("pty/delete", Family.PROCESS, "DELETE", "/process/pty/{terminal}");
        inside(
                "interpreter/create",
                Family.PROCESS,
                "POST",
                "/process/interpreter/context",
                body("cwd"),
                body("language"));
        inside("interpreter/list", Family.PROCESS, "GET", "/process/interpreter/context");
        inside("interpreter/delete", Family.PROCESS, "DELETE", "/process/interpreter/context/{context}");

        inside("files/list", Family.FILES, "GET", "/files", query("path"));
        inside("files/info", Family.FILES, "GET", "/files/info", query("path").must());
        inside(
                "files/find",
                Family.FILES,
                "GET",
                "/files/find",
                query("path").must(),
                query("pattern").must());
        inside(
                "files/search",
                Family.FILES,
                "GET",
                "/files/search",
                query("path").must(),
                query("pattern").must());
        inside(
                "files/replace",
                Family.FILES,
                "POST",
                "/files/replace",
                body("paths").as("files").of(LIST).must(),
                body("pattern").must(),
                body("newValue").must());
        inside(
                "files/move",
                Family.FILES,
                "POST",
                "/files/move",
                query("source").must(),
                query("destination").must());
        inside(
                "files/permissions",
                Family.FILES,
                "POST",
                "/files/permissions",
                query("path").must(),
                query("fileOwner").as("owner"),
                query("fileGroup").as("group"),
                query("permissions").as("mode"));
        inside(
                "files/folder",
                Family.FILES,
                "POST",
                "/files/folder",
                query("path").must(),
                query("permissions").as("mode"));
        inside(
                "files/delete",
                Family.FILES,
                "DELETE",
                "/files",
                query("path").must(),
                query("recursive").of(FLAG));

        slow(
                "git/clone",
                Family.GIT,
                "POST",
                "/git/clone",
                body("repository").as("url").must(),
                body("path").must(),
                body("branch"),
                body("commit").as("commit_id"),
                body("username"),
                body("password"),
                body("skipTlsCheck").as("insecure_skip_tls").of(FLAG));
        inside("git/status", Family.GIT, "GET", "/git/status", query("path").must());
        inside("git/history", Family.GIT, "GET", "/git/history", query("path").must());
        inside("git/branches", Family.GIT, "GET", "/git/branches", query("path").must());
        inside(
                "git/branch",
                Family.GIT,
                "POST",
                "/git/branches",
                body("path").must(),
                body("branch").as("name").must());
        inside(
                "git/branch-delete",
                Family.GIT,
                "DELETE",
                "/git/branches",
                body("path").must(),
                body("branch").as("name").must());
        inside(
                "git/checkout",
                Family.GIT,
                "POST",
                "/git/checkout",
                body("path").must(),
                body("branch").must());
        inside(
                "git/add",
                Family.GIT,
                "POST",
                "/git/add",
                body("path").must(),
                body("paths").as("files").of(LIST).must());
        inside(
                "git/commit",
                Family.GIT,
                "POST",
                "/git/commit",
                body("path").must(),
                body("message").orBody(),
                body("author").must(),
                body("email").must(),
                body("allowEmpty").as("allow_empty").of(FLAG));
        slow("git/push", Family.GIT, "POST", "/git/push", body("path").must(), body("username"), body("password"));
        slow("git/pull", Family.GIT, "POST", "/git/pull", body("path").must(), body("username"), body("password"));

        lsp("lsp/start", "POST", "/lsp/start");
        lsp("lsp/stop", "POST", "/lsp/stop");
        lsp("lsp/open", "POST", "/lsp/did-open", body("document").as("uri").must());
        lsp("lsp/close", "POST", "/lsp/did-close", body("document").as("uri").must());
        lsp(
                "lsp/document-symbols",
                "GET",
                "/lsp/document-symbols",
                query("document").as("uri").must());
        lsp("lsp/symbols", "GET", "/lsp/workspacesymbols", query("query").must());
        lsp(
                "lsp/completions",
                "POST",
                "/lsp/completions",
                body("document").as("uri").must(),
                body("line").as("position.line").of(NUMBER).must(),
                body("character").as("position.character").of(NUMBER).must());
    }

    private Calls() {}

    public static Set<String> names() {
        return TABLE.keySet();
    }

    /** Null where there is no such operation. */
    public static Call of(String operation) {
        return TABLE.get(operation);
    }

    /** Whether it is about the sandbox that an exchange works in. */
    public static boolean workInside(String operation) {
        return Set.of(Scope.CURRENT, Scope.INSIDE).contains(of(operation).scope());
    }

    /** The options that are arguments of the operation itself, whatever else they are for. */
    public static Set<String> arguments(String operation) {
        var call = of(operation);
        return call == null
                ? Set.of()
                : call.arguments().stream().map(Argument::name).collect(Collectors.toSet());
    }

    private static void service(String operation, Family family, String method, String path, Argument... arguments) {
        add(operation, Scope.SERVICE, family, method, path, arguments);
    }

    private static void named(String operation, String method, String path, Argument... arguments) {
        add(operation, Scope.NAMED, Family.SANDBOX, method, path, arguments);
    }

    private static void current(String operation, String method, String path, Argument... arguments) {
        add(operation, Scope.CURRENT, Family.SANDBOX, method, path, arguments);
    }

    private static void inside(String operation, Family family, String method, String path, Argument... arguments) {
        add(operation, Scope.INSIDE, family, method, path, arguments);
    }

    private static void slow(String operation, Family family, String method, String path, Argument... arguments) {
        inside(operation, family, method, path, arguments);
        TABLE.computeIfPresent(operation, (name, call) -> call.slowly());
    }

    private static void lsp(String operation, String method, String path, Argument... arguments) {
        var all = new ArrayList<Argument>();
        for (var name : List.of("languageId", "project")) {
            var wireName = name.equals("project") ? "pathToProject" : name;
            all.add((method.equals("GET") ? query(name) : body(name))
                    .as(wireName)
                    .must());
        }
        all.addAll(List.of(arguments));
        inside(operation, Family.OTHER, method, path, all.toArray(Argument[]::new));
    }

    private static void add(
            String operation, Scope scope, Family family, String method, String path, Argument... arguments) {
        var again = Set.of("PUT", "DELETE").contains(method);
        TABLE.put(operation, new Call(operation, scope, family, method, path, false, again, List.of(arguments)));
    }
}

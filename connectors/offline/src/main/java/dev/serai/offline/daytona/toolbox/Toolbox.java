package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.daytona.wire.Table;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The operations of one sandbox. */
public final class Toolbox {
    private final Box box;
    private final Table<Consumer<Call>> operations = new Table<>();
    private final Table<BiConsumer<ServerWebSocket, List<String>>> sockets = new Table<>();

    public Toolbox(Box box) {
        this.box = box;
        about();
        processes();
        files();
        git();
        sockets();
    }

    public Box box() {
        return box;
    }

    /** The ports on which the sandbox's processes listen. */
    public CompletableFuture<Set<Integer>> ports() {
        return box.machine().work(() -> Ports.of(box));
    }

    /** True for requests whose body is not read into memory first. */
    public static boolean streams(String method, String path) {
        return method.equals("POST") && (path.endsWith("/files/bulk-upload") || path.endsWith("/files/upload"));
    }

    /** Answers a request; the path is the one below the sandbox. */
    public void handle(Exchange exchange, String path) {
        if (!Table.run(operations, exchange, path)) {
            if (path.startsWith("/lsp/") || path.startsWith("/computeruse/")) {
                throw Refusal.notDone(path.startsWith("/lsp/") ? "language servers (lsp)" : "computer use");
            }
            exchange.send(404, "text/plain", "404 page not found");
        }
    }

    public void connect(ServerWebSocket socket, String path) {
        var match = sockets.find("GET", path);
        if (match == null) {
            socket.reject(404);
            return;
        }
        try {
            match.operation().accept(socket, match.words());
        } catch (Refusal e) {
            socket.reject(e.status());
        }
    }

    private void about() {
        operations
                .on("GET", "/version", call -> call.reply(Json.object().put("version", "v0.190.0")))
                .on(
                        "POST",
                        "/init",
                        call -> call.reply(
                                Json.object().put("message", "Auth token set and telemetry initialized successfully")))
                .on("GET", "/work-dir", call -> folder(call))
                .on("GET", "/user-home-dir", call -> folder(call))
                .on("GET", "/project-dir", call -> folder(call));
        var ports = new PortHandlers(box);
        operations.on("GET", "/port", ports::list).on("GET", "/port/{}/in-use", ports::isInUse);
    }

    private void processes() {
        var single = new ProcessHandlers(box);
        var sessions = new SessionHandlers(box);
        var terminals = new TerminalHandlers(box);
        var contexts = new ContextHandlers(box);
        operations
                .on("POST", "/process/execute", single::execute)
                .on("POST", "/process/code-run", single::codeRun)
                .on("GET", "/process/session", sessions::list)
                .on("POST", "/process/session", sessions::create)
                .on("GET", "/process/session/{}", sessions::get)
                .on("DELETE", "/process/session/{}", sessions::delete)
                .on("POST", "/process/session/{}/exec", sessions::execute)
                .on("GET", "/process/session/{}/command/{}", sessions::command)
                .on("POST", "/process/session/{}/command/{}/input", sessions::input)
                .on("GET", "/process/session/{}/command/{}/logs", sessions::logs)
                .on("GET", "/process/pty", terminals::list)
                .on("POST", "/process/pty", terminals::create)
                .on("GET", "/process/pty/{}", terminals::get)
                .on("DELETE", "/process/pty/{}", terminals::delete)
                .on("POST", "/process/pty/{}/resize", terminals::resize)
                .on("POST", "/process/interpreter/context", contexts::create)
                .on("GET", "/process/interpreter/context", contexts::list)
                .on("DELETE", "/process/interpreter/context/{}", contexts::delete);
    }

    private void files() {
        var files = new FileHandlers(box);
        var transfers = new TransferHandlers(box);
        operations
                .on("GET", "/files", files::list)
                .on("DELETE", "/files", files::delete)
                .on("GET", "/files/info", files::info)
                .on("GET", "/files/find", files::find)
                .on("GET", "/files/search", files::search)
                .on("POST", "/files/folder", files::createFolder)
                .on("POST", "/files/move", files::move)
                .on("POST", "/files/permissions", files::permissions)
                .on("POST", "/files/replace", files::replace)
                .on("GET", "/files/download", transfers::download)
                .on("POST", "/files/bulk-download", transfers::downloadMany)
                .on("POST", "/files/upload", transfers::upload)
                .on("POST", "/files/bulk-upload", transfers::uploadMany);
    }

    private void git() {
        var git = new GitHandlers(box);
        operations
                .on("POST", "/git/clone", git::cloneRepository)
                .on("GET", "/git/status", git::status)
                .on("GET", "/git/history", git::history)
                .on("GET", "/git/branches", git::branches)
                .on("POST", "/git/branches", git::createBranch)
                .on("DELETE", "/git/branches", git::deleteBranch)
                .on("POST", "/git/checkout", git::checkout)
                .on("POST", "/git/add", git::add)
                .on("POST", "/git/commit", git::commit)
                .on("POST", "/git/push", git::push)
                .on("POST", "/git/pull", git::pull);
    }

    private void sockets() {
        var terminals = new TerminalHandlers(box);
        var contexts = new ContextHandlers(box);
        sockets.on("GET", "/process/session/{}/command/{}/logs", (socket, words) -> {
                    var session = box.sessions().get(words.get(0));
                    var command = session.command(words.get(1));
                    var follow = "true".equals(Query.parse(socket.query()).first("follow"));
                    var headers = socket.headers();
                    var version =
                            ClientVersion.of(headers.get(ClientVersion.HEADER), headers.get("X-Daytona-Split-Output"));
                    new LogSocket(box.machine(), command, socket, follow, version.combined()).start(session);
                })
                .on("GET", "/process/pty/create-connect", (socket, words) -> terminals.createAndConnect(socket))
                .on("GET", "/process/pty/{}/connect", (socket, words) -> terminals.connect(socket, words.get(0)))
                .on("GET", "/process/interpreter/execute", (socket, words) -> contexts.connect(socket));
    }

    private void folder(Call call) {
        call.reply(Json.object().put("dir", box.home().toString()));
    }
}

"""Stands in for one server of the stack: holds it to what compose.yaml must give it, and answers its health check."""
import http.server
import json
import os
import signal
import socketserver
import subprocess
import sys
import urllib.request

# Not the wrapper in /usr/bin, which asks for a user of the system.
PSQL = "/usr/lib/postgresql/17/bin/psql"


def given(name):
    value = os.environ.get(name, "")
    if not value:
        sys.exit(f"{name} is not set")
    return value


def content(path):
    with open(path, encoding="utf-8") as file:
        return file.read().strip()


def writable(folder):
    probe = os.path.join(folder, ".probe")
    with open(probe, "w", encoding="utf-8"):
        pass
    os.remove(probe)


def serve(port, answers):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.give()

        def do_POST(self):
            length = int(self.headers.get("Content-Length") or 0)
            if self.headers.get("Transfer-Encoding") or length > 1 << 20:
                self.close_connection = True
                self.write(501, {"error": "a body of this kind is not stood in for"})
            else:
                self.give(json.loads(self.rfile.read(length) or b"{}"))

        def give(self, *body):
            path = self.path.split("?")[0]
            answer = answers.get(f"{self.command} {path}" if body else path)
            self.write(*(answer(*body) if answer else (501, {"error": f"{sys.argv[1]}: {path} is not stood in for"})))

        def write(self, status, body):
            # A list is a stream of lines.
            lines = body if isinstance(body, list) else [body]
            payload = "\n".join(json.dumps(line) for line in lines).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/x-ndjson" if isinstance(body, list) else "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_):
            pass

    http.server.ThreadingHTTPServer(("0.0.0.0", port), Handler).serve_forever()


def ask(url, headers=None):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {}), timeout=4) as answer:
        return answer.status, json.load(answer)


MODEL = {"name": "qwen3:4b", "model": "qwen3:4b", "modified_at": "2026-11-01T00:00:00Z", "size": 2_600_000_000, "digest": "0" * 64}


def show(asked):
    if asked.get("model") != MODEL["name"]:
        return 404, {"error": f"model '{asked.get('model')}' not found"}
    return 200, {"capabilities": ["completion", "tools"], "details": {"family": "qwen3"}, "model_info": {}}


def reply(asked):
    """Searches once where that is offered and says what was found; else says always the same."""
    last = asked["messages"][-1]
    if last["role"] == "tool":
        return {"content": "found: " + last["content"][:4000]}
    if any(tool["function"]["name"] == "search_knowledge_base" for tool in asked.get("tools") or []):
        call = {"function": {"name": "search_knowledge_base", "arguments": {"question": last["content"]}}}
        return {"content": "", "tool_calls": [call]}
    return {"content": "a stand-in says so"}


def chat(asked):
    if asked.get("model") != MODEL["name"]:
        return 404, {"error": f"model '{asked.get('model')}' not found"}
    said = {"model": MODEL["name"], "created_at": "2026-11-01T00:00:00Z", "message": {"role": "assistant", **reply(asked)}}
    end = {"done": True, "done_reason": "stop", "prompt_eval_count": len(json.dumps(asked)) // 4, "eval_count": 4}
    if asked.get("stream", True) is False:
        return 200, {**said, **end}
    return 200, [{**said, "done": False}, {**said, "message": {"role": "assistant", "content": ""}, **end}]


def ollama():
    if sys.argv[2:] == ["ls"]:
        ask("http://127.0.0.1:11434/api/tags")
        return
    for name, value in {"FLASH_ATTENTION": "1", "KV_CACHE_TYPE": "q8_0", "CONTEXT_LENGTH": "8192"}.items():
        if given(f"OLLAMA_{name}") != value:
            sys.exit(f"OLLAMA_{name} is not {value}")
    writable("/root/.ollama")
    serve(11434, {
        "/api/tags": lambda: (200, {"models": [MODEL]}),
        "/api/ps": lambda: (200, {"models": []}),
        "/api/version": lambda: (200, {"version": "0.33.3"}),
        "POST /api/show": show,
        "POST /api/chat": chat,
    })


def searxng():
    given("SEARXNG_SECRET")
    if "json" not in content("/etc/searxng/settings.yml"):
        sys.exit("JSON is not among the formats")
    writable("/etc/searxng")
    writable("/var/cache/searxng")
    serve(8080, {"/healthz": lambda: (200, "OK")})


def postgrest():
    uri = content(given("PGRST_DB_URI")[1:])
    if sys.argv[2:] == ["--ready"]:
        # That authenticator logs in, has no right of its own, and becomes each of its three roles.
        for role in ["anon", "authenticated", "service_role"]:
            subprocess.run([PSQL, "-X", "-q", "-v", "ON_ERROR_STOP=1", uri, "-c", f"set role {role}"], check=True)
        ask("http://127.0.0.1:3000/")
        return
    if len(content(given("PGRST_JWT_SECRET")[1:])) < 32:
        sys.exit("the secret of the tokens is too short")
    serve(3000, {"/": lambda: (200, {"standin": "postgrest"})})


def open_webui():
    key = given("OPENAI_API_KEY")
    content(given("WEBUI_SECRET_KEY_FILE"))
    if not given("TASK_MODEL_EXTERNAL") or given("ENABLE_PERSISTENT_CONFIG") != "false":
        sys.exit("titles would run workflows")
    writable("/app/backend/data")
    models = given("OPENAI_API_BASE_URL") + "/models"
    serve(8080, {
        "/health": lambda: (200, {"status": True}),
        "/standin/models": lambda: ask(models, {"Authorization": "Bearer " + key}),
    })


def kafka():
    given("CLUSTER_ID")
    writable(given("KAFKA_LOG_DIRS"))

    class Silent(socketserver.BaseRequestHandler):
        """Answers nothing, since it has to be Kafka's; a client waits and asks again."""

        def handle(self):
            while self.request.recv(4096):
                pass

    socketserver.ThreadingTCPServer.allow_reuse_address = True
    socketserver.ThreadingTCPServer(("0.0.0.0", 9092), Silent).serve_forever()


# The first process of a container has no default for it.
signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
{"ollama": ollama, "searxng": searxng, "postgrest": postgrest, "open-webui": open_webui, "kafka": kafka}[sys.argv[1]]()

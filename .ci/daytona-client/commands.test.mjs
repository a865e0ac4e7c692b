// The official client against the stand-in: commands, code, sessions, terminals, interpreters.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStandIn, until } from "./support.mjs";

let server;
let box;

before(async () => {
  server = await startStandIn();
  box = await server.daytona.create({ language: "python" });
});

after(() => server?.stop());

test("a command has an exit code, mixed output, a folder and variables", async () => {
  const mixed = await box.process.executeCommand("echo hi; echo err >&2; exit 3");
  assert.deepEqual([mixed.exitCode, mixed.result], [3, "hi\nerr\n"]);
  const placed = await box.process.executeCommand("pwd; echo $FOO", "/workspace", { FOO: "bar baz" }, 5);
  assert.match(placed.result, /\/workspace\nbar baz\n$/);
  assert.equal((await box.process.executeCommand("no-such-cmd-x")).exitCode, 127);
});

test("a command over its time is killed", async () => {
  const late = box.process.executeCommand("sleep 60 & echo $! > child; sleep 60", undefined, undefined, 1);
  await assert.rejects(late, (error) => error.statusCode === 408);
  assert.notEqual((await box.process.executeCommand("grep -q sleep /proc/$(cat child)/cmdline")).exitCode, 0);
});

test("code runs", async () => {
  const ran = await box.process.codeRun("import sys\nprint('x' * 3, sys.argv[1:])", { argv: ["a"], env: { B: "2" } });
  assert.deepEqual([ran.exitCode, ran.result], [0, "xxx ['a']\n"]);
  const failed = await box.process.codeRun("raise ValueError('boom')");
  assert.equal(failed.exitCode, 1);
  assert.match(failed.result, /File "<stdin>", line 1.*ValueError: boom/s);
});

test("charts come with the result", async () => {
  const chart = { type: "chart", value: { type: "unknown", title: "t", elements: [], png: "eA==" } };
  const ran = await box.process.codeRun(`print('before')\nprint('dtn_artifact_k39fd2:' + ${JSON.stringify(JSON.stringify(chart))})`);
  assert.equal(ran.result, "before\n");
  assert.equal(ran.artifacts.charts[0].title, "t");
});

test("a session keeps its folder and its variables", async () => {
  await box.process.createSession("s1");
  await assert.rejects(box.process.createSession("s1"), (error) => error.statusCode === 409);
  const first = await box.process.executeSessionCommand("s1", { command: "cd / && export X=7; echo $X; echo e >&2" });
  assert.deepEqual([first.exitCode, first.stdout, first.stderr], [0, "7\n", "e\n"]);
  const second = await box.process.executeSessionCommand("s1", { command: "pwd; echo $X; false" });
  assert.deepEqual([second.exitCode, second.stdout], [1, "/\n7\n"]);
  assert.equal((await box.process.getSession("s1")).commands.length, 2);
  assert.deepEqual((await box.process.listSessions()).map((session) => session.sessionId), ["s1"]);
  await box.process.deleteSession("s1");
  await assert.rejects(box.process.getSession("s1"), (error) => error.statusCode === 404);
});

test("a background command is followed, both outputs apart", async () => {
  await box.process.createSession("s2");
  const { cmdId } = await box.process.executeSessionCommand("s2", {
    command: "for i in 1 2 3; do echo out$i; echo err$i >&2; sleep 0.1; done",
    runAsync: true,
  });
  let out = "";
  let err = "";
  await box.process.getSessionCommandLogs("s2", cmdId, (text) => (out += text), (text) => (err += text));
  assert.equal(out, "out1\nout2\nout3\n");
  assert.equal(err, "err1\nerr2\nerr3\n");
  assert.equal((await box.process.getSessionCommand("s2", cmdId)).exitCode, 0);
  const logs = await box.process.getSessionCommandLogs("s2", cmdId);
  assert.equal(logs.stderr, "err1\nerr2\nerr3\n");
  await box.process.deleteSession("s2");
});

test("a waiting command gets its input", async () => {
  await box.process.createSession("s3");
  const { cmdId } = await box.process.executeSessionCommand("s3", { command: "read L; echo got $L", runAsync: true });
  await box.process.sendSessionCommandInput("s3", cmdId, "abc\n");
  await until(async () => (await box.process.getSessionCommand("s3", cmdId)).exitCode === 0, "the end");
  assert.equal((await box.process.getSessionCommandLogs("s3", cmdId)).stdout, "abc\ngot abc\n");
  await assert.rejects(box.process.sendSessionCommandInput("s3", cmdId, "late\n"), (error) => error.statusCode === 410);
  await box.process.deleteSession("s3");
});

test("a terminal echoes, resizes and tells its exit code", async () => {
  let seen = "";
  const pty = await box.process.createPty({
    id: "p1",
    cols: 80,
    rows: 24,
    envs: { FROM: "client" },
    onData: (bytes) => (seen += new TextDecoder().decode(bytes)),
  });
  await pty.sendInput("echo $((40+2)) $FROM; stty size\n");
  await until(() => seen.includes("42 client") && seen.includes("24 80"), "the answer");
  assert.equal((await pty.resize(100, 30)).cols, 100);
  await until(async () => {
    await pty.sendInput("stty size\n");
    return seen.includes("30 100");
  }, "the new size");
  assert.equal((await box.process.listPtySessions())[0].id, "p1");
  await pty.sendInput("exit 5\n");
  assert.equal((await pty.wait()).exitCode, 5);
});

test("an interpreter keeps its names, context by context", async () => {
  let out = "";
  const context = await box.codeInterpreter.createContext();
  const ran = await box.codeInterpreter.runCode("x = 42\nprint(x)\nimport sys\nprint('e', file=sys.stderr)", {
    context,
    onStdout: (message) => (out += message.output),
  });
  assert.deepEqual([out, ran.stdout, ran.stderr], ["42\n", "42\n", "e\n"]);
  assert.equal((await box.codeInterpreter.runCode("print(x + 1)", { context })).stdout, "43\n");
  const other = await box.codeInterpreter.runCode("print(x)");
  assert.equal(other.error.name, "NameError");
  // Interrupted code ends without an error, as it does with the service.
  assert.equal((await box.codeInterpreter.runCode("while True: pass", { context, timeout: 1 })).error, undefined);
  assert.equal((await box.codeInterpreter.runCode("print(x)", { context })).stdout, "42\n");
  assert.equal((await box.codeInterpreter.listContexts()).length, 1);
  await box.codeInterpreter.deleteContext(context);
});

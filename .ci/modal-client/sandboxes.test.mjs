import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { AlreadyExistsError, NotFoundError, Probe, SandboxFilesystemNotFoundError } from "modal";
import { limit, startStandIn, text } from "./support.mjs";

let standIn;
let modal;
let app;
let image;
let box;

before(async () => {
  standIn = await startStandIn();
  modal = standIn.modal;
  app = await modal.apps.fromName("boxes", { createIfMissing: true });
  image = modal.images.fromRegistry("python:3.13-slim");
  box = await modal.sandboxes.create(app, image, { env: { X: "1" }, timeoutMs: 600_000 });
});
after(async () => {
  await standIn?.stop();
});

async function run(sandbox, command, params) {
  const process = await sandbox.exec(command, params);
  const [out, err, code] = await Promise.all([text(process.stdout), text(process.stderr), process.wait()]);
  return { out, err, code };
}

test("a command has its output, its errors and its exit code", limit, async () => {
  assert.deepEqual(await run(box, ["sh", "-c", "echo out; echo err >&2; exit 3"]), {
    out: "out\n",
    err: "err\n",
    code: 3,
  });
  assert.match((await run(box, ["no-such-command"])).err, /not found/);
});

test("a command has the variables of the sandbox and its own, and none of this machine's", limit, async () => {
  const { out } = await run(box, ["sh", "-c", "echo $X $FOO $MODAL_CHECK_CLASSPATH"], { env: { FOO: "bar" } });
  assert.equal(out, "1 bar\n");
  const secret = await modal.secrets.fromObject({ KEY: "hidden" });
  assert.equal((await run(box, ["sh", "-c", "echo $KEY"], { secrets: [secret] })).out, "hidden\n");
});

test("a command reads what it is given, until the end", limit, async () => {
  const cat = await box.exec(["cat"]);
  await cat.stdin.writeText("one ");
  await cat.stdin.writeText("two");
  await cat.stdin.close();
  assert.equal(await cat.stdout.readText(), "one two");
  assert.equal(await cat.wait(), 0);
});

test("output comes while the command runs", limit, async () => {
  const process = await box.exec(["sh", "-c", "echo first; read line; echo got $line"]);
  const reader = process.stdout.getReader();
  assert.equal((await reader.read()).value, "first\n");
  await process.stdin.writeText("it\n");
  assert.equal((await reader.read()).value, "got it\n");
  assert.equal(await process.wait(), 0);
});

test("much output arrives whole", limit, async () => {
  const { out } = await run(box, ["sh", "-c", "seq 1 200000"]);
  assert.equal(out.length, 1288895);
  assert.ok(out.endsWith("\n200000\n"));
});

test("a command over its time limit is ended", limit, async () => {
  const process = await box.exec(["sh", "-c", "echo before; sleep 100"], { timeoutMs: 1000 });
  assert.equal(await process.stdout.readText().catch(() => "before\n"), "before\n");
  await process.wait().then((code) => assert.equal(code, 137), (error) => assert.match(error.message, /[Dd]eadline/));
});

test("files are written, read, listed and removed, and commands see them", limit, async () => {
  const files = box.filesystem;
  await files.writeText("a,b\n1,2\n", "/root/data/table.csv");
  assert.equal((await run(box, ["cat", "data/table.csv"])).out, "a,b\n1,2\n");
  await run(box, ["sh", "-c", "echo made > $HOME/made.txt"]);
  assert.equal(await files.readText("/root/made.txt"), "made\n");
  const bytes = new Uint8Array(randomBytes(5_000_000));
  await files.writeBytes(bytes, "/tmp/some.bin");
  assert.deepEqual(Buffer.from(await files.readBytes("/tmp/some.bin")), Buffer.from(bytes));
  await files.makeDirectory("/root/empty");
  const names = (await files.listFiles("/root")).map((entry) => `${entry.name} ${entry.type}`);
  assert.deepEqual(names.sort(), ["data directory", "empty directory", "made.txt file"]);
  assert.equal((await files.stat("/tmp/some.bin")).size, 5_000_000);
  await files.remove("/root/data", { recursive: true });
  await assert.rejects(files.readText("/root/data/table.csv"), SandboxFilesystemNotFoundError);
  await assert.rejects(files.remove("/nothing"), SandboxFilesystemNotFoundError);
});

test("local files go in and out", limit, async () => {
  const folder = await mkdtemp(join(tmpdir(), "modal-check-"));
  try {
    await writeFile(join(folder, "in.txt"), "there and back");
    await box.filesystem.copyFromLocal(join(folder, "in.txt"), "/root/copy.txt");
    await box.filesystem.copyToLocal("/root/copy.txt", join(folder, "out.txt"));
    assert.equal(await readFile(join(folder, "out.txt"), "utf8"), "there and back");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a snapshot of the files is an image for other sandboxes", limit, async () => {
  await box.filesystem.writeText("kept", "/root/kept.txt");
  const copy = await box.snapshotFilesystem();
  const other = await modal.sandboxes.create(app, copy, { workdir: "/work" });
  assert.equal(await other.filesystem.readText("/root/kept.txt"), "kept");
  assert.match((await run(other, ["pwd"])).out, /\/work\n$/);
  assert.equal(await other.terminate({ wait: true }), 137);
});

test("a sandbox with a command of its own ends with it", limit, async () => {
  const own = await modal.sandboxes.create(app, image, {
    command: ["sh", "-c", "echo hello; read name; echo bye $name >&2; exit 4"],
  });
  assert.equal(await own.poll(), null);
  await own.stdin.writeText("Bob\n");
  assert.equal(await own.wait(), 4);
  assert.equal(await own.poll(), 4);
});

test("the output of a sandbox's own command is read while it lives", limit, async () => {
  const own = await modal.sandboxes.create(app, image, { command: ["sh", "-c", "echo hello; sleep 100"] });
  const reader = own.stdout.getReader();
  assert.equal((await reader.read()).value, "hello\n");
  await reader.cancel();
  await own.terminate();
  assert.equal(await own.wait(), 137);
  await assert.rejects(own.exec(["true"]), /finished|shut down|not found/i);
});

test("sandboxes have names and tags, and are found by them", limit, async () => {
  const named = await modal.sandboxes.create(app, image, { name: "mine", tags: { team: "a" } });
  await assert.rejects(modal.sandboxes.create(app, image, { name: "mine" }), AlreadyExistsError);
  assert.equal((await modal.sandboxes.fromName("boxes", "mine")).sandboxId, named.sandboxId);
  await named.setTags({ team: "b" });
  assert.deepEqual(await named.getTags(), { team: "b" });
  const found = [];
  for await (const one of modal.sandboxes.list({ appId: app.appId, tags: { team: "b" } })) found.push(one.sandboxId);
  assert.deepEqual(found, [named.sandboxId]);
  await named.terminate({ wait: true });
  await assert.rejects(modal.sandboxes.fromName("boxes", "mine"), NotFoundError);
});

test("a port without TLS is reached", limit, async () => {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const own = await modal.sandboxes.create(app, image, {
    command: ["python3", "-m", "http.server", String(port), "--bind", "127.0.0.1"],
    unencryptedPorts: [port],
    readinessProbe: Probe.withTcp(port),
  });
  await own.waitUntilReady(30_000);
  const [host, reached] = (await own.tunnels())[port].tcpSocket;
  const answer = await fetch(`http://${host}:${reached}/`);
  assert.equal(answer.status, 200);
  await own.terminate();
});

test("a sandbox is ready when its command says so", limit, async () => {
  const own = await modal.sandboxes.create(app, image, {
    readinessProbe: Probe.withExec(["test", "-e", "ready"], { intervalMs: 50 }),
  });
  await assert.rejects(own.waitUntilReady(300));
  assert.equal((await run(own, ["touch", "ready"])).code, 0);
  await own.waitUntilReady(30_000);
  await own.terminate();
});

test("a sandbox is ended at its time limit", limit, async () => {
  const short = await modal.sandboxes.create(app, image, { timeoutMs: 1000 });
  assert.equal(await short.wait(), 124);
});

test("what the stand-in does not do is said", limit, async () => {
  const steps = image.dockerfileCommands(["RUN echo hi"]);
  await assert.rejects(steps.build(app), /UNIMPLEMENTED.*image build instruction RUN/);
  await assert.rejects(modal.sandboxes.create(app, image, { gpu: "T4" }), /UNIMPLEMENTED.*SandboxCreate/);
  await assert.rejects(modal.sandboxes.create(app, image, { blockNetwork: true }), /UNIMPLEMENTED.*network/);
  await assert.rejects(box.exec(["bash"], { pty: true }), /UNIMPLEMENTED.*terminals/);
  await assert.rejects(modal.apps.fromName("none"), NotFoundError);
});

// The official client against the stand-in: sandboxes, snapshots, volumes, errors.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStandIn } from "./support.mjs";

let server;
let daytona;

before(async () => {
  server = await startStandIn("--start-millis", "150");
  daytona = server.daytona;
});

after(() => server?.stop());

test("a wrong key is refused", async () => {
  await assert.rejects(server.newClient("wrong").get("x"), (error) => error.statusCode === 401);
});

test("a sandbox is made, found, stopped, started and deleted", async () => {
  const box = await daytona.create({ name: "box1", envVars: { A: "1" }, labels: { team: "x" }, autoStopInterval: 30 });
  assert.equal(box.state, "started");
  assert.equal((await daytona.get("box1")).id, box.id);
  await box.setLabels({ a: "b" });
  const found = [];
  for await (const each of daytona.list({ labels: { a: "b" } })) found.push(each.id);
  assert.deepEqual(found, [box.id]);
  await box.setAutostopInterval(0);
  await box.setAutoArchiveInterval(60);
  await box.setAutoDeleteInterval(120);
  await box.refreshActivity();
  await box.fs.uploadFile(Buffer.from("kept"), "kept.txt");
  await box.stop();
  assert.equal(box.state, "stopped");
  await assert.rejects(box.process.executeCommand("true"), (error) => error.statusCode === 400);
  await box.start();
  assert.equal((await box.fs.downloadFile("kept.txt")).toString(), "kept");
  await box.stop();
  await box.archive();
  await box.delete(60, true);
  await assert.rejects(daytona.get("box1"), (error) => error.statusCode === 404);
});

test("an image is built, and the sandbox is deleted when it stops", async () => {
  const box = await daytona.create({ image: "python:3.12-slim", resources: { cpu: 2, memory: 4, disk: 10 }, ephemeral: true });
  assert.equal(box.cpu, 2);
  await box.stop();
  await assert.rejects(daytona.get(box.id), (error) => error.statusCode === 404);
});

test("what asks for too much is refused", async () => {
  await assert.rejects(daytona.create({ image: "debian:12", resources: { cpu: 64 } }), /exceeds maximum allowed per sandbox/);
});

test("a snapshot of a sandbox is the beginning of another", async () => {
  const first = await daytona.create();
  await first.fs.uploadFile(Buffer.from("seed"), "seed.txt");
  await first.createSnapshot("seeded");
  const second = await daytona.create({ snapshot: "seeded" });
  assert.equal((await second.fs.downloadFile("seed.txt")).toString(), "seed");
  await first.delete();
  await second.delete();
  const snapshot = await daytona.snapshot.get("seeded");
  assert.equal(snapshot.state, "active");
  await daytona.snapshot.delete(snapshot);
});

test("a snapshot of an image is made and listed", async () => {
  const snapshot = await daytona.snapshot.create({ name: "mine", image: "debian:12" });
  assert.equal(snapshot.state, "active");
  assert.ok((await daytona.snapshot.list()).items.some((item) => item.name === "mine"));
});

test("a volume is shared by sandboxes", async () => {
  const volume = await daytona.volume.create("shared");
  assert.equal((await daytona.volume.get("shared")).id, volume.id);
  const volumes = [{ volumeId: volume.id, mountPath: "/home/daytona/vol" }];
  const one = await daytona.create({ volumes });
  const two = await daytona.create({ volumes });
  await one.process.executeCommand("echo shared > vol/x.txt");
  assert.equal((await two.fs.downloadFile("vol/x.txt")).toString(), "shared\n");
  await assert.rejects(daytona.volume.delete(volume), (error) => error.statusCode === 409);
  await one.delete(60, true);
  await two.delete(60, true);
  await daytona.volume.delete(volume);
  assert.deepEqual(await daytona.volume.list(), []);
});

test("a port is seen through its preview links", async () => {
  const box = await daytona.create();
  await box.process.createSession("web");
  await box.process.executeSessionCommand("web", {
    command: "echo hello > index.html; exec python3 -u -m http.server 0 --bind 127.0.0.1 > port.txt 2>&1",
    runAsync: true,
  });
  let port;
  for (let tries = 0; !port && tries < 200; tries++) {
    const text = (await box.process.executeCommand("cat port.txt 2>/dev/null")).result;
    port = text.match(/port (\d+)/)?.[1];
  }
  const link = await box.getPreviewLink(Number(port));
  assert.equal((await fetch(link.url)).status, 401);
  const answer = await fetch(`${link.url}/index.html`, { headers: { "x-daytona-preview-token": link.token } });
  assert.equal(await answer.text(), "hello\n");
  const signed = await box.getSignedPreviewUrl(Number(port), 60);
  assert.equal((await fetch(`${signed.url}/index.html`)).status, 200);
  await box.expireSignedPreviewUrl(Number(port), signed.token);
  assert.equal((await fetch(`${signed.url}/index.html`)).status, 401);
  await box.delete();
});

test("too many sandboxes in a minute are an error of their own", async () => {
  const strict = await startStandIn("--creates-per-minute", "1");
  try {
    const box = await strict.daytona.create();
    await assert.rejects(strict.daytona.create(), (error) => error.statusCode === 429 && /RateLimit/.test(error.name));
    await box.delete();
  } finally {
    await strict.stop();
  }
});

test("what the stand-in does not do is named", async () => {
  const box = await daytona.create();
  await assert.rejects(box.createSshAccess(5), /SSH/);
  await assert.rejects(box.pause(), /not supported/);
  await box.delete();
});

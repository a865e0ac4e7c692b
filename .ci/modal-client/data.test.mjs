import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { InvalidError, NotFoundError, QueueEmptyError, QueueFullError } from "modal";
import { limit, startStandIn } from "./support.mjs";

let standIn;
let modal;

before(async () => {
  standIn = await startStandIn("--sandboxes", "1");
  modal = standIn.modal;
});
after(async () => {
  await standIn?.stop();
});

test("a queue gives values in order, one or many", limit, async () => {
  const queue = await modal.queues.fromName("orders", { createIfMissing: true });
  await queue.put({ a: [1, "two", null, 2.5, true] });
  await queue.putMany(["x", "y", new Uint8Array([1, 2])]);
  assert.equal(await queue.len(), 4);
  assert.deepEqual(await queue.get(), { a: [1, "two", null, 2.5, true] });
  assert.deepEqual(await queue.getMany(5), ["x", "y", Buffer.from([1, 2])]);
  await assert.rejects(queue.get({ timeoutMs: 50 }), QueueEmptyError);
  await modal.queues.delete("orders");
  await assert.rejects(modal.queues.fromName("orders"), NotFoundError);
});

test("who waits for a value gets the next one", limit, async () => {
  const queue = await modal.queues.ephemeral();
  const waiting = queue.get({ timeoutMs: 20_000 });
  const other = queue.get({ partition: "b", timeoutMs: 20_000 });
  await queue.put("later");
  await queue.put("there", { partition: "b" });
  assert.equal(await waiting, "later");
  assert.equal(await other, "there");
  queue.closeEphemeral();
});

test("partitions are apart, and looking takes nothing out", limit, async () => {
  const queue = await modal.queues.ephemeral();
  await queue.putMany([1, 2], { partition: "a" });
  await queue.put(3);
  assert.equal(await queue.len({ total: true }), 3);
  const seen = [];
  for await (const value of queue.iterate({ partition: "a" })) seen.push(value);
  assert.deepEqual(seen, [1, 2]);
  assert.equal(await queue.len({ partition: "a" }), 2);
  await queue.clear({ partition: "a" });
  assert.equal(await queue.len({ total: true }), 1);
  await queue.clear({ all: true });
  assert.equal(await queue.len({ total: true }), 0);
  await queue.putMany(Array.from({ length: 5000 }, (_, i) => i));
  await assert.rejects(queue.put("one more", { timeoutMs: 50 }), QueueFullError);
  queue.closeEphemeral();
});

test("secrets are looked up, with the keys that are needed", limit, async () => {
  await assert.rejects(modal.secrets.fromName("none"), NotFoundError);
  await assert.rejects(modal.secrets.delete("none"), NotFoundError);
  await modal.secrets.delete("none", { allowMissing: true });
});

test("a volume is the same folder in each sandbox", limit, async () => {
  const volume = await modal.volumes.fromName("shared", { createIfMissing: true, version: 2 });
  assert.match(volume.volumeId, /^vo-/);
  await assert.rejects(modal.volumes.fromName("shared", { version: 1 }), InvalidError);
  const app = await modal.apps.fromName("data", { createIfMissing: true });
  const image = modal.images.fromRegistry("alpine:3.21");
  for (const step of ["echo kept > mnt/note", "cat mnt/note"]) {
    const box = await modal.sandboxes.create(app, image, { volumes: { "/root/mnt": volume } });
    const process = await box.exec(["sh", "-c", step]);
    assert.equal(await process.stdout.readText(), step.startsWith("cat") ? "kept\n" : "");
    assert.equal(await process.wait(), 0);
    await box.reloadVolumes();
    await box.terminate({ wait: true });
  }
  await modal.volumes.delete("shared");
  await assert.rejects(modal.volumes.fromName("shared"), NotFoundError);
});

test("a throttled call waits as long as the client lets it", limit, async () => {
  const impatient = standIn.newClient({ maxThrottleWaitSecs: 1 });
  const app = await impatient.apps.fromName("quota", { createIfMissing: true });
  const image = impatient.images.fromRegistry("alpine:3.21");
  const box = await impatient.sandboxes.create(app, image);
  await assert.rejects(impatient.sandboxes.create(app, image), /RESOURCE_EXHAUSTED/);
  await box.terminate({ wait: true });
});

test("images are kept, published and deleted", limit, async () => {
  const app = await modal.apps.fromName("images", { createIfMissing: true });
  const image = await modal.images.fromRegistry("debian:12").build(app);
  assert.equal((await modal.images.fromId(image.imageId)).imageId, image.imageId);
  await image.publish("mine");
  assert.equal((await modal.images.fromName("mine")).imageId, image.imageId);
  await modal.images.delete(image.imageId);
  await assert.rejects(modal.images.fromId(image.imageId), NotFoundError);
});

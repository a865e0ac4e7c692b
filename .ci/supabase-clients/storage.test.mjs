// The official client, and the TUS client that its documentation names, against the stand-in's storage service.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as tus from "tus-js-client";
import { startStandIn } from "./support.mjs";

let server;
let storage;
let anon;

const ok = ({ data, error }) => {
  assert.ifError(error);
  return data;
};

before(async () => {
  server = await startStandIn();
  storage = server.service.storage;
  anon = server.anon.storage;
  ok(await storage.createBucket("docs", { public: false }));
  ok(await storage.createBucket("pub", { public: true }));
});

after(() => server?.stop());

test("an object is written, described, read and removed", async () => {
  const docs = storage.from("docs");
  ok(await docs.upload("a/b c.txt", "hello", { contentType: "text/plain", metadata: { k: "v" } }));
  ok(await docs.upload("a/blob.txt", new Blob(["blob"], { type: "text/plain" })));
  assert.equal(await ok(await docs.download("a/b c.txt")).text(), "hello");
  assert.equal(await ok(await docs.download("a/blob.txt")).text(), "blob");
  assert.deepEqual(ok(await docs.info("a/b c.txt")).metadata, { k: "v" });
  assert.equal(ok(await docs.exists("a/b c.txt")), true);
  assert.equal((await docs.exists("a/none.txt")).data, false);
  assert.deepEqual(ok(await docs.list("a")).map((entry) => entry.name), ["b c.txt", "blob.txt"]);
  ok(await docs.update("a/b c.txt", "changed", { contentType: "text/plain" }));
  ok(await docs.copy("a/b c.txt", "a/copy.txt"));
  ok(await docs.move("a/copy.txt", "z/moved.txt"));
  assert.equal(await ok(await docs.download("z/moved.txt")).text(), "changed");
  assert.equal(ok(await docs.remove(["a/b c.txt", "none"])).length, 1);
});

test("errors carry their status", async () => {
  const { error } = await storage.from("docs").download("none.txt");
  assert.ok(error);
  const refused = await anon.from("docs").upload("x.txt", "x", { contentType: "text/plain" });
  assert.equal(refused.error.statusCode, "403");
});

test("signed addresses read and write", async () => {
  const docs = storage.from("docs");
  ok(await docs.upload("s p/signed.txt", "signed", { contentType: "text/plain" }));
  const read = ok(await docs.createSignedUrl("s p/signed.txt", 60));
  assert.equal(await (await fetch(read.signedUrl)).text(), "signed");
  const named = ok(await docs.createSignedUrl("s p/signed.txt", 60, { download: "name.txt" }));
  assert.match((await fetch(named.signedUrl)).headers.get("content-disposition"), /name\.txt/);
  const write = ok(await docs.createSignedUploadUrl("s p/up.txt"));
  ok(await anon.from("docs").uploadToSignedUrl(write.path, write.token, "up", { contentType: "text/plain" }));
  assert.equal(await ok(await docs.download("s p/up.txt")).text(), "up");
});

test("public objects have an address", async () => {
  ok(await storage.from("pub").upload("p.txt", "public", { contentType: "text/plain" }));
  const { data } = anon.from("pub").getPublicUrl("p.txt");
  assert.equal(await (await fetch(data.publicUrl)).text(), "public");
});

test("pages have cursors", async () => {
  const docs = storage.from("docs");
  for (const name of ["1", "2", "3"]) {
    ok(await docs.upload(`pages/${name}.txt`, name, { contentType: "text/plain" }));
  }
  const first = ok(await docs.listV2({ prefix: "pages/", limit: 2, with_delimiter: true }));
  assert.equal(first.hasNext, true);
  const second = ok(await docs.listV2({ prefix: "pages/", limit: 2, with_delimiter: true, cursor: first.nextCursor }));
  assert.deepEqual(second.objects.map((object) => object.name), ["pages/3.txt"]);
});

test("a resumable upload is written in chunks", async () => {
  const bytes = Buffer.alloc(13 * 1024 * 1024, "x");
  await new Promise((resolve, reject) => {
    new tus.Upload(bytes, {
      endpoint: `${server.url}/storage/v1/upload/resumable`,
      headers: { authorization: `Bearer ${server.serviceKey}`, "x-upsert": "true" },
      uploadDataDuringCreation: true,
      chunkSize: 6 * 1024 * 1024,
      metadata: { bucketName: "docs", objectName: "big.bin", contentType: "application/octet-stream", cacheControl: "60" },
      onError: reject,
      onSuccess: resolve,
    }).start();
  });
  assert.equal(ok(await storage.from("docs").download("big.bin")).size, bytes.length);
});

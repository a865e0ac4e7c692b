// The official client hears changes, broadcasts and presence.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createClient } from "@supabase/supabase-js";
import { startStandIn } from "./support.mjs";

const SETTINGS = { auth: { persistSession: false, autoRefreshToken: false } };
const clients = [];
let server;

before(async () => {
  server = await startStandIn("realtime.sql");
});

after(async () => {
  await Promise.all([...clients, server.service, server.anon].map((client) => client.realtime.disconnect()));
  await server.stop();
});

function client(key = server.anonKey) {
  const made = createClient(server.url, key, SETTINGS);
  clients.push(made);
  return made;
}

/** Gives one thing after the other that is put in, in order. */
function inbox() {
  const waiting = [];
  const readers = [];
  return {
    put: (value) => (readers.length ? readers.shift()(value) : waiting.push(value)),
    next: () =>
      waiting.length ? Promise.resolve(waiting.shift()) : new Promise((resolve) => readers.push(resolve)),
  };
}

function subscribed(channel) {
  return new Promise((resolve, reject) =>
    channel.subscribe((status, error) => {
      if (status === "SUBSCRIBED") resolve(channel);
      else if (status !== "CLOSED") reject(error ?? new Error(status));
    }),
  );
}

/** Joined, and the server listens to the database. */
async function listening(channel) {
  const system = inbox();
  channel.on("system", {}, system.put);
  await subscribed(channel);
  assert.equal((await system.next()).status, "ok");
}

test("changes of a filtered table", { timeout: 60000 }, async () => {
  const changes = inbox();
  const channel = client()
    .channel("changes")
    .on("postgres_changes", { event: "*", schema: "public", table: "messages", filter: "room=eq.7" }, changes.put);
  await listening(channel);
  const messages = server.service.from("messages");
  assert.ifError((await messages.insert([{ id: 1, room: 8 }, { id: 2, room: 7, text: "it's" }])).error);
  const inserted = await changes.next();
  assert.equal(inserted.eventType, "INSERT");
  assert.deepEqual(inserted.new, { id: 2, room: 7, text: "it's" });
  assert.equal(inserted.errors, null);
  assert.ifError((await messages.update({ text: null }).eq("id", 2)).error);
  const updated = await changes.next();
  assert.deepEqual([updated.eventType, updated.new, updated.old], ["UPDATE", { id: 2, room: 7, text: null }, { id: 2 }]);
});

test("policies decide who hears of a row", { timeout: 60000 }, async () => {
  const changes = inbox();
  const wanted = { event: "INSERT", schema: "public", table: "secrets" };
  await listening(client().channel("secrets").on("postgres_changes", wanted, changes.put));
  const rows = [{ id: 1, owner: "authenticated" }, { id: 2, owner: "anon" }];
  assert.ifError((await server.service.from("secrets").insert(rows)).error);
  assert.equal((await changes.next()).new.id, 2);
});

test("broadcasts in both directions", { timeout: 60000 }, async () => {
  const [heard, own] = [inbox(), inbox()];
  const ann = client().channel("room", { config: { broadcast: { self: true, ack: true } } });
  const bob = client().channel("room");
  await subscribed(ann.on("broadcast", { event: "*" }, own.put));
  await subscribed(bob.on("broadcast", { event: "hello" }, heard.put));
  assert.equal(await ann.send({ type: "broadcast", event: "hello", payload: { n: 1 } }), "ok");
  assert.deepEqual((await heard.next()).payload, { n: 1 });
  assert.deepEqual((await own.next()).payload, { n: 1 });
  assert.equal(await bob.send({ type: "broadcast", event: "back", payload: { n: 2 } }), "ok");
  assert.deepEqual(await own.next(), { type: "broadcast", event: "back", payload: { n: 2 } });
  assert.deepEqual(await bob.httpSend("by http", { n: 3 }), { success: true });
  assert.deepEqual((await own.next()).payload, { n: 3 });
});

test("presence", { timeout: 60000 }, async () => {
  const [joins, leaves] = [inbox(), inbox()];
  const ann = client().channel("people", { config: { presence: { key: "ann" } } });
  ann.on("presence", { event: "join" }, joins.put).on("presence", { event: "leave" }, leaves.put);
  await subscribed(ann);
  assert.equal(await ann.track({ at: "desk" }), "ok");
  assert.equal((await joins.next()).key, "ann");
  const bobs = client();
  const bob = bobs.channel("people", { config: { presence: { key: "bob" } } });
  await subscribed(bob);
  assert.equal(await bob.track({ at: "door" }), "ok");
  const came = await joins.next();
  assert.deepEqual([came.key, came.newPresences[0].at], ["bob", "door"]);
  assert.deepEqual(Object.keys(ann.presenceState()).sort(), ["ann", "bob"]);
  assert.equal(await bob.untrack(), "ok");
  assert.equal((await leaves.next()).key, "bob");
  await bob.track({ at: "stairs" });
  await joins.next();
  await bobs.realtime.disconnect();
  assert.equal((await leaves.next()).leftPresences[0].at, "stairs");
});

test("a removed channel is left", { timeout: 60000 }, async () => {
  const [closed, heard] = [inbox(), inbox()];
  const owner = client();
  const channel = owner.channel("short").on("broadcast", { event: "*" }, heard.put);
  await new Promise((resolve) =>
    channel.subscribe((status) => (status === "SUBSCRIBED" ? resolve() : closed.put(status))),
  );
  assert.equal(await owner.removeChannel(channel), "ok");
  assert.equal(await closed.next(), "CLOSED");
  assert.deepEqual(owner.getChannels(), []);
  const again = inbox();
  await subscribed(client().channel("short").on("broadcast", { event: "*" }, again.put));
  await client().channel("short").httpSend("e", { n: 1 });
  await again.next();
  assert.equal(await Promise.race([heard.next(), Promise.resolve("nothing")]), "nothing");
});

test("wrong tokens and private channels are refused", { timeout: 60000 }, async () => {
  const wrong = client();
  await wrong.realtime.setAuth("a.b.c");
  await assert.rejects(subscribed(wrong.channel("room")), /InvalidJWTToken/);
  const closed = client().channel("room", { config: { private: true } });
  await assert.rejects(subscribed(closed), /no private channels/);
});

// The official client reads, writes and calls.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startStandIn } from "./support.mjs";

let server;
let db;

before(async () => {
  server = await startStandIn("rest.sql");
  db = server.service;
});

after(() => server?.stop());

async function data(query) {
  const { data, error } = await query;
  assert.equal(error, null, JSON.stringify(error));
  return data;
}

test("filters, order and range", async () => {
  const names = (rows) => rows.map((row) => row.name).join();
  const authors = () => db.from("authors").select("name").order("name");
  assert.equal(names(await data(authors().eq("name", "Ann"))), "Ann");
  assert.equal(names(await data(authors().in("name", ["Ann", 'x,"y"', "Cy"]))), "Ann,Cy");
  assert.equal(names(await data(authors().or("name.eq.Ann,born.gt.1985"))), "Ann,Cy");
  assert.equal(names(await data(authors().not("born", "is", null).gte("born", 1980))), "Bob,Cy");
  assert.equal(names(await data(authors().likeAnyOf("name", ["A%", "B%"]))), "Ann,Bob");
  assert.equal(names(await data(authors().range(1, 1))), "Bob");
  const books = db.from("books").select("title");
  assert.deepEqual(await data(books.contains("tags", ["a"])), [{ title: "T1" }]);
  assert.deepEqual(await data(db.from("books").select("title").contains("meta", { k: 1 })), [{ title: "T1" }]);
  assert.deepEqual(await data(db.from("books").select("title").textSearch("title", "t1 or t3", { type: "websearch" })
    .order("title")), [{ title: "T1" }, { title: "T3" }]);
});

test("counts", async () => {
  const { data: rows, count, status } = await db.from("authors").select("*", { count: "exact" }).limit(1);
  assert.deepEqual([rows.length, count >= 3, status], [1, true, 206]);
  const head = await db.from("authors").select("*", { count: "exact", head: true }).lte("born", 1980);
  assert.deepEqual([head.data, head.count], [null, 2]);
});

test("one row, none and CSV", async () => {
  assert.equal((await data(db.from("authors").select().eq("name", "Bob").single())).born, 1980);
  assert.equal(await data(db.from("authors").select().eq("name", "nobody").maybeSingle()), null);
  const many = await db.from("authors").select().single();
  assert.deepEqual([many.error.code, many.status], ["PGRST116", 406]);
  assert.equal(await data(db.from("authors").select("name").lt("born", 1975).csv()), "name\nAnn");
});

test("related rows", async () => {
  assert.deepEqual(
    await data(db.from("authors").select("name, books(title)").eq("name", "Ann").order("title", { referencedTable: "books" })),
    [{ name: "Ann", books: [{ title: "T1" }, { title: "T2" }] }]);
  assert.deepEqual(
    await data(db.from("books").select("title, ...authors!inner(author:name)").eq("authors.name", "Bob")),
    [{ title: "T3", author: "Bob" }]);
});

test("inserts, upserts, updates and deletes", async () => {
  const [row] = await data(db.from("authors").insert([{ name: "Dee" }, { name: "Eve", born: 2000 }]).select());
  assert.equal(row.name, "Dee");
  assert.equal((await db.from("authors").insert({ name: "Dee" })).error.code, "23505");
  const merged = await data(db.from("authors").upsert({ name: "Dee", born: 1 }, { onConflict: "name" }).select("born"));
  assert.deepEqual(merged, [{ born: 1 }]);
  assert.deepEqual(
    await data(db.from("authors").upsert({ name: "Dee", born: 2 }, { onConflict: "name", ignoreDuplicates: true }).select()), []);
  assert.deepEqual(await data(db.from("authors").update({ born: 3 }).eq("name", "Dee").select("born").single()), { born: 3 });
  const tooMany = await db.from("authors").delete().in("name", ["Dee", "Eve"]).maxAffected(1);
  assert.equal(tooMany.error.code, "PGRST124");
  assert.equal((await db.from("authors").delete({ count: "exact" }).in("name", ["Dee", "Eve"])).count, 2);
});

test("functions and vectors", async () => {
  assert.equal(await data(db.rpc("add_them", { a: 1, b: 2 })), 3);
  assert.equal(await data(db.rpc("add_them", { a: 1, b: 2 }, { get: true })), 3);
  assert.equal((await db.rpc("add_them", { x: 1 })).error.code, "PGRST202");
  await data(db.from("documents").insert([
    { content: "camel", embedding: [1, 0, 0], metadata: { src: "a" } },
    { content: "horse", embedding: [0, 1, 0], metadata: { src: "b" } },
  ]));
  const found = await data(db.rpc("match_documents", { query_embedding: [0.9, 0.1, 0], filter: { src: "a" } }).limit(1));
  assert.equal(found[0].content, "camel");
  assert.ok(found[0].similarity > 0.9);
  assert.match((await db.rpc("match_documents", { query_embedding: [1, 0] })).error.message, /different vector dimensions/);
});

test("errors and policies", async () => {
  assert.equal((await db.from("nope").select()).error.code, "PGRST205");
  assert.deepEqual(await data(server.anon.from("notes").select()), []);
  const refused = await server.anon.from("notes").insert({ body: "x" });
  assert.deepEqual([refused.error.code, refused.status], ["42501", 401]);
});

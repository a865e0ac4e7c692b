// The official client against the stand-in's functions service, which has no functions when it runs as a process.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FunctionsHttpError } from "@supabase/supabase-js";
import { startStandIn } from "./support.mjs";

let server;

before(async () => {
  server = await startStandIn();
});

after(() => server?.stop());

test("an unknown function is an error of HTTP", async () => {
  const { error } = await server.anon.functions.invoke("none", { body: { a: 1 } });
  assert.ok(error instanceof FunctionsHttpError);
  assert.equal(error.context.status, 404);
  assert.equal((await error.context.json()).code, "NOT_FOUND");
});

// The official clients use our server.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { Client as NewClient, StreamableHTTPClientTransport as NewTransport } from "@modelcontextprotocol/client";
import { serveOurs } from "./support.mjs";

let server;
let client;

before(async () => {
  server = await serveOurs();
  client = new Client({ name: "check", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(server.url)));
});

after(async () => {
  await client?.close();
  await server?.stop();
});

test("the official client connects", async () => {
  assert.equal(client.getServerVersion().name, "my tools");
  assert.equal(client.getInstructions(), "Be kind");
  assert.deepEqual(await client.ping(), {});
});

test("the official client lists the tools", async () => {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name), ["fail", "lookup"]);
  assert.equal(tools[1].annotations.readOnlyHint, true);
  assert.deepEqual(tools[1].inputSchema.required, ["country"]);
});

test("the official client calls a tool", async () => {
  const result = await client.callTool({ name: "lookup", arguments: { country: "Peru" } });
  assert.ok(!result.isError);
  assert.match(result.content[0].text, /^The capital of Peru is Lima/);
});

test("wrong arguments and failures are results", async () => {
  assert.equal((await client.callTool({ name: "lookup", arguments: {} })).isError, true);
  assert.equal((await client.callTool({ name: "fail", arguments: {} })).isError, true);
});

test("an unknown tool is an error", async () => {
  await assert.rejects(client.callTool({ name: "hidden", arguments: {} }), { code: -32602 });
});

for (const [mode, version] of [["legacy", "2025-11-25"], ["auto", "2026-07-28"], [{ pin: "2026-07-28" }, "2026-07-28"]]) {
  test(`the official client of the second generation, ${JSON.stringify(mode)}`, async () => {
    const newer = new NewClient({ name: "check", version: "2" }, { versionNegotiation: { mode } });
    await newer.connect(new NewTransport(new URL(server.url)));
    try {
      assert.equal(newer.getNegotiatedProtocolVersion(), version);
      assert.equal(newer.getServerVersion().name, "my tools");
      assert.equal((await newer.listTools()).tools.length, 2);
      const result = await newer.callTool({ name: "lookup", arguments: { country: "Peru" } });
      assert.match(result.content[0].text, /^The capital of Peru is Lima/);
      await assert.rejects(newer.callTool({ name: "hidden", arguments: {} }), { code: -32602 });
    } finally {
      await newer.close();
    }
  });
}

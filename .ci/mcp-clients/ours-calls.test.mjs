// Our client uses the official example server, as a process and over HTTP, and one that takes no handshake.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { callWithOurs, EVERYTHING, freePort, serve, stop } from "./support.mjs";

const CALLS = [
  ["echo", { message: "Zürich" }],
  ["get-sum", { a: 2, b: 3 }],
  ["get-sum", { a: "two" }],
  ["get-tiny-image", {}],
  ["get-structured-content", { location: "New York" }],
  ["trigger-long-running-operation", { duration: 1, steps: 3 }],
];

function check(report) {
  assert.ok(report.tools.includes("echo"), report.tools.join());
  const [echo, sum, wrong, image, structured, long] = report.results;
  assert.deepEqual([echo.kind, echo.text], ["Success", "Echo: Zürich"]);
  assert.match(sum.text, /5/);
  assert.equal(wrong.kind, "Failure");
  assert.match(image.text, /\[image image\/png, \d+ bytes\]/);
  assert.match(structured.text, /temperature/);
  assert.equal(long.kind, "Success");
}

test("our client runs the server as a process", async () => {
  check(await callWithOurs({ everything: `exec:node ${EVERYTHING} stdio` }, ...CALLS));
});

test("our client reaches the server over HTTP", async () => {
  const port = await freePort();
  const server = spawn("node", [EVERYTHING, "streamableHttp"], {
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    await new Promise((ready) => server.stderr.on("data", (text) => /listening/i.test(text) && ready()));
    check(await callWithOurs({ everything: `http://127.0.0.1:${port}/mcp` }, ...CALLS));
  } finally {
    await stop(server);
  }
});

test("our client reaches a server that takes no handshake", async () => {
  const server = await serve("node", ["stateless-server.mjs"]);
  try {
    const report = await callWithOurs({ stateless: server.url }, ["hello", {}]);
    assert.deepEqual(report.results, [{ tool: "hello", kind: "Success", text: "hello" }]);
  } finally {
    await server.stop();
  }
});

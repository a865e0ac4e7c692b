import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import OpenAI from "openai";

const KEY = "0123456789abcdef";
let server, url, openai;

before(async () => {
  server = spawn("java", ["-cp", process.env.OPENAI_CHECK_CLASSPATH, "dev.serai.openai.GatewayCheckMain"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith("listening on ")) {
      url = line.slice("listening on ".length);
      break;
    }
  }
  openai = client(KEY);
});

after(() => server.stdin.end());

const client = (apiKey) => new OpenAI({ baseURL: url, apiKey });
const ask = (content) => [{ role: "user", content }];
const chat = (content, more = {}) =>
  openai.chat.completions.create({ model: "clerk", messages: ask(content), ...more });
const weather = {
  type: "function",
  function: {
    name: "weather",
    parameters: { type: "object", properties: { city: { type: "string" } } },
  },
};

async function collect(stream) {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
  }
  return parts;
}

test("routes are listed as models", async () => {
  const models = await collect(openai.models.list());
  assert.deepEqual(models.map((model) => model.id).sort(), ["broken", "clerk", "endless", "pair", "stopped"]);
  assert.equal((await openai.models.retrieve("clerk")).name, "The clerk");
});

test("a route answers", async () => {
  const reply = await chat("hi");
  assert.equal(reply.choices[0].message.content, "You said: hi");
  assert.equal(reply.choices[0].message.reasoning_content, "hm");
  assert.equal(reply.choices[0].finish_reason, "stop");
  assert.equal(reply.usage.total_tokens, 9);
});

test("a route streams, with usage at the end", async () => {
  const parts = await collect(await chat("hi", { stream: true, stream_options: { include_usage: true } }));
  assert.equal(parts.map((part) => part.choices[0]?.delta.content ?? "").join(""), "You said: hi");
  assert.equal(parts.at(-1).usage.total_tokens, 9);
});

test("a tool of the client is called, and its result is used", async () => {
  const first = await chat("how is it?", { tools: [weather] });
  const [call] = first.choices[0].message.tool_calls;
  assert.equal(first.choices[0].finish_reason, "tool_calls");
  assert.deepEqual(JSON.parse(call.function.arguments), { city: "Lima" });
  const result = { role: "tool", tool_call_id: call.id, content: "21" };
  const messages = [...ask("how is it?"), first.choices[0].message, result];
  const second = await openai.chat.completions.create({ model: "clerk", messages, tools: [weather] });
  assert.equal(second.choices[0].message.content, "You said: 21");
});

test("the client puts streamed calls together", async () => {
  const stream = openai.chat.completions.stream({
    model: "clerk",
    messages: ask("how is it?"),
    tools: [weather],
  });
  const final = await stream.finalChatCompletion();
  assert.equal(final.choices[0].message.tool_calls[0].function.name, "weather");
  assert.equal(final.choices[0].finish_reason, "tool_calls");
});

test("texts become vectors, packed and plain", async () => {
  const packed = await openai.embeddings.create({ model: "pair", input: ["a", "b"] });
  const plain = await openai.embeddings.create({ model: "pair", input: ["a", "b"], encoding_format: "float" });
  assert.equal(packed.data.length, 2);
  for (const reply of [packed, plain]) {
    assert.ok(Math.abs(reply.data[1].embedding[0] - 0.1) < 1e-6);
    assert.equal(reply.data[1].embedding[1], -2.5);
  }
});

test("errors have OpenAI's classes and our codes", async () => {
  const code = (expected) => (error) => error.code === expected;
  await assert.rejects(chat("hi", { model: "nope" }), OpenAI.NotFoundError);
  await assert.rejects(chat("hi", { model: "nope" }), code("GATEWAY-105"));
  await assert.rejects(chat("hi", { messages: [] }), OpenAI.BadRequestError);
  await assert.rejects(chat("hi", { n: 2 }), (error) => error.param === "n" && error.code === "GATEWAY-102");
  await assert.rejects(client("wrong").models.list(), OpenAI.AuthenticationError);
});

test("a failure of a workflow says that it shall not be started again", async () => {
  await assert.rejects(chat("hi", { model: "broken" }), (error) => {
    assert.ok(error instanceof OpenAI.InternalServerError);
    assert.equal(error.code, "GATEWAY-111");
    assert.doesNotMatch(error.message, /sesame/);
    assert.equal(error.headers.get("x-should-retry"), "false");
    return true;
  });
});

test("an answer that breaks off is an error", async () => {
  await assert.rejects(async () => collect(await chat("break off", { stream: true })), /GATEWAY-111/);
});

test("a client that stops reading stops the model", async () => {
  const stream = await chat("hi", { model: "endless", stream: true });
  for await (const part of stream) {
    if (part.choices[0]?.delta.content) {
      break;
    }
  }
  stream.controller.abort();
  for (let tries = 0; tries < 100; tries++) {
    const reply = await chat("?", { model: "stopped" });
    if (reply.choices[0].message.content === "true") {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("the model is still at work");
});

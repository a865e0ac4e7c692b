import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FunctionTimeoutError, InvalidError, NotFoundError, RemoteError } from "modal";
import { limit, startStandIn } from "./support.mjs";

let standIn;
let modal;
const find = (name) => modal.functions.fromName("shop", name);

before(async () => {
  standIn = await startStandIn();
  modal = standIn.modal;
});
after(async () => {
  await standIn?.stop();
});

test("a call gives arguments and gets the result", limit, async () => {
  const echo = await find("echo");
  const answer = await echo.remote(["hi", 1, 2.5, null, true, new Uint8Array([1, 2])], { k: { a: [1] } });
  assert.deepEqual(answer, [["hi", 1, 2.5, null, true, Buffer.from([1, 2])], { k: { a: [1] } }]);
  assert.equal(await (await find("wait_for")).remote(["x"]), "x");
  assert.deepEqual((await (await find("pair")).remote())[0], 1);
});

test("the input plane is used where the function says so", limit, async () => {
  assert.equal(await (await find("plane")).remote([21]), 42);
});

test("errors of the function are told", limit, async () => {
  await assert.rejects((await find("boom")).remote(["no luck"]), (error) => {
    assert.ok(error instanceof RemoteError);
    assert.match(error.message, /ValueError\('no luck'\)/);
    return true;
  });
  await assert.rejects((await find("unsaid")).remote(), /cannot serialize type object/);
});

test("a function that takes too long is ended", limit, async () => {
  await assert.rejects((await find("slow")).remote([30]), FunctionTimeoutError);
});

test("large arguments and results go by blobs", limit, async () => {
  assert.equal(await (await find("size")).remote([new Uint8Array(3 << 20)]), 3 << 20);
  assert.equal((await (await find("big")).remote([3 << 20])).length, 3 << 20);
  const spawned = await (await find("size")).spawn([new Uint8Array(9000)]);
  assert.equal(await spawned.get(), 9000);
});

test("a spawned call is found again, waited for and cancelled", limit, async () => {
  const nap = await find("nap");
  const call = await nap.spawn([0.2]);
  await assert.rejects(call.get({ timeoutMs: 1 }), /Timeout exceeded/);
  const again = await modal.functionCalls.fromId(call.functionCallId);
  assert.equal(await again.get(), 0.2);
  assert.equal(await again.get(), 0.2);
  const long = await nap.spawn([100]);
  assert.equal((await nap.getCurrentStats()).numTotalRunners, 1);
  await long.cancel();
  await assert.rejects(long.get(), RemoteError);
});

test("many calls at once keep their results apart", limit, async () => {
  const echo = await find("echo");
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => echo.remote([i])));
  assert.deepEqual(answers.map((answer) => answer[0][0]), Array.from({ length: 20 }, (_, i) => i));
});

test("a class is bound to its parameters", limit, async () => {
  const greeter = await modal.cls.fromName("shop", "Greeter");
  const bound = await greeter.instance({ name: "Ada" });
  assert.equal(await bound.method("greet").remote(["Bob"]), "Ada greets Bob with 3");
  assert.equal(await (await greeter.instance()).method("greet").remote(["Bob"]), "nobody greets Bob with 3");
  const plain = await (await modal.cls.fromName("shop", "Plain")).instance();
  assert.equal(await plain.method("hello").remote(), "hello");
  assert.throws(() => plain.method("nothing"), NotFoundError);
});

test("what is not there or not callable is refused", limit, async () => {
  await assert.rejects(find("nothing"), NotFoundError);
  await assert.rejects(modal.functions.fromName("nothing", "echo"), NotFoundError);
  await assert.rejects((await find("old")).remote([1]), InvalidError);
  await assert.rejects((await find("web")).remote(), InvalidError);
  assert.equal(await (await find("web")).getWebUrl(), "http://127.0.0.1:9/web");
  await assert.rejects((await find("many")).remote(), /UNIMPLEMENTED.*generators, such as 'many'/);
});

test("a wrong key is refused", limit, async () => {
  const stranger = standIn.newClient({ tokenSecret: "as-wrong" });
  await assert.rejects(stranger.functions.fromName("shop", "echo"), /UNAUTHENTICATED/);
});

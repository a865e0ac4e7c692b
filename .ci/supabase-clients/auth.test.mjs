// The official client against the stand-in's auth service.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStandIn } from "./support.mjs";

const PASSWORD = "correct-horse-9";
let server;
let admin;

before(async () => {
  server = await startStandIn();
  admin = server.service;
});

after(() => server?.stop());

const user = () => server.newAnon();

test("a user signs up, changes, signs out and in", async () => {
  const client = user();
  const { data, error } = await client.auth.signUp({
    email: "ann@example.org",
    password: PASSWORD,
    options: { data: { first: "Ann" } },
  });
  assert.ifError(error);
  assert.equal(data.user.user_metadata.first, "Ann");
  const changed = await client.auth.updateUser({ data: { last: "Lee" } });
  assert.ifError(changed.error);
  assert.equal(changed.data.user.user_metadata.last, "Lee");
  assert.equal((await client.auth.getUser()).data.user.email, "ann@example.org");
  assert.ifError((await client.auth.signOut()).error);
  assert.ifError((await client.auth.signInWithPassword({ email: "ann@example.org", password: PASSWORD })).error);
});

test("errors carry their codes", async () => {
  const wrong = await user().auth.signInWithPassword({ email: "nobody@example.org", password: "wrong-password" });
  assert.equal(wrong.error.code, "invalid_credentials");
  assert.equal(wrong.error.status, 400);
  const weak = await user().auth.signUp({ email: "weak@example.org", password: "1" });
  assert.equal(weak.error.code, "weak_password");
  assert.deepEqual(weak.error.reasons, ["length"]);
});

test("sessions are refreshed", async () => {
  const client = user();
  const before = await client.auth.signUp({ email: "refresh@example.org", password: PASSWORD });
  const after = await client.auth.refreshSession();
  assert.ifError(after.error);
  assert.notEqual(after.data.session.refresh_token, before.data.session.refresh_token);
});

test("a user needs no name", async () => {
  const { data, error } = await user().auth.signInAnonymously();
  assert.ifError(error);
  assert.equal(data.user.is_anonymous, true);
});

test("a generated code signs in", async () => {
  const link = await admin.auth.admin.generateLink({ type: "magiclink", email: "link@example.org" });
  assert.ifError(link.error);
  const verified = await user().auth.verifyOtp({
    email: "link@example.org",
    token: link.data.properties.email_otp,
    type: "email",
  });
  assert.ifError(verified.error);
  assert.ok(verified.data.session.access_token);
});

test("the service key administers users", async () => {
  const made = await admin.auth.admin.createUser({
    email: "made@example.org",
    password: PASSWORD,
    email_confirm: true,
  });
  assert.ifError(made.error);
  const id = made.data.user.id;
  const changed = await admin.auth.admin.updateUserById(id, { app_metadata: { plan: "pro" } });
  assert.equal(changed.data.user.app_metadata.plan, "pro");
  const page = await admin.auth.admin.listUsers({ page: 1, perPage: 1 });
  assert.equal(page.data.users.length, 1);
  assert.ok(page.data.total >= 1);
  assert.ifError((await admin.auth.admin.deleteUser(id)).error);
  assert.equal((await admin.auth.admin.getUserById(id)).error.code, "user_not_found");
  assert.equal((await user().auth.admin.listUsers()).error.code, "not_admin");
});

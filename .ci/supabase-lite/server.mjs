// Lite over a PostgreSQL with pgvector in this process. Prints where it is when the schemas are loaded; ends with its input.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const port = await freePort();
const key = (kind) => `sb_${kind}_${randomBytes(16).toString("hex")}`;
const keys = { anon: key("publishable"), service: key("secret") };
const scripts = process.argv.slice(2);
const schemas = scripts.map((file) => `live_${basename(file, ".sql")}`);

const db = await PGlite.create({ extensions: { vector } });
const socket = new PGLiteSocketServer({ db, host: "127.0.0.1", port: await freePort(), maxConnections: 20 });
await db.exec("create role anon; create role authenticated; create role service_role bypassrls; create extension vector");
await socket.start();
mkdirSync("supabase", { recursive: true });
writeFileSync("supabase/config.toml", `
[api]
port = ${port}
schemas = ${JSON.stringify(["public", ...schemas])}
[db]
driver = "postgres"
url = "postgres://postgres:postgres@${socket.getServerConn()}/postgres?sslmode=disable"
[auth]
enabled = true
jwt_secret = "${randomBytes(24).toString("hex")}"
publishable_key = "${keys.anon}"
secret_key = "${keys.service}"
[auth.email]
enable_confirmations = false
`);

// The first start makes auth.uid() for the policies. Lite reads only at its start what there is.
let lite = await start();
for (const script of scripts) {
  await db.exec(readFileSync(script, "utf8"));
}
await stop(lite);
lite = await start();
console.log(`anon key ${keys.anon}`);
console.log(`service key ${keys.service}`);
console.log(`listening on http://127.0.0.1:${port}`);

process.stdin.resume();
process.stdin.once("end", () => {
  lite.wanted = true;
  lite.kill("SIGKILL");
  process.exit(0);
});

async function start() {
  const child = spawn(process.execPath,
    ["node_modules/@supabase/lite/dist/cli/index.js", "--no-telemetry", "start", "--no-admin"],
    { stdio: ["ignore", 2, 2] });
  child.once("exit", (code) => { if (!child.wanted) process.exit(code || 1); });
  for (let i = 0; i < 300; i++) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/rest/v1/`, { headers: { apikey: keys.service } });
      if (answer.status < 500) return child;
    } catch {
      // not yet
    }
    await pause(100);
  }
  throw new Error("Lite does not start");
}

async function stop(child) {
  child.wanted = true;
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

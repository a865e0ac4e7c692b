import { execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const JAVA = ["-cp", process.env.MCP_CHECK_CLASSPATH, "dev.serai.agent.mcp.McpCheckMain"];
export const EVERYTHING = "node_modules/@modelcontextprotocol/server-everything/dist/index.js";

/** Runs a program and gives back what it has printed. */
export async function run(program, args) {
  const { stdout } = await promisify(execFile)(program, args, { timeout: 120_000, maxBuffer: 64 << 20 });
  return stdout;
}

/** Lists the tools of servers with our client, and calls some of them. */
export async function callWithOurs(options, ...calls) {
  const settings = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  const told = calls.flatMap(([tool, args]) => [tool, JSON.stringify(args)]);
  const lines = (await run("java", [...JAVA, "call", ...settings, "--", ...told])).trim().split("\n");
  return JSON.parse(lines.at(-1));
}

/** Starts our server. */
export const serveOurs = () => serve("java", [...JAVA, "serve"]);

/** Starts a server that prints where it listens. */
export async function serve(program, args) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("listening on ")) {
      return { url: line.slice("listening on ".length), stop: () => stop(child) };
    }
  }
  throw new Error(`${program} ${args.at(-1)} did not start`);
}

export async function stop(child) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill();
    await once(child, "exit");
  }
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

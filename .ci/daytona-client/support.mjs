import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Daytona } from "@daytonaio/sdk";

const START_MILLIS = 60_000;
const STOP_MILLIS = 15_000;

/** Starts a stand-in on a free port, with further flags, and gives a client of it. */
export async function startStandIn(...flags) {
  const child = spawn(
    "java",
    ["-cp", process.env.DAYTONA_CHECK_CLASSPATH, "dev.serai.offline.daytona.DaytonaMain", ...flags],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  process.on("exit", () => child.kill());
  const tooLate = setTimeout(() => child.kill("SIGKILL"), START_MILLIS);
  const found = {};
  for await (const line of createInterface({ input: child.stdout })) {
    for (const [name, start] of [["apiKey", "api key "], ["apiUrl", "listening on "]]) {
      if (line.startsWith(start)) found[name] = line.slice(start.length);
    }
    if (found.apiUrl) break;
  }
  clearTimeout(tooLate);
  if (!found.apiUrl) {
    child.kill("SIGKILL");
    throw new Error("the stand-in did not start");
  }
  const client = (apiKey) => new Daytona({ apiKey, apiUrl: found.apiUrl, target: "us" });
  const clients = [];
  const newClient = (apiKey = found.apiKey) => {
    clients.push(client(apiKey));
    return clients.at(-1);
  };
  return {
    ...found,
    daytona: newClient(),
    newClient,
    stop: async () => {
      for (const used of clients) await used[Symbol.asyncDispose]();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill();
      const tooSlow = setTimeout(() => child.kill("SIGKILL"), STOP_MILLIS);
      await gone;
      clearTimeout(tooSlow);
    },
  };
}

/** Waits until a condition holds; it may be asynchronous. */
export async function until(condition, what) {
  const end = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ten seconds`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

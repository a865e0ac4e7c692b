import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createClient } from "@supabase/supabase-js";

/** Starts a stand-in on a free port, with a schema from a file and with further flags. */
export async function startStandIn(schema, ...flags) {
  const child = spawn(
    "java",
    [
      "-cp",
      process.env.SUPABASE_CHECK_CLASSPATH,
      "dev.serai.offline.supabase.SupabaseMain",
      ...(schema ? ["--sql", schema] : []),
      ...flags,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  process.on("exit", () => child.kill());
  const found = {};
  for await (const line of createInterface({ input: child.stdout })) {
    for (const [name, start] of [["anonKey", "anon key "], ["serviceKey", "service key "], ["url", "listening on "]]) {
      if (line.startsWith(start)) found[name] = line.slice(start.length);
    }
    if (found.url) break;
  }
  if (!found.url) throw new Error("the stand-in did not start");
  const client = (key) =>
    createClient(found.url, key, { auth: { persistSession: false, autoRefreshToken: false } });
  return {
    ...found,
    service: client(found.serviceKey),
    anon: client(found.anonKey),
    /** A client of its own, for what signs in. */
    newAnon: () => client(found.anonKey),
    stop: async () => {
      const gone = once(child, "exit");
      child.kill();
      await gone;
    },
  };
}

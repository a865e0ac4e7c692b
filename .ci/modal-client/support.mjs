import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ModalClient } from "modal";

/** Starts a stand-in on a free port, with further flags, and gives a client of it. */
export async function startStandIn(...flags) {
  const apps = fileURLToPath(new URL("apps", import.meta.url));
  const child = spawn(
    "java",
    ["-cp", process.env.MODAL_CHECK_CLASSPATH, "dev.serai.offline.modal.ModalMain", "--apps", apps, ...flags],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  process.on("exit", () => child.kill());
  const found = {};
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith("token ")) [, found.tokenId, found.tokenSecret] = line.split(" ");
    if (line.startsWith("listening on ")) {
      found.url = line.slice("listening on ".length);
      break;
    }
  }
  if (!found.url) throw new Error("the stand-in did not start");
  child.stdout.resume();
  // The client knows no other way to be sent elsewhere.
  process.env.MODAL_SERVER_URL = found.url;
  const { tokenId, tokenSecret } = found;
  return {
    ...found,
    modal: new ModalClient({ tokenId, tokenSecret, logLevel: "error" }),
    newClient: (params) => new ModalClient({ tokenId, tokenSecret, logLevel: "error", ...params }),
    stop: async () => {
      const gone = once(child, "exit");
      child.kill();
      await gone;
    },
  };
}

/** A test that does not end on its own is ended; the client's own limits are in the minutes. */
export const limit = { timeout: 60_000 };

/** Gives a stream's bytes as text, in the order they came. */
export async function text(stream) {
  let all = "";
  for await (const piece of stream) all += piece;
  return all;
}

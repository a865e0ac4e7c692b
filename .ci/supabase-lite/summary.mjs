// How many tests ran and why others were skipped, out of Surefire's reports.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const plain = (text) =>
  text.replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
let all = 0;
const reasons = new Map();
for (const file of readdirSync(folder).filter((name) => /^TEST-.*\.live\..*IT\.xml$/.test(name))) {
  for (const [, name, rest] of readFileSync(join(folder, file), "utf8").matchAll(/<testcase name="([^"]*)"(.*?)(?=<testcase|<\/testsuite)/gs)) {
    all++;
    const skipped = /<skipped[^>]*><!\[CDATA\[\S+: (?:Assumption failed: )?(.*)/.exec(rest);
    if (skipped) {
      const reason = skipped[1];
      const of = /(\w+)\.xml$/.exec(file)[1];
      reasons.set(reason, [...(reasons.get(reason) ?? []), `${of}.${plain(name)}`]);
    }
  }
}
const skips = [...reasons.values()].flat().length;
if (all === skips) throw new Error("no test ran");
console.log(`${all - skips} tests ran against the server, ${skips} were skipped:`);
for (const [reason, names] of [...reasons].sort()) {
  console.log(`- ${reason} (${names.length}): ${names.slice(0, 3).join("; ")}${names.length > 3 ? "; ..." : ""}`);
}

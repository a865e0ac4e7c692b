// The official client against the stand-in: files and git.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStandIn } from "./support.mjs";

let server;
let box;

before(async () => {
  server = await startStandIn();
  box = await server.daytona.create();
});

after(() => server?.stop());

test("files are written, read, searched, changed, moved and deleted", async () => {
  const { fs } = box;
  await fs.createFolder("/workspace/dir", "755");
  await fs.uploadFile(Buffer.from("hello camel\nline two\n"), "/workspace/dir/a.txt");
  await fs.uploadFiles([
    { source: Buffer.from("one"), destination: "/workspace/dir/b.txt" },
    { source: Buffer.from("two"), destination: "/workspace/dir/sub/c.txt" },
  ]);
  assert.equal((await fs.downloadFile("/workspace/dir/a.txt")).toString(), "hello camel\nline two\n");
  const many = await fs.downloadFiles([{ source: "/workspace/dir/b.txt" }, { source: "/workspace/nope" }]);
  assert.equal(many[0].result.toString(), "one");
  assert.match(many[1].error, /not found/);
  assert.deepEqual((await fs.listFiles("/workspace/dir")).map((file) => file.name), ["a.txt", "b.txt", "sub"]);
  assert.equal((await fs.getFileDetails("/workspace/dir/a.txt")).permissions, "0644");
  assert.deepEqual(await fs.findFiles("/workspace/dir", "camel"), [
    { file: "/workspace/dir/a.txt", line: 1, content: "hello camel" },
  ]);
  assert.equal((await fs.searchFiles("/workspace/dir", "*.txt")).files.length, 3);
  await fs.replaceInFiles(["/workspace/dir/a.txt"], "camel", "dromedary");
  await fs.setFilePermissions("/workspace/dir/a.txt", { mode: "600" });
  assert.equal((await fs.getFileDetails("/workspace/dir/a.txt")).mode, "-rw-------");
  await fs.moveFiles("/workspace/dir/b.txt", "/workspace/dir/b2.txt");
  await fs.deleteFile("/workspace/dir/b2.txt");
  await assert.rejects(fs.deleteFile("/workspace/dir/sub"), (error) => error.statusCode === 400);
  await fs.deleteFile("/workspace/dir/sub", true);
  await assert.rejects(fs.listFiles("/nope"), (error) => error.statusCode === 404);
});

test("a large file goes up and down whole", async () => {
  const bytes = Buffer.alloc(12 * 1024 * 1024, "\r\n--x");
  await box.fs.uploadFile(bytes, "large.bin");
  assert.ok(bytes.equals(await box.fs.downloadFile("large.bin")));
});

test("a repository is cloned, changed, committed and pushed", async () => {
  const script = "git init -q --bare -b main origin.git && git clone -q origin.git seed 2>/dev/null && cd seed && echo 1 > f"
    + " && git add . && git -c user.name=a -c user.email=a@b commit -qm init && git push -q origin HEAD:main && cd .. && pwd";
  const home = (await box.process.executeCommand(script)).result.trim();
  const { git } = box;
  await git.clone(`${home}/origin.git`, "repo");
  assert.deepEqual((await git.branches("repo")).branches, ["main"]);
  await box.fs.uploadFile(Buffer.from("new"), "repo/new.txt");
  assert.equal((await git.status("repo")).fileStatus[0].staging, "Untracked");
  await git.add("repo", ["new.txt"]);
  const { sha } = await git.commit("repo", "msg", "Ann", "ann@example.org");
  assert.match(sha, /^[0-9a-f]{40}$/);
  await git.createBranch("repo", "feat");
  await git.checkoutBranch("repo", "main");
  await git.push("repo");
  await git.pull("repo");
  assert.equal((await git.status("repo")).currentBranch, "main");
  await git.deleteBranch("repo", "feat");
  await assert.rejects(git.status("/nope"), (error) => error.statusCode === 404);
  await assert.rejects(git.clone(`${home}/origin.git`, "r2", "nope"), /couldn't find remote ref/);
});

"""What modal-sandbox-fs-tools does in a sandbox: fs-tools.py ROOT JSON."""

import grp
import json
import os
import pwd
import shutil
import stat
import sys

MOST_BYTES = 5 << 30


class Refused(Exception):
    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Tools:
    def __init__(self, root):
        self.root = root

    def real(self, path):
        """A client's path is one below the sandbox's folder; commands see the machine's, which is understood too."""
        path = os.path.normpath(path)
        if path == self.root or path.startswith(self.root + "/"):
            return path
        return os.path.normpath(self.root + "/" + path.lstrip("/"))

    def entry(self, file, path):
        found = os.lstat(file)
        kinds = ((stat.S_ISDIR, "directory"), (stat.S_ISLNK, "symlink"), (stat.S_ISREG, "file"))
        kind = next((name for test, name in kinds if test(found.st_mode)), "other")
        return {
            "name": os.path.basename(path.rstrip("/")) or "/",
            "path": path,
            "type": kind,
            "size": found.st_size,
            "mode": found.st_mode & 0o7777,
            "permissions": stat.filemode(found.st_mode),
            "owner": named(pwd.getpwuid, found.st_uid),
            "group": named(grp.getgrgid, found.st_gid),
            "modified_time": found.st_mtime,
            "symlink_target": os.readlink(file) if kind == "symlink" else None,
        }

    def ReadFile(self, path):
        file = self.real(path)
        if os.path.isdir(file):
            raise Refused("IsDirectory", "is a directory")
        if os.path.getsize(file) > MOST_BYTES:
            raise Refused("FileTooLarge", "file is larger than 5 GiB")
        with open(file, "rb") as source:
            shutil.copyfileobj(source, sys.stdout.buffer)

    def WriteFile(self, path):
        file = self.real(path)
        if os.path.isdir(file):
            raise Refused("IsDirectory", "is a directory")
        os.makedirs(os.path.dirname(file), exist_ok=True)
        part = f"{file}.part-{os.getpid()}"
        try:
            with open(part, "wb") as target:
                shutil.copyfileobj(sys.stdin.buffer, target)
            os.rename(part, file)
        finally:
            if os.path.exists(part):
                os.remove(part)

    def ListFiles(self, path):
        folder = self.real(path)
        if os.path.isfile(folder):
            raise Refused("IsFile", "is a file")
        names = sorted(os.listdir(folder))
        print(json.dumps([self.entry(os.path.join(folder, name), os.path.join(path, name)) for name in names]))

    def MakeDirectory(self, path, parents=True):
        folder = self.real(path)
        if parents:
            os.makedirs(folder, exist_ok=True)
        else:
            os.mkdir(folder)

    def Remove(self, path, recursive=False):
        file = self.real(path)
        if os.path.islink(file) or not os.path.isdir(file):
            os.remove(file)
        elif recursive:
            shutil.rmtree(file)
        else:
            os.rmdir(file)

    def Stat(self, path):
        print(json.dumps(self.entry(self.real(path), path)))


def named(find, number):
    try:
        return find(number)[0]
    except KeyError:
        return str(number)


def kind(error):
    if isinstance(error, Refused):
        return error.kind
    for type_, name in (
        (FileNotFoundError, "NotFound"),
        (FileExistsError, "PathAlreadyExists"),
        (NotADirectoryError, "NotDirectory"),
        (IsADirectoryError, "IsDirectory"),
        (PermissionError, "PermissionDenied"),
    ):
        if isinstance(error, type_):
            return name
    return "DirectoryNotEmpty" if error.errno == 39 else "Other"


def main(root, request):
    (name, arguments), = json.loads(request).items()
    try:
        if name not in ("ReadFile", "WriteFile", "ListFiles", "MakeDirectory", "Remove", "Stat"):
            raise Refused("Unimplemented", f"the stand-in does not do {name}")
        getattr(Tools(root), name)(**arguments)
        sys.stdout.flush()
    except (OSError, Refused) as error:
        message = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        print(json.dumps({"error_kind": kind(error), "message": message, "detail": ""}), file=sys.stderr)
        return 1
    return 0


sys.exit(main(sys.argv[1], sys.argv[2]))

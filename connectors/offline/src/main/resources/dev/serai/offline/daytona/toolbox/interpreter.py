"""Runs pieces of Python one after another in one namespace.

Reads the path of a JSON file per line from stdin and writes a JSON object per line to descriptor 4.
"""

import io
import json
import os
import signal
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout

answers = os.fdopen(4, "w", encoding="utf-8")
orders = sys.stdin
names = {"__name__": "__main__", "__builtins__": __builtins__}


def tell(kind, text="", name="", value="", trace=""):
    answers.write(json.dumps({"type": kind, "text": text, "name": name, "value": value, "traceback": trace}) + "\n")
    answers.flush()


class Stream(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, kind):
        self.kind = kind
        self.held = ""

    def writable(self):
        return True

    def write(self, text):
        self.held += str(text)
        if "\n" in self.held or len(self.held) > 1000:
            self.flush()
        return len(text)

    def flush(self):
        if self.held:
            text, self.held = self.held, ""
            tell(self.kind, text)


def trace_of(error):
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "<string>"]
    lines = "".join(f'  File "<stdin>", line {f.lineno}\n' for f in frames)
    last = f"{type(error).__name__}: {error}\n"
    return f"Traceback (most recent call last):\n{lines}{last}" if frames else last


def run(code, variables):
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    out, err = Stream("stdout"), Stream("stderr")
    failure, ending = None, "completed"
    try:
        with redirect_stdout(out), redirect_stderr(err):
            exec(compile(code, "<string>", "exec"), names)
    except KeyboardInterrupt:
        ending = "interrupted"
    except SystemExit:
        pass
    except Exception as error:
        failure = error
    out.flush()
    err.flush()
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    if failure is not None:
        tell("error", name=type(failure).__name__, value=str(failure), trace=trace_of(failure))
    tell("control", ending)


def stop(number, frame):
    raise KeyboardInterrupt


signal.signal(signal.SIGINT, stop)
while True:
    try:
        line = orders.readline()
        if not line:
            break
        with open(line.rstrip("\n"), encoding="utf-8") as file:
            job = json.load(file)
        run(job["code"], job["envs"])
    except KeyboardInterrupt:
        continue

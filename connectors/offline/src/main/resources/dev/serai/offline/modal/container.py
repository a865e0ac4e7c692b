"""Runs one input of a function: container.py FOLDER, where call.json and input lie and result.json and output are left."""

import asyncio
import importlib.util
import inspect
import json
import os
import pickle
import sys
import traceback

import cbor

PICKLE, CBOR = 1, 4


def load(path):
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.path.insert(0, os.path.dirname(path))
    spec.loader.exec_module(module)
    return module


def target(module, call):
    found = getattr(module, call["name"])
    if not call.get("method"):
        return found
    instance = found.__new__(found)
    for name, value in call["parameters"].items():
        setattr(instance, name, bytes.fromhex(value["hex"]) if isinstance(value, dict) else value)
    instance.__init__()
    return getattr(instance, call["method"])


def run(folder):
    with open(os.path.join(folder, "call.json")) as file:
        call = json.load(file)
    with open(os.path.join(folder, "input"), "rb") as file:
        data = file.read()
    args, kwargs = cbor.loads(data) if call["format"] == CBOR else pickle.loads(data)
    value = target(load(call["source"]), call)(*args, **kwargs)
    if inspect.isawaitable(value):

        async def awaited():
            return await value

        value = asyncio.run(awaited())
    output = cbor.dumps(value) if call["format"] == CBOR else pickle.dumps(value, protocol=4)
    with open(os.path.join(folder, "output"), "wb") as file:
        file.write(output)


def main(folder):
    result = {"ok": True}
    try:
        run(folder)
    except BaseException as error:  # also what ends the interpreter is the function's failure
        result = {"ok": False, "exception": repr(error), "traceback": traceback.format_exc()}
    sys.stdout.flush()
    part = os.path.join(folder, "result.part")
    with open(part, "w") as file:
        json.dump(result, file)
    os.rename(part, os.path.join(folder, "result.json"))


main(sys.argv[1])

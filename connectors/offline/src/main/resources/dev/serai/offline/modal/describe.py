"""Tells what an app offers, without running it: describe.py SOURCE writes JSON."""

import ast
import json
import sys

TYPES = {"str": "string", "int": "int", "bool": "bool", "bytes": "bytes"}


def yields(function):
    inner = [node for node in ast.iter_child_nodes(function)]
    while inner:
        node = inner.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            inner.extend(ast.iter_child_nodes(node))
    return False


def functions(nodes):
    return [
        {"name": node.name, "generator": yields(node)}
        for node in nodes
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_")
    ]


def parameter(node):
    found = {"name": node.target.id, "type": TYPES.get(getattr(node.annotation, "id", ""), "unknown")}
    if node.value is not None:
        value = ast.literal_eval(node.value)
        found["default"] = {"hex": value.hex()} if isinstance(value, bytes) else value
    return found


def describe(path):
    with open(path) as file:
        body = ast.parse(file.read(), path).body
    options = {}
    for node in body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "modal_options":
            options = ast.literal_eval(node.value)
    classes = [
        {
            "name": node.name,
            "methods": functions(node.body),
            "parameters": [parameter(item) for item in node.body if isinstance(item, ast.AnnAssign)],
        }
        for node in body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    return {"functions": functions(body), "classes": classes, "options": options}


try:
    print(json.dumps(describe(sys.argv[1])))
except (SyntaxError, ValueError) as error:
    print(json.dumps({"error": f"{type(error).__name__}: {error}"}))

#!/usr/bin/env python3
"""A language server that offers nothing: the negative control of the editor journeys.

It answers initialize with no capabilities, refuses every other request, and stops when told to.
"""

import json
import sys


def read():
    length = 0
    while line := sys.stdin.buffer.readline().strip():
        name, value = line.split(b":", 1)
        if name.lower() == b"content-length":
            length = int(value)
    return json.loads(sys.stdin.buffer.read(length)) if length else None


def answer(message, **body):
    data = json.dumps({"jsonrpc": "2.0", "id": message["id"], **body}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
    sys.stdout.buffer.flush()


if sys.argv[1:] == ["--version"]:
    print("copydesk 0.0.0")
    sys.exit(0)

stopping = False
while (message := read()) is not None:
    method = message.get("method")
    if method == "initialize":
        answer(message, result={"capabilities": {}})
    elif method == "shutdown":
        stopping = True
        answer(message, result=None)
    elif method == "exit":
        break
    elif method and "id" in message:
        answer(message, error={"code": -32601, "message": "not here"})
sys.exit(0 if stopping else 1)

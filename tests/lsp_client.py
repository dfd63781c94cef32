"""A client of a language server, for measuring: what is asked, and how long the answer takes. Linux only: memory is read
from /proc."""
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time

CAPABILITIES = {
    "window": {"workDoneProgress": True},
    "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}, "diagnostics": {"refreshSupport": True}},
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor"]}}},
        "diagnostic": {"relatedDocumentSupport": False},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {"versionSupport": True},
    },
}


class Server:
    """A language server on a pipe."""

    def __init__(self, command, root):
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [command, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.answers, self.parts, self.finished = {}, [], None
        self.heard, self.sending, self.next = threading.Condition(), threading.RLock(), 0
        threading.Thread(target=self.listen, daemon=True).start()
        uri = pathlib.Path(root).resolve().as_uri()
        folders = [{"uri": uri, "name": "bench"}]
        start = {"processId": os.getpid(), "rootUri": uri, "workspaceFolders": folders, "capabilities": CAPABILITIES}
        self.ask("initialize", start)
        self.tell("initialized", {})

    def listen(self):
        out = self.process.stdout
        while True:
            length = 0
            while (line := out.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            message = json.loads(out.read(length))
            with self.heard:
                if "method" in message and "id" in message:
                    self.send({"jsonrpc": "2.0", "id": message["id"], "result": None})
                elif "method" not in message:
                    self.answers[message["id"]] = (time.monotonic(), message)
                elif message["method"] == "$/progress":
                    value = message["params"]["value"]
                    if value.get("kind") == "end":
                        self.finished = self.finished or time.monotonic()
                    self.parts.append(value.get("items", []))
                self.heard.notify_all()

    def send(self, message):
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method, params):
        with self.sending:
            self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params, patience=120):
        """The answer, and how long it took in milliseconds."""
        with self.sending:
            self.next += 1
            number, asked = self.next, time.monotonic()
            self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        with self.heard:
            if not self.heard.wait_for(lambda: number in self.answers, patience):
                sys.exit(f"no answer to {method}")
            at, message = self.answers.pop(number)
        if "error" in message:
            sys.exit(f"{method}: {message['error']}")
        return message["result"], (at - asked) * 1000

    def read(self):
        """Waits until the folder is read; the seconds since the start."""
        with self.heard:
            self.heard.wait_for(lambda: self.finished, 3600)
        return self.finished - self.began

    def memory(self, what="VmRSS"):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{what}:\s+(\d+)", status)[1]) / 1024

    def open(self, path):
        """Opens an article; gives its uri and its lines."""
        text, uri = path.read_text(encoding="utf-8"), path.resolve().as_uri()
        item = {"uri": uri, "languageId": "plaintext", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return uri, text.split("\n")

    def stop(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self.process.wait(30)


def spread(times):
    times = sorted(times)
    p50, p99 = (times[min(len(times) - 1, int(share * len(times)))] for share in (0.5, 0.99))
    return f"p50 {p50:8.2f}   p99 {p99:8.2f}   most {times[-1]:8.2f} ms   of {len(times)}"

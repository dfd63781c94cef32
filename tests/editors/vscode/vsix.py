#!/usr/bin/env python3
"""vsix.py VSIX SERVER: does the package hold what it must, and nothing else?"""

import json
import sys
import zipfile

vsix, server = sys.argv[1:]
passed = failed = 0


def check(name, ok, got=None):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(f"{'ok  ' if ok else 'FAIL'} {name}" + (f"\n     got {got!r}" if not ok else ""))


package = zipfile.ZipFile(vsix)
names = {n.lower() for n in package.namelist()}
wanted = {
    "extension.vsixmanifest", "[content_types].xml", "extension/package.json", "extension/license.txt", "extension/readme.md",
    "extension/changelog.md", "extension/dist/extension.js", "extension/media/icon.png", "extension/media/claims.svg", "extension/server/copydesk",
}
check("the package holds these files and no others", names == wanted, names ^ wanted)
info = package.getinfo("extension/server/copydesk")
check("the server is the one that was built", package.read(info) == open(server, "rb").read(), info.file_size)
check("the server has its exec bit", (info.external_attr >> 16) & 0o111 == 0o111, oct(info.external_attr >> 16))
manifest = package.read("extension.vsixmanifest").decode()
check("the package is for one platform", 'TargetPlatform="linux-' in manifest, manifest[:400])
icon = package.read("extension/media/icon.png")
check("the icon is a PNG of 128 pixels", icon[:8] == b"\x89PNG\r\n\x1a\n" and icon[16:24] == b"\x00\x00\x00\x80" * 2, icon[:24])
about = json.loads(package.read("extension/package.json"))
path = about["contributes"]["configuration"]["properties"]["copydesk.server.path"]
check("no folder can choose the server", path["scope"] == "machine", path)
check("nor in a folder that is not trusted", "copydesk.server.path" in about["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"])
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)

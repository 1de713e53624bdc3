#!/usr/bin/env python3
"""Holds a bill of materials against CycloneDX's schema, the binary that it is of, the tree, and the machine that linked it.

    scripts/test-sbom.py BILL BINARY

The schema is the one that cyclonedx-python-lib (PyPI) carries; without that library this part is skipped.
"""

import hashlib
import importlib.util
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
problems = []


def expect(holds, problem):
    if not holds:
        problems.append(problem)


def validate(text):
    if importlib.util.find_spec("cyclonedx") is None:
        print("skipped: cyclonedx-python-lib is not here, so the bill is not held against the schema")
        return
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    error = validator.validate_str(text)
    expect(error is None, f"the schema of CycloneDX 1.6: {str(error).splitlines()[0]}")
    # It would not say so if it took anything.
    expect(validator.validate_str(text.replace('"bomFormat"', '"bomForm"')) is not None, "the schema takes everything")


def main(bill, binary):
    text = pathlib.Path(bill).read_text("utf-8")
    validate(text)
    document = json.loads(text)
    whole = document["metadata"]["component"]
    content = pathlib.Path(binary).read_bytes()
    expect(whole["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}], "is not of this binary")
    said = subprocess.run([binary, "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    expect(whole["version"] == said, f"has version {whole['version']}, and the binary {said}")
    expect("serialNumber" not in document, "has a number of its own, so that it differs from build to build")

    components = {one["name"]: one for one in document["components"]}
    # What cannot be missing from a static program of Swift that reads YAML.
    for name in ("glibc", "libgcc", "libstdc++", "libyaml", "swift", "swift-argument-parser", "swift-foundation"):
        expect(name in components, f"lacks {name}")
    for pin in json.loads((ROOT / "Package.resolved").read_text("utf-8"))["pins"]:
        one = components.get(pin["identity"], {})
        expect(one.get("version") == pin["state"]["version"], f"{pin['identity']}: has not the version of Package.resolved")
        expect(one.get("pedigree", {}).get("commits", [{}])[0].get("uid") == pin["state"]["revision"],
               f"{pin['identity']}: has not the commit of Package.resolved")
    for name, one in components.items():
        expect(re.fullmatch(r"pkg:[a-z]+/[^ ]+@[^ ]+", one["purl"]), f"{name}: {one['purl']} is no package URL")
        expect(one["licenses"] and one["version"], f"{name}: has no licence or version")
        expect(one.get("components") or one.get("pedigree"), f"{name}: says neither which files nor which commit were taken")
    taken = {file["name"] for one in components.values() for file in one.get("components", [])}
    for file in ("libyaml.a", "libc.a", "libswiftCore.a", "libFoundationEssentials.a"):
        expect(file in taken, f"lacks the file {file}")
    installed = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Version}", "libyaml-dev"], stdout=subprocess.PIPE, text=True, check=False).stdout
    expect(components.get("libyaml", {}).get("version") == installed, f"libyaml is not {installed}, which is installed here")
    references = {one["bom-ref"] for one in components.values()}
    expect(set(document["dependencies"][0]["dependsOn"]) == references, "does not say that airtight depends on all of it")
    for path in ("/home/", "/root/", "/tmp/", str(ROOT)):
        expect(path not in text, f"tells the path {path} of the machine that built it")


main(*sys.argv[1:])
for problem in problems:
    print("test-sbom: " + problem, file=sys.stderr)
sys.exit(1 if problems else 0)

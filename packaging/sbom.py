"""The software bill of materials: CycloneDX 1.6 as JSON, of what the linker put into the binary.

    sbom.py linked LINK_MAP CHECKOUTS      to standard output: the components, as the linker's map of the release build names them
    sbom.py packed COMPONENTS BINARY       to standard output: the same, with the time of the release and the SHA-256 of the binary

CycloneDX and not SPDX, because an SPDX document needs a name that no other document has and the time when it was made, and this
one has to be the same bytes whenever the same release is built. The first form is made where the binary is linked, because
only there the versions of the system's libraries are known; scripts/build-release.sh leaves it beside the binary.

A file in the map that belongs to no known component is an error, and so is a component whose licence packaging/copyright does not tell.
"""

import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import airtight_wheel  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What the licences of packaging/copyright are in SPDX's list.
LICENCES = {
    "MIT": "MIT",
    "Apache-2.0-with-runtime-library-exception": "Apache-2.0 WITH Swift-exception",
    "LGPL-2.1-or-later": "LGPL-2.1-or-later",
    "GPL-3.0-or-later-with-GCC-exception": "GPL-3.0-or-later WITH GCC-exception-3.1",
}
# The repository below github.com/swiftlang that each library of the toolchain comes from.
SWIFT_LIBRARIES = [
    (r"libswift_(RegexParser|StringProcessing)\.a", "swift-experimental-string-processing"),
    (r"lib(FoundationEssentials|_FoundationCShims|_FoundationCollections)\.a", "swift-foundation"),
    (r"lib(dispatch|BlocksRuntime|swiftDispatch)\.a", "swift-corelibs-libdispatch"),
    (r"swiftrt\.o|libswift(Core|Glibc|Synchronization|Runtime|Observation|_Concurrency|_Builtin_float|_Volatile)\.a", "swift"),
]
# What Debian's packages of libraries for linking are called upstream.
DEBIAN_PACKAGES = [
    (r"libc6-dev", "glibc"), (r"libgcc-\d+-dev", "libgcc"), (r"libstdc\+\+-\d+-dev", "libstdc++"), (r"libyaml-dev", "libyaml"),
]


class Failure(SystemExit):
    def __init__(self, message):
        super().__init__("sbom: " + message)


# What was linked

def linked_files(link_map):
    """The objects and archives with at least one byte in the program, of a map as GNU's linkers write it (`ld -Map`)."""
    found, in_memory = set(), False
    for line in pathlib.Path(link_map).read_text("utf-8", "replace").splitlines():
        if line.startswith("Memory map"):
            in_memory = True
        section = re.search(r" 0x([0-9a-f]{16}) +0x([0-9a-f]+) (/.*)$", line) if in_memory else None
        if section and int(section[1], 16) and int(section[2], 16):
            found.add(re.sub(r"\([^()]*\)$", "", section[3]))
    if not found:
        raise Failure(f"{link_map} is no linker's map")
    return sorted(found)


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout


def components(link_map, checkouts):
    """The components, sorted; each with the files that the linker took, the sum of each."""
    found = {}
    for path in linked_files(link_map):
        component, name = component_of(pathlib.Path(path), pathlib.Path(checkouts))
        if component is None:
            continue
        component = found.setdefault(component["purl"], component)
        if name is not None:
            component.setdefault("components", []).append({
                "type": "file", "bom-ref": f"{component['purl']}#{name}", "name": name,
                "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()}],
            })
    return [found[purl] for purl in sorted(found)]


def component_of(path, checkouts):
    """A component, and the name of the file in it; no name for what this build compiled, no component for airtight itself."""
    module = path.parent.name[:-len(".build")] if path.parent.name.endswith(".build") else None
    if module is not None:
        if (ROOT / "Sources" / module).is_dir():
            return None, None
        for checkout in sorted(checkouts.iterdir()):
            if (checkout / "Sources" / module).is_dir():
                return swift_package(checkout.name), None
    elif "/lib/swift_static/" in str(path):
        return swift_library(path.name), path.name
    else:
        return debian_package(path), path.name
    raise Failure(f"{path} is linked and belongs to no known component")


def component(name, version, purl, website, **more):
    return {
        "type": "library", "bom-ref": purl, "name": name, "version": version, "licenses": [{"expression": licence(name)}],
        "purl": purl, **more, "externalReferences": [{"type": "website", "url": website}],
    }


def swift_package(identity):
    for pin in json.loads((ROOT / "Package.resolved").read_text("utf-8"))["pins"]:
        if pin["identity"] == identity:
            version, revision = pin["state"]["version"], pin["state"]["revision"]
            location = pin["location"]
            purl = f"pkg:swift/{location.removeprefix('https://').removesuffix('.git')}@{version}"
            return component(
                identity, version, purl, location, pedigree={"commits": [{"uid": revision, "url": f"{location}/commit/{revision}"}]})
    raise Failure(f"Package.resolved has no {identity}")


def swift_version():
    match = re.search(r"\(swift-([0-9.]+)-RELEASE\)", output("swift", "--version"))
    if not match:
        raise Failure("the toolchain is no release of Swift")
    return match[1]


def swift_library(file):
    for pattern, repository in SWIFT_LIBRARIES:
        if re.fullmatch(pattern, file):
            tag, address = f"swift-{swift_version()}-RELEASE", f"https://github.com/swiftlang/{repository}"
            return component(repository, swift_version(), f"pkg:github/swiftlang/{repository}@{tag}", address)
    raise Failure(f"{file} is linked and belongs to no known component of the toolchain")


def debian_package(path):
    """The Debian package that a file belongs to. Where /lib is a link to /usr/lib the package may know either name."""
    resolved = str(path.resolve())
    for name in (str(path), resolved, "/usr" + str(path), resolved.removeprefix("/usr")):
        owner = output("dpkg-query", "--search", name).split(":")[0]
        if owner:
            break
    else:
        raise Failure(f"{path} is linked and belongs to no package")
    version, machine, source = output("dpkg-query", "--show", "--showformat=${Version} ${Architecture} ${source:Package}", owner).split()
    system = dict(re.findall(r'^(\w+)="?([^"\n]*)"?$', pathlib.Path("/etc/os-release").read_text("utf-8"), re.M))
    for pattern, upstream in DEBIAN_PACKAGES:
        if re.fullmatch(pattern, owner):
            quote = urllib.parse.quote
            purl = (f"pkg:deb/{system['ID']}/{quote(owner)}@{quote(version, safe='')}"
                    f"?arch={machine}&distro={system['ID']}-{system['VERSION_ID']}&upstream={quote(source)}")
            return component(upstream, version, purl, f"https://tracker.debian.org/pkg/{source}")
    raise Failure(f"{path} is linked and comes from {owner}, which is no known component")


def licence(name):
    """What packaging/copyright says of a component, as an expression of SPDX."""
    for paragraph in (ROOT / "packaging/copyright").read_text("utf-8").split("\n\n"):
        fields = dict(re.findall(r"^(Files|License): (.*)$", paragraph, re.M))
        if name in fields.get("Files", "").split() and fields.get("License") in LICENCES:
            return LICENCES[fields["License"]]
    raise Failure(f"packaging/copyright does not tell the licence of {name}")


# The document

def document(found):
    version = airtight_wheel.version()
    main = f"pkg:generic/airtight@{version}"
    linker = re.search(r"\(GNU Binutils[^)]* ([0-9.]+)\)", output("ld.gold", "--version"))
    tools = [{"type": "application", "name": "swift", "version": swift_version()}]
    if linker:
        tools.append({"type": "application", "name": "binutils", "version": linker[1]})
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "tools": {"components": tools},
            "component": {
                "type": "application", "bom-ref": main, "name": "airtight", "version": version,
                "description": airtight_wheel.SUMMARY, "licenses": [{"expression": licence("*")}], "purl": main,
            },
        },
        "components": found,
        "dependencies": [{"ref": main, "dependsOn": [one["bom-ref"] for one in found]}],
        # All that is in the binary is here, because the linker's map is where it comes from.
        "compositions": [{"aggregate": "complete", "assemblies": [main]}],
    }


def packed(bill, binary):
    """The bill of one release: with the sum of the binary that the packages hold, and the time that they all have."""
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH", airtight_wheel.EARLIEST))
    metadata = bill["metadata"]
    metadata["component"]["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(binary).hexdigest()}]
    stamp = datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {**bill, "metadata": {"timestamp": stamp, **metadata}}


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "linked":
        bill = document(components(arguments[1], arguments[2]))
    elif len(arguments) == 3 and arguments[0] == "packed":
        bill = packed(json.loads(pathlib.Path(arguments[1]).read_text("utf-8")), pathlib.Path(arguments[2]).read_bytes())
    else:
        raise Failure("usage: sbom.py linked LINK_MAP CHECKOUTS | packed COMPONENTS BINARY")
    sys.stdout.write(json.dumps(bill, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

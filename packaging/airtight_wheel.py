"""Builds the wheel: a PEP 517 backend that needs nothing but Python's standard library.

The wheel holds the static binary as a script, its man page, its completions, and the bill of materials that stands beside the
binary (sbom.py). The binary is, in this order:

1. the file that AIRTIGHT_BINARY names,
2. the one in the wheel of this version's release, if packaging/released.sha256 lists that wheel for this machine; the download
   has to have the SHA-256 that is listed,
3. what scripts/build-release.sh builds, where Swift is installed.

AIRTIGHT_RELEASES is the address of the folder with the release's files (https, http or file); without it, it is made from the
address that this clone came from, as GitHub has it.
"""

import base64
import hashlib
import io
import os
import pathlib
import platform
import re
import shutil
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import manual  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAME = "airtight_linter"
SUMMARY = "A policy and security linter for private connectivity"
# ELF's numbers of machines (e_machine), and what Python calls them.
MACHINES = {62: "x86_64", 183: "aarch64"}
# The oldest time that a zip archive can say: 1980-01-01.
EARLIEST = 315532800


class Failure(SystemExit):
    """Ends the build with one line on standard error."""

    def __init__(self, message):
        super().__init__("airtight: " + message)


def version():
    """The version of this tree, from the one place that says it."""
    source = (ROOT / "Sources/airtight/Airtight.swift").read_text("utf-8")
    match = re.search(r'static let version = "([0-9]+\.[0-9]+\.[0-9]+)"', source)
    if not match:
        raise Failure("Sources/airtight/Airtight.swift has no version")
    return match[1]


# PEP 517

def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    binary = os.environ.get("AIRTIGHT_BINARY")
    if not binary:
        released = released_wheel()
        if released:
            return download(*released, pathlib.Path(wheel_directory))
        binary = build_binary()
    return write_wheel(pathlib.Path(binary), pathlib.Path(wheel_directory))


def build_sdist(sdist_directory, config_settings=None):
    raise Failure("there is no source distribution: clone the repository")


# The binary

def released_wheel():
    """Name and SHA-256 of this version's wheel for this machine; None where the release has none."""
    prefix, suffix = f"{NAME}-{version()}-py3-none-", f"_{platform.machine()}.whl"
    if sys.platform != "linux":
        return None
    for line in (ROOT / "packaging/released.sha256").read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if re.fullmatch("[0-9a-f]{64}", digest) and name.startswith(prefix) and name.endswith(suffix):
            return name, digest
    return None


def releases():
    """The address of the folder with the files of this version's release."""
    given = os.environ.get("AIRTIGHT_RELEASES")
    if given:
        return given.rstrip("/")
    origin = subprocess.run(
        ["git", "-C", str(ROOT), "config", "--get", "remote.origin.url"],
        stdout=subprocess.PIPE, text=True, check=False).stdout.strip()
    match = re.fullmatch(r"(?:https://|ssh://git@|git@)([^/:@]+)[:/](.+?)(?:\.git)?/?", origin)
    if not match:
        raise Failure(
            f"the release cannot be found from {origin or 'a folder that is no clone'}: "
            "set AIRTIGHT_RELEASES to the address of its files, or AIRTIGHT_BINARY to a binary")
    return f"https://{match[1]}/{match[2]}/releases/download/v{version()}"


def download(name, digest, folder):
    address = f"{releases()}/{name}"
    if not address.startswith(("https://", "http://", "file://")):
        raise Failure(f"AIRTIGHT_RELEASES: {address}: https, http and file are possible")
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
            data = answer.read()
    except (urllib.error.URLError, OSError) as error:
        raise Failure(f"{address}: {error}; AIRTIGHT_BINARY can name a binary instead") from None
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        raise Failure(f"{address}: its SHA-256 is {found}, and packaging/released.sha256 has {digest}")
    (folder / name).write_bytes(data)
    return name


def build_binary():
    if not shutil.which("swift"):
        raise Failure(
            f"packaging/released.sha256 lists no wheel of {version()} for {platform.machine()}, and there is no Swift to build "
            "one: set AIRTIGHT_BINARY to a binary, or take a revision that was released")
    built = subprocess.run([str(ROOT / "scripts/build-release.sh")], stdout=subprocess.PIPE, text=True, check=False)
    if built.returncode:
        raise Failure("scripts/build-release.sh failed")
    return built.stdout.strip().splitlines()[-1]


def platform_tag(binary):
    """The platforms that an executable runs on, as a wheel's tag; it has to be a static ELF executable of 64 bits.

    Such a file asks for no C library. manylinux_2_17 and musllinux_1_1 are what installers of Python packages know by name.
    """
    if binary[:6] != b"\x7fELF\x02\x01":
        raise Failure("the binary is no ELF file of 64 bits for Linux")
    machine, = struct.unpack_from("<H", binary, 18)
    start, = struct.unpack_from("<Q", binary, 32)
    size, count = struct.unpack_from("<HH", binary, 54)
    types = [struct.unpack_from("<I", binary, start + size * number)[0] for number in range(count)]
    if 3 in types:  # PT_INTERP: the dynamic linker
        raise Failure("the binary is linked dynamically: packages hold the static one of scripts/build-release.sh")
    if machine not in MACHINES:
        raise Failure(f"the binary is for an unknown machine, {machine}")
    return ".".join(f"{family}_{MACHINES[machine]}" for family in ("manylinux_2_17", "manylinux2014", "musllinux_1_1"))


# The wheel

def write_wheel(binary, folder):
    """Writes the wheel and answers its name. The same binary and SOURCE_DATE_EPOCH give the same bytes."""
    content = binary.read_bytes()
    tag = platform_tag(content)
    said = manual.output(binary, "--version").strip()
    if said != version():
        raise Failure(f"{binary} is version {said}, and this tree is version {version()}")
    stem = f"{NAME}-{said}"
    files = {f"{stem}.data/scripts/airtight": content}
    for path, text in manual.shared_files(binary).items():
        files[f"{stem}.data/data/share/{path}"] = text
    files[f"{stem}.dist-info/licenses/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    files[f"{stem}.dist-info/licenses/packaging/copyright"] = (ROOT / "packaging/copyright").read_bytes()
    bill = binary.with_name("airtight.cdx.json")
    if bill.exists():  # where PEP 770 has it
        files[f"{stem}.dist-info/sboms/airtight.cdx.json"] = bill.read_bytes()
    files[f"{stem}.dist-info/METADATA"] = metadata(said)
    tags = "".join(f"Tag: py3-none-{one}\n" for one in tag.split("."))
    files[f"{stem}.dist-info/WHEEL"] = (
        f"Wheel-Version: 1.0\nGenerator: airtight_wheel {said}\nRoot-Is-Purelib: false\n{tags}").encode()
    record = "".join(f"{path},sha256={urlsafe(data)},{len(data)}\n" for path, data in sorted(files.items()))
    files[f"{stem}.dist-info/RECORD"] = (record + f"{stem}.dist-info/RECORD,,\n").encode()
    name = f"{stem}-py3-none-{tag}.whl"
    (folder / name).write_bytes(archive(files))
    return name


def metadata(said):
    return (
        f"Metadata-Version: 2.4\nName: airtight-linter\nVersion: {said}\nSummary: {SUMMARY}\n"
        "License-Expression: MIT\nLicense-File: LICENSE\nLicense-File: packaging/copyright\n"
        "Requires-Python: >=3.8\nDescription-Content-Type: text/markdown\n\n"
        f"{(ROOT / 'README.md').read_text('utf-8')}").encode()


def urlsafe(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def archive(files):
    epoch = max(int(os.environ.get("SOURCE_DATE_EPOCH", EARLIEST)), EARLIEST)
    stamp = time.gmtime(epoch)[:6]
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        # The description stands at the end, as the wheel's specification recommends.
        for path in sorted(files, key=lambda path: (".dist-info/" in path, path)):
            entry = zipfile.ZipInfo(path, stamp)
            mode = 0o755 if "/scripts/" in path else 0o644
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            wheel.writestr(entry, files[path])
    return memory.getvalue()

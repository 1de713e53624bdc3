"""Writes the man page and the completions from what the binary itself says of its commands.

    python3 packaging/manual.py BINARY FOLDER

The page is made anew for each package from the binary in it, so it cannot be stale. The source is the JSON that
swift-argument-parser prints for --experimental-dump-help (its type ToolInfoV0).
"""

import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import textwrap
import time

ENVIRONMENT = [
    ("NO_COLOR", "If set, nothing is coloured."),
    ("TERM", "If it is dumb, nothing is coloured."),
    ("GITHUB_STEP_SUMMARY", "The file that --format github adds the Markdown report to."),
]
FILES = [
    (".airtight.yaml", "The configuration: in the working folder or the nearest one above it, as far as the top of the git repository."),
    (".airtight-baseline.jsonl", "The known findings, where the configuration or --baseline names this file."),
]


def output(binary, *arguments):
    return subprocess.run(
        [str(pathlib.Path(binary).resolve()), *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout


def shared_files(binary):
    """Man page and completions as bytes, by their paths below share/."""
    files = {"man/man1/airtight.1": page(json.loads(output(binary, "--experimental-dump-help")), output(binary, "--version").strip())}
    for shell, path in (
        ("bash", "bash-completion/completions/airtight"),
        ("zsh", "zsh/site-functions/_airtight"),
        ("fish", "fish/vendor_completions.d/airtight.fish"),
    ):
        files[path] = output(binary, "--generate-completion-script", shell)
    return {path: text.encode() for path, text in files.items()}


def page(tool, version):
    """The page in the language of man(7)."""
    root = tool["command"]
    date = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "0"))))
    prose, statuses = exit_codes(root.get("discussion", ""))
    lines = [
        f'.TH AIRTIGHT 1 "{date}" "airtight {version}" "User Commands"',
        ".SH NAME", f"airtight \\- {escape(root['abstract'].rstrip('.')[0].lower() + root['abstract'].rstrip('.')[1:])}",
        ".SH SYNOPSIS", ".B airtight", "\\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]",
        ".SH DESCRIPTION",
        text("airtight reads what a team already has (Kubernetes manifests, databricks, az, aws and DNS exports, Terraform plans), "
             "joins it into one model, and says at which line and column it is public, broken or unproven, and how to mend it."),
    ]
    if prose:
        lines += [".PP", text(prose)]
    lines.append(".SH COMMANDS")
    for command in shown(root.get("subcommands", [])):
        lines += section(command, ["airtight", command["commandName"]])
    lines.append(".SH OPTIONS")
    lines += options(root)
    lines.append(".SH EXIT STATUS")
    for code, meaning in statuses:
        lines += [".TP", f".B {code}", text(meaning)]
    for title, entries in (("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        lines.append(f".SH {title}")
        for name, meaning in entries:
            lines += [".TP", f".B {escape(name)}", text(meaning)]
    lines += [".SH SEE ALSO", ".BR git (1)"]
    return "\n".join(lines) + "\n"


def exit_codes(discussion):
    """What a discussion says beside its list of exit codes, and the list: `Exit codes: 0 a; 1 b.`"""
    prose, _, listed = discussion.partition("Exit codes:")
    codes = re.findall(r"(?:^|; )(\d) (.*?)(?=; \d |\.?$)", listed.strip())
    return prose.strip(), [(code, meaning[0].upper() + meaning[1:] + ".") for code, meaning in codes]


def section(command, names):
    """A command with its own commands, one after the other."""
    lines = [f".SS {' '.join(escape(name) for name in names)}", ".B " + " ".join(escape(name) for name in names)]
    lines.append(" ".join(usage(argument) for argument in shown(command.get("arguments", [])) if not is_common(argument)))
    lines += [".PP", text(command.get("abstract", ""))]
    if command.get("discussion"):
        lines += [".PP", text(command["discussion"])]
    lines += options(command)
    for inner in shown(command.get("subcommands", [])):
        lines += section(inner, names + [inner["commandName"]])
    return [line for line in lines if line]


def options(command):
    lines = []
    arguments = [
        argument for argument in shown(command.get("arguments", []))
        if command["commandName"] == "airtight" or not is_common(argument)]
    # A flag and its inversion follow each other and have one meaning.
    for _, pair in itertools.groupby(arguments, key=lambda argument: meaning(argument) or id(argument)):
        pair = list(pair)
        heads = [head(argument) for argument in pair]
        flags = all(argument["kind"] == "flag" for argument in pair)
        for head_line in [", ".join(heads)] if flags else heads:
            lines += [".TP", head_line, text(meaning(pair[0])) or "\\&"]
    return lines


def is_common(argument):
    """Every command has these; they stand with the options of airtight itself."""
    return argument.get("preferredName", {}).get("name") in ("help", "version")


def shown(items):
    return [item for item in items if item.get("shouldDisplay", True) and item.get("commandName") != "help"]


def spelling(name):
    return escape(("--" if name["kind"] == "long" else "-") + name["name"])


def usage(argument):
    """An argument as it stands in a command's synopsis."""
    value = f"\\fI{escape(argument['valueName'])}\\fR"
    if argument["kind"] == "positional":
        written = value
    else:
        written = f"\\fB{spelling(argument['preferredName'])}\\fR" + (f" {value}" if argument["kind"] == "option" else "")
    written += "..." if argument.get("isRepeating") else ""
    return f"[{written}]" if argument.get("isOptional") else written


def head(argument):
    if argument["kind"] == "positional":
        return f".I {escape(argument['valueName'])}"
    written = ", ".join(f"\\fB{spelling(name)}\\fR" for name in argument["names"])
    return written + (f" \\fI{escape(argument['valueName'])}\\fR" if argument["kind"] == "option" else "")


def meaning(argument):
    parts = [argument.get("abstract", ""), argument.get("discussion", "")]
    values = argument.get("allValues") or argument.get("allValueStrings")
    if values:
        parts.append(f"Values: {', '.join(values)}.")
    if argument.get("defaultValue"):
        parts.append(f"(default: {argument['defaultValue']})")
    return " ".join(part for part in parts if part)


def escape(words):
    """Text in which roff sees nothing but text."""
    return words.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")


def text(words):
    """A paragraph; a line that begins with a dot would be a request."""
    lines = textwrap.wrap(" ".join(words.split()), 72, break_long_words=False, break_on_hyphens=False)
    return "\n".join(("\\&" if line.startswith(".") else "") + escape(line) for line in lines)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 packaging/manual.py BINARY FOLDER")
    for place, content in shared_files(sys.argv[1]).items():
        file = pathlib.Path(sys.argv[2], place)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

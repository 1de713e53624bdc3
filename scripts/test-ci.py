#!/usr/bin/env python3
"""Runs what CI services would run: the steps of action.yml and the job of templates/gitlab.yml.

Needs nothing but the standard library: airtight itself reads the YAML files. The tarball of the release comes from a server on
this machine. AIRTIGHT_BINARY names the binary; without it the release is built. Where python3 has jsonschema and AIRTIGHT_SHARED names the folder with the schemas,
action.yml and .pre-commit-hooks.yaml are held against them.
"""

import functools
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("AIRTIGHT_BINARY") or subprocess.run(
    [str(ROOT / "scripts/build-release.sh")], stdout=subprocess.PIPE, text=True, check=True).stdout.strip()).resolve()
os.environ["AIRTIGHT_BINARY"] = str(BINARY)
SOUND, BROKEN = ROOT / "samples/private-aks/sound", ROOT / "samples/private-aks/internal-annotation-capitalised"
passed = 0


def expect(condition, what, seen=""):
    global passed
    if not condition:
        sys.exit(f"test-ci: {what}\n{seen}")
    passed += 1


def read(path):
    """A YAML file as Python's values."""
    return json.loads(subprocess.run(
        [str(BINARY), "parse", str(ROOT / path), "--as", "yaml"], stdout=subprocess.PIPE, check=True).stdout)


# The files' form

def validate(path, schema):
    try:
        import jsonschema
        folder = pathlib.Path(os.environ["AIRTIGHT_SHARED"], "conformance/schemas")
        rules = json.loads((folder / schema).read_text("utf-8"))
    except (ImportError, KeyError, OSError) as reason:
        print(f"skipped: {path} against its schema, for want of {reason}")
        return
    problems = list(jsonschema.validators.validator_for(rules)(rules).iter_errors(read(path)))
    expect(not problems, f"{path} against {schema}", problems)


def check_form(action):
    for step in action["runs"]["steps"]:
        expect("${{" not in step.get("run", ""), "an expression in a script can be run as a command", step)
        if "uses" in step:
            expect(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), "an action is not pinned to a commit", step)
    text = (ROOT / "action.yml").read_text("utf-8")
    used = set(re.findall(r"inputs\.([\w-]+)", text))
    expect(used == set(action["inputs"]), "inputs that are declared and used differ", used ^ set(action["inputs"]))


def check_documentation(action, work):
    """What docs/ci.md and docs/install.md show exists: links, ids of hooks, inputs of the action, names of files."""
    hooks = {hook["id"] for hook in read(".pre-commit-hooks.yaml")}
    shown = set()
    for name in ("docs/ci.md", "docs/install.md"):
        text = (ROOT / name).read_text("utf-8")
        for link in re.findall(r"\]\(([^)#:]+)", text):
            expect((ROOT / "docs" / link).exists(), f"{name} links to {link}")
        for block in re.findall(r"```yaml\n(.*?)```", text, re.S):
            (work / "block.yaml").write_text(block)
            value = read(work / "block.yaml")
            for repository in value.get("repos", []):
                shown |= {hook["id"] for hook in repository["hooks"]}
            for job in value.get("jobs", {}).values():
                for step in job["steps"]:
                    if "/airtight@" in step["uses"]:
                        shown.add("action")
                        expect(set(step["with"]) <= set(action["inputs"]), f"{name} has unknown inputs", step)
    expect(shown <= hooks | {"action"} and {"airtight", "action"} <= shown, "docs/ci.md shows neither hook nor action", shown)
    table = (ROOT / "docs/ci.md").read_text("utf-8").split("| input |")[1].split("\n\n")[0]
    named = set(re.findall(r"`([a-z-]+)`", "".join(row.split("|")[1] for row in table.splitlines()[2:])))
    expect(named == set(action["inputs"]), "the table of inputs in docs/ci.md", named ^ set(action["inputs"]))


# The action, as a runner would run it

class Job:
    """A job on a runner: its workspace, its files for outputs, and what the steps printed."""

    def __init__(self, action, folder, action_path, estate, **environment):
        self.action, self.folder, self.action_path = action, folder, action_path
        self.workspace, self.environment = folder / "workspace", environment
        shutil.copytree(estate, self.workspace)
        self.steps, self.log, self.uploaded, self.status = {}, "", None, 0

    def run(self, **inputs):
        given = {name: value.get("default", "") for name, value in self.action["inputs"].items()}
        given.update({name.replace("_", "-"): value for name, value in inputs.items()})
        for step in self.action["runs"]["steps"]:
            evaluate = functools.partial(self.evaluate, inputs=given)
            wanted = evaluate(step["if"]) == "true" if "if" in step else self.status == 0
            if not wanted:
                continue
            if "uses" in step:
                self.uploaded = {name: evaluate(value) for name, value in step["with"].items()}
                continue
            self.shell(step, {name: evaluate(value) for name, value in step["env"].items()})
        return self

    def shell(self, step, environment):
        files = {name: self.folder / name.lower() for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        files["GITHUB_OUTPUT"] = self.folder / f"output-{step['id']}"
        script = self.folder / "step.sh"
        script.write_text(step["run"])
        # What a runner calls `shell: bash`.
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)], cwd=self.workspace, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(self.folder), "RUNNER_TEMP": str(self.folder),
                "RUNNER_OS": "Linux", "RUNNER_ARCH": {"x86_64": "X64", "aarch64": "ARM64"}[os.uname().machine],
                "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": str(self.action_path), "GITHUB_WORKSPACE": str(self.workspace),
                "GITHUB_REPOSITORY": "contoso/estate", "GITHUB_SERVER_URL": "https://server.invalid",
                **{name: str(path) for name, path in files.items()}, **environment, **self.environment})
        self.log += done.stdout
        self.status = self.status or done.returncode
        output = files["GITHUB_OUTPUT"].read_text() if files["GITHUB_OUTPUT"].exists() else ""
        self.steps[step["id"]] = dict(line.split("=", 1) for line in output.splitlines())

    def evaluate(self, text, inputs):
        """A text with its expressions replaced: references, `==`, `!=`, `&&` and `!cancelled()`."""
        def term(words):
            words = words.strip()
            if words == "!cancelled()":
                return "true"
            if words.startswith("'"):
                return words[1:-1]
            if " == " in words or " != " in words:
                left, operator, right = re.fullmatch(r"(.*) (==|!=) (.*)", words).groups()
                return "true" if (term(left) == term(right)) == (operator == "==") else "false"
            parts = words.split(".")
            if parts[0] == "inputs":
                return inputs[parts[1]]
            if parts[0] == "steps":
                return self.steps.get(parts[1], {}).get(parts[3], "")
            if words == "github.action_repository":
                return "airtight/airtight"
            sys.exit(f"test-ci: action.yml has an expression that this test does not know: {words}")

        def expression(match):
            values = [term(words) for words in match[1].split("&&")]
            return values[0] if len(values) == 1 else ("true" if all(value == "true" for value in values) else "false")

        return re.sub(r"\$\{\{(.*?)\}\}", expression, text)

    def summary(self):
        path = self.folder / "github_step_summary"
        return path.read_text("utf-8") if path.exists() else ""


def check_action(action, work, release, releases):
    jobs = iter(range(1000))

    def job(estate, **environment):
        folder = work / f"job{next(jobs)}"
        folder.mkdir()
        return Job(action, folder, release, estate, **environment)

    print("== action: the released tarball, the sound sample")
    sound = job(SOUND).run(releases=releases)
    expect(sound.status == 0, "the sound sample fails", sound.log)
    expect(sound.steps["check"]["status"] == "0" and "15 of 15" in sound.summary(), "no summary", sound.summary())
    expect(sound.uploaded == {"sarif_file": "airtight.sarif", "category": "airtight"}, "no upload", sound.uploaded)
    path = (sound.folder / "github_path").read_text().strip()
    expect(os.access(f"{path}/airtight", os.X_OK), "later steps have no airtight", path)

    print("== action: a broken sample fails the job, with annotations, summary and upload")
    broken = job(BROKEN).run(binary=str(BINARY), category="production", sarif_file="out.sarif")
    expect(broken.status == 1 and broken.steps["check"]["status"] == "1", "the broken sample passes", broken.log)
    expect("::error file=kubernetes/at-gateway-service.yaml,line=10," in broken.log, "no annotation", broken.log)
    expect("load-balancer-public" in broken.summary(), "no finding in the summary", broken.summary())
    expect(broken.uploaded == {"sarif_file": "out.sarif", "category": "production"}, "no upload", broken.uploaded)
    sarif = json.loads((broken.workspace / "out.sarif").read_text("utf-8"))
    expect("load-balancer-public" in [one["ruleId"] for one in sarif["runs"][0]["results"]], "no finding in SARIF", sarif)
    expect(job(BROKEN).run(binary=str(BINARY), upload_sarif="false").uploaded is None, "uploads although told not to")

    print("== action: inputs")
    quiet = job(BROKEN).run(binary=str(BINARY), fail_on="never", paths="kubernetes\nazure\n", require_evidence="false")
    expect(quiet.status == 0 and "load-balancer-public" in quiet.log, "fail-on and paths", quiet.log)
    one = job(BROKEN).run(binary=str(BINARY), arguments="--skip\nload-balancer-public")
    expect("[load-balancer-public]" not in one.log, "arguments", one.log)
    wrong = job(SOUND).run(binary=str(BINARY), config="absent.yaml")
    expect(wrong.status == 2 and "absent.yaml" in wrong.log and wrong.uploaded is None, "config", wrong.log)
    for hostile in ('$(touch pwned)', '"; touch pwned; "', "`touch pwned`", "--rules=/", "'\ntouch pwned\n'"):
        for name in ("paths", "config", "profile", "baseline", "fail_on", "require_evidence", "arguments", "sarif_file", "binary"):
            attacked = job(SOUND).run(**{"binary": str(BINARY), name: hostile})
            expect(not list(attacked.folder.rglob("pwned")), f"{name} is run", attacked.log)
            if name != "sarif_file":
                expect(attacked.status != 0, f"{name} {hostile} is taken", attacked.log)
    lines = job(SOUND).run(binary=str(BINARY), sarif_file="a\nstatus=0")
    expect(lines.status == 2 and "one line" in lines.log, "an input writes an output of its own", lines.log)

    print("== action: what is not the released file is not run")
    for what, environment, inputs, word in (
        ("another system", {"RUNNER_OS": "Windows"}, {}, "there is no airtight for a runner with Windows"),
        ("a missing file", {}, {"releases": releases + "/absent"}, "cannot be downloaded"),
        ("another file", {}, {"releases": releases + "/tampered"}, "is not the released file"),
    ):
        refused = job(SOUND, **environment).run(**{"releases": releases, **inputs})
        expect(refused.status == 2 and word in refused.log and "check" not in refused.steps, what, refused.log)
    unreleased = Job(action, work / "unreleased", ROOT, SOUND)
    unreleased.run(releases=releases)
    expect(unreleased.status == 2 and "was not released" in unreleased.log, "a revision that was not released", unreleased.log)


# GitLab

def check_gitlab(template, work, releases, name, digest):
    print("== GitLab: the job's script, under each shell that is here")
    job = template["airtight"]
    reports = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    script = work / "job.sh"
    script.write_text("\n".join(job["script"]))
    shells = [shell for shell in (["dash"], ["bash"], ["busybox", "sh"]) if shutil.which(shell[0])]
    path = "/usr/local/bin:/usr/bin:/bin"
    if ["busybox", "sh"] in shells:
        # With nothing but busybox's own programs, as in the job's image.
        (work / "busybox").mkdir()
        subprocess.run(["busybox", "--install", "-s", str(work / "busybox")], check=True)
    else:
        print("skipped: no busybox to run the script with")
    for number, (shell, estate, status) in enumerate(
            (shell, estate, status) for shell in shells for estate, status in ((SOUND, 0), (BROKEN, 1))):
        folder = work / f"gitlab{number}"
        shutil.copytree(estate, folder)

        def run(**variables):
            programs = str(work / "busybox") if "busybox" in shell else path
            environment = {"PATH": programs, "TMPDIR": str(folder), **variables}
            return subprocess.run([shutil.which(shell[0]), *shell[1:], str(script)], cwd=folder, env=environment, text=True, check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

        wrong = run(AIRTIGHT_URL=f"{releases}/{name}", AIRTIGHT_SHA256="0" * 64)
        expect(wrong.returncode not in (0, status) or "hops" not in wrong.stdout, f"{shell}: a wrong checksum is taken", wrong.stdout)
        expect("AIRTIGHT_URL" in run().stdout, f"{shell}: does not say what is missing")
        expect(not any((folder / report).exists() for report in reports), f"{shell}: reports without a run")
        done = run(AIRTIGHT_URL=f"{releases}/{name}", AIRTIGHT_SHA256=digest)
        expect(done.returncode == status, f"{shell}: {estate.name} ends with {done.returncode}", done.stdout)
        missing = [report for report in reports if not (folder / report).is_file()]
        expect(not missing, f"{shell}: artefacts are missing: {missing}", done.stdout)
        entries = json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))
        expect(bool(entries) == bool(status), f"{shell}: Code Quality of {estate.name}", entries)


class Server(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def main():
    validate("action.yml", "github-action.json")
    validate(".pre-commit-hooks.yaml", "pre-commit-hooks.json")
    action = read("action.yml")
    check_form(action)
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(temporary)
        # A copy of this tree at its release, as far as the action reads it.
        release = work / "action"
        for path in ("packaging", "scripts", "Sources/airtight"):
            shutil.copytree(ROOT / path, release / path, ignore=shutil.ignore_patterns("__pycache__"))
        for path in ("LICENSE", "CHANGELOG.md"):
            shutil.copy(ROOT / path, release)
        subprocess.run([str(release / "scripts/packages.sh"), "--record", "--only", "tarball", str(work / "release")],
                       stdout=subprocess.DEVNULL, check=True)
        tarball, = (work / "release").glob("*.tar.gz")
        digest = (release / "packaging/released.sha256").read_text("utf-8").splitlines()[-1].split()[0]
        (work / "release/tampered").mkdir()
        (work / "release/tampered" / tarball.name).write_bytes(tarball.read_bytes() + b"\0")
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Server, directory=str(work / "release")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        releases = f"http://127.0.0.1:{server.server_address[1]}"
        (work / "unreleased").mkdir()
        check_documentation(action, work)
        check_action(action, work, release, releases)
        check_gitlab(read("templates/gitlab.yml"), work, releases, tarball.name, digest)
        server.shutdown()
    print(f"CI integrations: {passed} expectations hold")


main()

import Foundation
import Testing

/// What a change makes appear and disappear.
@Suite struct DiffCommandTests {
  static let privateService = publicService.replacingOccurrences(
    of: "  name: at-gateway",
    with:
      "  annotations: {service.beta.kubernetes.io/azure-load-balancer-internal: \"true\"}\n  name: at-gateway"
  )

  @Test func foldersAsText() throws {
    let other = publicService.replacingOccurrences(of: "name: at-gateway", with: "name: other")
    let space = try Workspace([
      "old/a.yaml": publicService, "old/b.yaml": other, "new/a.yaml": Self.privateService,
      "new/moved/b.yaml": "# more\n" + other,
      "new/c.yaml": other.replacingOccurrences(of: "name: other", with: "name: third"),
      "new/d.yaml": publicService.replacingOccurrences(of: "name: at-gateway", with: "name: fourth")
        .replacingOccurrences(of: "metadata:", with: "metadata: # airtight: allow load-balancer-public Open"),
    ])
    let run = try space.airtight("diff", "old", "new", "--only", "load-balancer-public")
    #expect(run.status == 0 && run.errors == "")
    #expect(
      run.output == """
        new:

        c.yaml:3:1: error: Service third gets a public load balancer: the annotation azure-load-balancer-internal is absent [load-balancer-public]
            3 | metadata:
              | ^~~~~~~~
              = help: Set the annotation service.beta.kubernetes.io/azure-load-balancer-internal to exactly
                      "true", in lower case and in quotes.

        gone:
          a.yaml:3:1: error: Service at-gateway gets a public load balancer: the annotation azure-load-balancer-internal is absent [load-balancer-public]

        accepted:
          d.yaml:3:1: error: Service fourth gets a public load balancer: the annotation azure-load-balancer-internal is absent [load-balancer-public]: Open

        1 new, 1 gone, 1 accepted, 1 unchanged

        """)
    #expect(try space.airtight("diff", "old", "new", "--fail-on-new").status == 1)
    #expect(try space.airtight("diff", "old", "new", "--fail-on-new", "--fail-on", "never").status == 0)
    #expect(
      try space.airtight("diff", "new", "new", "--fail-on-new").output == "0 new, 0 gone, 2 unchanged\n")
    let part = try space.airtight("diff", "old", "new", "a.yaml", "--only", "load-balancer-public")
    #expect(part.output.hasSuffix("0 new, 1 gone, 0 unchanged\n"))
  }

  @Test func markdownAndJSON() throws {
    let name = "x"
    let space = try Workspace([
      "old/a.yaml": Self.privateService,
      "new/a|b.yaml": publicService.replacingOccurrences(of: "name: at-gateway", with: "name: \(name)"),
    ])
    let markdown = try space.airtight(
      "diff", "old", "new", "--only", "load-balancer-public", "--format", "markdown")
    #expect(
      markdown.output == """
        ### airtight: 1 new, 0 gone, 0 unchanged

        **New**

        | severity | place | finding | rule |
        |---|---|---|---|
        | error | <code>a&#124;b.yaml:3:1</code> | Service x gets a public load balancer: the annotation azure-load-balancer-internal is absent | `load-balancer-public` |

        """)
    let json = try space.airtight("diff", "old", "new", "--format", "json", "--only", "load-balancer-public")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(
      object.keys.sorted() == [
        "accepted", "appeared", "disappeared", "features", "noLongerEvaluated", "paths", "summary",
      ])
    let appeared = try #require((object["appeared"] as? [[String: Any]])?.first)
    #expect(appeared["path"] as? String == "a|b.yaml" && appeared["startLine"] as? Int == 3)
    #expect(
      object["summary"] as? [String: Int] == ["appeared": 1, "disappeared": 0, "accepted": 0, "unchanged": 0])
  }

  /// The samples: the path's verdict changes, and evidence that is taken away is no mended finding.
  @Test func pathsAndEvidence() throws {
    let space = try Workspace()
    for side in ["old", "new"] {
      try FileManager.default.copyItem(
        atPath: CommandTests.root + "/samples/private-aks/sound", toPath: space.path + "/" + side)
    }
    let service = try space.text("new/kubernetes/at-gateway-service.yaml")
    #expect(service.contains("azure-load-balancer-internal: \"true\""))
    try space.write(
      "new/kubernetes/at-gateway-service.yaml",
      service.replacingOccurrences(
        of: "azure-load-balancer-internal: \"true\"", with: "azure-load-balancer-internal: \"True\""))
    try FileManager.default.removeItem(atPath: space.path + "/new/dns/links.json")
    let run = try space.airtight("diff", "old", "new", "--fail-on-new", "--fail-on", "error")
    #expect(run.status == 1)
    #expect(
      run.output.contains(
        "path carto-atg.carto.contoso.internal: private -> public; next: Kubernetes Service: "))
    #expect(run.output.contains("\nno longer evaluated for lack of evidence: private-zone-unlinked\n"))
    // A path that has become public fails the run even where no rule found anything new.
    #expect(try space.airtight("diff", "old", "new", "--fail-on-new", "--only", "zone-generate").status == 1)
    #expect(try space.airtight("diff", "new", "old", "--fail-on-new").status == 0)
    let markdown = try space.airtight("diff", "old", "new", "--format", "markdown").output
    #expect(
      markdown.contains(
        "\n| path | before | after | next |\n|---|---|---|---|\n| `carto-atg.carto.contoso.internal` | private | **public** | "
      ))
  }

  /// The features of a workspace on AWS change with their verdicts, and a worse one fails the run.
  @Test func features() throws {
    let folders = [
      "samples/databricks-aws/sound/back-end-private-link", "samples/databricks-aws/relay-port-closed",
    ]
    let worse = try CommandTests.airtight(["diff"] + folders + ["--fail-on-new", "--fail-on", "error"])
    #expect(worse.status == 1)
    #expect(
      worse.output.contains(
        """
        feature acme-prod: Secure cluster connectivity: sound -> broken; next: Tunnel to the relay: aws ec2 \
        authorize-security-group-egress --group-id sg-02a12a12a12a12a12 --protocol tcp --port 6666
        feature acme-prod: PrivateLink: sound -> broken; next: Ports to the endpoints: allow it towards the endpoints' \
        group or subnets

        1 new, 0 gone, 0 unchanged
        """), "\(worse.output)")
    let better = try CommandTests.airtight(
      ["diff"] + folders.reversed() + ["--fail-on-new", "--format", "markdown"])
    #expect(better.status == 0)
    #expect(
      better.output.contains(
        """
        | feature | before | after | next |
        |---|---|---|---|
        | `acme-prod: Secure cluster connectivity` | broken | sound |  |
        | `acme-prod: PrivateLink` | broken | sound |  |
        """), "\(better.output)")
    let gone = try CommandTests.airtight([
      "diff", folders[0], "samples/private-aks/sound", "--format", "json",
    ])
    #expect(
      gone.output.contains(
        """
              "kind": "vpc-peering",
              "subject": "acme-prod",
              "before": "sound",
              "after": null,
              "next": null
        """), "\(gone.output)")
  }

  @Test func gitRevisions() throws {
    let space = try Workspace([
      ".gitignore": "scratch/\n", "deploy/service.yaml": Self.privateService, "scratch/x.yaml": publicService,
    ])
    try space.git("init", "--quiet", "--initial-branch=main")
    try space.git("add", ".")
    try space.git("commit", "--quiet", "-m", "Start")
    try space.write("deploy/service.yaml", publicService)
    let only = ["--only", "load-balancer-public"]
    func diff(_ arguments: String..., folder: String = "") throws -> CommandTests.Run {
      try CommandTests.airtight(["diff"] + arguments + only, in: space.path + "/" + folder)
    }
    // The work tree against a revision, from the top and from a folder.
    #expect(try diff("main", ".", "--fail-on-new").output.contains("\ndeploy/service.yaml:3:1: error: "))
    #expect(try diff("main", ".", folder: "deploy").output.contains("\nservice.yaml:3:1: error: "))
    #expect(try diff("main", ".", "--fail-on-new").status == 1)
    try space.git("commit", "--quiet", "-am", "Open it")
    #expect(try diff("HEAD~1", "HEAD").output.hasSuffix("1 new, 0 gone, 0 unchanged\n"))
    #expect(try diff("HEAD", "HEAD~1").output.hasSuffix("0 new, 1 gone, 0 unchanged\n"))
    #expect(try diff("HEAD", ".").output == "0 new, 0 gone, 1 unchanged\n")
    // The repository is as it was, and nothing is left behind.
    let status = try CommandTests.run("/usr/bin/env", ["git", "status", "--porcelain"], in: space.path)
    #expect(status.output == "")
    #expect(
      try CommandTests.run("/usr/bin/env", ["git", "worktree", "list"], in: space.path).output.split(
        separator: "\n"
      ).count == 1)
  }

  /// A link in a revision that leads out is not followed.
  @Test func linksOfARevisionAreNotFollowed() throws {
    let space = try Workspace(["inside/a.yaml": "a: 1\n"])
    let outside = try Workspace(["service.yaml": publicService])
    try space.git("init", "--quiet")
    try FileManager.default.createSymbolicLink(
      atPath: space.path + "/inside/link.yaml", withDestinationPath: outside.path + "/service.yaml")
    try space.git("add", ".")
    try space.git("commit", "--quiet", "-m", "Start")
    let run = try space.airtight("diff", "HEAD", "HEAD", "--format", "json")
    #expect(run.output.contains("\"unchanged\": 0"))
  }

  @Test func whatIsNeitherFolderNorRevision() throws {
    let space = try Workspace(["a/a.yaml": publicService])
    for name in ["no-such", "--upload-pack=x", "HEAD"] {
      let run = try space.airtight("diff", "--", name, "a")
      #expect(run.status == 2)
      #expect(
        run.errors
          == "airtight: \(name): neither a folder nor a revision of the repository of the working folder\n")
    }
    try FileManager.default.createDirectory(atPath: space.path + "/empty", withIntermediateDirectories: true)
    #expect(try space.airtight("diff", "empty", "empty").status == 4)
    #expect(try space.airtight("diff", "empty", "a", "--fail-on-new").status == 1)
    try space.write("bad/a.yaml", "a: [")
    let bad = try space.airtight("diff", "a", "bad")
    #expect(bad.status == 3 && bad.errors.hasPrefix("a.yaml:1:5: error: "))
  }
}

import Engine
import Findings
import Foundation
import Inventory
import Rendering
import Testing

/// Charts and kustomizations as files of an estate, well meant and not.
@Suite struct ChartTests {
  /// A folder with files, removed at the end.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)").path

    init(_ files: [String: String]) throws {
      for (file, text) in files { try write(file, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ file: String, _ text: String) throws {
      let url = URL(filePath: path).appending(path: file)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    /// Puts a program there; what it is asked to search then.
    func program(_ name: String, _ script: String) throws -> String {
      try write("bin/\(name)", "#!/bin/sh\n\(script)\n")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: path + "/bin/" + name)
      return path + "/bin:/usr/bin:/bin"
    }

    func files(_ request: RenderRequest = RenderRequest()) -> [InputFile] {
      FileDiscovery.files(below: [path + "/estate"], render: request).files
    }

    func notes(_ request: RenderRequest = RenderRequest()) -> [String] {
      files(request).compactMap { file in
        file.note.map {
          ($0.isError ? "error: " : "") + $0.path.replacing(path + "/estate/", with: "") + ": " + $0.message
        }
      }
    }
  }

  private static let service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n"

  // MARK: Charts

  @Test func anEndlessHelmIsStopped() throws {
    let folder = try Folder(["estate/c/Chart.yaml": "name: c\n", "estate/c/templates/s.yaml": Self.service])
    var request = RenderRequest(
      tools: [.helm], searchPath: try folder.program("helm", "while :; do :; done"))
    request.limits.seconds = 1
    #expect(
      folder.notes(request) == [
        "error: c/Chart.yaml: helm was stopped: it did not render the chart in 'c' within 1 s"
      ])
  }

  @Test func aDependencyIsRenderedWithItsChart() throws {
    let folder = try Folder([
      "estate/c/Chart.yaml": "name: c\n", "estate/c/templates/s.yaml": Self.service,
      "estate/c/charts/d/Chart.yaml": "name: d\n", "estate/c/charts/d/templates/s.yaml": Self.service,
      "estate/l/Chart.yaml": "name: l\ntype: library\n",
      "estate/l/templates/_l.yaml": "{{ define \"l\" }}{{ end }}\n",
    ])
    #expect(folder.notes().count == 2)
    #expect(folder.notes()[0].contains("what its 2 templates will hold is unknown"))
    let output = """
      ---
      # Source: c/charts/d/templates/s.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: c
      ---
      # Source: c/templates/s.yaml
      apiVersion: v1
      kind: Service
      metadata:
        name: c
      """
    try folder.write("output.yaml", output)
    let script = "echo \"$2\" >> \(folder.path)/words; cat \(folder.path)/output.yaml"
    let request = RenderRequest(tools: [.helm], searchPath: try folder.program("helm", script))
    #expect(
      folder.notes(request) == [
        "l/Chart.yaml: the chart in 'l' is a library, which is rendered with the charts that use it"
      ])
    #expect(try String(contentsOfFile: folder.path + "/words", encoding: .utf8) == "c\n")
    let estate = Estate(folder.files(request))
    #expect(estate.inventory.ids(of: .service).count == 2 && estate.problems.isEmpty)
  }

  @Test func aTemplateNamesWhatItWillHold() throws {
    let folder = try Folder([
      "estate/c/Chart.yaml": "name: c\n",
      "estate/c/templates/a.yaml": Self.service
        + "---\nkind: \"Ingress\" # {{ x }}\napiVersion: networking.k8s.io/v1\n",
      "estate/c/templates/b.yaml": "{{- include \"c.policy\" . }}\n",
      "estate/c/templates/plain.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: c}\n",
    ])
    let inventory = Estate(folder.files()).inventory
    #expect(inventory.isPartial(.service) && inventory.isPartial(ResourceKind("kubernetes.Ingress")))
    // An inclusion may bring in any kind, and so a policy that selects any pod.
    #expect(inventory.isPartial(.deployment))
    #expect(inventory.ids(of: .networkPolicy).map { inventory[$0].isOutline } == [true])
    #expect(inventory.ids(of: .namespace).count == 1)
  }

  // MARK: Overlays

  @Test func componentsAndBasesAreBuiltByTheirOverlaysOnly() throws {
    let folder = try Folder([
      "estate/base/kustomization.yaml": "resources: [a.yaml]\nnamePrefix: x-\n",
      "estate/base/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
      "estate/part/kustomization.yaml": "kind: Component\npatches: [{path: p.yaml}]\n",
      "estate/part/p.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: b}\n",
      "estate/one/Kustomization": "resources: [../base]\ncomponents: [../part]\n",
      "estate/two/kustomization.yml": "bases: [../base]\nnamespace: two\n",
      "estate/plain/kustomization.yaml": "resources: [b.yaml]\n",
      "estate/plain/b.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n",
    ])
    #expect(folder.notes().map { $0.prefix { $0 != ":" } } == ["one/Kustomization", "two/kustomization.yml"])
    let script =
      "echo \"$2\" >> \(folder.path)/words; printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: x-a}\\n'"
    let request = RenderRequest(tools: [.kustomize], searchPath: try folder.program("kustomize", script))
    let inventory = Estate(folder.files(request)).inventory
    // One of each overlay, and the plain one as it is written.
    #expect(
      inventory.ids(of: ResourceKind("kubernetes.ConfigMap")).map { inventory[$0].name } == [
        "x-a", "b", "x-a",
      ])
    let words = try String(contentsOfFile: folder.path + "/words", encoding: .utf8)
    #expect(words.split(separator: "\n").map { $0.split(separator: "/").last } == ["one", "two"])
  }

  // MARK: Hostile

  @Test func chainsAndRingsOfKustomizationsEnd() throws {
    let count = 200
    let folder = try Folder([:])
    for index in 0..<count {
      let (chain, ring) = (index + 1 < count ? "../c\(index + 1)" : "../r0", "../r\((index + 1) % count)")
      try folder.write("estate/c\(index)/kustomization.yaml", "resources: [\(chain)]\n")
      try folder.write("estate/r\(index)/kustomization.yaml", "namePrefix: a-\nresources: [\(ring), .]\n")
    }
    #expect(folder.notes().map { $0.prefix { $0 != ":" } } == ["c0/kustomization.yaml"])
  }

  @Test func manyPatchesAndManyObjectsAreLinear() throws {
    let count = 20_000
    let folder = try Folder([
      "estate/kustomization.yaml": "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
      "estate/a.yaml": (0..<count).map { "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a\($0)}\n" }
        .joined(),
      "estate/p.yaml": (0..<count).map { "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: b\($0)}\n" }
        .joined(),
    ])
    let start = Date()
    let files = folder.files()
    let inventory = Estate(files).inventory
    let base = try #require(files.first { $0.path.hasSuffix("/a.yaml") })
    #expect(inventory.resources.filter { base.isChanged($0) }.isEmpty)
    #expect(inventory.resources.count == count)
    #expect(Date().timeIntervalSince(start) < 60)
  }

  @Test func aTemplateOfManyDocumentsIsCounted() throws {
    let folder = try Folder([
      "estate/c/Chart.yaml": "name: c\n",
      "estate/c/templates/a.yaml": "{{ x }}\n"
        + String(repeating: "---\nkind: NetworkPolicy\n", count: 100_000),
    ])
    let start = Date()
    #expect(Estate(folder.files()).inventory.resources.count == 1)
    #expect(Date().timeIntervalSince(start) < 60)
  }
}

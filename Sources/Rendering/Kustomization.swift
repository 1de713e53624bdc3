package import Documents

/// What a `kustomization.yaml` names, as far as it bears on which files are objects and which are parts of objects.
///
/// Fields are those of `kustomize.config.k8s.io/v1beta1`, the deprecated ones included.
package struct Kustomization: Sendable {
  /// The file names that kustomize takes, of which a folder has one.
  package static let fileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"]

  /// A change of objects: a file, or a text in the kustomization itself.
  package struct Patch: Sendable {
    /// The path from the kustomization's folder; `nil` for a text in place.
    package var path: String?
    package var text: String?
    /// The kind that `target` names, and its API group; `nil` where the patch itself tells.
    package var kind: String?
    package var group: String?
    /// The name that `target` names, which is a regular expression.
    package var name: String?
  }

  /// Files and folders with objects, `resources`, `bases` and `crds`, from the kustomization's folder on, or addresses.
  package private(set) var resources: [String] = []
  package private(set) var components: [String] = []
  package private(set) var patches: [Patch] = []
  /// Files that configure kustomize itself and are no objects of a cluster.
  package private(set) var settings: [String] = []
  /// Files whose text goes into ConfigMaps and Secrets.
  package private(set) var sources: [String] = []
  /// Whether it is a part of others and cannot be built alone.
  package private(set) var isComponent = false
  /// Whether it changes or adds anything: without, the files say all.
  package private(set) var changesObjects = false
  /// Whether it inflates Helm charts, which kustomize does only with `--enable-helm`.
  package private(set) var usesHelm = false

  /// Reads a document; what has another shape than it should is left out, because kustomize itself tells that.
  package init(_ root: DocumentNode) {
    guard root.isMapping else { return }
    isComponent = root["kind"]?.text == "Component"
    resources = Self.texts(root["resources"]) + Self.texts(root["bases"]) + Self.texts(root["crds"])
    components = Self.texts(root["components"])
    settings =
      Self.texts(root["configurations"]) + Self.texts(root["transformers"]) + Self.texts(root["generators"])
      + Self.texts(root["validators"])
    if let path = root.at("openapi", "path")?.text { settings.append(path) }
    for replacement in root.list("replacements") {
      if let path = replacement["path"]?.text { settings.append(path) }
    }
    for text in Self.texts(root["patchesStrategicMerge"]) {
      patches.append(text.contains("\n") ? Patch(text: text) : Patch(path: text))
    }
    for patch in root.list("patches") + root.list("patchesJson6902") {
      let target = patch["target"]
      patches.append(
        Patch(
          path: patch["path"]?.text, text: patch["patch"]?.text, kind: target?["kind"]?.text,
          group: target?["group"]?.text, name: target?["name"]?.text))
    }
    for generator in root.list("configMapGenerator") + root.list("secretGenerator") {
      sources += (Self.texts(generator["files"]) + Self.texts(generator["envs"])).map { text in
        // A file may be written as key=path.
        text.split(separator: "=", maxSplits: 1).last.map(String.init) ?? text
      }
      if let path = generator["env"]?.text { sources.append(path) }
    }
    usesHelm = root["helmCharts"] != nil || root["helmChartInflationGenerator"] != nil
    let plain: Set<String> = ["apiVersion", "kind", "metadata", "resources", "bases", "crds"]
    changesObjects = root.pairs.contains { pair in
      pair.key.text.map { !plain.contains($0) } ?? false && !pair.value.isNull
    }
  }

  private static func texts(_ node: DocumentNode?) -> [String] {
    node.map { $0.elements.compactMap(\.text) } ?? []
  }
}

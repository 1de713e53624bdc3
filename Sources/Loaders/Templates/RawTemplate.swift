import Documents
package import Inventory
package import SourceText

/// A text that a program turns into YAML: Helm's Go templates, Jinja, ERB. It is never read as YAML.
///
/// What it will hold is unknown, and that it will hold something is not: each object whose `kind` stands in the text as it is
/// becomes an outline with unknown values (`DocumentNode.unknownName`), so that rules about it cannot decide instead of passing.
package enum RawTemplate {
  /// Whether a text has the marks of a template.
  package static func hasMarks(_ bytes: [UInt8]) -> Bool { marks.stand(in: bytes) }

  private static let marks = ByteSearch.Texts(["{{", "{%", "<%"])

  /// What a template came to: the objects it will hold, credentials that stand in it, and no problem.
  package static func load(_ source: SourceFile) -> LoadedFile {
    var loaded = LoadedFile(format: .template)
    let empty = TreeCopier(syntax: .yaml, path: source.path).finish()
    loaded.credentials = CredentialLoader.resources(in: empty) { CredentialScan(source.bytes) }
    let name = source.path.utf8.split(separator: UInt8(ascii: "/")).last ?? source.path.utf8[...]
    // Helm renders no file whose name begins so: it holds definitions for others.
    guard name.first != UInt8(ascii: "_") else { return loaded }
    var reader = OutlineReader()
    reader.read(source.bytes)
    add(reader.outlines, to: &loaded, source.path)
    return loaded
  }

  /// Objects of which nothing but the kind is known: what a patch will change.
  package static func load(_ source: SourceFile, outlines: [ObjectOutline]) -> LoadedFile {
    var loaded = LoadedFile(format: .template)
    add(outlines, to: &loaded, source.path)
    return loaded
  }

  private static func add(_ outlines: [ObjectOutline], to loaded: inout LoadedFile, _ path: String) {
    for outline in outlines {
      if let kind = outline.resourceKind {
        loaded.unrendered[kind, default: 0] += 1
        loaded.partial.insert(kind)
      } else {
        loaded.unrendered[.anyKubernetes, default: 0] += 1
        loaded.partial.formUnion(KubernetesLoader.relatedKinds)
      }
    }
    // One may select as much as many.
    if loaded.partial.contains(.networkPolicy) { loaded.unrenderedPolicy = policy(path) }
  }

  /// A NetworkPolicy of which nothing is known.
  private static func policy(_ path: String) -> Resource? {
    let span = ByteSpan(0..<0)
    // JSON's trees alone can hold what is unknown.
    var copier = TreeCopier(syntax: .json, path: path)
    copier.openMapping(span: span)
    copier.member(named: "apiVersion", string: "networking.k8s.io/v1", at: span)
    copier.member(named: "kind", string: "NetworkPolicy", at: span)
    members(["name", "namespace", "labels", "annotations"], of: "metadata", &copier, path, span)
    members(["podSelector", "policyTypes", "ingress", "egress"], of: "spec", &copier, path, span)
    copier.close()
    guard let node = copier.finish().documents.first else { return nil }
    var policy = Resource(kind: .networkPolicy, namespace: "*", name: "(\(path))", node: node)
    policy.isOutline = true
    return policy
  }

  private static func members(
    _ names: [String], of parent: String, _ copier: inout TreeCopier, _ cause: String, _ span: ByteSpan
  ) {
    copier.key(named: parent, at: span)
    copier.openMapping(span: span)
    for name in names { copier.unknown(named: name, as: "\(cause).\(parent).\(name)", at: span) }
    copier.close()
  }
}

/// What is known of an object that is not there as a whole.
package struct ObjectOutline: Hashable, Sendable {
  /// As written after `kind:`; empty where it is not told.
  package var kind: String
  /// As written; empty where it is not told.
  package var apiVersion: String
  /// As written; `nil` where it is not told, or for a pattern.
  package var name: String?

  package init(kind: String, apiVersion: String, name: String? = nil) {
    self.kind = kind
    self.apiVersion = apiVersion
    self.name = name
  }

  /// What it is of; `nil` where that is not told.
  var resourceKind: ResourceKind? {
    KubernetesLoader.isKindName(kind) ? KubernetesLoader.kind(kind, apiVersion: apiVersion) : nil
  }

  /// The objects that it may be of.
  package var pattern: ObjectPattern { ObjectPattern(kind: resourceKind, name: name) }
}

/// Which objects something is about: by kind and name, each of which may be any.
package struct ObjectPattern: Hashable, Sendable {
  package var kind: ResourceKind?
  package var name: String?

  package init(kind: ResourceKind?, name: String?) {
    self.kind = kind
    self.name = name
  }
}

extension Set where Element == ObjectPattern {
  /// Whether one of the patterns is for an object.
  package func covers(_ resource: Resource) -> Bool {
    guard !isEmpty, resource.kind.isKubernetes else { return false }
    return [(resource.kind, resource.name), (resource.kind, nil), (nil, resource.name), (nil, nil)].contains {
      contains(ObjectPattern(kind: $0.0, name: $0.1))
    }
  }
}

/// Reads from a template's lines which objects it will hold.
private struct OutlineReader {
  private(set) var outlines: [ObjectOutline] = []
  private var kind: String?
  private var apiVersion = ""
  private var hasContent = false

  mutating func read(_ bytes: [UInt8]) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      take(bytes[start..<end])
      start = end + 1
    }
    finishDocument()
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
    if line.starts(with: "---".utf8) { return finishDocument() }
    if first == UInt8(ascii: "#") { return }
    let isAction = line.starts(with: "{".utf8) || line.starts(with: "<%".utf8)
    if isAction {
      // Only these bring text in; conditions and definitions do not.
      hasContent = hasContent || Self.insertions.stand(in: Array(line))
      return
    }
    hasContent = true
    if let value = Self.value(of: "kind:", in: line), kind == nil { kind = value }
    if let value = Self.value(of: "apiVersion:", in: line), apiVersion.isEmpty, !value.contains("{") {
      apiVersion = value
    }
  }

  private static let insertions = ByteSearch.Texts(["include ", "template ", "tpl ", "toYaml "])

  private static func value(of key: String, in line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: key.utf8) else { return nil }
    let text = line.dropFirst(key.utf8.count).prefix { $0 != UInt8(ascii: "#") }
    let bare = text.filter { !" \t\r\"'".utf8.contains($0) }
    return String(decoding: bare, as: UTF8.self)
  }

  private mutating func finishDocument() {
    defer { (kind, apiVersion, hasContent) = (nil, "", false) }
    if hasContent { outlines.append(ObjectOutline(kind: kind ?? "", apiVersion: apiVersion)) }
  }
}

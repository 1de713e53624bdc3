import Documents
package import Inventory
package import SourceText

/// A text that a program turns into YAML: Helm's Go templates, Jinja, ERB. It is never read as YAML.
///
/// What it will hold is unknown, and that it will hold something is not: each object whose `kind` stands in the text as it is
/// becomes an outline with unknown values (`DocumentNode.unknownName`), so that rules about it cannot decide instead of passing.
package enum RawTemplate {
  /// Whether a text has the marks of a template.
  package static func hasMarks(_ bytes: [UInt8]) -> Bool {
    ByteSearch.holds(bytes, anyOf: ["{{", "{%", "<%"].map { Array($0.utf8) })
  }

  /// What a template came to: the objects it will hold, credentials that stand in it, and no problem.
  package static func load(_ source: SourceFile) -> LoadedFile {
    var loaded = LoadedFile(format: .template)
    let empty = TreeCopier(syntax: .yaml, path: source.path).finish()
    loaded.credentials = CredentialLoader.resources(in: source, empty)
    let name = source.path.utf8.split(separator: UInt8(ascii: "/")).last ?? source.path.utf8[...]
    // Helm renders no file whose name begins so: it holds definitions for others.
    guard name.first != UInt8(ascii: "_") else { return loaded }
    var outlines = Outlines(path: source.path)
    outlines.read(source.bytes)
    loaded.unrendered = outlines.resources
    loaded.partial = Set(outlines.resources.map(\.kind))
    if outlines.hasUnnamedKind { loaded.partial.formUnion(KubernetesLoader.relatedKinds) }
    return loaded
  }

  /// Objects of which nothing but the kind is known: what a patch will change.
  package static func load(_ source: SourceFile, outlines: [ObjectOutline]) -> LoadedFile {
    var loaded = LoadedFile(format: .template)
    let whole = ByteSpan(0..<0)
    for outline in outlines {
      if let object = object(outline, path: source.path, index: loaded.unrendered.count, at: whole) {
        loaded.unrendered.append(object)
        loaded.partial.insert(object.kind)
      } else {
        loaded.partial.formUnion(KubernetesLoader.relatedKinds)
      }
    }
    return loaded
  }

  /// An object of which nothing but the kind is known; `nil` where that is not known either.
  ///
  /// - Parameter index: 0-based among those of the file.
  fileprivate static func object(
    _ outline: ObjectOutline, path: String, index: Int, at span: ByteSpan
  ) -> Resource? {
    guard KubernetesLoader.isKindName(outline.kind) else { return nil }
    let cause = "\(path)#\(index)"
    // JSON's trees alone can hold what is unknown.
    var copier = TreeCopier(syntax: .json, path: path)
    copier.openMapping(span: span)
    if outline.apiVersion.isEmpty {
      copier.unknown(named: "apiVersion", as: cause, at: span)
    } else {
      copier.member(named: "apiVersion", string: outline.apiVersion, at: span)
    }
    copier.member(named: "kind", string: outline.kind, at: span)
    members(["name", "namespace", "labels", "annotations"], of: "metadata", &copier, cause, span)
    if outline.kind == "NetworkPolicy" {
      members(["podSelector", "policyTypes", "ingress", "egress"], of: "spec", &copier, cause, span)
    } else {
      copier.unknown(named: "spec", as: cause, at: span)
    }
    copier.close()
    guard let node = copier.finish().documents.first else { return nil }
    var object = Resource(
      kind: KubernetesLoader.kind(outline.kind, apiVersion: outline.apiVersion), namespace: "*",
      name: "(\(cause))", node: node, document: index)
    object.isOutline = true
    return object
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

  /// Whether it may be of this object.
  package func covers(_ resource: Resource) -> Bool {
    guard resource.kind.vendor == "kubernetes" else { return false }
    if !kind.isEmpty, resource.kind != KubernetesLoader.kind(kind, apiVersion: apiVersion) { return false }
    return name.map { $0 == resource.name } ?? true
  }
}

/// Reads from a template's lines which objects it will hold.
private struct Outlines {
  private let path: String
  private(set) var resources: [Resource] = []
  /// Whether some document will be of a kind that the text does not tell.
  private(set) var hasUnnamedKind = false
  private var kind: (text: String, span: ByteSpan)?
  private var apiVersion = ""
  private var hasContent = false

  init(path: String) { self.path = path }

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
      hasContent = hasContent || ByteSearch.holds(Array(line), anyOf: Self.insertions)
      return
    }
    hasContent = true
    if let value = Self.value(of: "kind:", in: line), kind == nil {
      kind = (value, ByteSpan(line.startIndex..<line.endIndex))
    }
    if let value = Self.value(of: "apiVersion:", in: line), apiVersion.isEmpty, !value.contains("{") {
      apiVersion = value
    }
  }

  private static let insertions = ["include ", "template ", "tpl ", "toYaml "].map { Array($0.utf8) }

  private static func value(of key: String, in line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: key.utf8) else { return nil }
    let text = line.dropFirst(key.utf8.count).prefix { $0 != UInt8(ascii: "#") }
    let bare = text.filter { !" \t\r\"'".utf8.contains($0) }
    return String(decoding: bare, as: UTF8.self)
  }

  private mutating func finishDocument() {
    defer { (kind, apiVersion, hasContent) = (nil, "", false) }
    guard hasContent else { return }
    guard let kind,
      let object = RawTemplate.object(
        ObjectOutline(kind: kind.text, apiVersion: apiVersion), path: path, index: resources.count,
        at: kind.span)
    else {
      hasUnnamedKind = true
      return
    }
    resources.append(object)
  }
}

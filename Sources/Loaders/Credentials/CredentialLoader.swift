import Documents
import Inventory
import Networking
import SourceText

/// The credentials of an input as resources that say what they look like, where they stand and whether in clear, and never what
/// they are.
///
/// A connection's options and Terraform's plans are left to the rules that know them.
enum CredentialLoader {
  /// - Parameter scan: gives what the bytes of the tree's file tell.
  static func resources(in tree: DocumentTree, _ scan: () -> CredentialScan) -> [Resource] {
    let documents = tree.documents.filter { !TerraformLoader.isTerraform($0) }
    if documents.count < tree.documents.count { return [] }
    let scan = scan()
    var found: [Found] = []
    for hit in scan.hits {
      let place = place(of: hit.span, in: documents)
      if !place.isKnownElsewhere { found.append(Found(form: hit.form, member: place.member, span: hit.span)) }
    }
    for document in documents where KubeConfig.is(document) {
      found += KubeConfig.credentials(document).map {
        Found(form: "kubeconfig credential", member: $0.member, span: $0.span, isInClear: $0.isInClear)
      }
    }
    if scan.mayNameSecrets { found += documents.flatMap(namedSecrets) }
    return withoutRepetitions(found).compactMap { resource($0, tree) }
  }

  /// One text may be found twice, by its shape and by its name; what is in clear counts.
  private static func withoutRepetitions(_ found: [Found]) -> [Found] {
    var kept: [Found] = []
    let sorted = found.sorted {
      ($0.span.start, $0.isInClear ? 0 : 1) < ($1.span.start, $1.isInClear ? 0 : 1)
    }
    for credential in sorted {
      if let last = kept.last, last.span.end > credential.span.start {
        if credential.isInClear, !last.isInClear { kept[kept.count - 1] = credential }
        continue
      }
      kept.append(credential)
    }
    return kept
  }

  private struct Found {
    var form: String
    var member: String
    var span: ByteSpan
    /// Whether it is written out; otherwise a reference or a stand-in is.
    var isInClear = true
  }

  private static func resource(_ found: Found, _ tree: DocumentTree) -> Resource? {
    var copier = TreeCopier(syntax: tree.syntax, path: tree.path)
    copier.openMapping(span: found.span)
    copier.member(named: "form", string: found.form, at: found.span)
    copier.member(named: "member", string: found.member, at: found.span)
    copier.member(named: "state", string: found.isInClear ? "clear" : "reference", at: found.span)
    copier.close()
    return copier.finish().documents.first.map {
      Resource(kind: .credential, name: found.member.isEmpty ? found.form : found.member, node: $0)
    }
  }

  // MARK: Places

  /// The member that a span is in, as a path, empty for a comment; and whether another rule judges what stands there.
  private static func place(
    of span: ByteSpan, in documents: [DocumentNode]
  ) -> (member: String, isKnownElsewhere: Bool) {
    guard var node = documents.first(where: { contains($0, span) }) else { return ("", false) }
    var path = ""
    while node.kind != .scalar {
      if let pair = node.pairs.first(where: { contains($0.value, span) }) {
        let key = pair.key.text ?? ""
        if key == "options", node.has("connection_type") { return (path, true) }
        if key == "kubectl.kubernetes.io/last-applied-configuration" { return (path, true) }
        path += path.isEmpty ? key : "." + key
        node = pair.value
      } else if let (index, element) = node.elements.enumerated().first(where: { contains($0.element, span) })
      {
        path += "[\(index)]"
        node = element
      } else {
        return ("", false)
      }
    }
    return (path, false)
  }

  private static func contains(_ node: DocumentNode, _ span: ByteSpan) -> Bool {
    !isAlias(node) && node.span.start <= span.start && span.end <= node.span.end
  }

  /// What an alias stands for is found where it stands.
  private static func isAlias(_ node: DocumentNode) -> Bool { node.resolvedID != node.id }

  // MARK: Names

  /// Members that hold a credential and nothing else.
  private static let names: Set<String> = ["client_secret", "clientsecret", "bearer_token", "bearertoken"]

  /// Whether a look at the tree is worth its time.
  static func mayNameSecrets(_ bytes: [UInt8]) -> Bool { signs.stand(in: bytes) }

  private static let signs = ByteSearch.Texts(["lient_secret", "lientSecret", "earer_token", "earerToken"])

  /// The members whose name says that they are a credential. A reference to one (`secret(…)`, `${…}`, `{{ … }}`), a GUID and a
  /// stand-in are not in clear.
  private static func namedSecrets(_ document: DocumentNode) -> [Found] {
    var found: [Found] = []
    var waiting = [(document, "")]
    while let (node, path) = waiting.popLast() {
      for pair in node.pairs where !isAlias(pair.value) {
        let key = pair.key.text ?? ""
        if key == "options", node.has("connection_type") { continue }
        let member = path.isEmpty ? key : path + "." + key
        if pair.value.kind != .scalar {
          waiting.append((pair.value, member))
        } else if names.contains(key.lowercased()), let text = pair.value.text, !text.isEmpty {
          let form = key.lowercased().hasPrefix("client") ? "client secret" : "bearer token"
          found.append(
            Found(form: form, member: member, span: pair.value.span, isInClear: isCredential(text)))
        }
      }
      for (index, element) in node.elements.enumerated() where element.kind != .scalar && !isAlias(element) {
        waiting.append((element, path + "[\(index)]"))
      }
    }
    return found
  }

  private static func isCredential(_ text: String) -> Bool {
    CredentialText.isLikely(text.utf8) && CredentialScanner.hasVariety(text.utf8) && GUID(text) == nil
      && !text.hasPrefix("/")
  }
}

/// The users of a `kubectl` configuration (`apiVersion: v1`, `kind: Config`).
enum KubeConfig {
  static func `is`(_ document: DocumentNode) -> Bool {
    document["kind"]?.isText("Config") == true && document["users"]?.isSequence == true
  }

  /// The credentials of all users. `kubectl config view` prints `REDACTED` and `DATA+OMITTED` in their place.
  static func credentials(_ document: DocumentNode) -> [(member: String, span: ByteSpan, isInClear: Bool)] {
    var found: [(member: String, span: ByteSpan, isInClear: Bool)] = []
    for (index, entry) in document.list("users").enumerated() {
      for key in ["token", "password", "client-key-data"] {
        guard let value = entry["user"]?.value(forKey: key), let text = value.text, !text.isEmpty else {
          continue
        }
        found.append(("users[\(index)].user.\(key)", value.span, isWrittenOut(text)))
      }
    }
    return found
  }

  private static func isWrittenOut(_ text: String) -> Bool {
    text != "REDACTED" && text != "DATA+OMITTED"
      && !text.utf8.contains { "${}<>".utf8.contains($0) }
  }
}

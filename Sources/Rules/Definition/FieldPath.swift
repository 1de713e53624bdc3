package import Documents
package import SourceText

/// A path from a resource's root to a value: `spec.ports[0].port`, `metadata.annotations["a/b"]`.
package struct FieldPath: Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    case member(String)
    case element(Int)
  }

  package var steps: [Step]

  init(_ steps: [Step]) { self.steps = steps }

  /// `nil` for a text that is no path.
  package init?(_ text: String) {
    steps = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "[") {
        guard let step = Self.bracketed(&rest) else { return nil }
        steps.append(step)
      } else {
        if byte == UInt8(ascii: ".") {
          guard !steps.isEmpty else { return nil }
          rest = rest.dropFirst()
        }
        let name = rest.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
        guard !name.isEmpty else { return nil }
        steps.append(.member(String(decoding: name, as: UTF8.self)))
        rest = rest.dropFirst(name.count)
      }
    }
    guard !steps.isEmpty else { return nil }
  }

  private static func bracketed(_ rest: inout ArraySlice<UInt8>) -> Step? {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "\"") {
      let name = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
      rest = rest.dropFirst(name.count + 2)
      guard rest.first == UInt8(ascii: "]") else { return nil }
      rest = rest.dropFirst()
      return .member(String(decoding: name, as: UTF8.self))
    }
    let digits = rest.prefix { $0 != UInt8(ascii: "]") }
    guard let index = Int(String(decoding: digits, as: UTF8.self)), rest.count > digits.count else {
      return nil
    }
    rest = rest.dropFirst(digits.count + 1)
    return .element(index)
  }

  /// The members that the path goes through before the first element.
  package var leadingMembers: [String] {
    var members: [String] = []
    for step in steps {
      guard case .member(let name) = step else { break }
      members.append(name)
    }
    return members
  }
}

/// A place in a resource to mark.
package struct MarkedPlace: Sendable {
  package var span: ByteSpan
  /// The value that stands there, if the path led all the way.
  package var value: DocumentNode?
  /// Where the key of the value stands, if it has one.
  package var key: ByteSpan?
}

extension DocumentNode {
  /// The place of a path: the value; for a block or an empty value its key; where the path breaks off, the key of the
  /// nearest ancestor; without a path, what names the resource.
  package func place(of path: FieldPath?) -> MarkedPlace {
    guard let path else { return MarkedPlace(span: nameSpan, value: nil) }
    var node = self
    var key: DocumentNode?
    for step in path.steps {
      switch step {
      case .member(let name):
        guard let pair = node.pair(forKey: name) else {
          return MarkedPlace(span: key?.span ?? nameSpan, value: nil)
        }
        (key, node) = (pair.key, pair.value)
      case .element(let index):
        guard let element = node.element(at: index) else {
          return MarkedPlace(span: key?.span ?? nameSpan, value: nil)
        }
        (key, node) = (element.kind == .scalar ? nil : element, element)
      }
    }
    let isBlock = node.kind != .scalar && node.style == .block
    let isEmpty = node.span.start == node.span.end
    return MarkedPlace(span: (isBlock || isEmpty ? key?.span : nil) ?? node.span, value: node, key: key?.span)
  }

  /// What names a resource: a Kubernetes object's `metadata.name`, else `name`, else its first key.
  private var nameSpan: ByteSpan {
    let candidates = [at("metadata", "name"), self["name"], self["fqdn"], self["rule_id"]]
    for candidate in candidates { if let candidate, candidate.kind == .scalar { return candidate.span } }
    if let id = Self.names.lazy.compactMap({ value(forKey: $0) }).first(where: { $0.kind == .scalar }) {
      return id.span
    }
    var pairs = pairs
    return pairs.next()?.key.span ?? span
  }

  /// What names AWS' and the Databricks account's objects; what may stand in another object stands behind that one's own.
  private static let names = [
    "network_name", "vpc_endpoint_name", "private_access_settings_name", "cluster_name", "NatGatewayId",
    "InstanceId", "VpcEndpointId", "VpcPeeringConnectionId", "GroupId", "NetworkAclId",
    "RouteTableId", "InternetGatewayId", "SubnetId", "VpcId", "DhcpOptionsId", "PrefixListId",
  ]
}

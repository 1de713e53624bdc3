import Documents
import SourceText

/// Writes an instance in its vendor's API shape; every value keeps the span where it stands in the plan.
///
/// It recurses over the shapes, which are tables of the program, never over the input.
struct TerraformWriter {
  private let address: String
  private let span: ByteSpan

  static func node(of instance: TerraformInstance, _ members: [TerraformShape.Member]) -> DocumentNode {
    let writer = TerraformWriter(address: instance.address, span: instance.values.span)
    return DerivedTree.transform(instance.values) { copier in
      writer.write(members, TerraformValue(instance), &copier)
    }
  }

  private func write(_ members: [TerraformShape.Member], _ value: TerraformValue, _ copier: inout TreeCopier)
  {
    for member in members { write(member, value, &copier) }
  }

  private func write(_ member: TerraformShape.Member, _ value: TerraformValue, _ copier: inout TreeCopier) {
    switch member {
    case .copy(let key, let path): copy(key, Self.find(path, value), path, &copier)
    case .shown(let key, let path): copy(key, Self.find(path, value.shown), path, &copier)
    case .upper(let key, let path):
      derive(key, Self.find(path, value), path, &copier) { $0.text?.uppercased() }
    case .choice(let key, let path, let yes, let no):
      derive(key, Self.find(path, value), path, &copier) { $0.bool.map { $0 ? yes : no } }
    case .text(let key, let text): copier.member(named: key, string: text, at: span)
    case .object(let key, let members):
      copier.key(named: key, at: span)
      copier.openMapping(span: span)
      write(members, value, &copier)
      copier.close()
    case .list(let key, let blocks, let members):
      list(key, value[blocks], blocks, &copier) { write(members, $0, &$1) }
    case .wrapped(let key, let texts, let name):
      list(key, value[texts], texts, &copier) { copy(name, $0, [texts], &$1) }
    }
  }

  /// The value at a path; a block in a list of one is gone through.
  private static func find(_ path: [String], _ value: TerraformValue) -> TerraformValue {
    var value = value
    for key in path {
      if case .known(let node) = value.state, node.isSequence { value = value[0] }
      value = value[key]
    }
    return value
  }

  private func copy(_ key: String, _ value: TerraformValue, _ path: [String], _ copier: inout TreeCopier) {
    switch value.state {
    case .absent: break
    case .known(let node): copier.member(named: key, at: node.span, node)
    case .hidden: copier.unknown(named: key, as: "\(address).\(path.joined(separator: "."))", at: span)
    }
  }

  private func derive(
    _ key: String, _ value: TerraformValue, _ path: [String], _ copier: inout TreeCopier,
    _ text: (DocumentNode) -> String?
  ) {
    if case .known(let node) = value.state {
      if let text = text(node) { copier.member(named: key, string: text, at: node.span) }
    } else {
      copy(key, value, path, &copier)
    }
  }

  private func list(
    _ key: String, _ value: TerraformValue, _ name: String, _ copier: inout TreeCopier,
    _ body: (TerraformValue, inout TreeCopier) -> Void
  ) {
    guard case .known(let node) = value.state else { return copy(key, value, [name], &copier) }
    copier.key(named: key, at: node.span)
    copier.open(.sequence, span: node.span, style: .flow)
    for element in value.elements {
      copier.openMapping(span: node.span)
      body(element, &copier)
      copier.close()
    }
    copier.close()
  }
}

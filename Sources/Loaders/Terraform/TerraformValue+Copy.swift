import Documents
import SourceText

extension TerraformValue {
  private enum Step {
    case close
    case key(String, ByteSpan)
    case value(TerraformValue)
  }

  /// Copies a value with everything below it; what is marked, however deep, becomes an unknown. Walks with a work list.
  ///
  /// - Parameters:
  ///   - span: where a value stands that the artefact leaves out.
  ///   - name: how an unknown value is called.
  func write(to copier: inout TreeCopier, at span: ByteSpan, _ name: (TerraformValue) -> String) {
    var waiting: [Step] = [.value(self)]
    while let step = waiting.popLast() {
      switch step {
      case .close: copier.close()
      case .key(let key, let span): copier.key(named: key, at: span)
      case .value(let value):
        switch value.state {
        case .absent:
          if let null = value.value { copier.copy(null) } else { copier.string("", at: span) }
        case .hidden: copier.unknown(as: name(value), at: span)
        case .known(let node) where node.kind == .scalar || value.isUnmarked: copier.copy(node)
        case .known(let node) where node.isSequence:
          copier.open(.sequence, span: node.span, style: .flow)
          waiting.append(.close)
          waiting += value.elements.reversed().map(Step.value)
        case .known(let node):
          copier.openMapping(span: node.span)
          waiting.append(.close)
          for member in value.members.reversed() {
            if case .absent = member.value.state { continue }
            waiting.append(.value(member.value))
            waiting.append(.key(member.key, member.span))
          }
        }
      }
    }
  }
}

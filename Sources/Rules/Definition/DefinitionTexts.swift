import Findings
import SourceText

/// A rule's definition as a row of texts, which the binary carries beside the rule's file: a check of one small file would else spend a
/// seventh of its instructions on the YAML of the rules that it needs.
///
/// It holds what `EmbeddedRule` does not tell by itself, each part in its order. A list is its length and its elements, what may be missing
/// a list of at most one. Where expressions stand in the file is left out: only who reads a rule file wants to know. All of it is one
/// literal, because the compiler takes minutes for thousands of them.
enum DefinitionTexts {
  /// What stands between two texts (ASCII's unit separator), and in none of them.
  static let separator = Unicode.Scalar(0x1F as UInt8)

  /// The texts of a definition, as one.
  static func text(of definition: RuleDefinition) -> String {
    var writer = Writer()
    writer.put(definition.parameters) { $0.put($1) }
    writer.put(definition.matchConditions) { $0.put($1.value) }
    writer.put(definition.variables) {
      $0.put($1.name)
      $0.put($1.expression.value)
    }
    writer.put(definition.forEach)
    writer.put(definition.validations) { $0.put($1) }
    writer.put(definition.fixes) { $0.put($1) }
    return writer.texts.joined(separator: String(separator))
  }

  /// The definition that a text was made of.
  static func definition(_ text: String, of rule: RuleLibrary.Entry) -> RuleDefinition {
    var reader = Reader(texts: texts(text))
    return RuleDefinition(
      description: rule.description, match: rule.matchNames, needs: rule.needsNames,
      parameters: reader.list { $0.parameter() }, matchConditions: reader.list { $0.expression() },
      variables: reader.list { ($0.text(), $0.expression()) },
      forEach: reader.optional { $0.expression() }, validations: reader.list { $0.validation() },
      fixes: reader.list { $0.fix() }, isSuppressible: rule.isSuppressible)
  }

  private static func texts(_ text: String) -> [String] {
    text.withLentBytes { bytes in
      var texts: [String] = []
      var rest = bytes[...]
      while let end = rest.firstIndex(of: UInt8(separator.value)) {
        texts.append(String(decoding: rest[..<end], as: UTF8.self))
        rest = rest[(end + 1)...]
      }
      texts.append(String(decoding: rest, as: UTF8.self))
      return texts
    }
  }
}

private struct Writer {
  var texts: [String] = []

  mutating func put(_ text: String) { texts.append(text) }

  mutating func put<Element>(_ list: [Element], _ put: (inout Self, Element) -> Void) {
    texts.append(String(list.count))
    for element in list { put(&self, element) }
  }

  mutating func put<Element>(_ value: Element?, _ put: (inout Self, Element) -> Void) {
    self.put(value.map { [$0] } ?? [], put)
  }

  mutating func put(_ expression: RuleDefinition.Text?) { put(expression) { $0.put($1.value) } }

  mutating func put(_ path: FieldPath?) {
    put(path) { writer, path in
      writer.put(path.steps) { writer, step in
        switch step {
        case .member(let name):
          writer.put("member")
          writer.put(name)
        case .element(let index):
          writer.put("element")
          writer.put(String(index))
        }
      }
    }
  }

  mutating func put(_ parameter: RuleDefinition.Parameter) {
    put(parameter.name)
    put(parameter.description)
    switch parameter.default {
    case .string(let text):
      put("string")
      put(text)
    case .bool(let flag): put(String(flag))
    case .int(let number):
      put("int")
      put(String(number))
    case .strings(let texts):
      put("strings")
      put(texts) { $0.put($1) }
    }
  }

  mutating func put(_ validation: RuleDefinition.Validation) {
    put(validation.expression.value)
    put(validation.messageExpression)
    put(validation.message) { $0.put($1) }
    put(validation.at)
    put(validation.atExpression)
    put(String(validation.marksKey))
    put(validation.severity?.rawValue) { $0.put($1) }
    put(validation.related) { writer, related in
      writer.put(related.each.value)
      writer.put(related.at)
      writer.put(related.messageExpression)
      writer.put(related.message) { $0.put($1) }
    }
  }

  mutating func put(_ fix: RuleDefinition.FixTemplate) {
    put(fix.title)
    put(fix.safety.rawValue)
    put(fix.when)
    put(fix.changes) { writer, change in
      writer.put(change.kind.rawValue)
      writer.put(change.at)
      writer.put(change.atExpression)
      writer.put(change.value) { $0.put($1) }
      writer.put(change.valueExpression)
    }
  }

  mutating func put(_ value: ChangedValue) {
    switch value {
    case .string(let text):
      put("string")
      put(text)
    case .bool(let flag): put(String(flag))
    case .int(let number):
      put("int")
      put(String(number))
    case .double(let number):
      put("double")
      put(number.description)
    case .null: put("null")
    }
  }
}

/// The texts are the program's own, and a test reads those of every rule: where one were missing, what stands for it is empty.
private struct Reader {
  let texts: [String]
  /// The text to be read next.
  private var place = 0

  init(texts: [String]) { self.texts = texts }

  mutating func text() -> String {
    guard place < texts.count else { return "" }
    place += 1
    return texts[place - 1]
  }

  mutating func list<Element>(_ element: (inout Self) -> Element) -> [Element] {
    let count = Int(text()) ?? 0
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(element(&self)) }
    return list
  }

  mutating func optional<Element>(_ element: (inout Self) -> Element) -> Element? {
    text() == "1" ? element(&self) : nil
  }

  mutating func expression() -> RuleDefinition.Text {
    RuleDefinition.Text(value: text(), span: ByteSpan(start: 0, end: 0))
  }

  mutating func path() -> FieldPath {
    FieldPath(
      list { reader in
        let isMember = reader.text() == "member"
        let name = reader.text()
        return isMember ? .member(name) : .element(Int(name) ?? 0)
      })
  }

  mutating func parameter() -> RuleDefinition.Parameter {
    let (name, description) = (text(), text())
    let value: RuleDefinition.Parameter.Default
    switch text() {
    case "string": value = .string(text())
    case "int": value = .int(Int64(text()) ?? 0)
    case "strings": value = .strings(list { $0.text() })
    case let flag: value = .bool(flag == "true")
    }
    return RuleDefinition.Parameter(name: name, default: value, description: description)
  }

  mutating func validation() -> RuleDefinition.Validation {
    RuleDefinition.Validation(
      expression: expression(), messageExpression: optional { $0.expression() },
      message: optional { $0.text() }, at: optional { $0.path() }, atExpression: optional { $0.expression() },
      marksKey: text() == "true", severity: optional { $0.text() }.flatMap(Severity.init),
      related: list {
        RuleDefinition.Related(
          each: $0.expression(), at: $0.optional { $0.path() },
          messageExpression: $0.optional { $0.expression() }, message: $0.optional { $0.text() })
      })
  }

  mutating func fix() -> RuleDefinition.FixTemplate {
    RuleDefinition.FixTemplate(
      title: text(), safety: Fix.Safety(rawValue: text()) ?? .unsafe, when: optional { $0.expression() },
      changes: list {
        RuleDefinition.ChangeTemplate(
          kind: .init(rawValue: $0.text()) ?? .set, at: $0.optional { $0.path() },
          atExpression: $0.optional { $0.expression() }, value: $0.optional { $0.value() },
          valueExpression: $0.optional { $0.expression() })
      })
  }

  mutating func value() -> ChangedValue {
    switch text() {
    case "string": .string(text())
    case "int": .int(Int64(text()) ?? 0)
    case "double": .double(Double(text()) ?? 0)
    case "null": .null
    case let flag: .bool(flag == "true")
    }
  }
}

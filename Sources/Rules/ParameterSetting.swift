import CEL

/// A value for a parameter, as the command line or a configuration gives it.
package enum ParameterSetting: Sendable {
  /// As a text: a text, `true` or `false`, a whole number, or texts with commas between them, as the parameter has it.
  case text(String)
  case value(RuleDefinition.Parameter.Default)
  /// Several texts, for a parameter that is a list, or a text with spaces between them.
  case texts([String])
}

extension RuleDefinition.Parameter {
  /// The value that a setting gives the parameter; `nil` where it has another type.
  func value(_ setting: ParameterSetting) -> Default? {
    switch (setting, self.default) {
    case (.text(let text), .string): .string(text)
    case (.text(let text), .bool): text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
    case (.text(let text), .int): Int64(text).map(Default.int)
    case (.text(let text), .strings):
      .strings(text.split(separator: ",").map { String($0.drop { $0 == " " }) })
    case (.texts(let texts), .strings): .strings(texts)
    case (.texts(let texts), .string): .string(texts.joined(separator: " "))
    case (.value(.string(let text)), .string): .string(text)
    case (.value(.bool(let flag)), .bool): .bool(flag)
    case (.value(.int(let number)), .int): .int(number)
    case (.value(.strings(let texts)), .strings): .strings(texts)
    default: nil
    }
  }

  /// What a value of the parameter is.
  fileprivate var typeName: String {
    switch self.default {
    case .string: "a text"
    case .bool: "true or false"
    case .int: "a whole number"
    case .strings: "a list of texts"
    }
  }
}

extension RuleLibrary {
  /// What is wrong with a setting: no rule has such a parameter, or one has it with another type; `nil` where all is
  /// well. Reads all rules.
  package func parameterProblem(_ name: String, _ setting: ParameterSetting) -> String? {
    let parameters = declaredParameters
    let own = parameters.filter { $0.name == name }
    if let wrong = own.first(where: { $0.value(setting) == nil }) {
      return "the parameter '\(name)' is \(wrong.typeName)"
    }
    if !own.isEmpty { return nil }
    let known = Set(parameters.map(\.name)).sorted()
    let proposal = NearestName.of(name, in: known).map { ", perhaps '\($0)'" } ?? ""
    return "no rule has a parameter '\(name)'\(proposal); parameters are \(known.joined(separator: ", "))"
  }

  private var declaredParameters: [RuleDefinition.Parameter] {
    entries.flatMap { (try? $0.definition())?.parameters ?? [] }
  }
}

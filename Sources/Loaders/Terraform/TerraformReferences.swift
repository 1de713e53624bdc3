import Documents

/// Follows the references of one expression through modules: arguments up, outputs down.
///
/// A plan does not show the expression itself, only what it refers to (developer.hashicorp.com, "JSON output format", expression
/// representation), each with all its prefixes. So one reference is followed, and nothing where there are several.
struct TerraformReferences {
  private let estate: TerraformEstate
  private let instance: TerraformInstance

  init(_ estate: TerraformEstate, _ instance: TerraformInstance) {
    self.estate = estate
    self.instance = instance
  }

  /// The instance that an expression refers to and the path into its attributes; `nil` where that is not certain.
  func target(of expression: DocumentNode) -> (TerraformInstance, ArraySlice<TerraformAddress.Part>)? {
    var expression = expression
    var module = Array(instance.parts.modules)
    for _ in 0..<64 {
      guard let (reference, isIterating) = Self.single(expression) else { return nil }
      let parts = reference.parts
      switch parts[0].name {
      case "var":
        guard parts.count > 1, !module.isEmpty,
          let argument = estate.configuration.module(module)?.arguments?.value(forKey: parts[1].name)
        else { return nil }
        expression = argument
        module.removeLast(2)
      case "module":
        guard parts.count > 2 else { return nil }
        module += [parts[0], parts[1].keys.isEmpty ? estate.module(parts[1], in: module) : parts[1]]
        guard
          let output = estate.configuration.module(module)?.node.at("outputs")?.value(forKey: parts[2].name)?[
            "expression"]
        else { return nil }
        expression = output
      default:
        guard parts.count > 1 else { return nil }
        let resource = (module + [parts[0], TerraformAddress.Part(name: parts[1].name)]).written
        guard
          let target = estate.instance(
            resource, key: parts[1].keys.first, from: instance, isIterating: isIterating)
        else { return nil }
        return (target, parts.dropFirst(2))
      }
    }
    return nil
  }

  /// The only thing that an expression refers to, apart from what it iterates over; and whether it does that.
  private static func single(_ expression: DocumentNode) -> (TerraformAddress, isIterating: Bool)? {
    var references: [TerraformAddress] = []
    var isIterating = false
    // An expression that refers to this many things refers to several.
    guard let written = expression["references"], written.count <= 64 else { return nil }
    for text in written.elements {
      guard let reference = text.text.flatMap(TerraformAddress.init) else { return nil }
      switch reference.parts[0].name {
      case "each" where reference.parts.dropFirst().first?.name == "key", "count": isIterating = true
      case "path", "terraform": continue
      case "each", "self", "local", "data": return nil
      default: references.append(reference)
      }
    }
    guard let longest = references.max(by: { $0.length < $1.length }),
      references.allSatisfy({ $0.isPrefix(of: longest) })
    else { return nil }
    return (longest, isIterating)
  }
}

extension TerraformAddress {
  fileprivate var length: Int { parts.reduce(0) { $0 + 1 + $1.keys.count } }

  /// Whether this is the start of a reference, or all of it.
  fileprivate func isPrefix(of other: TerraformAddress) -> Bool {
    guard parts.count <= other.parts.count else { return false }
    for (index, part) in parts.enumerated() {
      let whole = other.parts[index]
      let isLast = index == parts.count - 1
      guard part.name == whole.name, isLast ? whole.keys.starts(with: part.keys) : part.keys == whole.keys
      else { return false }
    }
    return true
  }
}

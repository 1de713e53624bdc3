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

  typealias Target = (TerraformInstance, ArraySlice<TerraformAddress.Part>)

  /// The instance that an expression refers to and the path into its attributes; `nil` where that is not certain.
  func target(of expression: DocumentNode) -> Target? {
    var step = Step(expression: expression, module: Array(instance.parts.modules))
    for _ in 0..<64 {
      guard let (reference, isIterating) = Self.single(step.expression) else { return nil }
      switch follow(reference, isIterating, step.module) {
      case .found(let target): return target
      case .next(let next): step = next
      case nil: return nil
      }
    }
    return nil
  }

  /// The members of a list that an expression puts together: each attribute that it refers to, all of one name, in their order.
  ///
  /// `nil` where something else may decide what the list holds: a variable, a local value, a key that is counted, a resource as a
  /// whole (`aws_subnet.nodes`, as a plan shows a splat, which may have been filtered). What is written beside the references is
  /// not in a plan, so a constant among them is not seen.
  func members(of expression: DocumentNode) -> [Target]? {
    var step = Step(expression: expression, module: Array(instance.parts.modules))
    for _ in 0..<64 {
      guard let (references, isIterating) = Self.all(step.expression), !isIterating else { return nil }
      if references.count == 1, case .next(let next) = follow(references[0], false, step.module) {
        step = next
        continue
      }
      return members(references, step.module)
    }
    return nil
  }

  private func members(_ references: [TerraformAddress], _ module: [TerraformAddress.Part]) -> [Target]? {
    var found: [Target] = []
    for reference in references {
      guard reference.parts[0].name != "var", let target = member(reference, module),
        let name = target.1.last?.name,
        found.last?.1.last?.name ?? name == name
      else { return nil }
      found.append(target)
    }
    return found
  }

  /// What one of several references leads to: through arguments and outputs, each of which must refer to one thing.
  private func member(_ reference: TerraformAddress, _ module: [TerraformAddress.Part]) -> Target? {
    var outcome = follow(reference, false, module)
    for _ in 0..<64 {
      switch outcome {
      case .found(let target): return target.1.isEmpty ? nil : target
      case .next(let step):
        guard let (reference, isIterating) = Self.single(step.expression), !isIterating else { return nil }
        outcome = follow(reference, false, step.module)
      case nil: return nil
      }
    }
    return nil
  }

  // MARK: One step

  /// An expression, and the module that it stands in.
  private struct Step {
    var expression: DocumentNode
    var module: [TerraformAddress.Part]
  }

  private enum Outcome {
    case found(Target)
    case next(Step)
  }

  private func follow(
    _ reference: TerraformAddress, _ isIterating: Bool, _ module: [TerraformAddress.Part]
  ) -> Outcome? {
    let parts = reference.parts
    var module = module
    switch parts[0].name {
    case "var":
      guard parts.count > 1, !module.isEmpty,
        let argument = estate.configuration.module(module)?.arguments?.value(forKey: parts[1].name)
      else { return nil }
      module.removeLast(2)
      return .next(Step(expression: argument, module: module))
    case "module":
      guard parts.count > 2 else { return nil }
      module += [parts[0], parts[1].keys.isEmpty ? estate.module(parts[1], in: module) : parts[1]]
      guard
        let output = estate.configuration.module(module)?.node.at("outputs")?.value(forKey: parts[2].name)?[
          "expression"]
      else { return nil }
      return .next(Step(expression: output, module: module))
    default:
      guard parts.count > 1 else { return nil }
      let resource = (module + [parts[0], TerraformAddress.Part(name: parts[1].name)]).written
      guard
        let target = estate.instance(
          resource, key: parts[1].keys.first, from: instance, isIterating: isIterating)
      else { return nil }
      return .found((target, parts.dropFirst(2)))
    }
  }

  /// The only thing that an expression refers to, apart from what it iterates over; and whether it does that.
  private static func single(_ expression: DocumentNode) -> (TerraformAddress, isIterating: Bool)? {
    guard let (references, isIterating) = all(expression), references.count == 1 else { return nil }
    return (references[0], isIterating)
  }

  /// The things that an expression refers to, those that are the start of another one left out.
  private static func all(_ expression: DocumentNode) -> ([TerraformAddress], isIterating: Bool)? {
    var references: [TerraformAddress] = []
    var isIterating = false
    // No list of anyone's is longer: each reference is compared with the others.
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
    var whole: [TerraformAddress] = []
    for reference in references where !whole.contains(where: { reference.isPrefix(of: $0) }) {
      whole.removeAll { $0.isPrefix(of: reference) }
      whole.append(reference)
    }
    return whole.isEmpty ? nil : (whole, isIterating)
  }
}

extension TerraformAddress {
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

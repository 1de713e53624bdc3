import Documents
import Networking
import SourceText

/// The instances of a plan or state, and how they refer to each other.
struct TerraformEstate {
  let instances: [TerraformInstance]
  let configuration: TerraformConfiguration
  /// The number of instances of each resource with one of them, by its address without the last key.
  private var byResource: [String: (count: Int, any: Int)] = [:]
  private var byAddress: [String: Int] = [:]
  /// The instances of each module call: the keys of those that have resources.
  private var moduleKeys: [String: Set<[String]>] = [:]
  /// For attributes that join resources: the instances by what the attribute refers to.
  private var joined: [String: [Int]] = [:]

  init(_ instances: [TerraformInstance], _ configuration: TerraformConfiguration) {
    self.instances = instances
    self.configuration = configuration
    for (index, instance) in instances.enumerated() { note(instance, index) }
    let attributes = Dictionary(grouping: TerraformShape.joins, by: \.type)
    for (index, instance) in instances.enumerated() {
      for join in attributes[instance.type] ?? [] {
        guard let key = key(of: TerraformValue(instance)[join.attribute], instance) else { continue }
        joined["\(join.type) \(join.attribute) \(key)", default: []].append(index)
      }
    }
  }

  private mutating func note(_ instance: TerraformInstance, _ index: Int) {
    let modules = instance.parts.modules
    let (name, key) = (
      modules + [TerraformAddress.Part(name: instance.type)], instance.parts.own.dropFirst().first
    )
    let resource = (name + [TerraformAddress.Part(name: key?.name ?? "")]).written
    byResource[resource, default: (0, index)].count += 1
    byAddress[Self.address(resource, key?.keys.first)] = index
    for end in stride(from: modules.startIndex + 2, through: modules.endIndex, by: 2) {
      let call = modules[..<(end - 1)] + [TerraformAddress.Part(name: modules[end - 1].name)]
      moduleKeys[call.written, default: []].insert(modules[end - 1].keys)
    }
  }

  private static func address(_ resource: String, _ key: String?) -> String {
    key.map { "\(resource)[\($0)]" } ?? resource
  }

  /// The instances of a type whose attribute refers to a value.
  func instances(of type: String, by attribute: String, to key: String) -> [TerraformInstance] {
    (joined["\(type) \(attribute) \(key)"] ?? []).map { instances[$0] }
  }

  /// What a value is joined by: its text as an ARM id is compared, or what stands for it while it is unknown.
  func key(of value: TerraformValue, _ instance: TerraformInstance) -> String? {
    switch value.state {
    case .absent: nil
    case .known(let node):
      node.text.map {
        "=" + ($0.lowercased().hasSuffix("/") ? String($0.lowercased().dropLast()) : $0.lowercased())
      }
    case .hidden: value.isSensitive ? nil : "?" + name(of: value, instance)
    }
  }

  /// The name of a value that is unknown: that of the value which its expression refers to, and its own where none is certain.
  ///
  /// Two values with one name are one value, so what is joined by an id can be joined before the id exists.
  func name(of value: TerraformValue, _ instance: TerraformInstance) -> String {
    if let (origin, path) = origin(of: value, instance) { return "\(origin.address).\(path)" }
    return value.path.isEmpty ? instance.address : "\(instance.address).\(value.path)"
  }

  /// The attribute of another instance that a value's expression refers to, followed to where it comes from.
  func origin(of value: TerraformValue, _ instance: TerraformInstance) -> (TerraformInstance, String)? {
    guard !value.isSensitive else { return nil }
    var found: (TerraformInstance, String)?
    var value = value
    var instance = instance
    // No chain of references that anyone writes is longer; one that is closed comes to an end here.
    for _ in 0..<32 {
      guard let expression = value.expression,
        let (target, path) = TerraformReferences(self, instance).target(of: expression)
      else { break }
      let (next, whole) = attribute(path, of: target, wanted: value.path)
      found = (target, whole)
      value = next
      instance = target
    }
    return found
  }

  /// The members of a list of which some, or all, are unknown: what its expression refers to, with the instances that they are of;
  /// `nil` where they are not certain. Of a list that shows how many elements it has, there must be a reference for each unknown one.
  func members(of value: TerraformValue, _ instance: TerraformInstance) -> [(
    TerraformValue, TerraformInstance
  )]? {
    guard !value.isSensitive, let expression = value.expression else { return nil }
    let elements = value.elements
    let known = elements.filter { if case .hidden = $0.state { false } else { true } }
    switch value.state {
    case .absent: return nil
    case .known where known.count == elements.count: return nil
    case .known, .hidden: break
    }
    guard let targets = TerraformReferences(self, instance).members(of: expression) else { return nil }
    if case .known = value.state, targets.count != elements.count - known.count { return nil }
    let found = targets.map { target, path in (attribute(path, of: target, wanted: "").0, target) }
    // A list within the list is no id.
    guard found.allSatisfy({ $0.0.value?.kind ?? .scalar == .scalar }) else { return nil }
    return known.map { ($0, instance) } + found
  }

  /// The value at a path that a reference ends with, and the whole of the path: into the only element of a list, and to the
  /// attribute that names the instance where the reference stops before one.
  private func attribute(
    _ path: ArraySlice<TerraformAddress.Part>, of target: TerraformInstance, wanted: String
  ) -> (TerraformValue, String) {
    var value = TerraformValue(target)
    for key in path.flatMap({ [$0.name] + $0.keys }) {
      // No list that anyone refers into is longer; a hostile one would be walked through for each reference.
      guard let index = Int(key) else {
        value = value[key]
        continue
      }
      value = value[Swift.min(index, 1000)]
    }
    if case .known(let node) = value.state, node.isSequence, node.count == 1 { value = value[0] }
    guard path.isEmpty || value.value?.isMapping == true else { return (value, value.path) }
    let last = wanted.split { ".[".contains($0) }.last { Int($0.dropLast()) == nil }.map(String.init) ?? ""
    let own = value[last]
    if case .absent = own.state { value = Self.identified(value, by: last)["id"] } else { value = own }
    return (value, value.path)
  }

  /// What of a whole instance an attribute names: its only block of a name that the attribute has (`…frontend_ip_configuration_ids`),
  /// else the instance.
  private static func identified(_ value: TerraformValue, by attribute: String) -> TerraformValue {
    let stem = ["_ids", "_id"].first(where: attribute.hasSuffix).map { attribute.dropLast($0.count) } ?? ""
    guard case .known(let node) = value.state, !stem.isEmpty else { return value }
    // A resource has some dozens of attributes.
    for pair in node.pairs.prefix(200) where pair.value.isSequence && pair.value.count == 1 {
      if let key = pair.key.text, stem.hasSuffix(key) { return value[key][0] }
    }
    return value
  }

  /// The instance of a resource that a reference with or without a key means; `nil` where several may be meant.
  func instance(_ resource: String, key: String?, from referrer: TerraformInstance, isIterating: Bool)
    -> TerraformInstance?
  {
    if let key { return byAddress[Self.address(resource, key)].map { instances[$0] } }
    guard let all = byResource[resource] else { return nil }
    if all.count == 1 { return instances[all.any] }
    // `azurerm_subnet.gateway[each.key]`, of which a plan shows the two names and not the bracket.
    guard isIterating, let own = referrer.parts.own.dropFirst().first?.keys.first else { return nil }
    return byAddress[Self.address(resource, own)].map { instances[$0] }
  }

  /// A module call's name with the key of its only instance; without one where there are several.
  func module(_ part: TerraformAddress.Part, in module: [TerraformAddress.Part]) -> TerraformAddress.Part {
    let call = (module + [TerraformAddress.Part(name: "module"), part]).written
    guard let keys = moduleKeys[call], keys.count == 1, let only = keys.first else { return part }
    return TerraformAddress.Part(name: part.name, keys: only)
  }

  /// The instance whose attribute a value refers to.
  func referred(_ value: TerraformValue, _ instance: TerraformInstance) -> TerraformInstance? {
    origin(of: value, instance)?.0
  }
}

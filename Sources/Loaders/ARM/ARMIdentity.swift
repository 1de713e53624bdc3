/// What names a resource of a template: its type, the names along it, and the scope where that is another than the template's.
///
/// A template does not know its subscription, so the id is no text. It is an unknown whose name both ends of a join share, as the
/// unknown ids of a Terraform plan are; where everything is written in the template, it is the id itself.
struct ARMIdentity {
  /// `Microsoft.Network/loadBalancers/frontendIPConfigurations`
  let type: String
  /// One name for each part of the type behind the provider's, with what is unknown in braces.
  let names: [String]
  let subscription: String?
  let group: String?

  init(type: String, names: [String], _ scope: ARMScope) {
    self.type = type
    self.names = names
    subscription = scope.subscription
    group = scope.group
  }

  /// The arguments of `resourceId`: up to two for the scope, the type, then the names.
  init(function arguments: [String], _ scope: ARMScope) {
    let place = arguments.firstIndex { $0.contains("/") && $0.contains(".") && !$0.contains("{") } ?? 0
    let before = arguments[..<place]
    type = place < arguments.count ? arguments[place] : ""
    names = Array(arguments.dropFirst(place + 1))
    group = before.last ?? scope.group
    subscription = before.count > 1 ? before.first : scope.subscription
  }

  /// A name with its parents', `vnet/subnet`, taken apart at the slashes that are not within something unknown.
  static func names(_ pattern: String) -> [String] {
    var names: [String] = [""]
    var depth = 0
    for character in pattern {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if character == "/", depth == 0 { names.append("") } else { names[names.count - 1].append(character) }
    }
    return names
  }

  /// The identity of a part that is written within this resource.
  func part(_ type: String, _ name: String) -> ARMIdentity {
    ARMIdentity(self.type + "/" + type, names + [name], subscription, group)
  }

  private init(_ type: String, _ names: [String], _ subscription: String?, _ group: String?) {
    self.type = type
    self.names = names
    self.subscription = subscription
    self.group = group
  }

  var value: ARMValue {
    let types = type.split(separator: "/").map(String.init)
    let path = zip(types.dropFirst(), names).map { "\($0)/\($1)" }.joined(separator: "/")
    guard let provider = types.first, !names.isEmpty else { return .unknown("{resourceId()}") }
    let own = "/providers/\(provider)/\(path)"
    if let subscription, let group, !(subscription + group + path).contains("{") {
      return .text("/subscriptions/\(subscription)/resourceGroups/\(group)\(own)")
    }
    let scope = [subscription, group].compactMap { $0 }.joined(separator: "/")
    return .unknown("{resourceId(\(scope)\(own))}".lowercased())
  }
}

import Documents

/// The `configuration` of a plan: which expression gives each attribute, by resource and module.
struct TerraformConfiguration {
  struct Module {
    var node: DocumentNode
    /// The expressions that the caller passes; `nil` for the root module.
    var arguments: DocumentNode?
  }

  /// By the module's address without keys: empty for the root, `module.net.module.inner`.
  private var modules: [String: Module] = [:]
  /// By the resource's address without keys: `module.net.azurerm_subnet.gateway`.
  private var resources: [String: DocumentNode] = [:]

  /// Walks the modules with a work list.
  init(_ document: DocumentNode) {
    guard let root = document.at("configuration", "root_module") else { return }
    var waiting = [("", Module(node: root))]
    while let (address, module) = waiting.popLast() {
      modules[address] = module
      let prefix = address.isEmpty ? "" : address + "."
      for resource in module.node.list("resources") {
        guard let own = resource["address"]?.text, resource["mode"]?.text != "data" else { continue }
        resources[prefix + own] = resource
      }
      // An address longer than this names no module of anyone's.
      guard address.utf8.count < 2000, let calls = module.node["module_calls"] else { continue }
      for call in calls.pairs {
        guard let name = call.key.text, let node = call.value["module"] else { continue }
        waiting.append(("\(prefix)module.\(name)", Module(node: node, arguments: call.value["expressions"])))
      }
    }
  }

  func resource(_ address: TerraformAddress) -> DocumentNode? {
    resources[address.parts.prefix(address.modules.count + 2).withoutKeys]
  }

  func module(_ address: some Collection<TerraformAddress.Part>) -> Module? { modules[address.withoutKeys] }
}

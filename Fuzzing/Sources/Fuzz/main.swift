import Glibc

/// The targets by the name that `FUZZ_TARGET` gives.
let targets: [String: any FuzzTarget.Type] = [
  "FuzzBaseline": BaselineTarget.self, "FuzzCEL": CELTarget.self,
  "FuzzConfiguration": ConfigurationTarget.self,
  "FuzzEstate": EstateTarget.self, "FuzzFix": FixTarget.self, "FuzzJSON": JSONTarget.self,
  "FuzzNetworking": NetworkingTarget.self, "FuzzRule": RuleTarget.self, "FuzzSQL": SQLTarget.self,
  "FuzzSuppression": SuppressionTarget.self, "FuzzYAML": YAMLTarget.self, "FuzzZone": ZoneTarget.self,
]

guard let name = getenv("FUZZ_TARGET").map({ String(cString: $0) }), let target = targets[name] else {
  // For scripts, which run one after the other.
  print(targets.keys.sorted().joined(separator: "\n"))
  exit(getenv("FUZZ_TARGET") == nil ? 0 : 2)
}
Mutation.isStructured = ["FuzzEstate", "FuzzFix", "FuzzSuppression"].contains(name)
FuzzDriver.run(target)

import Documents
import Inventory

/// Which certificates the gateways of paths show, and to whom: cert-manager's Certificates, and Secrets that it wrote, with the
/// connections whose path ends at pods that mount their Secret.
enum CertificateRelations {
  /// To be called when all other relations are in order, because paths are joined by them.
  static func add(of inventory: Inventory, _ facts: FactTable, to relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    try linkIssuers(inventory, &relations)
    let shown = certificates(inventory)
    if shown.isEmpty { return }
    let estate = PathEstate(inventory, relations, facts)
    for candidate in PathFinder.candidates(estate) {
      guard let connection = candidate.connection, let service = candidate.service else { continue }
      for workload in relations.related(service, "workloads") {
        let namespace = inventory[workload].namespace ?? "default"
        for name in Workload.secretNames(inventory[workload]) {
          for certificate in shown["\(namespace)/\(name)"] ?? [] {
            try relations.link(certificate, "connections", connection)
            try relations.link(connection, "certificates", certificate)
          }
        }
      }
    }
  }

  /// What tells the names in a Secret's certificate, by the Secret's namespace and name: the Certificate that asks for it, else
  /// the Secret's own annotations.
  private static func certificates(_ inventory: Inventory) -> [String: [ResourceID]] {
    var certificates: [String: [ResourceID]] = [:]
    for id in inventory.ids(of: .certificate) {
      let certificate = inventory[id]
      guard let name = certificate.node.at("spec", "secretName")?.text else { continue }
      certificates["\(certificate.namespace ?? "default")/\(name)", default: []].append(id)
    }
    for id in inventory.ids(of: .secret) {
      let secret = inventory[id]
      let names = secret.node.at("metadata", "annotations")?.value(forKey: "cert-manager.io/alt-names")
      let key = "\(secret.namespace ?? "default")/\(secret.name)"
      if names != nil, certificates[key] == nil { certificates[key] = [id] }
    }
    return certificates
  }

  /// Certificates with the Issuer or ClusterIssuer that they name.
  private static func linkIssuers(_ inventory: Inventory, _ relations: inout RelationTable)
    throws(AnalysisExcess)
  {
    for id in inventory.ids(of: .certificate) {
      let certificate = inventory[id]
      let reference = certificate.node.at("spec", "issuerRef")
      let isOfCluster = reference?["kind"]?.text == "ClusterIssuer"
      guard let name = reference?["name"]?.text else { continue }
      for issuer in inventory.ids(of: isOfCluster ? .clusterIssuer : .issuer)
      where inventory[issuer].name == name
        && (isOfCluster || inventory[issuer].namespace == certificate.namespace)
      {
        try relations.link(id, "issuers", issuer)
      }
    }
  }
}

extension ResourceKind {
  static let certificate = ResourceKind("kubernetes.Certificate.cert-manager.io")
  static let issuer = ResourceKind("kubernetes.Issuer.cert-manager.io")
  static let clusterIssuer = ResourceKind("kubernetes.ClusterIssuer.cert-manager.io")
  static let secret = ResourceKind("kubernetes.Secret")
}

extension Workload {
  /// The Secrets that a workload's pods mount.
  static func secretNames(_ resource: Resource) -> [String] {
    (podTemplate(resource)?["spec"]?.list("volumes") ?? []).flatMap { volume -> [String] in
      let projected = volume["projected"]?.list("sources").compactMap { $0.at("secret", "name")?.text } ?? []
      return [volume.at("secret", "secretName")?.text].compactMap { $0 } + projected
    }
  }
}

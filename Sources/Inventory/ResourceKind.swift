import Synchronization

/// What a resource is: `vendor.Kind`, such as `kubernetes.Service`.
///
/// There are few, and every resource is asked for its own again and again: each name is kept once for as long as the program runs, and a
/// kind is its place, which is compared and copied as a number is.
package struct ResourceKind: Hashable, Comparable, @unchecked Sendable, BitwiseCopyable,
  CustomStringConvertible
{
  @usableFromInline let kept: UnsafePointer<String>

  package init(_ name: String) { kept = Self.names.withLock { $0.place(of: name) }.pointer }

  package var name: String { kept.pointee }

  package var description: String { name }

  // Seen by the callers' compiler, which would else call them by a table.
  @inlinable
  package static func == (a: Self, b: Self) -> Bool { a.kept == b.kept }

  @inlinable
  package func hash(into hasher: inout Hasher) { hasher.combine(kept) }

  /// The names so far.
  private struct Names: ~Copyable {
    private var places: [String: Place] = [:]

    mutating func place(of name: String) -> Place {
      if let known = places[name] { return known }
      let pointer = UnsafeMutablePointer<String>.allocate(capacity: 1)
      pointer.initialize(to: name)
      places[name] = Place(pointer: pointer)
      return Place(pointer: pointer)
    }
  }

  /// Where a name is, which never changes.
  private struct Place: @unchecked Sendable {
    let pointer: UnsafePointer<String>
  }

  private static let names = Mutex(Names())

  package static func < (a: Self, b: Self) -> Bool { a.name < b.name }

  /// Whether it is a kind of Kubernetes objects; what `vendor` tells as well, for whoever asks for each resource.
  package var isKubernetes: Bool { name.hasPrefix("kubernetes.") }

  /// The part before the first dot: `kubernetes`, `azure`, `databricks`, `dns`, `aws`.
  package var vendor: Substring {
    // Of bytes: every kept resource is asked for it.
    name[..<(name.utf8.firstIndex(of: UInt8(ascii: ".")) ?? name.endIndex)]
  }
}

// The kinds that the code itself speaks of; rules may name any other.
extension ResourceKind {
  package static let service = ResourceKind("kubernetes.Service")
  package static let pod = ResourceKind("kubernetes.Pod")
  package static let deployment = ResourceKind("kubernetes.Deployment")
  package static let statefulSet = ResourceKind("kubernetes.StatefulSet")
  package static let daemonSet = ResourceKind("kubernetes.DaemonSet")
  package static let replicaSet = ResourceKind("kubernetes.ReplicaSet")
  package static let replicationController = ResourceKind("kubernetes.ReplicationController")
  package static let job = ResourceKind("kubernetes.Job")
  package static let cronJob = ResourceKind("kubernetes.CronJob")
  package static let namespace = ResourceKind("kubernetes.Namespace")
  package static let networkPolicy = ResourceKind("kubernetes.NetworkPolicy")
  /// What a template will hold whose text does not tell the kind; no resource has it.
  package static let anyKubernetes = ResourceKind("kubernetes.*")

  package static let networkConnectivityConfig = ResourceKind("databricks.NetworkConnectivityConfig")
  package static let privateEndpointRule = ResourceKind("databricks.PrivateEndpointRule")
  package static let workspace = ResourceKind("databricks.Workspace")
  package static let warehouse = ResourceKind("databricks.Warehouse")
  package static let connection = ResourceKind("databricks.Connection")
  package static let sqlStatement = ResourceKind("databricks.SQLStatement")
  /// A call of `SETUP`, which tells the gateway's functions where the platform is.
  package static let gatewaySetup = ResourceKind("carto.Setup")
  package static let grants = ResourceKind("databricks.Grants")
  package static let accountNetworkPolicy = ResourceKind("databricks.AccountNetworkPolicy")
  package static let workspaceNetworkOption = ResourceKind("databricks.WorkspaceNetworkOption")

  package static let network = ResourceKind("databricks.Network")
  package static let registeredEndpoint = ResourceKind("databricks.VPCEndpoint")
  /// An endpoint of the account's newer API, which serves Service Direct.
  package static let accountEndpoint = ResourceKind("databricks.Endpoint")
  package static let privateAccessSettings = ResourceKind("databricks.PrivateAccessSettings")
  package static let cluster = ResourceKind("databricks.Cluster")
  package static let complianceSecurityProfile = ResourceKind("databricks.ComplianceSecurityProfile")
  package static let disableLegacyAccess = ResourceKind("databricks.DisableLegacyAccess")
  package static let credentials = ResourceKind("databricks.Credentials")
  package static let storageConfiguration = ResourceKind("databricks.StorageConfiguration")
  package static let encryptionKey = ResourceKind("databricks.EncryptionKey")

  package static let vpc = ResourceKind("aws.VPC")
  /// The answer of `describe-vpc-attribute`: a VPC's id and one of its DNS attributes.
  package static let vpcAttribute = ResourceKind("aws.VPCAttribute")
  package static let awsSubnet = ResourceKind("aws.Subnet")
  package static let routeTable = ResourceKind("aws.RouteTable")
  package static let securityGroup = ResourceKind("aws.SecurityGroup")
  package static let networkACL = ResourceKind("aws.NetworkACL")
  package static let vpcEndpoint = ResourceKind("aws.VPCEndpoint")
  package static let peeringConnection = ResourceKind("aws.VPCPeeringConnection")
  package static let natGateway = ResourceKind("aws.NATGateway")
  package static let internetGateway = ResourceKind("aws.InternetGateway")
  package static let dhcpOptions = ResourceKind("aws.DHCPOptions")
  package static let prefixList = ResourceKind("aws.PrefixList")
  package static let instance = ResourceKind("aws.Instance")

  package static let azureDatabricksWorkspace = ResourceKind("azure.DatabricksWorkspace")
  package static let managedCluster = ResourceKind("azure.ManagedCluster")
  package static let loadBalancer = ResourceKind("azure.LoadBalancer")
  package static let privateLinkService = ResourceKind("azure.PrivateLinkService")
  package static let privateEndpoint = ResourceKind("azure.PrivateEndpoint")
  package static let subnet = ResourceKind("azure.Subnet")
  package static let privateDNSLink = ResourceKind("azure.PrivateDNSLink")

  /// A credential that stands in clear in an input; its tree says what it looks like, and never what it is.
  package static let credential = ResourceKind("artefact.Credential")
  package static let terraformResource = ResourceKind("terraform.Resource")
  package static let helmRelease = ResourceKind("helm.Release")

  package static let zone = ResourceKind("dns.Zone")
  package static let record = ResourceKind("dns.Record")
  /// A record set of Azure before it is put into its zone; no resource of an inventory has this kind.
  package static let recordSet = ResourceKind("dns.RecordSet")

  /// The kinds whose pods a NetworkPolicy can select.
  package static let workloads: [ResourceKind] = [
    .pod, .deployment, .statefulSet, .daemonSet, .replicaSet, .replicationController, .job, .cronJob,
  ]
}

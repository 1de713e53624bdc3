/// The command whose output is the evidence of a kind, with placeholders in angle brackets.
package enum EvidenceCommand {
  /// The command for a kind; empty for a kind that no single command prints.
  package static func command(for kind: ResourceKind) -> String {
    if let command = commands[kind.name] { return command }
    guard kind.isKubernetes else { return "" }
    let plural = kind.name.dropFirst("kubernetes.".count).lowercased()
    return "kubectl get \(plural) --all-namespaces -o yaml"
  }

  /// The commands of all kinds that have one of their own, by kind; Kubernetes' kinds have `kubectl get`.
  package static var all: [(kind: String, command: String)] {
    commands.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static let commands: [String: String] = [
    "databricks.NetworkConnectivityConfig":
      "databricks account network-connectivity list-network-connectivity-configurations -o json",
    "databricks.PrivateEndpointRule":
      "databricks account network-connectivity list-private-endpoint-rules <network-connectivity-config-id> -o json",
    "databricks.Workspace": "databricks account workspaces list -o json",
    "databricks.Warehouse": "databricks warehouses list -o json",
    "databricks.Connection": "databricks connections list -o json",
    "databricks.Grants": "databricks grants get connection <name> -o json",
    "databricks.AccountNetworkPolicy":
      "databricks account network-policies list-network-policies-rpc -o json",
    "databricks.WorkspaceNetworkOption":
      "databricks account workspace-network-configuration get-workspace-network-option-rpc <workspace-id> -o json",
    "databricks.Network": "databricks account networks list -o json",
    "databricks.VPCEndpoint": "databricks account vpc-endpoints list -o json",
    "databricks.PrivateAccessSettings": "databricks account private-access list -o json",
    "databricks.Endpoint": "databricks account endpoints list-endpoints accounts/<account-id> -o json",
    "databricks.Credentials": "databricks account credentials list -o json",
    "databricks.StorageConfiguration": "databricks account storage list -o json",
    "databricks.EncryptionKey": "databricks account encryption-keys list -o json",
    "databricks.Cluster": "databricks clusters list -o json",
    "databricks.ComplianceSecurityProfile": "databricks settings compliance-security-profile get -o json",
    "databricks.DisableLegacyAccess": "databricks settings disable-legacy-access get -o json",
    "aws.VPC": "aws ec2 describe-vpcs",
    "aws.VPCAttribute":
      "aws ec2 describe-vpc-attribute --vpc-id <vpc> --attribute enableDnsHostnames (and enableDnsSupport)",
    "aws.Subnet": "aws ec2 describe-subnets",
    "aws.RouteTable": "aws ec2 describe-route-tables",
    "aws.SecurityGroup": "aws ec2 describe-security-groups",
    "aws.NetworkACL": "aws ec2 describe-network-acls",
    "aws.VPCEndpoint": "aws ec2 describe-vpc-endpoints",
    "aws.VPCPeeringConnection": "aws ec2 describe-vpc-peering-connections",
    "aws.NATGateway": "aws ec2 describe-nat-gateways",
    "aws.InternetGateway": "aws ec2 describe-internet-gateways",
    "aws.DHCPOptions": "aws ec2 describe-dhcp-options",
    "aws.PrefixList": "aws ec2 describe-prefix-lists",
    "aws.Instance": "aws ec2 describe-instances",
    "azure.DatabricksWorkspace": "az databricks workspace show --resource-group <group> --name <workspace>",
    "azure.ManagedCluster": "az aks show --resource-group <group> --name <cluster>",
    "azure.LoadBalancer": "az network lb show --resource-group <node-group> --name kubernetes-internal",
    "azure.PrivateLinkService": "az network private-link-service list --resource-group <node-group>",
    "azure.PrivateEndpoint": "az network private-endpoint list --resource-group <group>",
    "azure.Subnet": "az network vnet subnet show --resource-group <group> --vnet-name <vnet> --name <subnet>",
    "azure.PrivateDNSLink":
      "az network private-dns link vnet list --resource-group <group> --zone-name <zone>",
    "terraform.Resource": "terraform show -json <plan file>",
    "dns.Zone": "az network private-dns zone export --resource-group <group> --name <zone>",
    "dns.Record": "az network private-dns record-set list --resource-group <group> --zone-name <zone>",
  ]
}

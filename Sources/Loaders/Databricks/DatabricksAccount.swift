import Documents
import Inventory

/// Recognises what the account API and the compute API have about the classic compute plane on AWS: networks, registered
/// VPC endpoints, private access settings, clusters and the settings that change what they need.
enum DatabricksAccount {
  /// The kind of an object that none of the other shapes fits; Google's twins of networks and endpoints are left out.
  static func kind(of node: DocumentNode) -> ResourceKind? {
    if node.has("network_id"), !node.has("workspace_status"), !node.has("gcp_network_info"),
      node.has("vpc_id") || node.has("subnet_ids") || node.has("vpc_status")
    {
      return .network
    }
    if node.has("vpc_endpoint_id"), !node.has("gcp_vpc_endpoint_info"),
      node.has("aws_vpc_endpoint_id") || node.has("use_case")
    {
      return .registeredEndpoint
    }
    if node.has("endpoint_id"), node.has("use_case") { return .accountEndpoint }
    if node.has("private_access_settings_id"),
      node.has("private_access_settings_name") || node.has("private_access_level")
    {
      return .privateAccessSettings
    }
    if node.has("cluster_id"), node.has("cluster_name") || node.has("spark_version") {
      return .cluster
    }
    if node.has("compliance_security_profile_workspace") || node.has("csp_enablement_account") {
      return .complianceSecurityProfile
    }
    if node.has("disable_legacy_access") || node.has("disable_legacy_features") {
      return .disableLegacyAccess
    }
    if node.has("credentials_id"), node.has("aws_credentials") { return .credentials }
    if node.has("storage_configuration_id"), node.has("root_bucket_info") {
      return .storageConfiguration
    }
    if node.has("customer_managed_key_id"), node.has("use_cases") { return .encryptionKey }
    return nil
  }

  /// The members that may name an object, the first that is there first.
  static let names: [ResourceKind: [StaticString]] = [
    .network: ["network_name", "network_id"],
    .registeredEndpoint: ["vpc_endpoint_name", "vpc_endpoint_id"],
    .accountEndpoint: ["display_name", "endpoint_id"],
    .privateAccessSettings: ["private_access_settings_name", "private_access_settings_id"],
    .cluster: ["cluster_name", "cluster_id"],
    .complianceSecurityProfile: ["setting_name"],
    .disableLegacyAccess: ["setting_name"],
    .credentials: ["credentials_name", "credentials_id"],
    .storageConfiguration: ["storage_configuration_name", "storage_configuration_id"],
    .encryptionKey: ["customer_managed_key_id"],
  ]
}

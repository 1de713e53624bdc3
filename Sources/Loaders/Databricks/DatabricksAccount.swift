import Documents
import Inventory

/// Recognises what the account API and the compute API have about the classic compute plane on AWS: networks, registered
/// VPC endpoints, private access settings, clusters and the settings that change what they need.
enum DatabricksAccount {
  /// The kind of an object that none of the other shapes fits; Google's twins of networks and endpoints are left out.
  static func kind(of node: DocumentNode) -> ResourceKind? {
    if node["network_id"] != nil, node["workspace_status"] == nil, node["gcp_network_info"] == nil,
      node["vpc_id"] != nil || node["subnet_ids"] != nil || node["vpc_status"] != nil
    {
      return .network
    }
    if node["vpc_endpoint_id"] != nil, node["gcp_vpc_endpoint_info"] == nil,
      node["aws_vpc_endpoint_id"] != nil || node["use_case"] != nil
    {
      return .registeredEndpoint
    }
    if node["endpoint_id"] != nil, node["use_case"] != nil { return .accountEndpoint }
    if node["private_access_settings_id"] != nil,
      node["private_access_settings_name"] != nil || node["private_access_level"] != nil
    {
      return .privateAccessSettings
    }
    if node["cluster_id"] != nil, node["cluster_name"] != nil || node["spark_version"] != nil {
      return .cluster
    }
    if node["compliance_security_profile_workspace"] != nil || node["csp_enablement_account"] != nil {
      return .complianceSecurityProfile
    }
    if node["disable_legacy_access"] != nil || node["disable_legacy_features"] != nil {
      return .disableLegacyAccess
    }
    if node["credentials_id"] != nil, node["aws_credentials"] != nil { return .credentials }
    if node["storage_configuration_id"] != nil, node["root_bucket_info"] != nil {
      return .storageConfiguration
    }
    if node["customer_managed_key_id"] != nil, node["use_cases"] != nil { return .encryptionKey }
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

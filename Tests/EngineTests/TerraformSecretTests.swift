import Findings
import Foundation
import Rules
import Testing

@testable import Engine

/// What is marked as sensitive in a plan appears nowhere: in no finding, path, line or report. Every canary is a value that would
/// show itself, on an object that several rules find fault with.
struct TerraformSecretTests {
  static let plan = #"""
    {"format_version": "1.2", "terraform_version": "1.11.4", "variables": {"token": {"value": "CANARY-variable"}},
     "planned_values": {"outputs": {"o": {"sensitive": true, "value": "CANARY-output"}}, "root_module": {"resources": [
      {"address": "kubernetes_manifest.gateway", "mode": "managed", "type": "kubernetes_manifest", "name": "gateway",
       "values": {"manifest": {"apiVersion": "v1", "kind": "Service",
        "metadata": {"name": "at-gateway", "namespace": "carto", "annotations": {
         "service.beta.kubernetes.io/azure-load-balancer-internal": "CANARY-annotation",
         "service.beta.kubernetes.io/azure-pls-create": "true",
         "service.beta.kubernetes.io/azure-pls-visibility": "CANARY-list, CANARY-other"}},
        "spec": {"type": "LoadBalancer", "loadBalancerSourceRanges": ["CANARY-range"],
         "ports": [{"name": "https", "port": 443}], "selector": {"app": "CANARY-selector"}}}},
       "sensitive_values": {"manifest": {"metadata": {"annotations": {
         "service.beta.kubernetes.io/azure-load-balancer-internal": true,
         "service.beta.kubernetes.io/azure-pls-visibility": true}}, "spec": {"loadBalancerSourceRanges": [true], "selector": {"app": true}}}}},
      {"address": "azurerm_private_link_service.pls", "mode": "managed", "type": "azurerm_private_link_service", "name": "pls",
       "values": {"id": "/subscriptions/7c1d9f52-4b3e-4a86-9d0f-1e2a3b4c5d60/resourceGroups/rg/providers/Microsoft.Network/privateLinkServices/pls",
        "name": "pls", "tags": {"k8s-azure-owner-service": "CANARY-tag"}, "visibility_subscription_ids": ["CANARY-subscription"],
        "load_balancer_frontend_ip_configuration_ids": ["/x/CANARY-frontend"]},
       "sensitive_values": {"tags": {"k8s-azure-owner-service": true}, "visibility_subscription_ids": [true],
        "load_balancer_frontend_ip_configuration_ids": true}},
      {"address": "databricks_mws_ncc_private_endpoint_rule.rule", "mode": "managed",
       "type": "databricks_mws_ncc_private_endpoint_rule", "name": "rule",
       "values": {"rule_id": "r", "network_connectivity_config_id": "n", "connection_state": "REJECTED",
        "resource_id": "/CANARY/privateLinkServices/x", "domain_names": ["gateway.contoso.internal", "CANARY_name"],
        "error_message": "CANARY-error"},
       "sensitive_values": {"resource_id": true, "domain_names": [false, true]}},
      {"address": "databricks_connection.c", "mode": "managed", "type": "databricks_connection", "name": "c",
       "values": {"name": "c", "connection_type": "HTTP", "options": {"host": "http://CANARY-host.contoso.com",
        "port": "443", "bearer_token": "CANARY-token"}},
       "sensitive_values": {"options": {"host": true, "bearer_token": true}}}]}},
     "resource_changes": [{"address": "databricks_mws_ncc_private_endpoint_rule.rule", "type": "databricks_mws_ncc_private_endpoint_rule",
       "change": {"actions": ["update"], "before": {"error_message": "CANARY-before"},
        "after_unknown": {}, "after_sensitive": {"error_message": true, "resource_id": true}}}]}
    """#

  @Test(arguments: [false, true]) func sensitiveValuesAppearNowhere(_ isPretty: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let object = try JSONSerialization.jsonObject(with: Data(Self.plan.utf8))
    let options: JSONSerialization.WritingOptions = isPretty ? [.prettyPrinted, .sortedKeys] : [.sortedKeys]
    try JSONSerialization.data(withJSONObject: object, options: options)
      .write(to: folder.appending(path: "plan.json"))
    let library = RuleLibrary(RuleLibrary.embedded())
    let result = try CheckRun(library, CheckOptions(paths: [folder.path])).result()
    #expect(result.findings.contains { $0.rule == "private-endpoint-rule-not-established" })
    var text = ""
    dump(result, to: &text)
    #expect(!text.contains("CANARY"), "\(text.split(separator: "\n").filter { $0.contains("CANARY") })")
    #expect(result.findings.allSatisfy { $0.place.line == nil && $0.fixes.isEmpty })
    let hops = try #require(result.paths.first?.hops)
    #expect(hops.first { $0.kind == "connection" }?.state == .unknown)
    #expect(hops.first { $0.kind == "service" }?.state == .unknown)
  }
}

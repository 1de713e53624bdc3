import Documents
import Inventory
import Loaders
import SourceText
import Testing

/// Artefacts are recognised by shape.
@Suite struct ArtefactLoaderTests {
  private func load(_ text: String, _ format: ArtefactFormat = .yaml) -> LoadedFile {
    ArtefactLoader.load(SourceFile(path: "a", text: text), format: format)
  }

  @Test(arguments: [
    ("apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: n}\n", ["kubernetes.Service/n/a"]),
    ("apiVersion: v1\nkind: Service\nmetadata: {name: a}\n", ["kubernetes.Service/default/a"]),
    (
      "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\n",
      ["kubernetes.Service.serving.knative.dev/default/a"]
    ),
    (
      "apiVersion: crd.projectcalico.org/v1\nkind: NetworkPolicy\nmetadata: {name: a}\n",
      ["kubernetes.NetworkPolicy.crd.projectcalico.org/default/a"]
    ),
    (
      "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n",
      ["kubernetes.Pod/default/a"]
    ),
    (
      "apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: {name: a}\n", ["kubernetes.Service/default/a"]
    ),
    ("apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n", ["kubernetes.Namespace/a"]),
    ("{items: [{rule_id: r, resource_id: x}]}", ["databricks.PrivateEndpointRule/r"]),
    ("[{rule_id: r, resource_id: x}]", ["databricks.PrivateEndpointRule/r"]),
    (
      "{network_connectivity_config_id: i, name: n, region: eastus2}",
      ["databricks.NetworkConnectivityConfig/n"]
    ),
    (
      """
      {network_connectivity_config_id: i, name: n, egress_config: {target_rules: {azure_private_endpoint_rules:
        [{rule_id: r, resource_id: x}]}}}
      """, ["databricks.NetworkConnectivityConfig/n", "databricks.PrivateEndpointRule/r"]
    ),
    ("{workspace_id: 1, pricing_tier: PREMIUM}", ["databricks.Workspace/1"]),
    ("{warehouses: [{id: a, name: w, warehouse_type: PRO}]}", ["databricks.Warehouse/w"]),
    ("{connections: [{name: c, connection_type: HTTP}]}", ["databricks.Connection/c"]),
    (
      "{items: [{network_policy_id: p, egress: {network_access: {}}}], next_page_token: t}",
      ["databricks.AccountNetworkPolicy/p"]
    ),
    (
      "[{network_policy_id: p, egress: {internet_access: {restriction_mode: FULL_ACCESS}}}]",
      ["databricks.AccountNetworkPolicy/p"]
    ),
    (
      "{network_policy_id: default-policy, account_id: a}", ["databricks.AccountNetworkPolicy/default-policy"]
    ),
    ("{workspace_id: 1, network_policy_id: p}", ["databricks.WorkspaceNetworkOption/1"]),
    ("{workspace_id: 1}", ["databricks.WorkspaceNetworkOption/1"]), ("{workspace_id: x}", []),
    (
      "[{privilege_assignments: [], next_page_token: t}, {privilege_assignments: [{principal: a}]}]",
      ["databricks.Grants/", "databricks.Grants/"]
    ),
    ("{name: w, sku: {name: premium}, workspaceUrl: u}", ["azure.DatabricksWorkspace/w"]),
    ("{name: c, networkProfile: {}, nodeResourceGroup: g}", ["azure.ManagedCluster/c"]),
    ("{value: [{name: l, loadBalancingRules: []}]}", ["azure.LoadBalancer/l"]),
    ("{name: p, properties: {loadBalancerFrontendIPConfigurations: []}}", ["azure.PrivateLinkService/p"]),
    ("{kind: app, foo: bar}", []),
  ])
  func shapes(_ text: String, _ identities: [String]) {
    #expect(load(text).resources.map(\.identity) == identities)
  }

  /// What the API server refuses is told once, where it stands, and no rule gets to see it.
  @Test(arguments: [
    ("metadata: []", "metadata of kubernetes.Service/default/ is a list; a mapping is allowed", "[]"),
    (
      "metadata: {name: a, annotations: [-9223372036854775808]}",
      "metadata.annotations of kubernetes.Service/default/a is a list; a mapping is allowed",
      "[-9223372036854775808]"
    ),
    (
      "metadata: {name: a, annotations: '{}'}",
      "metadata.annotations of kubernetes.Service/default/a is a single value; a mapping is allowed", "'{}'"
    ),
    (
      "metadata: {name: a, labels: [app]}\nspec: []",
      "metadata.labels of kubernetes.Service/default/a is a list; a mapping is allowed", "[app]"
    ),
    (
      "metadata: {name: a}\nspec: LoadBalancer",
      "spec of kubernetes.Service/default/a is a single value; a mapping is allowed", "LoadBalancer"
    ),
    (
      "metadata: {name: a}\nspec: {ports: {port: 80}}",
      "spec.ports of kubernetes.Service/default/a is a mapping; a list is allowed", "{port: 80}"
    ),
    (
      "metadata: {name: a}\nspec: {selector: [app]}",
      "spec.selector of kubernetes.Service/default/a is a list; a mapping is allowed", "[app]"
    ),
  ])
  func kubernetesShapes(_ rest: String, _ message: String, _ place: String) throws {
    let text = """
      apiVersion: v1
      kind: Service
      \(rest)
      ---
      {apiVersion: v1, kind: Service, metadata: {name: sound, annotations: , labels: null}, spec: }
      """
    let loaded = load(text)
    #expect(loaded.problems.map(\.message) == [message])
    let span = try #require(loaded.problems.first?.span)
    #expect(String(decoding: Array(text.utf8)[span.range], as: UTF8.self) == place)
    #expect(loaded.resources.map(\.name) == ["sound"])
    #expect(loaded.partial == [.service])
  }

  /// Other groups' objects may have anything as their `spec`.
  @Test func customResourceWithListAsSpec() {
    let loaded = load("{apiVersion: example.org/v1, kind: Service, metadata: {name: a}, spec: [b]}")
    #expect(loaded.resources.map(\.name) == ["a"])
    #expect(loaded.problems.isEmpty)
  }

  /// Effective permissions have the shape of permissions to rules, and every privilege keeps its place.
  @Test func effectivePermissionsBecomePermissions() throws {
    let text = """
      {"next_page_token": "t", "privilege_assignments": [{"principal": "a", "privileges":
        [{"inherited_from_type": "METASTORE", "privilege": "USE_CONNECTION"}, {"privilege": "MANAGE"}]},
        {"principal": "b", "privileges": []}, "odd", {"principal": "c"}]}
      """
    let grants = try #require(load(text, .json).resources.first)
    #expect(grants.node["next_page_token"]?.text == "t")
    let assignments = grants.node.list("privilege_assignments")
    #expect(assignments.map { $0["principal"]?.text } == ["a", "b", nil, "c"])
    let privileges = assignments.first?.list("privileges") ?? []
    #expect(privileges.map(\.text) == ["USE_CONNECTION", "MANAGE"])
    let span = try #require(privileges.first?.span)
    #expect(String(decoding: Array(text.utf8)[span.range], as: UTF8.self) == "\"USE_CONNECTION\"")
  }

  @Test func whatIsNotRecognisedIsSaid() {
    let loaded = load("a: 1\nb: 2\n---\n# nothing\n---\n[]\n")
    #expect(loaded.documents == 2)
    #expect(loaded.unrecognised.map(\.description) == ["an object with the members a, b"])
  }

  @Test func propertiesAreFlattenedAndKeepTheirPlaces() throws {
    let text = """
      {"name": "l", "type": "Microsoft.Network/loadBalancers", "properties": {"frontendIpConfigurations":
        [{"name": "f", "properties": {"privateIpAddress": "10.0.0.4"}}]}}
      """
    let resource = try #require(load(text, .json).resources.first)
    let frontend = try #require(resource.node["frontendIPConfigurations"]?.element(at: 0))
    let address = try #require(frontend["privateIPAddress"])
    #expect(address.string == "10.0.0.4")
    #expect(String(decoding: Array(text.utf8)[address.span.range], as: UTF8.self) == "\"10.0.0.4\"")
  }

  @Test func zoneFilesAndRecordSetsHaveOneShape() throws {
    let zone = load(
      "$ORIGIN contoso.internal.\n$TTL 60\n@ SOA ns h 1 2 3 4 5\ngw IN CNAME Lb.Other.net.\n", .zone)
    #expect(zone.problems.isEmpty)
    #expect(zone.resources.map(\.identity) == ["dns.Zone/contoso.internal"])
    #expect(zone.recordCount == 2)
    let sets = load(
      #"[{"name":"gw","fqdn":"GW.contoso.internal.","type":"Microsoft.Network/privateDnsZones/CNAME","ttl":60,"#
        + #""cnameRecord":{"cname":"Lb.Other.net"}}]"#, .json)
    #expect(sets.problems.isEmpty)
    #expect(sets.resources.map(\.identity) == ["dns.Zone/contoso.internal"])
    for loaded in [zone, sets] {
      let content = try #require(loaded.zones.first)
      let resource = content.resource(of: content.recordCount - 1)
      #expect(resource.identity == "dns.Record/gw.contoso.internal CNAME")
      #expect(resource.node["fqdn"]?.text == "gw.contoso.internal")
      #expect(resource.node["zone"]?.text == "contoso.internal")
      #expect(resource.node["target"]?.text == "lb.other.net")
    }
    #expect(zone.zones.map(\.visibility) == [.unspecified])
    #expect(sets.zones.map(\.visibility) == [.private])
  }

  /// Nothing in a record set can begin another record, and what is wrong is told at its place.
  @Test func recordSetsOfAllTypesAreRead() throws {
    let text = #"""
      [{"name": "a", "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/dnsZones/Example.com/MX/a",
        "type": "Microsoft.Network/dnszones/MX", "TTL": 60, "MXRecords": [{"preference": 10, "exchange": "m.net"}]},
       {"name": "t", "fqdn": "t.example.com.", "type": "Microsoft.Network/dnszones/TXT", "TTL": 60,
        "TXTRecords": [{"value": ["a\"b\nx 60 IN A 1.2.3.4", "c"]}]},
       {"name": "b", "fqdn": "b.example.com.", "type": "Microsoft.Network/dnszones/A", "TTL": 60,
        "ARecords": [{"ipv4Address": "10.0.0.1"}, {"ipv4Address": "1.2.3 ; A"}]},
       {"name": "s", "fqdn": "s.example.com.", "type": "Microsoft.Network/dnszones/SRV", "TTL": 60,
        "SRVRecords": [{"priority": 1, "weight": 2, "port": 3, "target": "t.example.com"}]}]
      """#
    let loaded = load(text, .json)
    let zone = try #require(loaded.zones.first)
    #expect(loaded.zones.count == 1)
    #expect(zone.visibility == .public)
    let lines = (0..<zone.recordCount).map { index -> String in
      let node = zone.resource(of: index).node
      return "\(node["fqdn"]?.text ?? "") \(node["type"]?.text ?? "") \(node["rdata"]?.text ?? "")"
    }
    #expect(
      lines == [
        "a.example.com MX 10 m.net.", #"t.example.com TXT "a\"b\010x 60 IN A 1.2.3.4" "c""#,
        "b.example.com A 10.0.0.1", "s.example.com SRV 1 2 3 t.example.com.",
      ])
    #expect(
      loaded.problems.map(\.message) == [
        #"bad address "1.2.3???A"; an IPv4 address is four decimal octets without leading zeros"#
      ])
    let span = try #require(loaded.problems.first?.span)
    #expect(String(decoding: Array(text.utf8)[span.range], as: UTF8.self) == #""1.2.3 ; A""#)
  }

  @Test func utf16WithMarkIsRead() throws {
    let text = "{\"connection_type\": \"HTTP\", \"name\": \"c\"}"
    let raw: [UInt8] =
      [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let source = try SourceFile(path: "a.json", raw: raw)
    #expect(
      ArtefactLoader.load(source, format: .json).resources.map(\.identity) == ["databricks.Connection/c"])
  }
}

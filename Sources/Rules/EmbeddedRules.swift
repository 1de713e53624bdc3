// Generated from rules/ by `swift run Generate`; do not edit.
// swift-format-ignore-file

import Findings

enum EmbeddedRules {
  static let all: [EmbeddedRule] = [
    EmbeddedRule(
      family: ###"dns"###, id: ###"alias-beside-data"###,
      summary: ###"A name has a CNAME and other data, or a second CNAME, DNAME or SOA."###,
      why: ###"A CNAME stands alone at its name. Name servers refuse the zone or drop one of the records, and which one is up to them."###,
      remediation: ###"Keep either the alias or the other records."###,
      severity: .error, confidence: .high,
      references: [(###"RFC 1034 section 3.6.2"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###), (###"RFC 2181 section 10.1"###, ###"https://www.rfc-editor.org/rfc/rfc2181"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.aliasBesideData) && !has(facts.severalSingletons)\###u{1F}1\###u{1F}has(facts.aliasBesideData) ? facts.aliasBesideData : facts.severalSingletons\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: alias-beside-data
summary: A name has a CNAME and other data, or a second CNAME, DNAME or SOA.
why: >-
  A CNAME stands alone at its name. Name servers refuse the zone or drop one of the records, and which one is up to them.
remediation: Keep either the alias or the other records.
severity: error
confidence: high
references:
  - name: RFC 1034 section 3.6.2
    url: https://www.rfc-editor.org/rfc/rfc1034
  - name: RFC 2181 section 10.1
    url: https://www.rfc-editor.org/rfc/rfc2181
match: [dns.Record]
validations:
  - expression: "!has(facts.aliasBesideData) && !has(facts.severalSingletons)"
    messageExpression: "has(facts.aliasBesideData) ? facts.aliasBesideData : facts.severalSingletons"
    at: rdata
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"allowed-endpoint-missing"###,
      summary: ###"Private access settings that admit listed endpoints alone lack one that is needed."###,
      why: ###"With the level ENDPOINT only endpoints of the list reach the workspace through PrivateLink; an empty list admits none."###,
      remediation: ###"List the ids of the registered endpoints, or set private_access_level to ACCOUNT."###,
      severity: .error, confidence: .high,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###), (###"Databricks, Manage private access settings"###, ###"https://docs.databricks.com/aws/en/security/network/classic/private-access-settings"###)],
      match: [###"databricks.PrivateAccessSettings"###], needs: [], isLocal: false,
      fields: [[###"private_access_level"###], [###"allowed_vpc_endpoint_ids"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?private_access_level.orValue('').upperAscii() == 'ENDPOINT'\###u{1F}2\###u{1F}allowed\###u{1F}object.?allowed_vpc_endpoint_ids.orValue([])\###u{1F}left\###u{1F}related.?networks.orValue([]).filter(n, n.?vpc_endpoints.?rest_api.orValue([]).exists(e, !(e in variables.allowed)))\###u{1F}0\###u{1F}2\###u{1F}variables.allowed.size() > 0\###u{1F}0\###u{1F}1\###u{1F}the settings admit listed endpoints alone, and list none\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}private_access_level\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.left.size() == 0 || variables.allowed.exists(e, e.startsWith('vpce-') || e.contains('/'))\###u{1F}1\###u{1F}'the list lacks the REST endpoint of the network ' + variables.left.map(n, n.?network_name.orValue('')).join(', ') + '; whether the back end needs to be listed is not documented'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}allowed_vpc_endpoint_ids\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}1\###u{1F}variables.left\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}member\###u{1F}rest_api\###u{1F}0\###u{1F}1\###u{1F}the endpoint\###u{1F}0"###,
      text: ###"""
id: allowed-endpoint-missing
summary: Private access settings that admit listed endpoints alone lack one that is needed.
why: With the level ENDPOINT only endpoints of the list reach the workspace through PrivateLink; an empty list admits none.
remediation: List the ids of the registered endpoints, or set private_access_level to ACCOUNT.
severity: error
confidence: high
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
  - name: Databricks, Manage private access settings
    url: https://docs.databricks.com/aws/en/security/network/classic/private-access-settings
match: [databricks.PrivateAccessSettings]
matchConditions:
  - object.?private_access_level.orValue('').upperAscii() == 'ENDPOINT'
variables:
  allowed: object.?allowed_vpc_endpoint_ids.orValue([])
  left: related.?networks.orValue([]).filter(n, n.?vpc_endpoints.?rest_api.orValue([]).exists(e, !(e in variables.allowed)))
validations:
  - expression: variables.allowed.size() > 0
    message: the settings admit listed endpoints alone, and list none
    at: private_access_level
  - expression: variables.left.size() == 0 || variables.allowed.exists(e, e.startsWith('vpce-') || e.contains('/'))
    severity: note
    messageExpression: "'the list lacks the REST endpoint of the network ' + variables.left.map(n, n.?network_name.orValue('')).join(', ') + '; whether the back end needs to be listed is not documented'"
    at: allowed_vpc_endpoint_ids
    related:
      - each: variables.left
        at: vpc_endpoints.rest_api
        message: the endpoint

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"allowed-endpoint-unknown"###,
      summary: ###"Private access settings admit an endpoint that the account does not have in their Region."###,
      why: ###"Only endpoints that are registered in the account can be admitted, and one of another Region does not reach the workspace."###,
      remediation: ###"List the vpc_endpoint_id of endpoints that are registered in the account and in the settings' Region."###,
      severity: .error, confidence: .high,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###), (###"Databricks, Manage private access settings"###, ###"https://docs.databricks.com/aws/en/security/network/classic/private-access-settings"###)],
      match: [###"databricks.PrivateAccessSettings"###], needs: [###"databricks.VPCEndpoint"###], isLocal: false,
      fields: [[###"allowed_vpc_endpoint_ids"###], [###"private_access_level"###], [###"region"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.unknownAllowed) && object.?private_access_level.orValue('').upperAscii() == 'ENDPOINT'\###u{1F}1\###u{1F}unknown\###u{1F}facts.unknownAllowed.filter(e, !e.startsWith('vpce-') && !e.contains('/') && !inventory['databricks.Endpoint'].exists(o, o.?endpoint_id.orValue('') == e))\###u{1F}0\###u{1F}2\###u{1F}variables.unknown.size() == 0\###u{1F}1\###u{1F}'the settings admit what is not among the registered endpoints of the account: ' + variables.unknown.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}allowed_vpc_endpoint_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}facts.?allowedOfOtherRegions.orValue([]).size() == 0\###u{1F}1\###u{1F}'the settings are of ' + object.region + ', and admit endpoints of other Regions: ' + facts.allowedOfOtherRegions.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}allowed_vpc_endpoint_ids\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: allowed-endpoint-unknown
summary: Private access settings admit an endpoint that the account does not have in their Region.
why: Only endpoints that are registered in the account can be admitted, and one of another Region does not reach the workspace.
remediation: List the vpc_endpoint_id of endpoints that are registered in the account and in the settings' Region.
severity: error
confidence: high
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
  - name: Databricks, Manage private access settings
    url: https://docs.databricks.com/aws/en/security/network/classic/private-access-settings
match: [databricks.PrivateAccessSettings]
needs: [databricks.VPCEndpoint]
matchConditions:
  - has(facts.unknownAllowed) && object.?private_access_level.orValue('').upperAscii() == 'ENDPOINT'
variables:
  unknown: facts.unknownAllowed.filter(e, !e.startsWith('vpce-') && !e.contains('/') && !inventory['databricks.Endpoint'].exists(o, o.?endpoint_id.orValue('') == e))
validations:
  - expression: variables.unknown.size() == 0
    messageExpression: "'the settings admit what is not among the registered endpoints of the account: ' + variables.unknown.join(', ')"
    at: allowed_vpc_endpoint_ids
  - expression: facts.?allowedOfOtherRegions.orValue([]).size() == 0
    severity: warning
    messageExpression: "'the settings are of ' + object.region + ', and admit endpoints of other Regions: ' + facts.allowedOfOtherRegions.join(', ')"
    at: allowed_vpc_endpoint_ids

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"allowed-endpoints-ignored"###,
      summary: ###"Private access settings list endpoints, and their level ignores the list."###,
      why: ###"With the level ACCOUNT every registered endpoint of the account reaches the workspace; the list is read for the level ENDPOINT alone."###,
      remediation: ###"Set private_access_level to ENDPOINT, or remove the list."###,
      severity: .note, confidence: .high,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###)],
      match: [###"databricks.PrivateAccessSettings"###], needs: [], isLocal: true,
      fields: [[###"private_access_level"###], [###"allowed_vpc_endpoint_ids"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?allowed_vpc_endpoint_ids.orValue([]).size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?private_access_level.orValue('ACCOUNT').upperAscii() != 'ACCOUNT'\###u{1F}1\###u{1F}'the level is ACCOUNT: the list of ' + string(object.allowed_vpc_endpoint_ids.size()) + ' endpoints has no effect'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}private_access_level\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: allowed-endpoints-ignored
summary: Private access settings list endpoints, and their level ignores the list.
why: With the level ACCOUNT every registered endpoint of the account reaches the workspace; the list is read for the level ENDPOINT alone.
remediation: Set private_access_level to ENDPOINT, or remove the list.
severity: note
confidence: high
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
match: [databricks.PrivateAccessSettings]
matchConditions:
  - object.?allowed_vpc_endpoint_ids.orValue([]).size() > 0
validations:
  - expression: object.?private_access_level.orValue('ACCOUNT').upperAscii() != 'ACCOUNT'
    messageExpression: "'the level is ACCOUNT: the list of ' + string(object.allowed_vpc_endpoint_ids.size()) + ' endpoints has no effect'"
    at: private_access_level

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"api-server-public"###,
      summary: ###"The cluster's API server has a public address."###,
      why: ###"A private gateway is meant for a private cluster; the data path does not depend on it, but who reaches the API server can change everything on that path."###,
      remediation: ###"Use a private cluster, or restrict the API server to authorised ranges."###,
      severity: .note, confidence: .high,
      references: [(###"Azure Kubernetes Service, private clusters"###, ###"https://learn.microsoft.com/azure/aks/private-clusters"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"azure.ManagedCluster"###], needs: [], isLocal: true,
      fields: [[###"apiServerAccessProfile"###, ###"enablePrivateCluster"###], [###"apiServerAccessProfile"###], [###"fqdn"###], [###"privateFqdn"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}2\###u{1F}profile\###u{1F}object.?apiServerAccessProfile.orValue({})\###u{1F}isPublic\###u{1F}has(variables.profile.enablePrivateCluster) ? !variables.profile.enablePrivateCluster : (has(object.fqdn) && !has(object.privateFqdn))\###u{1F}0\###u{1F}1\###u{1F}!variables.isPublic || variables.profile.?authorizedIpRanges.orValue([]).size() > 0\###u{1F}1\###u{1F}'the API server of cluster ' + object.name + ' has a public address'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}apiServerAccessProfile\###u{1F}member\###u{1F}enablePrivateCluster\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: api-server-public
summary: The cluster's API server has a public address.
why: A private gateway is meant for a private cluster; the data path does not depend on it, but who reaches the API server can change everything on that path.
remediation: Use a private cluster, or restrict the API server to authorised ranges.
severity: note
confidence: high
references:
  - name: Azure Kubernetes Service, private clusters
    url: https://learn.microsoft.com/azure/aks/private-clusters
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [azure.ManagedCluster]
variables:
  profile: object.?apiServerAccessProfile.orValue({})
  # az shows the public name of every cluster that has one, and the private name of a private cluster only.
  isPublic: "has(variables.profile.enablePrivateCluster) ? !variables.profile.enablePrivateCluster : (has(object.fqdn) && !has(object.privateFqdn))"
validations:
  - expression: "!variables.isPublic || variables.profile.?authorizedIpRanges.orValue([]).size() > 0"
    messageExpression: "'the API server of cluster ' + object.name + ' has a public address'"
    at: apiServerAccessProfile.enablePrivateCluster

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"approval-under-lockdown"###,
      summary: ###"Connections to a Private Link Service must be approved by hand in a node resource group that is locked."###,
      why: ###"Node resource group lockdown denies everyone changes to the resources in it, approving a connection among them, so that the rule's endpoint stays pending."###,
      remediation: ###"Put the Private Link Service into a resource group of your own with the annotation azure-pls-resource-group, or approve the subscription of the endpoint automatically."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Kubernetes Service, node resource group lockdown"###, ###"https://learn.microsoft.com/azure/aks/node-resource-group-lockdown"###), (###"cloud-provider-azure, Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###)],
      match: [###"azure.PrivateLinkService"###, ###"kubernetes.Service"###], needs: [###"azure.ManagedCluster"###], isLocal: false,
      fields: [[###"metadata"###, ###"annotations"###], [###"autoApproval"###, ###"subscriptions"###], [###"spec"###], [###"privateEndpointConnections"###], [###"metadata"###, ###"name"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}6\###u{1F}annotations\###u{1F}object.?metadata.?annotations.orValue({})\###u{1F}isService\###u{1F}has(object.spec)\###u{1F}clusters\###u{1F}variables.isService ? (inventory['azure.ManagedCluster'].size() == 1 ? inventory['azure.ManagedCluster'] : []) : related.clusters\###u{1F}locked\###u{1F}variables.clusters.filter(c, c.?nodeResourceGroupProfile.?restrictionLevel.orValue('').lowerAscii() == 'readonly')\###u{1F}asks\###u{1F}string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' && string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-pls-resource-group'].orValue(''))).trim() == '' && string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).trim() == ''\###u{1F}waits\###u{1F}object.?autoApproval.?subscriptions.orValue([]).size() == 0 && !object.?privateEndpointConnections.orValue([]).exists(c, c.?privateLinkServiceConnectionState.?status.orValue('').lowerAscii() == 'approved')\###u{1F}0\###u{1F}2\###u{1F}!variables.isService || variables.locked.size() == 0 || !variables.asks || related.privateLinkServices.size() > 0\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' approves no subscription automatically, and its Private Link Service will stand in ' + variables.locked[0].?nodeResourceGroup.orValue('the node resource group') + ', where lockdown denies approving by hand'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.locked\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}nodeResourceGroupProfile\###u{1F}member\###u{1F}restrictionLevel\###u{1F}0\###u{1F}1\###u{1F}the cluster's node resource group is locked\###u{1F}variables.isService || variables.locked.size() == 0 || !variables.waits\###u{1F}1\###u{1F}'no connection of Private Link Service ' + object.name + ' is approved, none will be automatically, and it stands in ' + variables.locked[0].?nodeResourceGroup.orValue('the node resource group') + ', where lockdown denies approving by hand'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}autoApproval\###u{1F}member\###u{1F}subscriptions\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.locked\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}nodeResourceGroupProfile\###u{1F}member\###u{1F}restrictionLevel\###u{1F}0\###u{1F}1\###u{1F}the cluster's node resource group is locked\###u{1F}0"###,
      text: ###"""
id: approval-under-lockdown
summary: Connections to a Private Link Service must be approved by hand in a node resource group that is locked.
why: Node resource group lockdown denies everyone changes to the resources in it, approving a connection among them, so that the rule's endpoint stays pending.
remediation: Put the Private Link Service into a resource group of your own with the annotation azure-pls-resource-group, or approve the subscription of the endpoint automatically.
severity: warning
confidence: medium
references:
  - name: Azure Kubernetes Service, node resource group lockdown
    url: https://learn.microsoft.com/azure/aks/node-resource-group-lockdown
  - name: cloud-provider-azure, Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
match: [azure.PrivateLinkService, kubernetes.Service]
needs: [azure.ManagedCluster]
variables:
  annotations: object.?metadata.?annotations.orValue({})
  isService: has(object.spec)
  # A Service's cluster is known where the inputs have one only.
  clusters: "variables.isService ? (inventory['azure.ManagedCluster'].size() == 1 ? inventory['azure.ManagedCluster'] : []) : related.clusters"
  locked: variables.clusters.filter(c, c.?nodeResourceGroupProfile.?restrictionLevel.orValue('').lowerAscii() == 'readonly')
  asks: >-
    string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
    && string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-pls-resource-group'].orValue(''))).trim() == ''
    && string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).trim() == ''
  waits: >-
    object.?autoApproval.?subscriptions.orValue([]).size() == 0
    && !object.?privateEndpointConnections.orValue([]).exists(c, c.?privateLinkServiceConnectionState.?status.orValue('').lowerAscii() == 'approved')
validations:
  - expression: "!variables.isService || variables.locked.size() == 0 || !variables.asks || related.privateLinkServices.size() > 0"
    messageExpression: "'Service ' + object.metadata.name + ' approves no subscription automatically, and its Private Link Service will stand in ' + variables.locked[0].?nodeResourceGroup.orValue('the node resource group') + ', where lockdown denies approving by hand'"
    at: metadata.annotations
    related:
      - {each: variables.locked, at: nodeResourceGroupProfile.restrictionLevel, message: the cluster's node resource group is locked}
  - expression: "variables.isService || variables.locked.size() == 0 || !variables.waits"
    messageExpression: "'no connection of Private Link Service ' + object.name + ' is approved, none will be automatically, and it stands in ' + variables.locked[0].?nodeResourceGroup.orValue('the node resource group') + ', where lockdown denies approving by hand'"
    at: autoApproval.subscriptions
    related:
      - {each: variables.locked, at: nodeResourceGroupProfile.restrictionLevel, message: the cluster's node resource group is locked}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"auto-approval-for-workspace-subscription"###,
      summary: ###"The subscription that is approved automatically is the workspace's own."###,
      why: ###"Endpoints for serverless compute come from a subscription of Databricks, so this approves none of them and lets others in."###,
      remediation: ###"Approve the subscription of the endpoint, which the Private Link Service shows once it has been asked; until then approve by hand."###,
      severity: .warning, confidence: .medium,
      references: [(###"neo4j-field, azure-databricks-aura-privatelink"###, ###"https://github.com/neo4j-field/azure-databricks-aura-privatelink"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"1\###u{1F}databricksSubscriptions\###u{1F}The subscriptions of Databricks that endpoints come from, separated by spaces.\###u{1F}string\###u{1F}\###u{1F}3\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).trim() != ''\###u{1F}!string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).trim().matches('[*,;\\t\\n\\r]')\###u{1F}4\###u{1F}approved\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).lowerAscii().split(' ').filter(s, s != '')\###u{1F}workspaces\###u{1F}inventory['databricks.Workspace'].map(w, string(dyn(w.?azure_workspace_info.?subscription_id.orValue(''))).lowerAscii()) + inventory['azure.DatabricksWorkspace'].map(w, armID(w.?id.orValue('')).split('/')).filter(p, p.size() > 2).map(p, p[2])\###u{1F}own\###u{1F}variables.approved.filter(s, s in variables.workspaces)\###u{1F}known\###u{1F}params.databricksSubscriptions.lowerAscii().split(' ').filter(s, s != '') + facts.?databricksSubscriptions.orValue([])\###u{1F}0\###u{1F}1\###u{1F}variables.own.size() == 0 || (variables.known.size() > 0 ? variables.known.exists(s, s in variables.approved) : variables.own.size() < variables.approved.size())\###u{1F}1\###u{1F}'azure-pls-auto-approval of ' + object.metadata.name + ' names ' + variables.own[0] + ', the subscription of the workspace, and not that of its private endpoint' + (variables.known.size() > 0 ? ', ' + variables.known[0] : '')\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-auto-approval\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: auto-approval-for-workspace-subscription
summary: The subscription that is approved automatically is the workspace's own.
why: Endpoints for serverless compute come from a subscription of Databricks, so this approves none of them and lets others in.
remediation: Approve the subscription of the endpoint, which the Private Link Service shows once it has been asked; until then approve by hand.
severity: warning
confidence: medium
references:
  - name: neo4j-field, azure-databricks-aura-privatelink
    url: https://github.com/neo4j-field/azure-databricks-aura-privatelink
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [kubernetes.Service]
params:
  databricksSubscriptions: {type: string, default: '', description: 'The subscriptions of Databricks that endpoints come from, separated by spaces.'}
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).trim() != ''
  # Lists with other separators are private-link-list-separator's.
  - >-
    !string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).trim().matches('[*,;\\t\\n\\r]')
variables:
  approved: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).lowerAscii().split(' ').filter(s, s != '')
  workspaces: >-
    inventory['databricks.Workspace'].map(w, string(dyn(w.?azure_workspace_info.?subscription_id.orValue(''))).lowerAscii())
    + inventory['azure.DatabricksWorkspace'].map(w, armID(w.?id.orValue('')).split('/')).filter(p, p.size() > 2).map(p, p[2])
  own: variables.approved.filter(s, s in variables.workspaces)
  known: params.databricksSubscriptions.lowerAscii().split(' ').filter(s, s != '') + facts.?databricksSubscriptions.orValue([])
validations:
  - expression: >-
      variables.own.size() == 0
      || (variables.known.size() > 0 ? variables.known.exists(s, s in variables.approved) : variables.own.size() < variables.approved.size())
    messageExpression: >-
      'azure-pls-auto-approval of ' + object.metadata.name + ' names ' + variables.own[0] + ', the subscription of the workspace, and not that of its private endpoint'
      + (variables.known.size() > 0 ? ', ' + variables.known[0] : '')
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"auto-approval-open"###,
      summary: ###"Every request for a private endpoint is approved automatically."###,
      why: ###"Whoever sees the service gets a connection to a gateway that does no inbound authentication of its own."###,
      remediation: ###"Name the Databricks-managed subscriptions in azure-pls-auto-approval instead of "*"."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"kubernetes.Service"###, ###"azure.PrivateLinkService"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###], [###"metadata"###], [###"metadata"###, ###"name"###], [###"name"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"visibility"###, ###"subscriptions"###], [###"autoApproval"###, ###"subscriptions"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' : related.services.size() == 0\###u{1F}4\###u{1F}isService\###u{1F}has(object.metadata)\###u{1F}title\###u{1F}variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name\###u{1F}visible\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}approved\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' ') : object.?autoApproval.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}0\###u{1F}2\###u{1F}!('*' in variables.approved) || !('*' in variables.visible)\###u{1F}1\###u{1F}variables.title + ' is visible to every subscription and approves every request: anyone in Azure gets a connection'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]' : 'autoApproval.subscriptions'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!('*' in variables.approved)\###u{1F}1\###u{1F}variables.title + ' approves every request of a subscription that sees it'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]' : 'autoApproval.subscriptions'\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}1\###u{1F}Approve each request by hand\###u{1F}unsafe\###u{1F}1\###u{1F}variables.isService\###u{1F}1\###u{1F}remove\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-auto-approval\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: auto-approval-open
summary: Every request for a private endpoint is approved automatically.
why: Whoever sees the service gets a connection to a gateway that does no inbound authentication of its own.
remediation: Name the Databricks-managed subscriptions in azure-pls-auto-approval instead of "*".
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [kubernetes.Service, azure.PrivateLinkService]
matchConditions:
  # A Private Link Service whose Service is among the inputs is judged there.
  - >-
    has(object.metadata)
    ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
    : related.services.size() == 0
variables:
  isService: has(object.metadata)
  title: >-
    variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name
  visible: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
  approved: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' ') : object.?autoApproval.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
validations:
  - expression: "!('*' in variables.approved) || !('*' in variables.visible)"
    messageExpression: >-
      variables.title + ' is visible to every subscription and approves every request: anyone in Azure gets a connection'
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]' : 'autoApproval.subscriptions'
  - expression: "!('*' in variables.approved)"
    severity: warning
    messageExpression: >-
      variables.title + ' approves every request of a subscription that sees it'
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]' : 'autoApproval.subscriptions'
fixes:
  - title: Approve each request by hand
    safety: unsafe
    when: >-
      variables.isService
    remove:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"auto-approval-outside-visibility"###,
      summary: ###"Subscriptions are approved automatically that the visibility does not name."###,
      why: ###"Automatic approval has to be a subset of the visibility; a subscription that cannot see the service cannot connect, approved or not."###,
      remediation: ###"Add the subscriptions of azure-pls-auto-approval to azure-pls-visibility."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###, ###"azure.PrivateLinkService"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"metadata"###], [###"metadata"###, ###"name"###], [###"name"###], [###"visibility"###, ###"subscriptions"###], [###"autoApproval"###, ###"subscriptions"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###]],
      definition: ###"0\###u{1F}2\###u{1F}!has(object.metadata) || !string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).trim().matches('[,;\\t\\n\\r]')\###u{1F}has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' : related.services.size() == 0\###u{1F}5\###u{1F}isService\###u{1F}has(object.metadata)\###u{1F}title\###u{1F}variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name\###u{1F}visible\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}approved\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' ') : object.?autoApproval.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}outside\###u{1F}variables.approved.filter(s, isGUID(s) && !(s in variables.visible))\###u{1F}0\###u{1F}1\###u{1F}variables.visible.size() == 0 || '*' in variables.visible || variables.outside.size() == 0\###u{1F}1\###u{1F}variables.title + ' approves ' + variables.outside.join(', ') + ' automatically, and is not visible to ' + (variables.outside.size() == 1 ? 'it' : 'them')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]' : 'autoApproval.subscriptions'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Make the service visible to them\###u{1F}unsafe\###u{1F}1\###u{1F}variables.isService\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-visibility\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}(variables.visible + variables.outside).join(' ')"###,
      text: ###"""
id: auto-approval-outside-visibility
summary: Subscriptions are approved automatically that the visibility does not name.
why: Automatic approval has to be a subset of the visibility; a subscription that cannot see the service cannot connect, approved or not.
remediation: Add the subscriptions of azure-pls-auto-approval to azure-pls-visibility.
severity: error
confidence: high
references:
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [kubernetes.Service, azure.PrivateLinkService]
matchConditions:
  # Lists with other separators are private-link-list-separator's.
  - >-
    !has(object.metadata) || !string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).trim().matches('[,;\\t\\n\\r]')
  # A Private Link Service whose Service is among the inputs is judged there.
  - >-
    has(object.metadata)
    ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
    : related.services.size() == 0
variables:
  isService: has(object.metadata)
  title: >-
    variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name
  visible: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
  approved: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' ') : object.?autoApproval.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
  outside: variables.approved.filter(s, isGUID(s) && !(s in variables.visible))
validations:
  - expression: variables.visible.size() == 0 || '*' in variables.visible || variables.outside.size() == 0
    messageExpression: >-
      variables.title + ' approves ' + variables.outside.join(', ') + ' automatically, and is not visible to ' + (variables.outside.size() == 1 ? 'it' : 'them')
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]' : 'autoApproval.subscriptions'
fixes:
  - title: Make the service visible to them
    safety: unsafe
    when: >-
      variables.isService
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]
      valueExpression: >-
        (variables.visible + variables.outside).join(' ')

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"auto-approval-without-visibility"###,
      summary: ###"Subscriptions are approved automatically while the visibility is empty."###,
      why: ###"An empty visibility means role assignments only and contains none of the approved subscriptions, which the documentation asks for; the controller checks neither."###,
      remediation: ###"Set azure-pls-visibility to the subscriptions of azure-pls-auto-approval."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###)],
      match: [###"kubernetes.Service"###, ###"azure.PrivateLinkService"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"metadata"###], [###"metadata"###, ###"name"###], [###"name"###], [###"visibility"###, ###"subscriptions"###], [###"autoApproval"###, ###"subscriptions"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' : related.services.size() == 0\###u{1F}4\###u{1F}isService\###u{1F}has(object.metadata)\###u{1F}title\###u{1F}variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name\###u{1F}visible\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}approved\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' ') : object.?autoApproval.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}0\###u{1F}1\###u{1F}variables.approved.size() == 0 || '*' in variables.approved || variables.visible.size() > 0\###u{1F}1\###u{1F}variables.title + ' approves the requests of ' + string(variables.approved.size()) + (variables.approved.size() == 1 ? ' subscription' : ' subscriptions') + ' automatically, and its visibility names none'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]' : 'autoApproval.subscriptions'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Make the service visible to them\###u{1F}unsafe\###u{1F}1\###u{1F}variables.isService && variables.approved.all(s, isGUID(s))\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-visibility\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.approved.join(' ')"###,
      text: ###"""
id: auto-approval-without-visibility
summary: Subscriptions are approved automatically while the visibility is empty.
why: An empty visibility means role assignments only and contains none of the approved subscriptions, which the documentation asks for; the controller checks neither.
remediation: Set azure-pls-visibility to the subscriptions of azure-pls-auto-approval.
severity: warning
confidence: medium
references:
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
match: [kubernetes.Service, azure.PrivateLinkService]
matchConditions:
  # A Private Link Service whose Service is among the inputs is judged there.
  - >-
    has(object.metadata)
    ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
    : related.services.size() == 0
variables:
  isService: has(object.metadata)
  title: >-
    variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name
  visible: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
  approved: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' ') : object.?autoApproval.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
validations:
  # A star is auto-approval-open's.
  - expression: variables.approved.size() == 0 || '*' in variables.approved || variables.visible.size() > 0
    messageExpression: >-
      variables.title + ' approves the requests of ' + string(variables.approved.size()) + (variables.approved.size() == 1 ? ' subscription' : ' subscriptions') + ' automatically, and its visibility names none'
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]' : 'autoApproval.subscriptions'
fixes:
  - title: Make the service visible to them
    safety: unsafe
    when: >-
      variables.isService && variables.approved.all(s, isGUID(s))
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]
      valueExpression: >-
        variables.approved.join(' ')

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"aws-service-endpoint-missing"###,
      summary: ###"A network without a way to the internet lacks an endpoint for an AWS service that nodes need."###,
      why: ###"Nodes read and write S3, take credentials from STS and log to Kinesis; without a NAT gateway only endpoints in the VPC lead there."###,
      remediation: ###"Create a gateway endpoint for S3 and interface endpoints with private DNS for STS and kinesis-streams in the workspace's VPC."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks, Configure classic private connectivity to Databricks"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###), (###"Databricks security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###)],
      match: [###"databricks.Network"###], needs: [###"aws.VPCEndpoint"###, ###"aws.RouteTable"###, ###"aws.Subnet"###], isLocal: false,
      fields: [[###"vpc_id"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?shape.orValue('') == 'fullyPrivate' && has(facts.missingServices)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.missingServices.size() == 0\###u{1F}1\###u{1F}'the subnets of ' + object.vpc_id + ' have no route to the internet, and the VPC has no endpoint for ' + facts.missingServices.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: aws-service-endpoint-missing
summary: A network without a way to the internet lacks an endpoint for an AWS service that nodes need.
why: Nodes read and write S3, take credentials from STS and log to Kinesis; without a NAT gateway only endpoints in the VPC lead there.
remediation: Create a gateway endpoint for S3 and interface endpoints with private DNS for STS and kinesis-streams in the workspace's VPC.
severity: error
confidence: high
references:
  - name: Databricks, Configure classic private connectivity to Databricks
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
  - name: Databricks security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
match: [databricks.Network]
needs: [aws.VPCEndpoint, aws.RouteTable, aws.Subnet]
matchConditions:
  - facts.?shape.orValue('') == 'fullyPrivate' && has(facts.missingServices)
validations:
  - expression: facts.missingServices.size() == 0
    messageExpression: "'the subnets of ' + object.vpc_id + ' have no route to the internet, and the VPC has no endpoint for ' + facts.missingServices.join(', ')"
    at: vpc_id

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"aws-service-endpoint-without-private-dns"###,
      summary: ###"An endpoint for STS or Kinesis has private DNS names off."###,
      why: ###"Nodes ask for the services' public names, and without private names these do not lead to the endpoint, so that nothing uses it."###,
      remediation: ###"Turn private DNS on, with modify-vpc-endpoint --private-dns-enabled or private_dns_enabled = true."###,
      severity: .warning, confidence: .high,
      references: [(###"AWS, Access an AWS service using an interface VPC endpoint"###, ###"https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"###), (###"Databricks security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###)],
      match: [###"aws.VPCEndpoint"###], needs: [], isLocal: false,
      fields: [[###"PrivateDnsEnabled"###], [###"VpcEndpointType"###], [###"ServiceName"###]],
      definition: ###"0\###u{1F}2\###u{1F}facts.service in ['sts', 'kinesis-streams'] && related.?networks.orValue([]).size() > 0\###u{1F}object.?VpcEndpointType.orValue('').lowerAscii() == 'interface' && has(object.PrivateDnsEnabled)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.PrivateDnsEnabled\###u{1F}1\###u{1F}'the endpoint for ' + object.ServiceName + ' has private DNS off, so that nodes do not use it'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}PrivateDnsEnabled\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: aws-service-endpoint-without-private-dns
summary: An endpoint for STS or Kinesis has private DNS names off.
why: Nodes ask for the services' public names, and without private names these do not lead to the endpoint, so that nothing uses it.
remediation: Turn private DNS on, with modify-vpc-endpoint --private-dns-enabled or private_dns_enabled = true.
severity: warning
confidence: high
references:
  - name: AWS, Access an AWS service using an interface VPC endpoint
    url: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
  - name: Databricks security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
match: [aws.VPCEndpoint]
matchConditions:
  - facts.service in ['sts', 'kinesis-streams'] && related.?networks.orValue([]).size() > 0
  - object.?VpcEndpointType.orValue('').lowerAscii() == 'interface' && has(object.PrivateDnsEnabled)
validations:
  - expression: object.PrivateDnsEnabled
    messageExpression: "'the endpoint for ' + object.ServiceName + ' has private DNS off, so that nodes do not use it'"
    at: PrivateDnsEnabled

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"back-end-endpoint-missing"###,
      summary: ###"A network has only one of the two endpoints of back-end PrivateLink."###,
      why: ###"Nodes need both, the one for the web application and the REST API and the one for the relay of secure cluster connectivity."###,
      remediation: ###"Name both in the network configuration, as vpc_endpoints.rest_api and vpc_endpoints.dataplane_relay."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks, Configure classic private connectivity to Databricks"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"databricks.Network"###], needs: [], isLocal: false,
      fields: [[###"vpc_endpoints"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.hasRestEndpoint || facts.hasRelayEndpoint\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}facts.hasRelayEndpoint\###u{1F}1\###u{1F}'network ' + object.?network_name.orValue('') + ' has an endpoint for REST and none for the relay (dataplane_relay)'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}facts.hasRestEndpoint\###u{1F}1\###u{1F}'network ' + object.?network_name.orValue('') + ' has an endpoint for the relay and none for REST (rest_api)'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: back-end-endpoint-missing
summary: A network has only one of the two endpoints of back-end PrivateLink.
why: Nodes need both, the one for the web application and the REST API and the one for the relay of secure cluster connectivity.
remediation: Name both in the network configuration, as vpc_endpoints.rest_api and vpc_endpoints.dataplane_relay.
severity: error
confidence: high
references:
  - name: Databricks, Configure classic private connectivity to Databricks
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [databricks.Network]
matchConditions:
  - facts.hasRestEndpoint || facts.hasRelayEndpoint
validations:
  - expression: facts.hasRelayEndpoint
    messageExpression: "'network ' + object.?network_name.orValue('') + ' has an endpoint for REST and none for the relay (dataplane_relay)'"
    at: vpc_endpoints
  - expression: facts.hasRestEndpoint
    messageExpression: "'network ' + object.?network_name.orValue('') + ' has an endpoint for the relay and none for REST (rest_api)'"
    at: vpc_endpoints

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"back-end-endpoint-of-other-vpc"###,
      summary: ###"A back-end endpoint is not in the workspace's VPC."###,
      why: ###"The private names of an endpoint hold in its own VPC, so that nodes go to the public addresses unless somebody runs zones for them."###,
      remediation: ###"Create the endpoint in the workspace's VPC and name that one in the network configuration."###,
      severity: .warning, confidence: .high,
      references: [(###"AWS, Access an AWS service using an interface VPC endpoint"###, ###"https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"###), (###"Databricks, Configure DNS for AWS PrivateLink"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink-dns"###)],
      match: [###"databricks.Network"###], needs: [###"aws.VPCEndpoint"###, ###"databricks.VPCEndpoint"###], isLocal: false,
      fields: [[###"vpc_endpoints"###], [###"vpc_id"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.restEndpoints.size() + related.relayEndpoints.size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.endpointsOfOtherVPCs.size() == 0\###u{1F}1\###u{1F}'the network is in ' + object.vpc_id + ', and these endpoints of its back end are not: ' + facts.endpointsOfOtherVPCs.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}(related.restEndpoints + related.relayEndpoints).filter(e, e.VpcEndpointId in facts.endpointsOfOtherVPCs)\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcId\###u{1F}0\###u{1F}1\###u{1F}the VPC of the endpoint\###u{1F}0"###,
      text: ###"""
id: back-end-endpoint-of-other-vpc
summary: A back-end endpoint is not in the workspace's VPC.
why: The private names of an endpoint hold in its own VPC, so that nodes go to the public addresses unless somebody runs zones for them.
remediation: Create the endpoint in the workspace's VPC and name that one in the network configuration.
severity: warning
confidence: high
references:
  - name: AWS, Access an AWS service using an interface VPC endpoint
    url: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
  - name: Databricks, Configure DNS for AWS PrivateLink
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink-dns
match: [databricks.Network]
needs: [aws.VPCEndpoint, databricks.VPCEndpoint]
matchConditions:
  - related.restEndpoints.size() + related.relayEndpoints.size() > 0
validations:
  - expression: facts.endpointsOfOtherVPCs.size() == 0
    messageExpression: "'the network is in ' + object.vpc_id + ', and these endpoints of its back end are not: ' + facts.endpointsOfOtherVPCs.join(', ')"
    at: vpc_endpoints
    related:
      - each: (related.restEndpoints + related.relayEndpoints).filter(e, e.VpcEndpointId in facts.endpointsOfOtherVPCs)
        at: VpcId
        message: the VPC of the endpoint

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"back-end-endpoint-unregistered"###,
      summary: ###"A network names an endpoint that the account does not have."###,
      why: ###"A network configuration refers to endpoints by the ids that Databricks gave them when they were registered in the same account."###,
      remediation: ###"Register the AWS endpoint in the account and name the id that this returns."###,
      severity: .error, confidence: .high,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###), (###"Databricks Terraform provider, databricks_mws_vpc_endpoint"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_vpc_endpoint"###)],
      match: [###"databricks.Network"###], needs: [###"databricks.VPCEndpoint"###], isLocal: false,
      fields: [[###"vpc_endpoints"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.hasRestEndpoint || facts.hasRelayEndpoint\###u{1F}1\###u{1F}unknown\###u{1F}facts.unregisteredEndpoints.filter(e, !e.startsWith('vpce-') && !e.contains('/'))\###u{1F}0\###u{1F}1\###u{1F}variables.unknown.size() == 0\###u{1F}1\###u{1F}'network ' + object.?network_name.orValue('') + ' names what is not among the registered endpoints of the account: ' + variables.unknown.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: back-end-endpoint-unregistered
summary: A network names an endpoint that the account does not have.
why: A network configuration refers to endpoints by the ids that Databricks gave them when they were registered in the same account.
remediation: Register the AWS endpoint in the account and name the id that this returns.
severity: error
confidence: high
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
  - name: Databricks Terraform provider, databricks_mws_vpc_endpoint
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_vpc_endpoint
match: [databricks.Network]
needs: [databricks.VPCEndpoint]
matchConditions:
  - facts.hasRestEndpoint || facts.hasRelayEndpoint
variables:
  unknown: facts.unregisteredEndpoints.filter(e, !e.startsWith('vpce-') && !e.contains('/'))
validations:
  - expression: variables.unknown.size() == 0
    messageExpression: "'network ' + object.?network_name.orValue('') + ' names what is not among the registered endpoints of the account: ' + variables.unknown.join(', ')"
    at: vpc_endpoints

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"back-end-endpoint-without-private-dns"###,
      summary: ###"An endpoint of the back end has private DNS names off."###,
      why: ###"Nodes ask for Databricks' public names; without private names these lead to public addresses, past the endpoint."###,
      remediation: ###"Turn private DNS on, with modify-vpc-endpoint --private-dns-enabled or private_dns_enabled = true."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks, Configure DNS for AWS PrivateLink"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink-dns"###)],
      match: [###"aws.VPCEndpoint"###], needs: [###"databricks.Network"###, ###"databricks.VPCEndpoint"###], isLocal: false,
      fields: [[###"PrivateDnsEnabled"###], [###"ServiceName"###]],
      definition: ###"0\###u{1F}2\###u{1F}facts.isBackEnd && (has(object.PrivateDnsEnabled) || related.?terraformResources.orValue([]).size() > 0)\###u{1F}!facts.isElsewhere\###u{1F}3\###u{1F}leftOut\###u{1F}related.?terraformResources.orValue([]).exists(t, has(t.configured) && 'create' in t.?actions.orValue([]) && !has(t.configured.private_dns_enabled) && t.private_dns.size() == 0)\###u{1F}isOn\###u{1F}!variables.leftOut && object.PrivateDnsEnabled\###u{1F}zones\###u{1F}inventory['dns.Zone'].filter(z, z.name.endsWith('.databricks.com') || z.name == 'databricks.com')\###u{1F}0\###u{1F}2\###u{1F}variables.isOn || variables.zones.size() > 0\###u{1F}1\###u{1F}'the endpoint for ' + object.ServiceName + (variables.leftOut ? ' leaves out private_dns_enabled, which is then off,' : ' has private DNS off,') + ' so that nodes go to the public addresses of Databricks'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}PrivateDnsEnabled\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.isOn\###u{1F}1\###u{1F}'the endpoint for ' + object.ServiceName + ' has private DNS off; nodes use it only where the zone ' + variables.zones[0].name + ' answers with its addresses in their VPC'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}PrivateDnsEnabled\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}variables.zones\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}the zone\###u{1F}0"###,
      text: ###"""
id: back-end-endpoint-without-private-dns
summary: An endpoint of the back end has private DNS names off.
why: Nodes ask for Databricks' public names; without private names these lead to public addresses, past the endpoint.
remediation: Turn private DNS on, with modify-vpc-endpoint --private-dns-enabled or private_dns_enabled = true.
severity: error
confidence: high
references:
  - name: Databricks, Configure DNS for AWS PrivateLink
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink-dns
match: [aws.VPCEndpoint]
needs: [databricks.Network, databricks.VPCEndpoint]
matchConditions:
  - facts.isBackEnd && (has(object.PrivateDnsEnabled) || related.?terraformResources.orValue([]).size() > 0)
  - "!facts.isElsewhere"
variables:
  leftOut: related.?terraformResources.orValue([]).exists(t, has(t.configured) && 'create' in t.?actions.orValue([]) && !has(t.configured.private_dns_enabled) && t.private_dns.size() == 0)
  isOn: "!variables.leftOut && object.PrivateDnsEnabled"
  zones: inventory['dns.Zone'].filter(z, z.name.endsWith('.databricks.com') || z.name == 'databricks.com')
validations:
  - expression: variables.isOn || variables.zones.size() > 0
    messageExpression: "'the endpoint for ' + object.ServiceName + (variables.leftOut ? ' leaves out private_dns_enabled, which is then off,' : ' has private DNS off,') + ' so that nodes go to the public addresses of Databricks'"
    at: PrivateDnsEnabled
  - expression: variables.isOn
    severity: warning
    messageExpression: "'the endpoint for ' + object.ServiceName + ' has private DNS off; nodes use it only where the zone ' + variables.zones[0].name + ' answers with its addresses in their VPC'"
    at: PrivateDnsEnabled
    related:
      - each: variables.zones
        message: the zone

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"back-end-endpoints-swapped"###,
      summary: ###"An endpoint stands in the wrong list of a network's vpc_endpoints."###,
      why: ###"An endpoint leads to one service; nodes find neither the REST API behind the relay's nor the relay behind the other."###,
      remediation: ###"Put the endpoint of the general-access service into rest_api and the relay's into dataplane_relay."###,
      severity: .error, confidence: .high,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###), (###"Databricks security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###)],
      match: [###"databricks.Network"###], needs: [], isLocal: false,
      fields: [[###"vpc_endpoints"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.swappedRoles) && (related.registeredEndpoints.size() > 0 || related.restEndpoints.size() > 0 || related.relayEndpoints.size() > 0)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.swappedRoles.size() == 0\###u{1F}1\###u{1F}'network ' + object.?network_name.orValue('') + ' has in the wrong list: ' + facts.swappedRoles.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.registeredEndpoints\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}use_case\###u{1F}1\###u{1F}each.vpc_endpoint_id + ' is registered for ' + each.?use_case.orValue('the service ' + each.?aws_endpoint_service_id.orValue('unknown'))\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: back-end-endpoints-swapped
summary: An endpoint stands in the wrong list of a network's vpc_endpoints.
why: An endpoint leads to one service; nodes find neither the REST API behind the relay's nor the relay behind the other.
remediation: Put the endpoint of the general-access service into rest_api and the relay's into dataplane_relay.
severity: error
confidence: high
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
  - name: Databricks security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
match: [databricks.Network]
matchConditions:
  - has(facts.swappedRoles) && (related.registeredEndpoints.size() > 0 || related.restEndpoints.size() > 0 || related.relayEndpoints.size() > 0)
validations:
  - expression: facts.swappedRoles.size() == 0
    messageExpression: "'network ' + object.?network_name.orValue('') + ' has in the wrong list: ' + facts.swappedRoles.join(', ')"
    at: vpc_endpoints
    related:
      - each: related.registeredEndpoints
        at: use_case
        messageExpression: "each.vpc_endpoint_id + ' is registered for ' + each.?use_case.orValue('the service ' + each.?aws_endpoint_service_id.orValue('unknown'))"

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"backend-pool-empty"###,
      summary: ###"The backend pool of a load balancer's rule has no members."###,
      why: ###"A rule whose pool is empty leads to nothing, and no one answers behind the Private Link Service."###,
      remediation: ###"Look at why the cluster's nodes are not in the pool; the Service's events tell what the controller complains about."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###)],
      match: [###"azure.LoadBalancer"###], needs: [], isLocal: true,
      fields: [[], [###"loadBalancingRules"###], [###"backendAddressPools"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}1\###u{1F}used\###u{1F}object.?loadBalancingRules.orValue([]).map(r, r.?backendAddressPools.orValue([]).map(p, armID(p.?id.orValue(''))) + [armID(r.?backendAddressPool.?id.orValue(''))]).flatten()\###u{1F}1\###u{1F}lists.range(object.?backendAddressPools.orValue([]).size())\###u{1F}1\###u{1F}object.backendAddressPools[item].?backendIPConfigurations.orValue([]).size() > 0 || object.backendAddressPools[item].?loadBalancerBackendAddresses.orValue([]).size() > 0 || !variables.used.exists(u, u.endsWith('/backendaddresspools/' + object.backendAddressPools[item].?name.orValue('').lowerAscii()))\###u{1F}1\###u{1F}'the backend pool ' + object.backendAddressPools[item].?name.orValue('') + ' of load balancer ' + object.name + ' has no members, and a rule leads to it'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'backendAddressPools[' + string(item) + ']'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: backend-pool-empty
summary: The backend pool of a load balancer's rule has no members.
why: A rule whose pool is empty leads to nothing, and no one answers behind the Private Link Service.
remediation: Look at why the cluster's nodes are not in the pool; the Service's events tell what the controller complains about.
severity: error
confidence: medium
references:
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
match: [azure.LoadBalancer]
variables:
  used: >-
    object.?loadBalancingRules.orValue([]).map(r, r.?backendAddressPools.orValue([]).map(p, armID(p.?id.orValue('')))
    + [armID(r.?backendAddressPool.?id.orValue(''))]).flatten()
forEach: lists.range(object.?backendAddressPools.orValue([]).size())
validations:
  - expression: >-
      object.backendAddressPools[item].?backendIPConfigurations.orValue([]).size() > 0
      || object.backendAddressPools[item].?loadBalancerBackendAddresses.orValue([]).size() > 0
      || !variables.used.exists(u, u.endsWith('/backendaddresspools/' + object.backendAddressPools[item].?name.orValue('').lowerAscii()))
    messageExpression: "'the backend pool ' + object.backendAddressPools[item].?name.orValue('') + ' of load balancer ' + object.name + ' has no members, and a rule leads to it'"
    atExpression: "'backendAddressPools[' + string(item) + ']'"

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"backend-pool-of-addresses"###,
      summary: ###"A load balancer behind a Private Link Service has a backend pool of addresses."###,
      why: ###"A Private Link Service needs a backend pool of network interfaces."###,
      remediation: ###"Set the cluster's backend pool type to nodeIPConfiguration, so that the pool holds network interfaces."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.ManagedCluster"###, ###"azure.LoadBalancer"###], needs: [], isLocal: false,
      fields: [[###"networkProfile"###, ###"loadBalancerProfile"###, ###"backendPoolType"###], [###"backendAddressPools"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}1\###u{1F}pools\###u{1F}related.privateLinkServices.size() == 0 || related.clusters.exists(c, c.?networkProfile.?loadBalancerProfile.?backendPoolType.orValue('').lowerAscii() == 'nodeip') ? [] : object.?backendAddressPools.orValue([]).filter(p, p.?backendIPConfigurations.orValue([]).size() == 0 && p.?loadBalancerBackendAddresses.orValue([]).size() > 0 && p.loadBalancerBackendAddresses.all(a, !has(a.networkInterfaceIPConfiguration)))\###u{1F}0\###u{1F}2\###u{1F}object.?networkProfile.?loadBalancerProfile.?backendPoolType.orValue('').lowerAscii() != 'nodeip'\###u{1F}1\###u{1F}'cluster ' + object.name + ' has the backend pool type ' + object.networkProfile.loadBalancerProfile.backendPoolType + '; a Private Link Service needs nodeIPConfiguration'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}networkProfile\###u{1F}member\###u{1F}loadBalancerProfile\###u{1F}member\###u{1F}backendPoolType\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.pools.size() == 0\###u{1F}1\###u{1F}'the backend pool ' + variables.pools.map(p, p.?name.orValue('')).join(', ') + ' of load balancer ' + object.name + ' holds addresses, and a Private Link Service needs network interfaces'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}backendAddressPools\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}loadBalancerFrontendIpConfigurations\###u{1F}0\###u{1F}1\###u{1F}the Private Link Service in front of it\###u{1F}0"###,
      text: ###"""
id: backend-pool-of-addresses
summary: A load balancer behind a Private Link Service has a backend pool of addresses.
why: A Private Link Service needs a backend pool of network interfaces.
remediation: Set the cluster's backend pool type to nodeIPConfiguration, so that the pool holds network interfaces.
severity: error
confidence: high
references:
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.ManagedCluster, azure.LoadBalancer]
variables:
  # The cluster's setting is the cause; where that is told, its load balancer is not told as well.
  pools: >-
    related.privateLinkServices.size() == 0 || related.clusters.exists(c, c.?networkProfile.?loadBalancerProfile.?backendPoolType.orValue('').lowerAscii() == 'nodeip')
    ? [] : object.?backendAddressPools.orValue([]).filter(p, p.?backendIPConfigurations.orValue([]).size() == 0
    && p.?loadBalancerBackendAddresses.orValue([]).size() > 0
    && p.loadBalancerBackendAddresses.all(a, !has(a.networkInterfaceIPConfiguration)))
validations:
  - expression: object.?networkProfile.?loadBalancerProfile.?backendPoolType.orValue('').lowerAscii() != 'nodeip'
    messageExpression: "'cluster ' + object.name + ' has the backend pool type ' + object.networkProfile.loadBalancerProfile.backendPoolType + '; a Private Link Service needs nodeIPConfiguration'"
    at: networkProfile.loadBalancerProfile.backendPoolType
  - expression: variables.pools.size() == 0
    messageExpression: "'the backend pool ' + variables.pools.map(p, p.?name.orValue('')).join(', ') + ' of load balancer ' + object.name + ' holds addresses, and a Private Link Service needs network interfaces'"
    at: backendAddressPools
    related:
      - {each: related.privateLinkServices, at: loadBalancerFrontendIpConfigurations, message: the Private Link Service in front of it}

"""###),
    EmbeddedRule(
      family: ###"path"###, id: ###"certificate-from-public-issuer"###,
      summary: ###"A certificate for a name that the internet does not have is asked of a public authority."###,
      why: ###"Public authorities sign names only that they can look up in the public DNS; a name below a private suffix never gets a certificate, so the gateway has none to show."###,
      remediation: ###"Take the certificate from a private authority that the caller trusts, or give the gateway a name below a public domain of yours and prove it by DNS."###,
      severity: .warning, confidence: .medium,
      references: [(###"ICANN, .internal reserved for private use"###, ###"https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en"###), (###"cert-manager, ACME issuers"###, ###"https://cert-manager.io/docs/configuration/acme/"###)],
      match: [###"kubernetes.Certificate.cert-manager.io"###], needs: [], isLocal: false,
      fields: [[###"spec"###, ###"issuerRef"###], [###"spec"###, ###"dnsNames"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.issuers.size() > 0 && related.connections.size() > 0\###u{1F}2\###u{1F}private\###u{1F}object.spec.?dnsNames.orValue([]).map(n, dnsName(n)).filter(n, n.matches('[.](internal|local|lan|intranet|corp|private|home[.]arpa|test|example|invalid|localhost)$'))\###u{1F}public\###u{1F}related.issuers.filter(i, i.?spec.?acme.?server.orValue('').matches('(letsencrypt[.]org|api[.]buypass[.]com|acme[.]zerossl[.]com|acme[.]ssl[.]com|dv[.]acme-v02[.]api[.]pki[.]goog|acme[.]sectigo[.]com|acme[.]digicert[.]com)'))\###u{1F}0\###u{1F}1\###u{1F}variables.private.size() == 0 || variables.public.size() == 0\###u{1F}1\###u{1F}'the certificate ' + object.metadata.name + ' is asked of ' + variables.public[0].metadata.name + ' (' + hostOf(variables.public[0].spec.acme.server) + '), and ' + variables.private.join(', ') + ' is no name of the public DNS'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}issuerRef\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.public\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}acme\###u{1F}member\###u{1F}server\###u{1F}0\###u{1F}1\###u{1F}a public authority\###u{1F}0"###,
      text: ###"""
id: certificate-from-public-issuer
summary: A certificate for a name that the internet does not have is asked of a public authority.
why: Public authorities sign names only that they can look up in the public DNS; a name below a private suffix never gets a certificate, so the gateway has none to show.
remediation: Take the certificate from a private authority that the caller trusts, or give the gateway a name below a public domain of yours and prove it by DNS.
severity: warning
confidence: medium
references:
  - name: ICANN, .internal reserved for private use
    url: https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en
  - name: cert-manager, ACME issuers
    url: https://cert-manager.io/docs/configuration/acme/
match: [kubernetes.Certificate.cert-manager.io]
matchConditions:
  - related.issuers.size() > 0 && related.connections.size() > 0
variables:
  private: object.spec.?dnsNames.orValue([]).map(n, dnsName(n)).filter(n, n.matches('[.](internal|local|lan|intranet|corp|private|home[.]arpa|test|example|invalid|localhost)$'))
  # A private authority may speak ACME as well; these directories belong to public ones.
  public: "related.issuers.filter(i, i.?spec.?acme.?server.orValue('').matches('(letsencrypt[.]org|api[.]buypass[.]com|acme[.]zerossl[.]com|acme[.]ssl[.]com|dv[.]acme-v02[.]api[.]pki[.]goog|acme[.]sectigo[.]com|acme[.]digicert[.]com)'))"
validations:
  - expression: variables.private.size() == 0 || variables.public.size() == 0
    messageExpression: "'the certificate ' + object.metadata.name + ' is asked of ' + variables.public[0].metadata.name + ' (' + hostOf(variables.public[0].spec.acme.server) + '), and ' + variables.private.join(', ') + ' is no name of the public DNS'"
    at: spec.issuerRef
    related:
      - {each: variables.public, at: spec.acme.server, message: a public authority}

"""###),
    EmbeddedRule(
      family: ###"path"###, id: ###"certificate-without-hostname"###,
      summary: ###"The certificate of the gateway does not have the connection's host."###,
      why: ###"Databricks checks that the certificate which the gateway shows is for the host that it calls; otherwise the call fails. A wildcard stands for one label, and the common name counts for nothing."###,
      remediation: ###"Add the host to dnsNames of the Certificate."###,
      severity: .error, confidence: .medium,
      references: [(###"RFC 9525, section 6.3 (matching DNS names, wildcards)"###, ###"https://www.rfc-editor.org/rfc/rfc9525#section-6.3"###), (###"cert-manager, Certificate resource"###, ###"https://cert-manager.io/docs/usage/certificate/"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: false,
      fields: [[###"options"###, ###"host"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.certificates.size() > 0 && facts.host != '' && !object.?options.?host.orValue('').startsWith('http://')\###u{1F}3\###u{1F}names\###u{1F}related.certificates.map(c, (has(c.spec) ? c.spec.?dnsNames.orValue([]) : c.metadata.?annotations[?'cert-manager.io/alt-names'].orValue('').split(',')).map(n, dnsName(n.trim()))).flatten().filter(n, n != '').distinct()\###u{1F}addresses\###u{1F}related.certificates.map(c, has(c.spec) ? c.spec.?ipAddresses.orValue([]) : c.metadata.?annotations[?'cert-manager.io/ip-sans'].orValue('').split(',').map(a, a.trim())).flatten()\###u{1F}parent\###u{1F}facts.host.contains('.') ? facts.host.substring(facts.host.indexOf('.')) : ''\###u{1F}0\###u{1F}1\###u{1F}facts.host in variables.names || facts.host in variables.addresses || ('*' + variables.parent) in variables.names\###u{1F}1\###u{1F}'connection ' + object.name + ' calls ' + facts.host + ', and the certificate of the pods behind it is for ' + (variables.names.size() == 0 ? 'no name' : variables.names.join(', '))\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.certificates\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}dnsNames\###u{1F}0\###u{1F}1\###u{1F}the names of the certificate\###u{1F}0"###,
      text: ###"""
id: certificate-without-hostname
summary: The certificate of the gateway does not have the connection's host.
why: Databricks checks that the certificate which the gateway shows is for the host that it calls; otherwise the call fails. A wildcard stands for one label, and the common name counts for nothing.
remediation: Add the host to dnsNames of the Certificate.
severity: error
confidence: medium
references:
  - name: RFC 9525, section 6.3 (matching DNS names, wildcards)
    url: https://www.rfc-editor.org/rfc/rfc9525#section-6.3
  - name: cert-manager, Certificate resource
    url: https://cert-manager.io/docs/usage/certificate/
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [databricks.Connection]
matchConditions:
  - related.certificates.size() > 0 && facts.host != '' && !object.?options.?host.orValue('').startsWith('http://')
variables:
  # Of a Secret that cert-manager wrote the annotations tell the names.
  names: >-
    related.certificates.map(c, (has(c.spec) ? c.spec.?dnsNames.orValue([])
    : c.metadata.?annotations[?'cert-manager.io/alt-names'].orValue('').split(',')).map(n, dnsName(n.trim()))).flatten().filter(n, n != '').distinct()
  addresses: >-
    related.certificates.map(c, has(c.spec) ? c.spec.?ipAddresses.orValue([])
    : c.metadata.?annotations[?'cert-manager.io/ip-sans'].orValue('').split(',').map(a, a.trim())).flatten()
  parent: "facts.host.contains('.') ? facts.host.substring(facts.host.indexOf('.')) : ''"
validations:
  - expression: facts.host in variables.names || facts.host in variables.addresses || ('*' + variables.parent) in variables.names
    messageExpression: >-
      'connection ' + object.name + ' calls ' + facts.host + ', and the certificate of the pods behind it is for ' + (variables.names.size() == 0 ? 'no name' : variables.names.join(', '))
    at: options.host
    related:
      - {each: related.certificates, at: spec.dnsNames, message: the names of the certificate}

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"classic-warehouse-marked-serverless"###,
      summary: ###"A warehouse of type CLASSIC has serverless compute turned on."###,
      why: ###"Serverless compute needs the type PRO; there is no serverless CLASSIC warehouse."###,
      remediation: ###"Set warehouse_type to PRO."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/sql/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Warehouse"###], needs: [], isLocal: true,
      fields: [[###"warehouse_type"###], [###"enable_serverless_compute"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!(object.?warehouse_type.orValue('').upperAscii() == 'CLASSIC' && object.?enable_serverless_compute.orValue(false))\###u{1F}1\###u{1F}'warehouse ' + object.?name.orValue('') + ' is CLASSIC with enable_serverless_compute true; serverless needs PRO'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}warehouse_type\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: classic-warehouse-marked-serverless
summary: A warehouse of type CLASSIC has serverless compute turned on.
why: Serverless compute needs the type PRO; there is no serverless CLASSIC warehouse.
remediation: Set warehouse_type to PRO.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/sql/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Warehouse]
validations:
  - expression: "!(object.?warehouse_type.orValue('').upperAscii() == 'CLASSIC' && object.?enable_serverless_compute.orValue(false))"
    messageExpression: "'warehouse ' + object.?name.orValue('') + ' is CLASSIC with enable_serverless_compute true; serverless needs PRO'"
    at: warehouse_type

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"cluster-cut-off"###,
      summary: ###"A cluster ended because its nodes did not reach the control plane or what they need to start."###,
      why: ###"The reason of the termination is one of those that a blocked tunnel, a missing route, a wrong DNS setting or an exhausted subnet causes."###,
      remediation: ###"Mend what airtight finds in the network of the workspace, or follow airtight trace; then start the cluster again."###,
      severity: .warning, confidence: .high,
      references: [(###"Databricks SDK for Go, service/compute/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###), (###"Databricks on AWS, classic compute plane networking"###, ###"https://docs.databricks.com/aws/en/security/network/classic/"###)],
      match: [###"databricks.Cluster"###], needs: [], isLocal: true,
      fields: [[###"termination_reason"###, ###"code"###], [###"state"###], [###"aws_attributes"###], [###"cluster_id"###], [###"cluster_name"###]],
      definition: ###"0\###u{1F}3\###u{1F}object.?termination_reason.?code.orValue('') != ''\###u{1F}object.?state.orValue('TERMINATED') in ['TERMINATED', 'TERMINATING', 'ERROR']\###u{1F}has(object.aws_attributes)\###u{1F}2\###u{1F}code\###u{1F}object.termination_reason.code.endsWith('_DUE_TO_MISCONFIG') ? object.termination_reason.code.substring(0, object.termination_reason.code.size() - 17) : object.termination_reason.code\###u{1F}causes\###u{1F}{'NPIP_TUNNEL_SETUP_FAILURE': 'the tunnel to the relay', 'NPIP_TUNNEL_TOKEN_FAILURE': 'the tunnel to the relay', 'MTLS_PORT_CONNECTIVITY_FAILURE': 'the tunnel to the relay', 'SECURITY_DAEMON_REGISTRATION_EXCEPTION': 'the tunnel to the relay', 'CONTROL_PLANE_CONNECTION_FAILURE': 'the control plane', 'CONTROL_PLANE_REQUEST_FAILURE': 'the control plane', 'NETWORK_CHECK_CONTROL_PLANE_FAILURE': 'the control plane', 'BOOTSTRAP_TIMEOUT': 'the control plane', 'SELF_BOOTSTRAP_FAILURE': 'the control plane', 'INSTANCE_UNREACHABLE': 'the control plane', 'DNS_RESOLUTION_ERROR': 'the DNS server', 'NETWORK_CHECK_DNS_SERVER_FAILURE': 'the DNS server', 'NETWORK_CHECK_STORAGE_FAILURE': 'S3', 'STORAGE_DOWNLOAD_FAILURE': 'S3', 'STS_CLIENT_SETUP_FAILURE': 'STS', 'HIVEMETASTORE_CONNECTIVITY_FAILURE': 'the metastore', 'SUBNET_EXHAUSTED_FAILURE': 'free addresses of the subnet', 'AWS_INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET_FAILURE': 'free addresses of the subnet', 'IP_EXHAUSTION_FAILURE': 'free addresses of the subnet', 'NETWORK_CONFIGURATION_FAILURE': 'the network', 'NETWORK_CHECK_NIC_FAILURE': 'the network', 'NETWORK_CHECK_MULTIPLE_COMPONENTS_FAILURE': 'the network'}\###u{1F}0\###u{1F}1\###u{1F}!(variables.code in variables.causes)\###u{1F}1\###u{1F}'cluster ' + object.?cluster_name.orValue(object.cluster_id) + ' ended with ' + object.termination_reason.code + ': look at ' + variables.causes[variables.code]\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}termination_reason\###u{1F}member\###u{1F}code\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: cluster-cut-off
summary: A cluster ended because its nodes did not reach the control plane or what they need to start.
why: The reason of the termination is one of those that a blocked tunnel, a missing route, a wrong DNS setting or an exhausted subnet causes.
remediation: Mend what airtight finds in the network of the workspace, or follow airtight trace; then start the cluster again.
severity: warning
confidence: high
references:
  - name: Databricks SDK for Go, service/compute/model.go
    url: https://github.com/databricks/databricks-sdk-go
  - name: Databricks on AWS, classic compute plane networking
    url: https://docs.databricks.com/aws/en/security/network/classic/
match: [databricks.Cluster]
matchConditions:
  - object.?termination_reason.?code.orValue('') != ''
  - "object.?state.orValue('TERMINATED') in ['TERMINATED', 'TERMINATING', 'ERROR']"
  - has(object.aws_attributes)
variables:
  code: "object.termination_reason.code.endsWith('_DUE_TO_MISCONFIG') ? object.termination_reason.code.substring(0, object.termination_reason.code.size() - 17) : object.termination_reason.code"
  causes: >-
    {'NPIP_TUNNEL_SETUP_FAILURE': 'the tunnel to the relay', 'NPIP_TUNNEL_TOKEN_FAILURE': 'the tunnel to the relay',
    'MTLS_PORT_CONNECTIVITY_FAILURE': 'the tunnel to the relay', 'SECURITY_DAEMON_REGISTRATION_EXCEPTION': 'the tunnel to the relay',
    'CONTROL_PLANE_CONNECTION_FAILURE': 'the control plane', 'CONTROL_PLANE_REQUEST_FAILURE': 'the control plane',
    'NETWORK_CHECK_CONTROL_PLANE_FAILURE': 'the control plane', 'BOOTSTRAP_TIMEOUT': 'the control plane',
    'SELF_BOOTSTRAP_FAILURE': 'the control plane', 'INSTANCE_UNREACHABLE': 'the control plane',
    'DNS_RESOLUTION_ERROR': 'the DNS server', 'NETWORK_CHECK_DNS_SERVER_FAILURE': 'the DNS server',
    'NETWORK_CHECK_STORAGE_FAILURE': 'S3', 'STORAGE_DOWNLOAD_FAILURE': 'S3', 'STS_CLIENT_SETUP_FAILURE': 'STS',
    'HIVEMETASTORE_CONNECTIVITY_FAILURE': 'the metastore', 'SUBNET_EXHAUSTED_FAILURE': 'free addresses of the subnet',
    'AWS_INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET_FAILURE': 'free addresses of the subnet', 'IP_EXHAUSTION_FAILURE': 'free addresses of the subnet',
    'NETWORK_CONFIGURATION_FAILURE': 'the network', 'NETWORK_CHECK_NIC_FAILURE': 'the network', 'NETWORK_CHECK_MULTIPLE_COMPONENTS_FAILURE': 'the network'}
validations:
  - expression: "!(variables.code in variables.causes)"
    messageExpression: "'cluster ' + object.?cluster_name.orValue(object.cluster_id) + ' ended with ' + object.termination_reason.code + ': look at ' + variables.causes[variables.code]"
    at: termination_reason.code

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"cluster-region-differs"###,
      summary: ###"The cluster is in another region than the Databricks workspace."###,
      why: ###"The set-up asks for one region; a private endpoint reaches across regions, but every call then pays for the way in time and money."###,
      remediation: ###"Move the gateway's cluster and the workspace into one region, or accept the cost."###,
      severity: .warning, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.ManagedCluster"###], needs: [], isLocal: false,
      fields: [[###"location"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.location) && (related.workspaces.exists(w, has(w.region) || has(w.location)) ? related.workspaces : related.networkConnectivityConfigs).size() > 0\###u{1F}2\###u{1F}sides\###u{1F}related.workspaces.exists(w, has(w.region) || has(w.location)) ? related.workspaces : related.networkConnectivityConfigs\###u{1F}others\###u{1F}variables.sides.filter(s, s.?region.or(s.?location).hasValue() && region(s.?region.or(s.?location).value()) != region(object.location))\###u{1F}0\###u{1F}1\###u{1F}variables.others.size() == 0\###u{1F}1\###u{1F}'cluster ' + object.name + ' is in ' + region(object.location) + ', and the private endpoint rules that lead to it are for ' + variables.others.map(s, region(s.?region.or(s.?location).value())).distinct().join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}location\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.others\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}region\###u{1F}0\###u{1F}1\###u{1F}the other region\###u{1F}0"###,
      text: ###"""
id: cluster-region-differs
summary: The cluster is in another region than the Databricks workspace.
why: The set-up asks for one region; a private endpoint reaches across regions, but every call then pays for the way in time and money.
remediation: Move the gateway's cluster and the workspace into one region, or accept the cost.
severity: warning
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.ManagedCluster]
matchConditions:
  - >-
      has(object.location) && (related.workspaces.exists(w, has(w.region) || has(w.location)) ? related.workspaces : related.networkConnectivityConfigs).size() > 0
variables:
  # A configuration and its workspaces share a region; where they do not, another rule says so.
  sides: "related.workspaces.exists(w, has(w.region) || has(w.location)) ? related.workspaces : related.networkConnectivityConfigs"
  others: variables.sides.filter(s, s.?region.or(s.?location).hasValue() && region(s.?region.or(s.?location).value()) != region(object.location))
validations:
  - expression: variables.others.size() == 0
    messageExpression: "'cluster ' + object.name + ' is in ' + region(object.location) + ', and the private endpoint rules that lead to it are for ' + variables.others.map(s, region(s.?region.or(s.?location).value())).distinct().join(', ')"
    at: location
    related:
      - {each: variables.others, at: region, message: the other region}

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-base-path-empty"###,
      summary: ###"The base path of a connection is empty."###,
      why: ###"Creating a connection with an empty base path fails; without the option it is /."###,
      remediation: ###"Write / or leave the option out."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, CREATE CONNECTION"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[###"options"###, ###"base_path"###], [###"connection_type"###], [###"options"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP' && has(object.options) && has(object.options.base_path)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.options.base_path != ''\###u{1F}1\###u{1F}'the base_path of connection ' + object.name + ' is empty; / is the root'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}base_path\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Write the root as /\###u{1F}safe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}base_path\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}/\###u{1F}0"###,
      text: ###"""
id: connection-base-path-empty
summary: The base path of a connection is empty.
why: Creating a connection with an empty base path fails; without the option it is /.
remediation: Write / or leave the option out.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, CREATE CONNECTION
    url: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection
match: [databricks.Connection]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP' && has(object.options) && has(object.options.base_path)
validations:
  - expression: object.options.base_path != ''
    messageExpression: "'the base_path of connection ' + object.name + ' is empty; / is the root'"
    at: options.base_path
fixes:
  - title: Write the root as /
    safety: safe
    # A string in double quotes is one in JSON and in Databricks SQL.
    set: {at: options.base_path, value: "/"}

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-base-path-malformed"###,
      summary: ###"The base path of a connection has blanks, .. or no slash at its beginning."###,
      why: ###"Creating a connection with such a base path fails, and PATH of http_request is appended to it as it is."###,
      remediation: ###"Write a plain path such as /lds."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, CREATE CONNECTION"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[###"options"###, ###"base_path"###], [###"connection_type"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP' && object.?options.?base_path.orValue('') != ''\###u{1F}1\###u{1F}path\###u{1F}object.options.base_path\###u{1F}0\###u{1F}3\###u{1F}!variables.path.matches('[[:space:]]')\###u{1F}1\###u{1F}'the base_path "' + variables.path + '" of connection ' + object.name + ' has a blank'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}base_path\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!variables.path.matches('(^|/)[.][.](/|$)')\###u{1F}1\###u{1F}'the base_path "' + variables.path + '" of connection ' + object.name + ' leads upwards with ..'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}base_path\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.path.startsWith('/')\###u{1F}1\###u{1F}'the base_path "' + variables.path + '" of connection ' + object.name + ' does not begin with a slash'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}base_path\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-base-path-malformed
summary: The base path of a connection has blanks, .. or no slash at its beginning.
why: Creating a connection with such a base path fails, and PATH of http_request is appended to it as it is.
remediation: Write a plain path such as /lds.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, CREATE CONNECTION
    url: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection
match: [databricks.Connection]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP' && object.?options.?base_path.orValue('') != ''
variables:
  path: object.options.base_path
validations:
  - expression: "!variables.path.matches('[[:space:]]')"
    messageExpression: "'the base_path \"' + variables.path + '\" of connection ' + object.name + ' has a blank'"
    at: options.base_path
  - expression: "!variables.path.matches('(^|/)[.][.](/|$)')"
    messageExpression: "'the base_path \"' + variables.path + '\" of connection ' + object.name + ' leads upwards with ..'"
    at: options.base_path
  - expression: variables.path.startsWith('/')
    messageExpression: "'the base_path \"' + variables.path + '\" of connection ' + object.name + ' does not begin with a slash'"
    at: options.base_path
    severity: warning

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-credential-literal"###,
      summary: ###"A credential of a connection is written out."###,
      why: ###"Whoever reads the file, its history or the query history can call the gateway with it."###,
      remediation: ###"Put the credential into a secret scope, read it with secret(scope, key), and rotate the one that was written out."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, CREATE CONNECTION"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[], [###"options"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?options.orValue({}).filter(key, key.lowerAscii().matches('(token|secret|password|passwd|api_key|private_key)$'))\###u{1F}1\###u{1F}string(object.options[item]) in ['', '(secret)', 'REDACTED', '[REDACTED]', '(sensitive)'] || string(object.options[item]).matches('^[*]+$') || string(object.options[item]).matches('^([{][{]|[$][{])')\###u{1F}1\###u{1F}'the ' + item + ' of connection ' + object.name + ' is written out; read it with secret(scope, key)'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'options["' + item + '"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-credential-literal
summary: A credential of a connection is written out.
why: Whoever reads the file, its history or the query history can call the gateway with it.
remediation: Put the credential into a secret scope, read it with secret(scope, key), and rotate the one that was written out.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, CREATE CONNECTION
    url: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection
match: [databricks.Connection]
forEach: object.?options.orValue({}).filter(key, key.lowerAscii().matches('(token|secret|password|passwd|api_key|private_key)$'))
validations:
  # The value itself is never told.
  - expression: >-
      string(object.options[item]) in ['', '(secret)', 'REDACTED', '[REDACTED]', '(sensitive)'] || string(object.options[item]).matches('^[*]+$')
      || string(object.options[item]).matches('^([{][{]|[$][{])')
    messageExpression: "'the ' + item + ' of connection ' + object.name + ' is written out; read it with secret(scope, key)'"
    atExpression: "'options[\"' + item + '\"]'"

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-grant-too-wide"###,
      summary: ###"A connection to the gateway is granted to everyone, or with all privileges."###,
      why: ###"The gateway behind it does not ask who calls; whoever may use the connection may use the gateway."###,
      remediation: ###"Grant USE CONNECTION to the groups that call the functions."###,
      severity: .warning, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Databricks Terraform provider, databricks_grants"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/grants"###)],
      match: [###"databricks.Grants"###], needs: [], isLocal: false,
      fields: [[], [###"privilege_assignments"###], [###"securable_type"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?securable_type.orValue('').upperAscii() == 'CONNECTION' || related.connections.size() > 0 || object.?privilege_assignments.orValue([]).exists(a, a.?privileges.orValue([]).exists(p, p.upperAscii() == 'USE_CONNECTION'))\###u{1F}2\###u{1F}use\###u{1F}['USE_CONNECTION', 'ALL_PRIVILEGES', 'MANAGE']\###u{1F}place\###u{1F}object.privilege_assignments.size() == 1 ? 'privilege_assignments[0].principal' : 'privilege_assignments'\###u{1F}1\###u{1F}object.?privilege_assignments.orValue([])\###u{1F}2\###u{1F}!(item.?principal.orValue('').lowerAscii() in ['account users', 'users'] && item.?privileges.orValue([]).exists(p, p.upperAscii() in variables.use))\###u{1F}1\###u{1F}'\"' + item.principal + '\", which is everyone, has ' + item.privileges.filter(p, p.upperAscii() in variables.use).join(', ') + ' on the connection'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.place\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!item.?privileges.orValue([]).exists(p, p.upperAscii() == 'ALL_PRIVILEGES')\###u{1F}1\###u{1F}item.?principal.orValue('a principal') + ' has all privileges on the connection; calling through it takes USE_CONNECTION alone'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.place\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-grant-too-wide
summary: A connection to the gateway is granted to everyone, or with all privileges.
why: The gateway behind it does not ask who calls; whoever may use the connection may use the gateway.
remediation: Grant USE CONNECTION to the groups that call the functions.
severity: warning
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Databricks Terraform provider, databricks_grants
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/grants
match: [databricks.Grants]
matchConditions:
  - >-
    object.?securable_type.orValue('').upperAscii() == 'CONNECTION' || related.connections.size() > 0
    || object.?privilege_assignments.orValue([]).exists(a, a.?privileges.orValue([]).exists(p, p.upperAscii() == 'USE_CONNECTION'))
variables:
  use: "['USE_CONNECTION', 'ALL_PRIVILEGES', 'MANAGE']"
  place: "object.privilege_assignments.size() == 1 ? 'privilege_assignments[0].principal' : 'privilege_assignments'"
forEach: object.?privilege_assignments.orValue([])
validations:
  - expression: "!(item.?principal.orValue('').lowerAscii() in ['account users', 'users'] && item.?privileges.orValue([]).exists(p, p.upperAscii() in variables.use))"
    messageExpression: >-
      '\"' + item.principal + '\", which is everyone, has ' + item.privileges.filter(p, p.upperAscii() in variables.use).join(', ') + ' on the connection'
    atExpression: variables.place
  - expression: "!item.?privileges.orValue([]).exists(p, p.upperAscii() == 'ALL_PRIVILEGES')"
    messageExpression: "item.?principal.orValue('a principal') + ' has all privileges on the connection; calling through it takes USE_CONNECTION alone'"
    atExpression: variables.place

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-host-address"###,
      summary: ###"A connection's host is an IP address."###,
      why: ###"An address cannot be in domain_names, so it never takes the private path, and no certificate fits it."###,
      remediation: ###"Use the hostname that the private endpoint rule names."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: false,
      fields: [[###"options"###, ###"host"###], [###"connection_type"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!isIP(hostOf(object.?options.?host.orValue('')))\###u{1F}1\###u{1F}'connection ' + object.name + ' goes to the address ' + facts.host + ', which no private endpoint rule can name'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-host-address
summary: A connection's host is an IP address.
why: An address cannot be in domain_names, so it never takes the private path, and no certificate fits it.
remediation: Use the hostname that the private endpoint rule names.
severity: error
confidence: high
references:
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
match: [databricks.Connection]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP'
validations:
  - expression: "!isIP(hostOf(object.?options.?host.orValue('')))"
    messageExpression: "'connection ' + object.name + ' goes to the address ' + facts.host + ', which no private endpoint rule can name'"
    at: options.host

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-host-not-normalised"###,
      summary: ###"The host of a connection is no plain URL of scheme and hostname."###,
      why: ###"The host has to be a normalised URL, and creating the connection fails or goes elsewhere where it is not; port and path have options of their own."###,
      remediation: ###"Write https:// and the hostname, the port into port and the path into base_path."###,
      severity: .warning, confidence: .medium,
      references: [(###"Databricks SQL reference, CREATE CONNECTION"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection"###), (###"Databricks, connect to external HTTP services"###, ###"https://docs.databricks.com/query-federation/http"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: false,
      fields: [[###"options"###, ###"host"###], [###"connection_type"###], [###"options"###, ###"port"###], [###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP' && object.?options.?host.orValue('') != ''\###u{1F}!isIP(facts.host) && !object.options.host.matches('AT_GATEWAY_HOSTNAME|<[^>]*>')\###u{1F}4\###u{1F}host\###u{1F}object.options.host\###u{1F}port\###u{1F}string(object.options.?port.orValue(''))\###u{1F}namesPort\###u{1F}variables.host.matches('://[^/?#]*:[0-9]+([/?#]|$)')\###u{1F}samePort\###u{1F}variables.port == '' || variables.host.matches('://[^/?#]*:' + (variables.port.matches('^[0-9]+$') ? variables.port : '0') + '([/?#]|$)')\###u{1F}0\###u{1F}6\###u{1F}facts.host != ''\###u{1F}1\###u{1F}'the host of connection ' + object.name + ' names no host; it has to be a URL such as https://gateway.contoso.internal'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.host.lowerAscii().matches('^https?://')\###u{1F}1\###u{1F}'the host of connection ' + object.name + ' does not begin with https://; https://' + facts.host + ' would be a URL'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!variables.host.matches('://[^/?#]*@')\###u{1F}1\###u{1F}'the host of connection ' + object.name + ' has a user before ' + facts.host + '; credentials have options of their own'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!variables.namesPort || !variables.samePort\###u{1F}1\###u{1F}'the host of connection ' + object.name + ' has a port; it belongs into the option port'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!variables.host.matches('://[^/?#]*(/[^?#]|/?[?#])')\###u{1F}1\###u{1F}'the host of connection ' + object.name + ' has a path or a query after ' + facts.host + '; a path belongs into base_path'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!variables.host.endsWith('/')\###u{1F}1\###u{1F}'the host of connection ' + object.name + ' ends with a slash; https://' + facts.host + ' would be a URL'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-host-not-normalised
summary: The host of a connection is no plain URL of scheme and hostname.
why: The host has to be a normalised URL, and creating the connection fails or goes elsewhere where it is not; port and path have options of their own.
remediation: Write https:// and the hostname, the port into port and the path into base_path.
severity: warning
confidence: medium
references:
  - name: Databricks SQL reference, CREATE CONNECTION
    url: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection
  - name: Databricks, connect to external HTTP services
    url: https://docs.databricks.com/query-federation/http
match: [databricks.Connection]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP' && object.?options.?host.orValue('') != ''
  # Addresses and placeholders have rules of their own.
  - "!isIP(facts.host) && !object.options.host.matches('AT_GATEWAY_HOSTNAME|<[^>]*>')"
variables:
  host: object.options.host
  port: string(object.options.?port.orValue(''))
  # A port that contradicts the option is told by connection-port-invalid.
  namesPort: variables.host.matches('://[^/?#]*:[0-9]+([/?#]|$)')
  samePort: "variables.port == '' || variables.host.matches('://[^/?#]*:' + (variables.port.matches('^[0-9]+$') ? variables.port : '0') + '([/?#]|$)')"
validations:
  - expression: facts.host != ''
    messageExpression: "'the host of connection ' + object.name + ' names no host; it has to be a URL such as https://gateway.contoso.internal'"
    at: options.host
  - expression: variables.host.lowerAscii().matches('^https?://')
    messageExpression: "'the host of connection ' + object.name + ' does not begin with https://; https://' + facts.host + ' would be a URL'"
    at: options.host
  - expression: "!variables.host.matches('://[^/?#]*@')"
    messageExpression: "'the host of connection ' + object.name + ' has a user before ' + facts.host + '; credentials have options of their own'"
    at: options.host
  - expression: "!variables.namesPort || !variables.samePort"
    messageExpression: "'the host of connection ' + object.name + ' has a port; it belongs into the option port'"
    at: options.host
  - expression: "!variables.host.matches('://[^/?#]*(/[^?#]|/?[?#])')"
    messageExpression: "'the host of connection ' + object.name + ' has a path or a query after ' + facts.host + '; a path belongs into base_path'"
    at: options.host
  - expression: "!variables.host.endsWith('/')"
    messageExpression: "'the host of connection ' + object.name + ' ends with a slash; https://' + facts.host + ' would be a URL'"
    at: options.host

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-host-not-routed"###,
      summary: ###"A connection's host is in no established private endpoint rule of the attached configuration."###,
      why: ###"Databricks sends only the names in domain_names of an established rule of the attached configuration through the private endpoint; any other name is looked up and reached over the internet."###,
      remediation: ###"Put the connection's host, exactly as it is there, into domain_names of the rule for the Private Link Service, in the configuration that is attached to the workspace, and have its endpoint approved."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.Connection"###], needs: [###"databricks.PrivateEndpointRule"###], isLocal: false,
      fields: [[###"options"###, ###"host"###], [###"connection_type"###], [###"name"###]],
      definition: ###"0\###u{1F}3\###u{1F}facts.hasAllRules\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP'\###u{1F}facts.host != '' && !isIP(facts.host)\###u{1F}4\###u{1F}named\###u{1F}inventory['databricks.PrivateEndpointRule'].map(r, r.?domain_names.orValue([])).flatten()\###u{1F}configurations\###u{1F}inventory[?'databricks.Workspace'].orValue([]).map(w, w.?network_connectivity_config_id.orValue('').lowerAscii()).filter(c, c != '')\###u{1F}isAttached\###u{1F}inventory['databricks.PrivateEndpointRule'].exists(r, r.?network_connectivity_config_id.orValue('').lowerAscii() in inventory[?'databricks.Workspace'].orValue([]).map(w, w.?network_connectivity_config_id.orValue('').lowerAscii()).filter(c, c != ''))\###u{1F}candidates\###u{1F}related.privateEndpointRules.filter(r, !variables.isAttached || r.?network_connectivity_config_id.orValue('').lowerAscii() in variables.configurations)\###u{1F}0\###u{1F}3\###u{1F}related.privateEndpointRules.size() > 0\###u{1F}1\###u{1F}'the host ' + facts.host + ' of connection ' + object.name + ' is in no domain_names, so it does not take the private path; the rules name ' + (variables.named.size() > 10 ? variables.named.slice(0, 10).join(', ') + ' and ' + string(variables.named.size() - 10) + ' more' : variables.named.join(', '))\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}inventory['databricks.PrivateEndpointRule']\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}1\###u{1F}the names that take this rule's private path\###u{1F}variables.candidates.size() > 0\###u{1F}1\###u{1F}'the host ' + facts.host + ' of connection ' + object.name + ' is named by rules of the configuration ' + related.privateEndpointRules.map(r, r.?network_connectivity_config_id.orValue('')).join(', ') + ' only, and the workspaces in the inputs are attached to ' + variables.configurations.join(', ')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateEndpointRules\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_connectivity_config_id\###u{1F}0\###u{1F}1\###u{1F}this rule is in a configuration that no workspace has\###u{1F}variables.candidates.exists(r, r.?connection_state.orValue('ESTABLISHED') == 'ESTABLISHED' && !r.?deactivated.orValue(false))\###u{1F}1\###u{1F}'the host ' + facts.host + ' of connection ' + object.name + ' does not take the private path yet: no rule that names it is ESTABLISHED (' + variables.candidates.map(r, r.?deactivated.orValue(false) ? 'deactivated' : r.connection_state).join(', ') + ')'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}1\###u{1F}variables.candidates\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}connection_state\###u{1F}0\###u{1F}1\###u{1F}the state of the rule that names the host\###u{1F}0"###,
      text: ###"""
id: connection-host-not-routed
summary: A connection's host is in no established private endpoint rule of the attached configuration.
why: Databricks sends only the names in domain_names of an established rule of the attached configuration through the private endpoint; any other name is looked up and reached over the internet.
remediation: Put the connection's host, exactly as it is there, into domain_names of the rule for the Private Link Service, in the configuration that is attached to the workspace, and have its endpoint approved.
severity: error
confidence: high
references:
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [databricks.Connection]
needs: [databricks.PrivateEndpointRule]
matchConditions:
  # Another page of the rules may have it.
  - facts.hasAllRules
  - object.?connection_type.orValue('').upperAscii() == 'HTTP'
  - facts.host != '' && !isIP(facts.host)
variables:
  named: inventory['databricks.PrivateEndpointRule'].map(r, r.?domain_names.orValue([])).flatten()
  configurations: inventory[?'databricks.Workspace'].orValue([]).map(w, w.?network_connectivity_config_id.orValue('').lowerAscii()).filter(c, c != '')
  # That a workspace's configuration holds no rule at all is told by network-connectivity-config-not-attached.
  isAttached: >-
    inventory['databricks.PrivateEndpointRule'].exists(r, r.?network_connectivity_config_id.orValue('').lowerAscii()
    in inventory[?'databricks.Workspace'].orValue([]).map(w, w.?network_connectivity_config_id.orValue('').lowerAscii()).filter(c, c != ''))
  candidates: related.privateEndpointRules.filter(r, !variables.isAttached || r.?network_connectivity_config_id.orValue('').lowerAscii() in variables.configurations)
validations:
  - expression: related.privateEndpointRules.size() > 0
    messageExpression: >-
      'the host ' + facts.host + ' of connection ' + object.name + ' is in no domain_names, so it does not take the private path; the rules name '
      + (variables.named.size() > 10 ? variables.named.slice(0, 10).join(', ') + ' and ' + string(variables.named.size() - 10) + ' more' : variables.named.join(', '))
    at: options.host
    related:
      - each: inventory['databricks.PrivateEndpointRule']
        at: domain_names
        message: the names that take this rule's private path
  - expression: variables.candidates.size() > 0
    messageExpression: >-
      'the host ' + facts.host + ' of connection ' + object.name + ' is named by rules of the configuration '
      + related.privateEndpointRules.map(r, r.?network_connectivity_config_id.orValue('')).join(', ') + ' only, and the workspaces in the inputs are attached to '
      + variables.configurations.join(', ')
    at: options.host
    related:
      - each: related.privateEndpointRules
        at: network_connectivity_config_id
        message: this rule is in a configuration that no workspace has
  # The state of each rule is told at the rule, as an error; here is what follows for the connection.
  - expression: variables.candidates.exists(r, r.?connection_state.orValue('ESTABLISHED') == 'ESTABLISHED' && !r.?deactivated.orValue(false))
    messageExpression: >-
      'the host ' + facts.host + ' of connection ' + object.name + ' does not take the private path yet: no rule that names it is ESTABLISHED ('
      + variables.candidates.map(r, r.?deactivated.orValue(false) ? 'deactivated' : r.connection_state).join(', ') + ')'
    at: options.host
    severity: note
    related:
      - each: variables.candidates
        at: connection_state
        message: the state of the rule that names the host

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-host-placeholder"###,
      summary: ###"A connection's host is a placeholder."###,
      why: ###"The name was copied from an example and never replaced."###,
      remediation: ###"Put the hostname of the gateway there, the one that the private endpoint rule names."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[###"options"###, ###"host"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!object.?options.?host.orValue('').matches('AT_GATEWAY_HOSTNAME|<[^>]*>|(^|[./])example[.](com|org|net)([:/]|$)')\###u{1F}1\###u{1F}'the host of connection ' + object.name + ' is still the placeholder ' + (object.options.host.contains('@') ? hostOf(object.options.host) : object.options.host)\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-host-placeholder
summary: A connection's host is a placeholder.
why: The name was copied from an example and never replaced.
remediation: Put the hostname of the gateway there, the one that the private endpoint rule names.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [databricks.Connection]
validations:
  - expression: "!object.?options.?host.orValue('').matches('AT_GATEWAY_HOSTNAME|<[^>]*>|(^|[./])example[.](com|org|net)([:/]|$)')"
    messageExpression: "'the host of connection ' + object.name + ' is still the placeholder ' + (object.options.host.contains('@') ? hostOf(object.options.host) : object.options.host)"
    at: options.host

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-option-unknown"###,
      summary: ###"A connection has an option that HTTP connections do not have."###,
      why: ###"Keys of options are case-sensitive, and one that is misspelt leaves the option that was meant unset."###,
      remediation: ###"Write the key as the reference has it."###,
      severity: .warning, confidence: .medium,
      references: [(###"Databricks SQL reference, CREATE CONNECTION"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection"###), (###"Databricks, connect to external HTTP services"###, ###"https://docs.databricks.com/query-federation/http"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[], [###"connection_type"###], [###"options"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP'\###u{1F}1\###u{1F}known\###u{1F}['host', 'port', 'base_path', 'bearer_token', 'client_id', 'client_secret', 'oauth_scope', 'token_endpoint', 'authorization_endpoint', 'oauth_credential_exchange_method', 'is_mcp_connection']\###u{1F}1\###u{1F}object.?options.orValue({}).filter(key, !(key in variables.known))\###u{1F}3\###u{1F}!(item.lowerAscii() in variables.known)\###u{1F}1\###u{1F}'the option ' + item + ' of connection ' + object.name + ' is not ' + item.lowerAscii() + '; keys are case-sensitive'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'options["' + item + '"]'\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}nearest(item, variables.known) == ''\###u{1F}1\###u{1F}'the option ' + item + ' of connection ' + object.name + ' is not known; ' + nearest(item, variables.known) + ' is near'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'options["' + item + '"]'\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}!(object.options[item] in ['(literal)', '(secret)'])\###u{1F}1\###u{1F}'the option ' + item + ' of connection ' + object.name + ' is none that the reference has for HTTP'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'options["' + item + '"]'\###u{1F}true\###u{1F}1\###u{1F}note\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-option-unknown
summary: A connection has an option that HTTP connections do not have.
why: Keys of options are case-sensitive, and one that is misspelt leaves the option that was meant unset.
remediation: Write the key as the reference has it.
severity: warning
confidence: medium
references:
  - name: Databricks SQL reference, CREATE CONNECTION
    url: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection
  - name: Databricks, connect to external HTTP services
    url: https://docs.databricks.com/query-federation/http
match: [databricks.Connection]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP'
variables:
  known: >-
    ['host', 'port', 'base_path', 'bearer_token', 'client_id', 'client_secret', 'oauth_scope', 'token_endpoint', 'authorization_endpoint',
    'oauth_credential_exchange_method', 'is_mcp_connection']
forEach: object.?options.orValue({}).filter(key, !(key in variables.known))
validations:
  - expression: "!(item.lowerAscii() in variables.known)"
    messageExpression: "'the option ' + item + ' of connection ' + object.name + ' is not ' + item.lowerAscii() + '; keys are case-sensitive'"
    atExpression: "'options[\"' + item + '\"]'"
    mark: key
  - expression: nearest(item, variables.known) == ''
    messageExpression: "'the option ' + item + ' of connection ' + object.name + ' is not known; ' + nearest(item, variables.known) + ' is near'"
    atExpression: "'options[\"' + item + '\"]'"
    mark: key
  # What the API gives back it knows; only SQL can have an option of its own.
  - expression: "!(object.options[item] in ['(literal)', '(secret)'])"
    messageExpression: "'the option ' + item + ' of connection ' + object.name + ' is none that the reference has for HTTP'"
    atExpression: "'options[\"' + item + '\"]'"
    mark: key
    severity: note

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-port-invalid"###,
      summary: ###"The port of a connection is no port, or another one than in its host."###,
      why: ###"Ports are 1 to 65535; a host and an option that disagree leave open where the connection goes."###,
      remediation: ###"Write the port of the load balancer into the option port alone; 443 is the default."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, CREATE CONNECTION"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[###"options"###, ###"port"###], [###"connection_type"###], [###"options"###], [###"options"###, ###"host"###], [###"name"###], []],
      definition: ###"0\###u{1F}1\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP' && has(object.options) && has(object.options.port)\###u{1F}2\###u{1F}port\###u{1F}string(object.options.port)\###u{1F}host\###u{1F}object.options.?host.orValue('')\###u{1F}0\###u{1F}2\###u{1F}variables.port.matches('^0*[0-9]{1,5}$') && int(variables.port) >= 1 && int(variables.port) <= 65535\###u{1F}1\###u{1F}'the port of connection ' + object.name + ' is "' + variables.port + '"; it has to be a number from 1 to 65535'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}port\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!variables.host.matches('://[^/?#]*:[0-9]+([/?#]|$)') || variables.host.matches('://[^/?#]*:0*' + string(int(variables.port)) + '([/?#]|$)')\###u{1F}1\###u{1F}'the port of connection ' + object.name + ' is ' + variables.port + ', and its host names another one'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}port\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}object\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}1\###u{1F}the host with the other port\###u{1F}0"###,
      text: ###"""
id: connection-port-invalid
summary: The port of a connection is no port, or another one than in its host.
why: Ports are 1 to 65535; a host and an option that disagree leave open where the connection goes.
remediation: Write the port of the load balancer into the option port alone; 443 is the default.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, CREATE CONNECTION
    url: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection
match: [databricks.Connection]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP' && has(object.options) && has(object.options.port)
variables:
  port: string(object.options.port)
  host: object.options.?host.orValue('')
validations:
  - expression: variables.port.matches('^0*[0-9]{1,5}$') && int(variables.port) >= 1 && int(variables.port) <= 65535
    messageExpression: "'the port of connection ' + object.name + ' is \"' + variables.port + '\"; it has to be a number from 1 to 65535'"
    at: options.port
  - expression: "!variables.host.matches('://[^/?#]*:[0-9]+([/?#]|$)') || variables.host.matches('://[^/?#]*:0*' + string(int(variables.port)) + '([/?#]|$)')"
    messageExpression: "'the port of connection ' + object.name + ' is ' + variables.port + ', and its host names another one'"
    at: options.port
    related:
      - each: object
        at: options.host
        message: the host with the other port

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-privilege-wrong"###,
      summary: ###"A privilege is granted on a connection that does not let anyone use it."###,
      why: ###"Calling through a connection needs USE CONNECTION; USAGE, SELECT and EXECUTE are privileges on other things."###,
      remediation: ###"Grant USE CONNECTION instead."###,
      severity: .error, confidence: .medium,
      references: [(###"Databricks Terraform provider, databricks_grants"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/grants"###), (###"Databricks SDK for Go, service/catalog/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Grants"###], needs: [], isLocal: false,
      fields: [[], [###"securable_type"###], [###"privilege_assignments"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?securable_type.orValue('').upperAscii() == 'CONNECTION' || related.connections.size() > 0\###u{1F}1\###u{1F}wrong\###u{1F}['USAGE', 'USE', 'SELECT', 'EXECUTE']\###u{1F}1\###u{1F}object.?privilege_assignments.orValue([])\###u{1F}1\###u{1F}!item.?privileges.orValue([]).exists(p, p.upperAscii() in variables.wrong)\###u{1F}1\###u{1F}item.?principal.orValue('a principal') + ' is granted ' + item.privileges.filter(p, p.upperAscii() in variables.wrong).join(', ') + ' on the connection; to use it takes USE CONNECTION'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.privilege_assignments.size() == 1 ? 'privilege_assignments[0].privileges[0]' : 'privilege_assignments'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-privilege-wrong
summary: A privilege is granted on a connection that does not let anyone use it.
why: Calling through a connection needs USE CONNECTION; USAGE, SELECT and EXECUTE are privileges on other things.
remediation: Grant USE CONNECTION instead.
severity: error
confidence: medium
references:
  - name: Databricks Terraform provider, databricks_grants
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/grants
  - name: Databricks SDK for Go, service/catalog/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Grants]
matchConditions:
  - object.?securable_type.orValue('').upperAscii() == 'CONNECTION' || related.connections.size() > 0
variables:
  wrong: "['USAGE', 'USE', 'SELECT', 'EXECUTE']"
forEach: object.?privilege_assignments.orValue([])
validations:
  - expression: "!item.?privileges.orValue([]).exists(p, p.upperAscii() in variables.wrong)"
    messageExpression: >-
      item.?principal.orValue('a principal') + ' is granted ' + item.privileges.filter(p, p.upperAscii() in variables.wrong).join(', ')
      + ' on the connection; to use it takes USE CONNECTION'
    atExpression: "object.privilege_assignments.size() == 1 ? 'privilege_assignments[0].privileges[0]' : 'privilege_assignments'"

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-type-not-http"###,
      summary: ###"A connection that is called over HTTP has another type."###,
      why: ###"http_request works with connections of type HTTP only."###,
      remediation: ###"Create the connection anew with TYPE HTTP; the type of a connection cannot be changed."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, http_request"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request"###), (###"Databricks SQL reference, CREATE CONNECTION"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: false,
      fields: [[###"connection_type"###], [###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(object.connection_type)\###u{1F}related.statements.size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.connection_type.upperAscii() == 'HTTP'\###u{1F}1\###u{1F}'connection ' + object.name + ' has the type ' + object.connection_type + ', and http_request needs HTTP'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}connection_type\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-type-not-http
summary: A connection that is called over HTTP has another type.
why: http_request works with connections of type HTTP only.
remediation: Create the connection anew with TYPE HTTP; the type of a connection cannot be changed.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, http_request
    url: https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request
  - name: Databricks SQL reference, CREATE CONNECTION
    url: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection
match: [databricks.Connection]
matchConditions:
  - has(object.connection_type)
  # Connections to databases are other types by right, behind a private endpoint as well; this rule is about those that are called.
  - related.statements.size() > 0
validations:
  - expression: object.connection_type.upperAscii() == 'HTTP'
    messageExpression: >-
      'connection ' + object.name + ' has the type ' + object.connection_type + ', and http_request needs HTTP'
    at: connection_type

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-without-grant"###,
      summary: ###"Nobody but its owner may use a connection."###,
      why: ###"A call through a connection needs USE CONNECTION on it."###,
      remediation: ###"GRANT USE CONNECTION ON CONNECTION <name> TO the group that calls the functions."###,
      severity: .error, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Databricks SDK for Go, service/catalog/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Connection"###], needs: [###"databricks.Grants"###], isLocal: false,
      fields: [[###"name"###], [###"connection_type"###], [###"owner"###]],
      definition: ###"0\###u{1F}3\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP'\###u{1F}facts.hasAllGrants\###u{1F}!related.grants.exists(g, g.?privilege_assignments.orValue([]).exists(a, a.?privileges.orValue([]).exists(p, p.upperAscii() in ['USAGE', 'USE', 'SELECT', 'EXECUTE'])))\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.grants.exists(g, g.?privilege_assignments.orValue([]).exists(a, (!has(object.owner) || a.?principal.orValue('') != object.owner) && a.?privileges.orValue([]).exists(p, p.upperAscii() in ['USE_CONNECTION', 'ALL_PRIVILEGES'])))\###u{1F}1\###u{1F}'nobody but its owner may use connection ' + object.name + (related.grants.size() == 0 ? ': the grants in the inputs are for other connections' : '')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.grants\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}privilege_assignments\###u{1F}0\###u{1F}1\###u{1F}all that is granted on it\###u{1F}0"###,
      text: ###"""
id: connection-without-grant
summary: Nobody but its owner may use a connection.
why: A call through a connection needs USE CONNECTION on it.
remediation: GRANT USE CONNECTION ON CONNECTION <name> TO the group that calls the functions.
severity: error
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Databricks SDK for Go, service/catalog/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Connection]
needs: [databricks.Grants]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP'
  # Where a page is missing, or permissions do not say what they are for, nobody can tell.
  - facts.hasAllGrants
  # A privilege that is not the right one is told by connection-privilege-wrong.
  - "!related.grants.exists(g, g.?privilege_assignments.orValue([]).exists(a, a.?privileges.orValue([]).exists(p, p.upperAscii() in ['USAGE', 'USE', 'SELECT', 'EXECUTE'])))"
validations:
  - expression: >-
      related.grants.exists(g, g.?privilege_assignments.orValue([]).exists(a, (!has(object.owner) || a.?principal.orValue('') != object.owner)
      && a.?privileges.orValue([]).exists(p, p.upperAscii() in ['USE_CONNECTION', 'ALL_PRIVILEGES'])))
    messageExpression: "'nobody but its owner may use connection ' + object.name + (related.grants.size() == 0 ? ': the grants in the inputs are for other connections' : '')"
    at: name
    related:
      - each: related.grants
        at: privilege_assignments
        message: all that is granted on it

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-without-host"###,
      summary: ###"An HTTP connection has no host."###,
      why: ###"The host is required; creating the connection fails without it."###,
      remediation: ###"Add the option host with https:// and the hostname of the gateway."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, CREATE CONNECTION"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[###"options"###], [###"connection_type"###], [###"options"###, ###"host"###], [###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP' && has(object.options)\###u{1F}!object.options.exists(key, key != 'host' && key.lowerAscii() == 'host')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.options.?host.orValue('') != ''\###u{1F}1\###u{1F}'connection ' + object.name + ' has no host'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}options\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-without-host
summary: An HTTP connection has no host.
why: The host is required; creating the connection fails without it.
remediation: Add the option host with https:// and the hostname of the gateway.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, CREATE CONNECTION
    url: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-connection
match: [databricks.Connection]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP' && has(object.options)
  # Host in other letters is told by connection-option-unknown.
  - "!object.options.exists(key, key != 'host' && key.lowerAscii() == 'host')"
validations:
  - expression: object.options.?host.orValue('') != ''
    messageExpression: "'connection ' + object.name + ' has no host'"
    at: options
    mark: key

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-without-tls"###,
      summary: ###"A connection uses plain HTTP."###,
      why: ###"The gateway speaks TLS, and the connection sends a bearer token that plain HTTP shows to everyone on the way."###,
      remediation: ###"Write the host with https."###,
      severity: .warning, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Databricks, connect to external HTTP services"###, ###"https://docs.databricks.com/query-federation/http"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: false,
      fields: [[###"options"###, ###"host"###], [###"connection_type"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!object.?options.?host.orValue('').lowerAscii().startsWith('http://')\###u{1F}1\###u{1F}'connection ' + object.name + ' goes to http://' + facts.host + ' without TLS'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: connection-without-tls
summary: A connection uses plain HTTP.
why: The gateway speaks TLS, and the connection sends a bearer token that plain HTTP shows to everyone on the way.
remediation: Write the host with https.
severity: warning
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Databricks, connect to external HTTP services
    url: https://docs.databricks.com/query-federation/http
match: [databricks.Connection]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP'
validations:
  - expression: "!object.?options.?host.orValue('').lowerAscii().startsWith('http://')"
    messageExpression: "'connection ' + object.name + ' goes to http://' + facts.host + ' without TLS'"
    at: options.host

"""###),
    EmbeddedRule(
      family: ###"path"###, id: ###"credential-in-clear"###,
      summary: ###"An input holds a credential in clear."###,
      why: ###"Whoever reads the file, its history or the log of a build can use the credential; the gateway behind a private path asks for nothing else."###,
      remediation: ###"Rotate the credential, take it out of the file and its history, and read it from a secret store."###,
      severity: .warning, confidence: .medium,
      references: [(###"RFC 6750, section 5.3 (safeguarding bearer tokens)"###, ###"https://www.rfc-editor.org/rfc/rfc6750#section-5.3"###), (###"CWE-312, cleartext storage of sensitive information"###, ###"https://cwe.mitre.org/data/definitions/312.html"###)],
      match: [###"artefact.Credential"###], needs: [], isLocal: true,
      fields: [[###"form"###], [###"state"###], [###"member"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.state != 'clear'\###u{1F}1\###u{1F}'a ' + object.form + ' stands in clear' + (object.member == '' ? '' : ' at ' + object.member) + '; rotate it'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}form\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: credential-in-clear
summary: An input holds a credential in clear.
why: Whoever reads the file, its history or the log of a build can use the credential; the gateway behind a private path asks for nothing else.
remediation: Rotate the credential, take it out of the file and its history, and read it from a secret store.
severity: warning
confidence: medium
references:
  - name: RFC 6750, section 5.3 (safeguarding bearer tokens)
    url: https://www.rfc-editor.org/rfc/rfc6750#section-5.3
  - name: CWE-312, cleartext storage of sensitive information
    url: https://cwe.mitre.org/data/definitions/312.html
match: [artefact.Credential]
validations:
  - expression: object.state != 'clear'
    # What stands there is never shown.
    messageExpression: "'a ' + object.form + ' stands in clear' + (object.member == '' ? '' : ' at ' + object.member) + '; rotate it'"
    at: form

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"credential-in-plan"###,
      summary: ###"A Terraform plan or state holds a credential of a connection in clear."###,
      why: ###"Terraform marks the value as sensitive and writes it all the same; whoever can read the file can call the gateway."###,
      remediation: ###"Treat the file as a secret, keep it out of the repository and of build logs, and replace the credential if it has been there."###,
      severity: .warning, confidence: .high,
      references: [(###"HashiCorp, sensitive data in state"###, ###"https://developer.hashicorp.com/terraform/language/state/sensitive-data"###), (###"Databricks Terraform provider, databricks_connection"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/connection"###)],
      match: [###"terraform.Resource"###], needs: [], isLocal: true,
      fields: [[], [###"type"###], [###"secrets"###], [###"address"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.type == 'databricks_connection'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?secrets.orValue({}).size() == 0\###u{1F}1\###u{1F}object.address + ' has ' + object.secrets.map(k, k).join(', ') + ' in clear in this file'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.secrets.map(k, 'secrets["' + k + '"]')[0]\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: credential-in-plan
summary: A Terraform plan or state holds a credential of a connection in clear.
why: Terraform marks the value as sensitive and writes it all the same; whoever can read the file can call the gateway.
remediation: Treat the file as a secret, keep it out of the repository and of build logs, and replace the credential if it has been there.
severity: warning
confidence: high
references:
  - name: HashiCorp, sensitive data in state
    url: https://developer.hashicorp.com/terraform/language/state/sensitive-data
  - name: Databricks Terraform provider, databricks_connection
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/connection
match: [terraform.Resource]
matchConditions:
  - object.type == 'databricks_connection'
validations:
  - expression: object.?secrets.orValue({}).size() == 0
    messageExpression: "object.address + ' has ' + object.secrets.map(k, k).join(', ') + ' in clear in this file'"
    atExpression: "object.secrets.map(k, 'secrets[\"' + k + '\"]')[0]"
    mark: key

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"databricks-subscription-not-visible"###,
      summary: ###"A Private Link Service is not visible to the subscription of Databricks."###,
      why: ###"The private endpoint is created from a subscription of Databricks; where a list of subscriptions does not have it, creating the endpoint fails as if there were no such service."###,
      remediation: ###"Add the subscription to the visibility."###,
      severity: .error, confidence: .high,
      references: [(###"neo4j-field, azure-databricks-aura-privatelink"###, ###"https://github.com/neo4j-field/azure-databricks-aura-privatelink"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###, ###"azure.PrivateLinkService"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"metadata"###], [###"visibility"###, ###"subscriptions"###], [###"metadata"###, ###"name"###], [###"name"###]],
      definition: ###"1\###u{1F}databricksSubscriptions\###u{1F}The subscriptions of Databricks that endpoints come from, separated by spaces.\###u{1F}string\###u{1F}\###u{1F}1\###u{1F}has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###n  && !string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).trim().matches('[,;\t\n\r]')\###n: related.services.size() == 0\###u{1F}4\###u{1F}isService\###u{1F}has(object.metadata)\###u{1F}visible\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}known\###u{1F}(params.databricksSubscriptions.lowerAscii().split(' ').filter(s, s != '') + facts.?databricksSubscriptions.orValue([])).distinct()\###u{1F}hidden\###u{1F}variables.known.filter(s, !(s in variables.visible))\###u{1F}0\###u{1F}1\###u{1F}variables.visible.size() == 0 || '*' in variables.visible || variables.hidden.size() == 0\###u{1F}1\###u{1F}(variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name) + ' is not visible to ' + variables.hidden.join(', ') + ', where Databricks creates private endpoints'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]' : 'visibility.subscriptions'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Make the service visible to them\###u{1F}unsafe\###u{1F}1\###u{1F}variables.isService\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-visibility\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}(variables.visible + variables.hidden).join(' ')"###,
      text: ###"""
id: databricks-subscription-not-visible
summary: A Private Link Service is not visible to the subscription of Databricks.
why: The private endpoint is created from a subscription of Databricks; where a list of subscriptions does not have it, creating the endpoint fails as if there were no such service.
remediation: Add the subscription to the visibility.
severity: error
confidence: high
references:
  - name: neo4j-field, azure-databricks-aura-privatelink
    url: https://github.com/neo4j-field/azure-databricks-aura-privatelink
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [kubernetes.Service, azure.PrivateLinkService]
params:
  databricksSubscriptions: {type: string, default: '', description: 'The subscriptions of Databricks that endpoints come from, separated by spaces.'}
matchConditions:
  # A Service that is among the inputs tells of its own list; lists with other separators are private-link-list-separator's.
  - >-
    has(object.metadata)
    ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
      && !string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).trim().matches('[,;\t\n\r]')
    : related.services.size() == 0
variables:
  isService: has(object.metadata)
  visible: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
  known: (params.databricksSubscriptions.lowerAscii().split(' ').filter(s, s != '') + facts.?databricksSubscriptions.orValue([])).distinct()
  hidden: variables.known.filter(s, !(s in variables.visible))
validations:
  # An empty list is private-link-visibility-empty's.
  - expression: variables.visible.size() == 0 || '*' in variables.visible || variables.hidden.size() == 0
    messageExpression: >-
      (variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name)
      + ' is not visible to ' + variables.hidden.join(', ') + ', where Databricks creates private endpoints'
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]' : 'visibility.subscriptions'
fixes:
  - title: Make the service visible to them
    safety: unsafe
    when: >-
      variables.isService
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]
      valueExpression: >-
        (variables.visible + variables.hidden).join(' ')

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"domain-name-in-several-rules"###,
      summary: ###"Two active rules of one configuration name the same domain."###,
      why: ###"Which of the two endpoints the name then leads to is not documented."###,
      remediation: ###"Leave the name in the rule for the Private Link Service that serves it."###,
      severity: .note, confidence: .low,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: false,
      fields: [[###"domain_names"###], [###"deactivated"###]],
      definition: ###"0\###u{1F}1\###u{1F}!object.?deactivated.orValue(false)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.namesakes.size() == 0\###u{1F}1\###u{1F}'another active rule of the configuration names ' + object.?domain_names.orValue([]).filter(n, related.namesakes.exists(r, r.?domain_names.orValue([]).exists(m, dnsName(m) == dnsName(n)))).join(', ') + ' as well'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namesakes\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}1\###u{1F}the other rule\###u{1F}0"###,
      text: ###"""
id: domain-name-in-several-rules
summary: Two active rules of one configuration name the same domain.
why: Which of the two endpoints the name then leads to is not documented.
remediation: Leave the name in the rule for the Private Link Service that serves it.
severity: note
confidence: low
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.PrivateEndpointRule]
matchConditions:
  - "!object.?deactivated.orValue(false)"
validations:
  - expression: related.namesakes.size() == 0
    messageExpression: "'another active rule of the configuration names ' + object.?domain_names.orValue([]).filter(n, related.namesakes.exists(r, r.?domain_names.orValue([]).exists(m, dnsName(m) == dnsName(n)))).join(', ') + ' as well'"
    at: domain_names
    related:
      - each: related.namesakes
        at: domain_names
        message: the other rule

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"domain-name-malformed"###,
      summary: ###"A domain name of a private endpoint rule is no bare hostname."###,
      why: ###"Names are compared exactly, so one with a scheme, a port or a path matches no hostname."###,
      remediation: ###"Write the bare name, such as gateway.contoso.internal."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"domain_names"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?domain_names.orValue([])\###u{1F}1\###u{1F}item.matches('^([*][.])?[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?([.][A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*$') && !isIP(item) && item.size() <= 253\###u{1F}1\###u{1F}'"' + item + '" in domain_names is no bare hostname' + (hostOf(item) == '' || isIP(hostOf(item)) ? '' : '; ' + hostOf(item) + ' would be')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: domain-name-malformed
summary: A domain name of a private endpoint rule is no bare hostname.
why: Names are compared exactly, so one with a scheme, a port or a path matches no hostname.
remediation: Write the bare name, such as gateway.contoso.internal.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.PrivateEndpointRule]
forEach: object.?domain_names.orValue([])
validations:
  - expression: item.matches('^([*][.])?[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?([.][A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)*$') && !isIP(item) && item.size() <= 253
    messageExpression: "'\"' + item + '\" in domain_names is no bare hostname' + (hostOf(item) == '' || isIP(hostOf(item)) ? '' : '; ' + hostOf(item) + ' would be')"
    at: domain_names

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"domain-name-single-label"###,
      summary: ###"A domain name of a private endpoint rule has one label."###,
      why: ###"A fully qualified name is expected; a name without a dot is completed by search lists and differs from place to place."###,
      remediation: ###"Write the name with its domain."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###), (###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"domain_names"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?domain_names.orValue([])\###u{1F}1\###u{1F}item.contains('.') || !item.matches('^[A-Za-z0-9_-]+$')\###u{1F}1\###u{1F}'"' + item + '" in domain_names has no domain'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: domain-name-single-label
summary: A domain name of a private endpoint rule has one label.
why: A fully qualified name is expected; a name without a dot is completed by search lists and differs from place to place.
remediation: Write the name with its domain.
severity: warning
confidence: medium
references:
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.PrivateEndpointRule]
forEach: object.?domain_names.orValue([])
validations:
  - expression: item.contains('.') || !item.matches('^[A-Za-z0-9_-]+$')
    messageExpression: "'\"' + item + '\" in domain_names has no domain'"
    at: domain_names

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"domain-name-wildcard"###,
      summary: ###"A domain name of a private endpoint rule is a wildcard."###,
      why: ###"Whether wildcards take the private path is not documented; reports disagree."###,
      remediation: ###"Name each host as it is."###,
      severity: .note, confidence: .low,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"domain_names"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?domain_names.orValue([])\###u{1F}1\###u{1F}!item.startsWith('*.')\###u{1F}1\###u{1F}'"' + item + '" in domain_names is a wildcard, which may match nothing; name the host'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: domain-name-wildcard
summary: A domain name of a private endpoint rule is a wildcard.
why: Whether wildcards take the private path is not documented; reports disagree.
remediation: Name each host as it is.
severity: note
confidence: low
references:
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
match: [databricks.PrivateEndpointRule]
forEach: object.?domain_names.orValue([])
validations:
  # An asterisk elsewhere is told by domain-name-malformed.
  - expression: "!item.startsWith('*.')"
    messageExpression: "'\"' + item + '\" in domain_names is a wildcard, which may match nothing; name the host'"
    at: domain_names

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"domain-names-too-many"###,
      summary: ###"A private endpoint rule names more than 10 domains."###,
      why: ###"A rule takes 10 domain names at most."###,
      remediation: ###"Divide the names among several rules for the same Private Link Service."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"domain_names"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?domain_names.orValue([]).size() <= 10\###u{1F}1\###u{1F}'the rule has ' + string(object.domain_names.size()) + ' domain_names; 10 are allowed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: domain-names-too-many
summary: A private endpoint rule names more than 10 domains.
why: A rule takes 10 domain names at most.
remediation: Divide the names among several rules for the same Private Link Service.
severity: error
confidence: medium
references:
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
match: [databricks.PrivateEndpointRule]
validations:
  - expression: object.?domain_names.orValue([]).size() <= 10
    messageExpression: "'the rule has ' + string(object.domain_names.size()) + ' domain_names; 10 are allowed'"
    at: domain_names

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"egress-policy-blocks-host"###,
      summary: ###"A network policy blocks the host of a connection."###,
      why: ###"Serverless compute is denied what a policy in force blocks, a host and all names below it."###,
      remediation: ###"Take the host out of the blocked destinations."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks, manage network policies for serverless egress control"###, ###"https://docs.databricks.com/aws/en/security/network/serverless-network-security/manage-network-policies"###)],
      match: [###"databricks.Connection"###], needs: [###"databricks.AccountNetworkPolicy"###], isLocal: false,
      fields: [[###"options"###, ###"host"###], [###"connection_type"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP' && facts.host != ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.blockingPolicies.size() == 0\###u{1F}1\###u{1F}'the host ' + facts.host + ' of connection ' + object.name + ' is blocked by the network policy ' + related.blockingPolicies.map(p, p.network_policy_id).join(', ')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.blockingPolicies\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}egress\###u{1F}0\###u{1F}1\###u{1F}the policy that blocks it\###u{1F}0"###,
      text: ###"""
id: egress-policy-blocks-host
summary: A network policy blocks the host of a connection.
why: Serverless compute is denied what a policy in force blocks, a host and all names below it.
remediation: Take the host out of the blocked destinations.
severity: error
confidence: high
references:
  - name: Databricks, manage network policies for serverless egress control
    url: https://docs.databricks.com/aws/en/security/network/serverless-network-security/manage-network-policies
match: [databricks.Connection]
needs: [databricks.AccountNetworkPolicy]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP' && facts.host != ''
validations:
  - expression: related.blockingPolicies.size() == 0
    messageExpression: "'the host ' + facts.host + ' of connection ' + object.name + ' is blocked by the network policy ' + related.blockingPolicies.map(p, p.network_policy_id).join(', ')"
    at: options.host
    related:
      - each: related.blockingPolicies
        at: egress
        message: the policy that blocks it

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"egress-policy-dry-run"###,
      summary: ###"A network policy is not enforced for SQL warehouses."###,
      why: ###"In a dry run, what the policy forbids is only written to the logs."###,
      remediation: ###"Set enforcement_mode to ENFORCED once the logs show no denial that should not be."###,
      severity: .note, confidence: .high,
      references: [(###"Databricks, manage network policies for serverless egress control"###, ###"https://docs.databricks.com/aws/en/security/network/serverless-network-security/manage-network-policies"###)],
      match: [###"databricks.AccountNetworkPolicy"###], needs: [], isLocal: false,
      fields: [[], [###"network_policy_id"###], [###"egress"###, ###"network_access"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.isAssigned && facts.restrictionMode != '' && facts.restrictionMode != 'FULL_ACCESS'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!facts.isDryRunForSQL\###u{1F}1\###u{1F}'the network policy ' + object.network_policy_id + ' is a dry run for SQL warehouses; it forbids nothing there'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}has(object.egress.network_access) ? 'egress.network_access.policy_enforcement' : 'egress.internet_access.log_only_mode'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: egress-policy-dry-run
summary: A network policy is not enforced for SQL warehouses.
why: In a dry run, what the policy forbids is only written to the logs.
remediation: Set enforcement_mode to ENFORCED once the logs show no denial that should not be.
severity: note
confidence: high
references:
  - name: Databricks, manage network policies for serverless egress control
    url: https://docs.databricks.com/aws/en/security/network/serverless-network-security/manage-network-policies
match: [databricks.AccountNetworkPolicy]
matchConditions:
  - facts.isAssigned && facts.restrictionMode != '' && facts.restrictionMode != 'FULL_ACCESS'
validations:
  - expression: "!facts.isDryRunForSQL"
    messageExpression: "'the network policy ' + object.network_policy_id + ' is a dry run for SQL warehouses; it forbids nothing there'"
    atExpression: "has(object.egress.network_access) ? 'egress.network_access.policy_enforcement' : 'egress.internet_access.log_only_mode'"

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"egress-policy-full-access"###,
      summary: ###"A network policy lets serverless compute reach the whole internet."###,
      why: ###"A hostname that is missing from domain_names then goes over the internet, and nothing stops it or tells."###,
      remediation: ###"Set restriction_mode to RESTRICTED_ACCESS; connections of Unity Catalog stay allowed."###,
      severity: .note, confidence: .high,
      references: [(###"Databricks, manage network policies for serverless egress control"###, ###"https://docs.databricks.com/aws/en/security/network/serverless-network-security/manage-network-policies"###)],
      match: [###"databricks.AccountNetworkPolicy"###], needs: [], isLocal: false,
      fields: [[], [###"network_policy_id"###], [###"egress"###, ###"network_access"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.isAssigned && facts.restrictionMode != ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.restrictionMode != 'FULL_ACCESS'\###u{1F}1\###u{1F}'the network policy ' + object.network_policy_id + ' has FULL_ACCESS: a host that no private endpoint rule names is reached over the internet'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}has(object.egress.network_access) ? 'egress.network_access.restriction_mode' : 'egress.internet_access.restriction_mode'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: egress-policy-full-access
summary: A network policy lets serverless compute reach the whole internet.
why: A hostname that is missing from domain_names then goes over the internet, and nothing stops it or tells.
remediation: Set restriction_mode to RESTRICTED_ACCESS; connections of Unity Catalog stay allowed.
severity: note
confidence: high
references:
  - name: Databricks, manage network policies for serverless egress control
    url: https://docs.databricks.com/aws/en/security/network/serverless-network-security/manage-network-policies
match: [databricks.AccountNetworkPolicy]
matchConditions:
  # A policy that no workspace of the inputs has is of no consequence here.
  - facts.isAssigned && facts.restrictionMode != ''
validations:
  - expression: facts.restrictionMode != 'FULL_ACCESS'
    messageExpression: "'the network policy ' + object.network_policy_id + ' has FULL_ACCESS: a host that no private endpoint rule names is reached over the internet'"
    atExpression: "has(object.egress.network_access) ? 'egress.network_access.restriction_mode' : 'egress.internet_access.restriction_mode'"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"endpoint-id-of-wrong-kind"###,
      summary: ###"An endpoint is named by an id of another system."###,
      why: ###"Networks and private access settings take the ids that Databricks gave to registered endpoints; a registration takes AWS' id; the provider's own ids have an account and a slash in front."###,
      remediation: ###"In Terraform, use vpc_endpoint_id of databricks_mws_vpc_endpoint for networks and settings, and id of aws_vpc_endpoint for aws_vpc_endpoint_id."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###), (###"Databricks Terraform provider, databricks_mws_vpc_endpoint"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_vpc_endpoint"###), (###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###)],
      match: [###"databricks.Network"###, ###"databricks.PrivateAccessSettings"###, ###"databricks.VPCEndpoint"###], needs: [], isLocal: false,
      fields: [[], [###"vpc_endpoints"###], [###"allowed_vpc_endpoint_ids"###], [###"aws_vpc_endpoint_id"###], [###"vpc_endpoints"###, ###"dataplane_relay"###], [###"vpc_endpoints"###, ###"rest_api"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?misreferredEndpoints.orValue([]).size() > 0 || has(object.vpc_endpoints) || has(object.allowed_vpc_endpoint_ids) || has(object.aws_vpc_endpoint_id)\###u{1F}3\###u{1F}named\###u{1F}object.?vpc_endpoints.?rest_api.orValue([]) + object.?vpc_endpoints.?dataplane_relay.orValue([])\###u{1F}wrong\###u{1F}variables.named.filter(e, e.startsWith('vpce-') || e.contains('/'))\###u{1F}wrongAllowed\###u{1F}object.?allowed_vpc_endpoint_ids.orValue([]).filter(e, e.startsWith('vpce-') || e.contains('/'))\###u{1F}0\###u{1F}4\###u{1F}facts.?misreferredEndpoints.orValue([]).size() == 0\###u{1F}1\###u{1F}'the id is taken from ' + facts.misreferredEndpoints.join(', ') + ', which holds another one'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}has(object.vpc_endpoints) ? 'vpc_endpoints' : has(object.allowed_vpc_endpoint_ids) ? 'allowed_vpc_endpoint_ids' : 'aws_vpc_endpoint_id'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.wrong.size() == 0\###u{1F}1\###u{1F}'the network names ' + variables.wrong.join(', ') + '; it takes the vpc_endpoint_id that Databricks gave to the endpoint'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.wrongAllowed.size() == 0\###u{1F}1\###u{1F}'the settings allow ' + variables.wrongAllowed.join(', ') + '; the list takes the vpc_endpoint_id that Databricks gave to the endpoint'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}allowed_vpc_endpoint_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!has(object.aws_vpc_endpoint_id) || object.aws_vpc_endpoint_id.startsWith('vpce-')\###u{1F}1\###u{1F}'the endpoint is registered with ' + object.aws_vpc_endpoint_id + ", which is no id of an AWS endpoint (vpce-…)"\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}aws_vpc_endpoint_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: endpoint-id-of-wrong-kind
summary: An endpoint is named by an id of another system.
why: Networks and private access settings take the ids that Databricks gave to registered endpoints; a registration takes AWS' id; the provider's own ids have an account and a slash in front.
remediation: In Terraform, use vpc_endpoint_id of databricks_mws_vpc_endpoint for networks and settings, and id of aws_vpc_endpoint for aws_vpc_endpoint_id.
severity: error
confidence: high
references:
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
  - name: Databricks Terraform provider, databricks_mws_vpc_endpoint
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_vpc_endpoint
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
match: [databricks.Network, databricks.PrivateAccessSettings, databricks.VPCEndpoint]
matchConditions:
  - facts.?misreferredEndpoints.orValue([]).size() > 0 || has(object.vpc_endpoints) || has(object.allowed_vpc_endpoint_ids) || has(object.aws_vpc_endpoint_id)
variables:
  named: object.?vpc_endpoints.?rest_api.orValue([]) + object.?vpc_endpoints.?dataplane_relay.orValue([])
  wrong: variables.named.filter(e, e.startsWith('vpce-') || e.contains('/'))
  wrongAllowed: object.?allowed_vpc_endpoint_ids.orValue([]).filter(e, e.startsWith('vpce-') || e.contains('/'))
validations:
  - expression: facts.?misreferredEndpoints.orValue([]).size() == 0
    messageExpression: "'the id is taken from ' + facts.misreferredEndpoints.join(', ') + ', which holds another one'"
    atExpression: "has(object.vpc_endpoints) ? 'vpc_endpoints' : has(object.allowed_vpc_endpoint_ids) ? 'allowed_vpc_endpoint_ids' : 'aws_vpc_endpoint_id'"
  - expression: variables.wrong.size() == 0
    messageExpression: "'the network names ' + variables.wrong.join(', ') + '; it takes the vpc_endpoint_id that Databricks gave to the endpoint'"
    at: vpc_endpoints
  - expression: variables.wrongAllowed.size() == 0
    messageExpression: "'the settings allow ' + variables.wrongAllowed.join(', ') + '; the list takes the vpc_endpoint_id that Databricks gave to the endpoint'"
    at: allowed_vpc_endpoint_ids
  - expression: "!has(object.aws_vpc_endpoint_id) || object.aws_vpc_endpoint_id.startsWith('vpce-')"
    messageExpression: "'the endpoint is registered with ' + object.aws_vpc_endpoint_id + \", which is no id of an AWS endpoint (vpce-…)\""
    at: aws_vpc_endpoint_id

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"endpoint-not-an-interface"###,
      summary: ###"An endpoint for a Databricks service is not of the type Interface."###,
      why: ###"Databricks' services are offered to interface endpoints alone, and Terraform takes Gateway where vpc_endpoint_type is not given, so the apply fails."###,
      remediation: ###"Set vpc_endpoint_type to "Interface"."###,
      severity: .error, confidence: .high,
      references: [(###"AWS Terraform provider, aws_vpc_endpoint"###, ###"https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint"###), (###"Databricks, Configure classic private connectivity to Databricks"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###)],
      match: [###"aws.VPCEndpoint"###], needs: [], isLocal: false,
      fields: [[###"VpcEndpointType"###], [###"ServiceName"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.isDatabricks && has(object.VpcEndpointType)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.VpcEndpointType.lowerAscii() == 'interface'\###u{1F}1\###u{1F}'the endpoint for ' + object.ServiceName + ' is of the type ' + object.VpcEndpointType + '; it has to be Interface'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcEndpointType\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: endpoint-not-an-interface
summary: An endpoint for a Databricks service is not of the type Interface.
why: Databricks' services are offered to interface endpoints alone, and Terraform takes Gateway where vpc_endpoint_type is not given, so the apply fails.
remediation: Set vpc_endpoint_type to "Interface".
severity: error
confidence: high
references:
  - name: AWS Terraform provider, aws_vpc_endpoint
    url: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
  - name: Databricks, Configure classic private connectivity to Databricks
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
match: [aws.VPCEndpoint]
matchConditions:
  - facts.isDatabricks && has(object.VpcEndpointType)
validations:
  - expression: object.VpcEndpointType.lowerAscii() == 'interface'
    messageExpression: "'the endpoint for ' + object.ServiceName + ' is of the type ' + object.VpcEndpointType + '; it has to be Interface'"
    at: VpcEndpointType

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"endpoint-not-available"###,
      summary: ###"An endpoint of PrivateLink is not available."###,
      why: ###"Databricks accepts an endpoint when it is registered; one that waits, was rejected or is gone carries no traffic."###,
      remediation: ###"Register the AWS endpoint in the account; create and register it anew where it was rejected, expired or deleted."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks Terraform provider, databricks_mws_vpc_endpoint"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_vpc_endpoint"###), (###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###)],
      match: [###"databricks.VPCEndpoint"###, ###"aws.VPCEndpoint"###, ###"databricks.Network"###], needs: [], isLocal: false,
      fields: [[###"state"###], [###"State"###], [###"vpc_endpoints"###], [###"vpc_endpoint_id"###], [###"vpc_endpoint_name"###], [###"ServiceName"###], [###"VpcEndpointId"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.state) || facts.?isDatabricks.orValue(false) && has(object.State) || has(facts.missingEndpoints)\###u{1F}4\###u{1F}registered\###u{1F}!has(object.state) || object.state.lowerAscii() in ['available', '']\###u{1F}state\###u{1F}object.?State.orValue('').lowerAscii()\###u{1F}isToldOtherwise\###u{1F}related.?registeredEndpoints.orValue([]).exists(r, !(r.?state.orValue('').lowerAscii() in ['available', '']))\###u{1F}isLeftOver\###u{1F}variables.state in ['deleting', 'deleted'] && related.?registeredEndpoints.orValue([]).size() == 0\###u{1F}0\###u{1F}4\###u{1F}variables.registered || !facts.?isBackEnd.orValue(false)\###u{1F}1\###u{1F}'the endpoint ' + object.?vpc_endpoint_name.orValue(object.?vpc_endpoint_id.orValue('')) + ', which a network uses, is ' + object.state\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}state\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.registered\###u{1F}1\###u{1F}'the endpoint ' + object.?vpc_endpoint_name.orValue(object.?vpc_endpoint_id.orValue('')) + ' is ' + object.state\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}state\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}!facts.?isDatabricks.orValue(false) || variables.state in ['available', ''] || variables.isToldOtherwise || variables.isLeftOver\###u{1F}1\###u{1F}object.VpcEndpointId + ' for ' + object.ServiceName + ' is ' + object.State\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}State\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}facts.?missingEndpoints.orValue([]).size() == 0\###u{1F}1\###u{1F}'network ' + object.?network_name.orValue('') + ' uses endpoints that the VPC no longer has: ' + facts.missingEndpoints.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.registeredEndpoints\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}aws_vpc_endpoint_id\###u{1F}1\###u{1F}'registered as ' + each.vpc_endpoint_id\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: endpoint-not-available
summary: An endpoint of PrivateLink is not available.
why: Databricks accepts an endpoint when it is registered; one that waits, was rejected or is gone carries no traffic.
remediation: Register the AWS endpoint in the account; create and register it anew where it was rejected, expired or deleted.
severity: error
confidence: high
references:
  - name: Databricks Terraform provider, databricks_mws_vpc_endpoint
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_vpc_endpoint
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
match: [databricks.VPCEndpoint, aws.VPCEndpoint, databricks.Network]
matchConditions:
  - >-
    has(object.state) || facts.?isDatabricks.orValue(false) && has(object.State) || has(facts.missingEndpoints)
variables:
  registered: "!has(object.state) || object.state.lowerAscii() in ['available', '']"
  state: object.?State.orValue('').lowerAscii()
  isToldOtherwise: related.?registeredEndpoints.orValue([]).exists(r, !(r.?state.orValue('').lowerAscii() in ['available', '']))
  isLeftOver: variables.state in ['deleting', 'deleted'] && related.?registeredEndpoints.orValue([]).size() == 0
validations:
  - expression: variables.registered || !facts.?isBackEnd.orValue(false)
    messageExpression: "'the endpoint ' + object.?vpc_endpoint_name.orValue(object.?vpc_endpoint_id.orValue('')) + ', which a network uses, is ' + object.state"
    at: state
  - expression: variables.registered
    severity: warning
    messageExpression: "'the endpoint ' + object.?vpc_endpoint_name.orValue(object.?vpc_endpoint_id.orValue('')) + ' is ' + object.state"
    at: state
  - expression: "!facts.?isDatabricks.orValue(false) || variables.state in ['available', ''] || variables.isToldOtherwise || variables.isLeftOver"
    messageExpression: "object.VpcEndpointId + ' for ' + object.ServiceName + ' is ' + object.State"
    at: State
  - expression: facts.?missingEndpoints.orValue([]).size() == 0
    messageExpression: "'network ' + object.?network_name.orValue('') + ' uses endpoints that the VPC no longer has: ' + facts.missingEndpoints.join(', ')"
    at: vpc_endpoints
    related:
      - each: related.registeredEndpoints
        at: aws_vpc_endpoint_id
        messageExpression: "'registered as ' + each.vpc_endpoint_id"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"endpoint-of-other-region"###,
      summary: ###"An endpoint leads to the Databricks service of another Region."###,
      why: ###"The services of a Region serve its own workspaces; an endpoint of another Region's leads nodes and users to the wrong control plane."###,
      remediation: ###"Take the service of the workspace's Region from Databricks' table, and register an endpoint of that Region."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###), (###"Databricks, Configure classic private connectivity to Databricks"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###)],
      match: [###"aws.VPCEndpoint"###, ###"databricks.Network"###], needs: [], isLocal: false,
      fields: [[###"ServiceName"###], [###"vpc_endpoints"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?isDatabricks.orValue(false) || has(facts.region) && related.registeredEndpoints.size() > 0\###u{1F}2\###u{1F}told\###u{1F}related.?registeredEndpoints.orValue([]).map(r, r.?region.orValue(''))\###u{1F}far\###u{1F}related.?registeredEndpoints.orValue([]).filter(r, has(r.region) && has(facts.region) && r.region != facts.region)\###u{1F}0\###u{1F}2\###u{1F}!facts.?isDatabricks.orValue(false) || variables.told.all(r, r == '' || r == facts.serviceRegion) && object.ServiceName.contains(facts.serviceRegion)\###u{1F}1\###u{1F}'the endpoint leads to the service of ' + facts.serviceRegion + (variables.told.size() > 0 ? ', and is registered in ' + variables.told.join(', ') : ', which is not the Region in ' + object.ServiceName)\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ServiceName\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.far.size() == 0\###u{1F}1\###u{1F}'network ' + object.?network_name.orValue('') + ' is in ' + facts.region + ', and its endpoint is registered in ' + variables.far.map(r, r.region).join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.far\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}region\###u{1F}0\###u{1F}1\###u{1F}the endpoint's Region\###u{1F}0"###,
      text: ###"""
id: endpoint-of-other-region
summary: An endpoint leads to the Databricks service of another Region.
why: The services of a Region serve its own workspaces; an endpoint of another Region's leads nodes and users to the wrong control plane.
remediation: Take the service of the workspace's Region from Databricks' table, and register an endpoint of that Region.
severity: error
confidence: high
references:
  - name: Databricks security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
  - name: Databricks, Configure classic private connectivity to Databricks
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
match: [aws.VPCEndpoint, databricks.Network]
matchConditions:
  - facts.?isDatabricks.orValue(false) || has(facts.region) && related.registeredEndpoints.size() > 0
variables:
  told: related.?registeredEndpoints.orValue([]).map(r, r.?region.orValue(''))
  far: related.?registeredEndpoints.orValue([]).filter(r, has(r.region) && has(facts.region) && r.region != facts.region)
validations:
  - expression: "!facts.?isDatabricks.orValue(false) || variables.told.all(r, r == '' || r == facts.serviceRegion) && object.ServiceName.contains(facts.serviceRegion)"
    messageExpression: "'the endpoint leads to the service of ' + facts.serviceRegion + (variables.told.size() > 0 ? ', and is registered in ' + variables.told.join(', ') : ', which is not the Region in ' + object.ServiceName)"
    at: ServiceName
  - expression: variables.far.size() == 0
    messageExpression: "'network ' + object.?network_name.orValue('') + ' is in ' + facts.region + ', and its endpoint is registered in ' + variables.far.map(r, r.region).join(', ')"
    at: vpc_endpoints
    related:
      - each: variables.far
        at: region
        message: the endpoint's Region

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"endpoint-refuses-nodes"###,
      summary: ###"The security groups or network ACLs of an endpoint do not admit a workspace's nodes."###,
      why: ###"Names lead nodes to the endpoint whether it admits them or not, so the control plane or the AWS service is out of reach, even beside a NAT gateway that would lead there."###,
      remediation: ###"Add inbound TCP rules from the workspace's security group to the endpoint's, for 443 and 8443-8451 (REST), 6666 and 2443 (relay), 443 (AWS services). In the ACLs of the endpoint's subnets allow the same from the nodes' subnets, and all ephemeral ports back to them."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###), (###"Databricks, Configure classic private connectivity to Databricks"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###), (###"AWS, Access an AWS service using an interface VPC endpoint"###, ###"https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"###)],
      match: [###"aws.VPCEndpoint"###], needs: [###"aws.SecurityGroup"###, ###"databricks.Network"###], isLocal: false,
      fields: [[###"Groups"###], [###"SubnetIds"###], [###"VpcEndpointId"###]],
      definition: ###"0\###u{1F}1\###u{1F}(has(facts.missingIngressPorts) || has(facts.denyingACLs)) && facts.isAvailable\###u{1F}5\###u{1F}missing\###u{1F}facts.?missingIngressPorts.orValue([])\###u{1F}denying\###u{1F}facts.?denyingACLs.orValue([])\###u{1F}required\###u{1F}variables.missing.filter(p, p in facts.requiredPorts)\###u{1F}groups\###u{1F}object.?Groups.orValue([]).map(g, g.?GroupId.orValue('')).join(', ')\###u{1F}service\###u{1F}facts.service == 'generalAccess' ? 'REST' : facts.service == 'relay' ? 'the relay' : facts.service\###u{1F}0\###u{1F}3\###u{1F}variables.required.size() == 0\###u{1F}1\###u{1F}object.VpcEndpointId + ' for ' + variables.service + ' does not admit TCP ' + variables.required.join(', ') + ' from the nodes: its groups are ' + variables.groups\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Groups\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissions\###u{1F}0\###u{1F}1\###u{1F}what the group admits\###u{1F}variables.denying.size() == 0\###u{1F}1\###u{1F}'the ACL of a subnet of ' + object.VpcEndpointId + ' for ' + variables.service + ' stops the nodes: ' + variables.denying.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}SubnetIds\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.missing.size() == 0\###u{1F}1\###u{1F}object.VpcEndpointId + ' for ' + variables.service + ' does not admit TCP ' + variables.missing.join(', ') + ' from the nodes: its groups are ' + variables.groups\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Groups\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissions\###u{1F}0\###u{1F}1\###u{1F}what the group admits\###u{1F}0"###,
      text: ###"""
id: endpoint-refuses-nodes
summary: The security groups or network ACLs of an endpoint do not admit a workspace's nodes.
why: Names lead nodes to the endpoint whether it admits them or not, so the control plane or the AWS service is out of reach, even beside a NAT gateway that would lead there.
remediation: Add inbound TCP rules from the workspace's security group to the endpoint's, for 443 and 8443-8451 (REST), 6666 and 2443 (relay), 443 (AWS services). In the ACLs of the endpoint's subnets allow the same from the nodes' subnets, and all ephemeral ports back to them.
severity: error
confidence: high
references:
  - name: Databricks security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
  - name: Databricks, Configure classic private connectivity to Databricks
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
  - name: AWS, Access an AWS service using an interface VPC endpoint
    url: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
match: [aws.VPCEndpoint]
needs: [aws.SecurityGroup, databricks.Network]
matchConditions:
  - (has(facts.missingIngressPorts) || has(facts.denyingACLs)) && facts.isAvailable
variables:
  missing: facts.?missingIngressPorts.orValue([])
  denying: facts.?denyingACLs.orValue([])
  required: variables.missing.filter(p, p in facts.requiredPorts)
  groups: object.?Groups.orValue([]).map(g, g.?GroupId.orValue('')).join(', ')
  service: "facts.service == 'generalAccess' ? 'REST' : facts.service == 'relay' ? 'the relay' : facts.service"
validations:
  - expression: variables.required.size() == 0
    messageExpression: "object.VpcEndpointId + ' for ' + variables.service + ' does not admit TCP ' + variables.required.join(', ') + ' from the nodes: its groups are ' + variables.groups"
    at: Groups
    related:
      - each: related.securityGroups
        at: IpPermissions
        message: what the group admits
  - expression: variables.denying.size() == 0
    messageExpression: "'the ACL of a subnet of ' + object.VpcEndpointId + ' for ' + variables.service + ' stops the nodes: ' + variables.denying.join(', ')"
    at: SubnetIds
  - expression: variables.missing.size() == 0
    severity: warning
    messageExpression: "object.VpcEndpointId + ' for ' + variables.service + ' does not admit TCP ' + variables.missing.join(', ') + ' from the nodes: its groups are ' + variables.groups"
    at: Groups
    related:
      - each: related.securityGroups
        at: IpPermissions
        message: what the group admits

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"endpoint-service-unknown"###,
      summary: ###"A registered endpoint leads to a service that is none of Databricks' known ones."###,
      why: ###"Each Region has its own general-access and relay service; an endpoint to any other does not lead to the control plane. The table is of August 2026, and a newer service is not in it."###,
      remediation: ###"Compare the service with Databricks' table of endpoint services for the Region."###,
      severity: .warning, confidence: .medium,
      references: [(###"Databricks security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###)],
      match: [###"aws.VPCEndpoint"###], needs: [], isLocal: false,
      fields: [[###"ServiceName"###], [###"VpcEndpointId"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.registeredEndpoints.size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.isDatabricks\###u{1F}1\###u{1F}object.VpcEndpointId + ' leads to ' + object.ServiceName + ', which is no known service of Databricks'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ServiceName\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.registeredEndpoints\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}use_case\###u{1F}0\###u{1F}1\###u{1F}where it is registered\###u{1F}0"###,
      text: ###"""
id: endpoint-service-unknown
summary: A registered endpoint leads to a service that is none of Databricks' known ones.
why: Each Region has its own general-access and relay service; an endpoint to any other does not lead to the control plane. The table is of August 2026, and a newer service is not in it.
remediation: Compare the service with Databricks' table of endpoint services for the Region.
severity: warning
confidence: medium
references:
  - name: Databricks security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
match: [aws.VPCEndpoint]
matchConditions:
  - related.registeredEndpoints.size() > 0
validations:
  - expression: facts.isDatabricks
    messageExpression: "object.VpcEndpointId + ' leads to ' + object.ServiceName + ', which is no known service of Databricks'"
    at: ServiceName
    related:
      - each: related.registeredEndpoints
        at: use_case
        message: where it is registered

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"endpoint-zones-incomplete"###,
      summary: ###"A back-end endpoint has no interface in a zone of the workspace's subnets."###,
      why: ###"Nodes of that zone cross to another one for every packet, and lose the control plane with it."###,
      remediation: ###"Add a subnet of the zone to the endpoint."###,
      severity: .note, confidence: .high,
      references: [(###"AWS, Access an AWS service using an interface VPC endpoint"###, ###"https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"###)],
      match: [###"databricks.Network"###], needs: [###"aws.VPCEndpoint"###, ###"aws.Subnet"###, ###"databricks.VPCEndpoint"###], isLocal: false,
      fields: [[###"vpc_endpoints"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.restZonesMissing) || has(facts.relayZonesMissing)\###u{1F}2\###u{1F}rest\###u{1F}facts.?restZonesMissing.orValue([])\###u{1F}relay\###u{1F}facts.?relayZonesMissing.orValue([])\###u{1F}0\###u{1F}1\###u{1F}variables.rest.size() == 0 && variables.relay.size() == 0\###u{1F}1\###u{1F}'nodes run in ' + facts.zones.join(', ') + (variables.rest.size() > 0 ? '; the REST endpoint has no interface in ' + variables.rest.join(', ') : '') + (variables.relay.size() > 0 ? '; the relay endpoint has none in ' + variables.relay.join(', ') : '')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.restEndpoints + related.relayEndpoints\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}SubnetIds\###u{1F}0\###u{1F}1\###u{1F}the subnets of the endpoint\###u{1F}0"###,
      text: ###"""
id: endpoint-zones-incomplete
summary: A back-end endpoint has no interface in a zone of the workspace's subnets.
why: Nodes of that zone cross to another one for every packet, and lose the control plane with it.
remediation: Add a subnet of the zone to the endpoint.
severity: note
confidence: high
references:
  - name: AWS, Access an AWS service using an interface VPC endpoint
    url: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
match: [databricks.Network]
needs: [aws.VPCEndpoint, aws.Subnet, databricks.VPCEndpoint]
matchConditions:
  - has(facts.restZonesMissing) || has(facts.relayZonesMissing)
variables:
  rest: facts.?restZonesMissing.orValue([])
  relay: facts.?relayZonesMissing.orValue([])
validations:
  - expression: variables.rest.size() == 0 && variables.relay.size() == 0
    messageExpression: "'nodes run in ' + facts.zones.join(', ') + (variables.rest.size() > 0 ? '; the REST endpoint has no interface in ' + variables.rest.join(', ') : '') + (variables.relay.size() > 0 ? '; the relay endpoint has none in ' + variables.relay.join(', ') : '')"
    at: vpc_endpoints
    related:
      - each: related.restEndpoints + related.relayEndpoints
        at: SubnetIds
        message: the subnets of the endpoint

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-backend-blocked"###,
      summary: ###"The policies of the pods behind a Private Link Service do not allow a backend that they need."###,
      why: ###"The gateway forwards what it gets to services of the cluster and to an API; what its policies do not allow it cannot reach, and its calls fail."###,
      remediation: ###"Allow egress to the pods of the Service on their port, or to the API's addresses on 443."###,
      severity: .error, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"metadata"###, ###"namespace"###], [###"metadata"###, ###"name"###]],
      definition: ###"2\###u{1F}backends\###u{1F}The Services that the gateway has to reach, separated by commas: name, or namespace/name.\###u{1F}string\###u{1F}\###u{1F}apiAddress\###u{1F}The address of the API that the gateway has to reach on TCP 443.\###u{1F}string\###u{1F}\###u{1F}2\###u{1F}facts.?isGateway.orValue(false) && facts.selectedForEgress\###u{1F}params.backends != '' || isIPv4(params.apiAddress)\###u{1F}3\###u{1F}wanted\###u{1F}params.backends.split(',').map(n, n.trim()).filter(n, n != '') .map(n, n.contains('/') ? n : object.metadata.?namespace.orValue('default') + '/' + n)\###u{1F}known\###u{1F}inventory['kubernetes.Service'].map(s, s.metadata.?namespace.orValue('default') + '/' + s.metadata.name)\###u{1F}blocked\###u{1F}variables.wanted.filter(n, n in variables.known && !(n in facts.reachableServices))\###u{1F}0\###u{1F}2\###u{1F}variables.blocked.size() == 0\###u{1F}1\###u{1F}'no rule lets the pods of ' + object.metadata.name + ' reach the pods of Service ' + variables.blocked.join(', ')\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkPolicies\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}egress\###u{1F}0\###u{1F}1\###u{1F}a policy of the pods\###u{1F}!isIPv4(params.apiAddress) || related.networkPolicies.exists(p, p.spec.?egress.orValue([]).exists(r, (r.?to.orValue([]).size() == 0 || r.to.exists(t, isCIDR(t.?ipBlock.?cidr.orValue('')) && cidr(t.ipBlock.cidr).containsIP(params.apiAddress) && !t.ipBlock.?except.orValue([]).exists(e, isCIDR(e) && cidr(e).containsIP(params.apiAddress)))) && (r.?ports.orValue([]).size() == 0 || r.ports.exists(q, q.?protocol.orValue('TCP') == 'TCP' && (!has(q.port) || dyn(q.port) == 443 || (type(q.port) == int && q.port <= 443 && q.?endPort.orValue(0) >= 443))))))\###u{1F}1\###u{1F}'no rule lets the pods of ' + object.metadata.name + ' reach TCP 443 of ' + params.apiAddress\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkPolicies\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}egress\###u{1F}0\###u{1F}1\###u{1F}a policy of the pods\###u{1F}0"###,
      text: ###"""
id: gateway-backend-blocked
summary: The policies of the pods behind a Private Link Service do not allow a backend that they need.
why: The gateway forwards what it gets to services of the cluster and to an API; what its policies do not allow it cannot reach, and its calls fail.
remediation: Allow egress to the pods of the Service on their port, or to the API's addresses on 443.
severity: error
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.Deployment, kubernetes.StatefulSet, kubernetes.DaemonSet, kubernetes.ReplicaSet, kubernetes.Pod]
needs: [kubernetes.NetworkPolicy]
params:
  backends: {type: string, default: '', description: 'The Services that the gateway has to reach, separated by commas: name, or namespace/name.'}
  apiAddress: {type: string, default: '', description: The address of the API that the gateway has to reach on TCP 443.}
variables:
  wanted: >-
    params.backends.split(',').map(n, n.trim()).filter(n, n != '')
    .map(n, n.contains('/') ? n : object.metadata.?namespace.orValue('default') + '/' + n)
  # A Service that the inputs do not have leads nobody knows where.
  known: inventory['kubernetes.Service'].map(s, s.metadata.?namespace.orValue('default') + '/' + s.metadata.name)
  blocked: variables.wanted.filter(n, n in variables.known && !(n in facts.reachableServices))
matchConditions:
  - facts.?isGateway.orValue(false) && facts.selectedForEgress
  - params.backends != '' || isIPv4(params.apiAddress)
validations:
  - expression: variables.blocked.size() == 0
    messageExpression: "'no rule lets the pods of ' + object.metadata.name + ' reach the pods of Service ' + variables.blocked.join(', ')"
    related:
      - {each: related.networkPolicies, at: spec.egress, message: a policy of the pods}
  - expression: >-
      !isIPv4(params.apiAddress) || related.networkPolicies.exists(p, p.spec.?egress.orValue([]).exists(r,
      (r.?to.orValue([]).size() == 0 || r.to.exists(t, isCIDR(t.?ipBlock.?cidr.orValue('')) && cidr(t.ipBlock.cidr).containsIP(params.apiAddress)
      && !t.ipBlock.?except.orValue([]).exists(e, isCIDR(e) && cidr(e).containsIP(params.apiAddress))))
      && (r.?ports.orValue([]).size() == 0 || r.ports.exists(q, q.?protocol.orValue('TCP') == 'TCP'
      && (!has(q.port) || dyn(q.port) == 443 || (type(q.port) == int && q.port <= 443 && q.?endPort.orValue(0) >= 443))))))
    messageExpression: "'no rule lets the pods of ' + object.metadata.name + ' reach TCP 443 of ' + params.apiAddress"
    related:
      - {each: related.networkPolicies, at: spec.egress, message: a policy of the pods}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-dns-blocked"###,
      summary: ###"The policies of the pods behind a Private Link Service do not allow DNS."###,
      why: ###"Pods whose egress is isolated resolve no name unless a rule allows UDP 53 to the cluster DNS; answers that are too large for UDP come over TCP."###,
      remediation: ###"Allow UDP and TCP 53 to the pods k8s-app kube-dns of the namespace kube-system."###,
      severity: .error, confidence: .medium,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?isGateway.orValue(false) && facts.selectedForEgress\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}facts.dnsUDP\###u{1F}1\###u{1F}'no rule lets the pods of ' + object.metadata.name + ' reach UDP 53 of kube-system/kube-dns, so they resolve no name'\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkPolicies\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}spec\###u{1F}0\###u{1F}1\###u{1F}a policy of the pods\###u{1F}facts.dnsTCP\###u{1F}1\###u{1F}'the pods of ' + object.metadata.name + ' reach UDP 53 of kube-system/kube-dns, but not TCP 53, over which large answers come'\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}related.networkPolicies\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}spec\###u{1F}0\###u{1F}1\###u{1F}a policy of the pods\###u{1F}0"###,
      text: ###"""
id: gateway-dns-blocked
summary: The policies of the pods behind a Private Link Service do not allow DNS.
why: Pods whose egress is isolated resolve no name unless a rule allows UDP 53 to the cluster DNS; answers that are too large for UDP come over TCP.
remediation: Allow UDP and TCP 53 to the pods k8s-app kube-dns of the namespace kube-system.
severity: error
confidence: medium
references:
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.Deployment, kubernetes.StatefulSet, kubernetes.DaemonSet, kubernetes.ReplicaSet, kubernetes.Pod]
needs: [kubernetes.NetworkPolicy]
matchConditions:
  - facts.?isGateway.orValue(false) && facts.selectedForEgress
validations:
  - expression: facts.dnsUDP
    messageExpression: "'no rule lets the pods of ' + object.metadata.name + ' reach UDP 53 of kube-system/kube-dns, so they resolve no name'"
    related:
      - {each: related.networkPolicies, at: spec, message: a policy of the pods}
  - expression: facts.dnsTCP
    severity: warning
    messageExpression: "'the pods of ' + object.metadata.name + ' reach UDP 53 of kube-system/kube-dns, but not TCP 53, over which large answers come'"
    related:
      - {each: related.networkPolicies, at: spec, message: a policy of the pods}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-egress-internet"###,
      summary: ###"The pods behind a Private Link Service may reach the internet."###,
      why: ###"The gateway needs the in-cluster services, the API and DNS only; a way out to the internet is a way for data to leave."###,
      remediation: ###"Allow egress to the in-cluster services, to the addresses of the API and to DNS only."###,
      severity: .warning, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?isGateway.orValue(false) && facts.selectedForEgress\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.?internetEgress.orValue('') == ''\###u{1F}1\###u{1F}'the policies let the pods of ' + object.metadata.name + ' send ' + facts.internetEgress\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkPolicies\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}egress\###u{1F}0\###u{1F}1\###u{1F}a policy of the pods\###u{1F}0"###,
      text: ###"""
id: gateway-egress-internet
summary: The pods behind a Private Link Service may reach the internet.
why: The gateway needs the in-cluster services, the API and DNS only; a way out to the internet is a way for data to leave.
remediation: Allow egress to the in-cluster services, to the addresses of the API and to DNS only.
severity: warning
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.Deployment, kubernetes.StatefulSet, kubernetes.DaemonSet, kubernetes.ReplicaSet, kubernetes.Pod]
needs: [kubernetes.NetworkPolicy]
matchConditions:
  - facts.?isGateway.orValue(false) && facts.selectedForEgress
validations:
  - expression: facts.?internetEgress.orValue('') == ''
    messageExpression: "'the policies let the pods of ' + object.metadata.name + ' send ' + facts.internetEgress"
    related:
      - {each: related.networkPolicies, at: spec.egress, message: a policy of the pods}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-exposed-by-route"###,
      summary: ###"An Ingress or a route leads to a gateway's Service."###,
      why: ###"It is a second way in, past the Private Link Service and past what its subscriptions restrict, to a gateway that does not authenticate who comes in."###,
      remediation: ###"Remove the backend, or give what it serves a Service of its own."###,
      severity: .warning, confidence: .high,
      references: [(###"Kubernetes, Ingress"###, ###"https://kubernetes.io/docs/concepts/services-networking/ingress/"###), (###"Kubernetes Gateway API, HTTPRoute"###, ###"https://gateway-api.sigs.k8s.io/api-types/httproute/"###), (###"CARTO documentation, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?isGateway.orValue(false)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.routes.size() == 0\###u{1F}1\###u{1F}related.routes[0].kind + ' ' + related.routes[0].metadata.name + (related.routes.size() > 1 ? ' and ' + string(related.routes.size() - 1) + ' more lead' : ' leads') + ' to Service ' + object.metadata.name + ', which stands behind a Private Link Service'\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.routes\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}rules\###u{1F}1\###u{1F}'the backends of ' + each.kind + ' ' + each.metadata.name\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: gateway-exposed-by-route
summary: An Ingress or a route leads to a gateway's Service.
why: It is a second way in, past the Private Link Service and past what its subscriptions restrict, to a gateway that does not authenticate who comes in.
remediation: Remove the backend, or give what it serves a Service of its own.
severity: warning
confidence: high
references:
  - name: Kubernetes, Ingress
    url: https://kubernetes.io/docs/concepts/services-networking/ingress/
  - name: Kubernetes Gateway API, HTTPRoute
    url: https://gateway-api.sigs.k8s.io/api-types/httproute/
  - name: CARTO documentation, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com/
match: [kubernetes.Service]
matchConditions:
  - facts.?isGateway.orValue(false)
validations:
  - expression: related.routes.size() == 0
    messageExpression: >-
      related.routes[0].kind + ' ' + related.routes[0].metadata.name + (related.routes.size() > 1 ? ' and ' + string(related.routes.size() - 1) + ' more lead' : ' leads')
      + ' to Service ' + object.metadata.name + ', which stands behind a Private Link Service'
    related:
      - each: related.routes
        at: spec.rules
        messageExpression: "'the backends of ' + each.kind + ' ' + each.metadata.name"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-external-ips"###,
      summary: ###"A gateway's Service takes traffic at external addresses."###,
      why: ###"Nodes accept traffic to these addresses from anyone who can route to them, beside the private link."###,
      remediation: ###"Remove spec.externalIPs."###,
      severity: .warning, confidence: .high,
      references: [(###"Kubernetes, cloud-provider service controller"###, ###"https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"spec"###, ###"externalIPs"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?spec.?externalIPs.orValue([]).size() == 0\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' also takes traffic at ' + object.spec.externalIPs.join(', ') + ', beside the Private Link Service'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}externalIPs\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: gateway-external-ips
summary: A gateway's Service takes traffic at external addresses.
why: Nodes accept traffic to these addresses from anyone who can route to them, beside the private link.
remediation: Remove spec.externalIPs.
severity: warning
confidence: high
references:
  - name: Kubernetes, cloud-provider service controller
    url: https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
validations:
  - expression: object.?spec.?externalIPs.orValue([]).size() == 0
    messageExpression: >-
      'Service ' + object.metadata.name + ' also takes traffic at ' + object.spec.externalIPs.join(', ') + ', beside the Private Link Service'
    at: spec.externalIPs

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-host-network"###,
      summary: ###"The pods behind a Private Link Service use the node's network."###,
      why: ###"Most engines do not apply NetworkPolicies to pods on the node's network, so that nothing restricts these."###,
      remediation: ###"Remove hostNetwork from the pod template."###,
      severity: .warning, confidence: .high,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"spec"###, ###"template"###, ###"spec"###, ###"hostNetwork"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?isGateway.orValue(false)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!facts.hostNetwork\###u{1F}1\###u{1F}'the pods of ' + object.metadata.name + ' use the node\'s network, where NetworkPolicies do not apply to them'\###u{1F}0\###u{1F}1\###u{1F}4\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}template\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}hostNetwork\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: gateway-host-network
summary: The pods behind a Private Link Service use the node's network.
why: Most engines do not apply NetworkPolicies to pods on the node's network, so that nothing restricts these.
remediation: Remove hostNetwork from the pod template.
severity: warning
confidence: high
references:
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.Deployment, kubernetes.StatefulSet, kubernetes.DaemonSet, kubernetes.ReplicaSet, kubernetes.Pod]
needs: [kubernetes.NetworkPolicy]
matchConditions:
  - facts.?isGateway.orValue(false)
validations:
  - expression: "!facts.hostNetwork"
    messageExpression: "'the pods of ' + object.metadata.name + ' use the node\\'s network, where NetworkPolicies do not apply to them'"
    at: spec.template.spec.hostNetwork

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-ingress-blocked"###,
      summary: ###"The policies let nothing that the load balancer brings reach the pods behind a Private Link Service."###,
      why: ###"What comes through a Private Link Service has a node's address or the service's own, never that of a pod, so that rules with pod selectors alone drop it."###,
      remediation: ###"Allow ingress from the nodes' addresses, or with externalTrafficPolicy Local from the Private Link Service's, on the pods' port."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###), (###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.Service"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"spec"###, ###"ports"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.workloads.size() > 0\###u{1F}!has(facts.undeclaredPort)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.?blockedPort.orValue(0) == 0\###u{1F}1\###u{1F}'the policies let no address outside the pods\' network reach TCP ' + string(facts.blockedPort) + ' of ' + facts.blockedWorkload + ', where Service ' + object.metadata.name + ' leads to'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}ports\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.governedWorkloads\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}the pods\###u{1F}0"###,
      text: ###"""
id: gateway-ingress-blocked
summary: The policies let nothing that the load balancer brings reach the pods behind a Private Link Service.
why: What comes through a Private Link Service has a node's address or the service's own, never that of a pod, so that rules with pod selectors alone drop it.
remediation: Allow ingress from the nodes' addresses, or with externalTrafficPolicy Local from the Private Link Service's, on the pods' port.
severity: error
confidence: medium
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.Service]
needs: [kubernetes.NetworkPolicy]
matchConditions:
  - related.workloads.size() > 0
  # A port that is not the pods' is gateway-target-port-unresolved's.
  - "!has(facts.undeclaredPort)"
validations:
  - expression: facts.?blockedPort.orValue(0) == 0
    messageExpression: "'the policies let no address outside the pods\\' network reach TCP ' + string(facts.blockedPort) + ' of ' + facts.blockedWorkload + ', where Service ' + object.metadata.name + ' leads to'"
    at: spec.ports
    related:
      - {each: related.governedWorkloads, at: metadata.name, message: the pods}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-local-dns-blocked"###,
      summary: ###"The policies of the pods behind a Private Link Service do not allow the DNS proxy of their node."###,
      why: ###"Where each node has a DNS proxy, pods ask that one and not the cluster's DNS servers; with Cilium a policy has to name its address, or nothing is resolved."###,
      remediation: ###"Allow UDP and TCP 53 to 169.254.10.0/24 (LocalDNS), or to the address of your own proxy."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Kubernetes Service, Azure CNI powered by Cilium"###, ###"https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium"###), (###"Azure Kubernetes Service, configure LocalDNS"###, ###"https://learn.microsoft.com/azure/aks/localdns-custom"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"metadata"###, ###"name"###]],
      definition: ###"1\###u{1F}localDNS\###u{1F}The address of a DNS proxy on each node that pods ask. Without it LocalDNS is looked for in the cluster.\###u{1F}string\###u{1F}\###u{1F}2\###u{1F}facts.?isGateway.orValue(false) && facts.selectedForEgress && facts.dnsUDP\###u{1F}(isIPv4(params.localDNS) ? params.localDNS : (inventory['azure.ManagedCluster'].exists(c, c.?networkProfile.?networkDataplane.orValue('').lowerAscii() == 'cilium' && c.?agentPoolProfiles.orValue([]).exists(p, p.?localDnsProfile.?mode.orValue('').lowerAscii() in ['preferred', 'required']))) ? '169.254.10.10' : '') != ''\###u{1F}2\###u{1F}hasLocalDNS\###u{1F}inventory['azure.ManagedCluster'].exists(c, c.?networkProfile.?networkDataplane.orValue('').lowerAscii() == 'cilium' && c.?agentPoolProfiles.orValue([]).exists(p, p.?localDnsProfile.?mode.orValue('').lowerAscii() in ['preferred', 'required']))\###u{1F}address\###u{1F}isIPv4(params.localDNS) ? params.localDNS : variables.hasLocalDNS ? '169.254.10.10' : ''\###u{1F}0\###u{1F}1\###u{1F}related.networkPolicies.exists(p, p.spec.?egress.orValue([]).exists(r, (r.?to.orValue([]).size() == 0 || r.to.exists(t, isCIDR(t.?ipBlock.?cidr.orValue('')) && cidr(t.ipBlock.cidr).containsIP(variables.address) && !t.ipBlock.?except.orValue([]).exists(e, isCIDR(e) && cidr(e).containsIP(variables.address)))) && (r.?ports.orValue([]).size() == 0 || r.ports.exists(q, q.?protocol.orValue('TCP') == 'UDP' && (!has(q.port) || dyn(q.port) == 53 || (type(q.port) == int && q.port <= 53 && q.?endPort.orValue(0) >= 53))))))\###u{1F}1\###u{1F}'no rule lets the pods of ' + object.metadata.name + ' reach UDP 53 of ' + variables.address + ', the DNS proxy of their node'\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkPolicies\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}egress\###u{1F}0\###u{1F}1\###u{1F}a policy of the pods\###u{1F}0"###,
      text: ###"""
id: gateway-local-dns-blocked
summary: The policies of the pods behind a Private Link Service do not allow the DNS proxy of their node.
why: Where each node has a DNS proxy, pods ask that one and not the cluster's DNS servers; with Cilium a policy has to name its address, or nothing is resolved.
remediation: Allow UDP and TCP 53 to 169.254.10.0/24 (LocalDNS), or to the address of your own proxy.
severity: warning
confidence: medium
references:
  - name: Azure Kubernetes Service, Azure CNI powered by Cilium
    url: https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium
  - name: Azure Kubernetes Service, configure LocalDNS
    url: https://learn.microsoft.com/azure/aks/localdns-custom
match: [kubernetes.Deployment, kubernetes.StatefulSet, kubernetes.DaemonSet, kubernetes.ReplicaSet, kubernetes.Pod]
needs: [kubernetes.NetworkPolicy]
params:
  localDNS: {type: string, default: '', description: The address of a DNS proxy on each node that pods ask. Without it LocalDNS is looked for in the cluster.}
variables:
  hasLocalDNS: >-
    inventory['azure.ManagedCluster'].exists(c, c.?networkProfile.?networkDataplane.orValue('').lowerAscii() == 'cilium'
    && c.?agentPoolProfiles.orValue([]).exists(p, p.?localDnsProfile.?mode.orValue('').lowerAscii() in ['preferred', 'required']))
  address: "isIPv4(params.localDNS) ? params.localDNS : variables.hasLocalDNS ? '169.254.10.10' : ''"
matchConditions:
  # Where the cluster's DNS is not allowed either, another rule says so.
  - facts.?isGateway.orValue(false) && facts.selectedForEgress && facts.dnsUDP
  - >-
      (isIPv4(params.localDNS) ? params.localDNS : (inventory['azure.ManagedCluster'].exists(c, c.?networkProfile.?networkDataplane.orValue('').lowerAscii() == 'cilium' && c.?agentPoolProfiles.orValue([]).exists(p, p.?localDnsProfile.?mode.orValue('').lowerAscii() in ['preferred', 'required']))) ? '169.254.10.10' : '') != ''
validations:
  - expression: >-
      related.networkPolicies.exists(p, p.spec.?egress.orValue([]).exists(r,
      (r.?to.orValue([]).size() == 0 || r.to.exists(t, isCIDR(t.?ipBlock.?cidr.orValue('')) && cidr(t.ipBlock.cidr).containsIP(variables.address)
      && !t.ipBlock.?except.orValue([]).exists(e, isCIDR(e) && cidr(e).containsIP(variables.address))))
      && (r.?ports.orValue([]).size() == 0 || r.ports.exists(q, q.?protocol.orValue('TCP') == 'UDP'
      && (!has(q.port) || dyn(q.port) == 53 || (type(q.port) == int && q.port <= 53 && q.?endPort.orValue(0) >= 53))))))
    messageExpression: "'no rule lets the pods of ' + object.metadata.name + ' reach UDP 53 of ' + variables.address + ', the DNS proxy of their node'"
    related:
      - {each: related.networkPolicies, at: spec.egress, message: a policy of the pods}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-network-policy-missing"###,
      summary: ###"No NetworkPolicy selects the pods behind a Private Link Service."###,
      why: ###"The gateway does no inbound authentication, so the network is its trust boundary; without a policy every pod of the cluster reaches it, and it reaches everything."###,
      remediation: ###"Add NetworkPolicies for the gateway's pods that allow egress to the in-cluster services, the API and DNS only, and ingress from the Private Link Service's addresses or the nodes."###,
      severity: .warning, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[###"spec"###, ###"selector"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}related.workloads.size() > 0\###u{1F}1\###u{1F}governed\###u{1F}related.governedWorkloads.map(w, w.metadata.name)\###u{1F}0\###u{1F}1\###u{1F}related.workloads.all(w, w.metadata.name in variables.governed)\###u{1F}1\###u{1F}'no NetworkPolicy in the inputs selects the pods of ' + related.workloads.filter(w, !(w.metadata.name in variables.governed))[0].metadata.name + ', which Service ' + object.metadata.name + ' exposes through Private Link'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}selector\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.workloads\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}the gateway's pods\###u{1F}0"###,
      text: ###"""
id: gateway-network-policy-missing
summary: No NetworkPolicy selects the pods behind a Private Link Service.
why: The gateway does no inbound authentication, so the network is its trust boundary; without a policy every pod of the cluster reaches it, and it reaches everything.
remediation: Add NetworkPolicies for the gateway's pods that allow egress to the in-cluster services, the API and DNS only, and ingress from the Private Link Service's addresses or the nodes.
severity: warning
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - related.workloads.size() > 0
validations:
  - expression: related.workloads.all(w, w.metadata.name in variables.governed)
    messageExpression: "'no NetworkPolicy in the inputs selects the pods of ' + related.workloads.filter(w, !(w.metadata.name in variables.governed))[0].metadata.name + ', which Service ' + object.metadata.name + ' exposes through Private Link'"
    at: spec.selector
    related:
      - each: related.workloads
        at: metadata.name
        message: the gateway's pods
variables:
  governed: related.governedWorkloads.map(w, w.metadata.name)

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-port-not-exposed"###,
      summary: ###"A gateway's Service does not expose the port that a connection uses."###,
      why: ###"A private endpoint has the ports of the load balancer's frontend, and these are the TCP ports of the Service that have a rule."###,
      remediation: ###"Make the port of the connection and a TCP port of the Service agree, and leave its rule on."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###), (###"cloud-provider-azure, pkg/provider/azure_loadbalancer.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go"###)],
      match: [###"kubernetes.Service"###], needs: [###"databricks.Connection"###], isLocal: false,
      fields: [[###"spec"###, ###"ports"###], [], [###"metadata"###, ###"name"###], [###"metadata"###, ###"annotations"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.connections.size() > 0\###u{1F}1\###u{1F}ports\###u{1F}object.?spec.?ports.orValue([])\###u{1F}1\###u{1F}related.connections\###u{1F}3\###u{1F}variables.ports.exists(p, string(dyn(p.port)) == string(dyn(item.?options.?port.orValue('443'))))\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' has port ' + variables.ports.map(p, string(dyn(p.port))).join(', ') + ', and the connection ' + item.?name.orValue('') + ' uses ' + string(dyn(item.?options.?port.orValue('443')))\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}ports\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}item\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}port\###u{1F}0\###u{1F}1\###u{1F}the port of the connection\###u{1F}variables.ports.exists(p, string(dyn(p.port)) == string(dyn(item.?options.?port.orValue('443'))) && p.?protocol.orValue('TCP') != 'UDP')\###u{1F}1\###u{1F}'port ' + string(dyn(item.?options.?port.orValue('443'))) + ' of Service ' + object.metadata.name + ' is UDP, and the connection ' + item.?name.orValue('') + ' needs TCP'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}ports\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}item\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}port\###u{1F}0\###u{1F}1\###u{1F}the port of the connection\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/port_' + string(dyn(item.?options.?port.orValue('443'))) + '_no_lb_rule'].orValue(''))).trim().lowerAscii() != 'true'\###u{1F}1\###u{1F}'port ' + string(dyn(item.?options.?port.orValue('443'))) + ' of Service ' + object.metadata.name + ' gets no load balancing rule, and the connection ' + item.?name.orValue('') + ' uses it'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["service.beta.kubernetes.io/port_' + string(dyn(item.?options.?port.orValue('443'))) + '_no_lb_rule"]'\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}item\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}port\###u{1F}0\###u{1F}1\###u{1F}the port of the connection\###u{1F}1\###u{1F}Leave the rule on\###u{1F}unsafe\###u{1F}1\###u{1F}variables.ports.exists(p, string(dyn(p.port)) == string(dyn(item.?options.?port.orValue('443'))) && p.?protocol.orValue('TCP') == 'TCP')\###u{1F}1\###u{1F}set\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["service.beta.kubernetes.io/port_' + string(dyn(item.?options.?port.orValue('443'))) + '_no_lb_rule"]'\###u{1F}1\###u{1F}string\###u{1F}false\###u{1F}0"###,
      text: ###"""
id: gateway-port-not-exposed
summary: A gateway's Service does not expose the port that a connection uses.
why: A private endpoint has the ports of the load balancer's frontend, and these are the TCP ports of the Service that have a rule.
remediation: Make the port of the connection and a TCP port of the Service agree, and leave its rule on.
severity: error
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go
match: [kubernetes.Service]
needs: [databricks.Connection]
matchConditions:
  - related.connections.size() > 0
variables:
  ports: object.?spec.?ports.orValue([])
forEach: related.connections
validations:
  - expression: variables.ports.exists(p, string(dyn(p.port)) == string(dyn(item.?options.?port.orValue('443'))))
    messageExpression: >-
      'Service ' + object.metadata.name + ' has port ' + variables.ports.map(p, string(dyn(p.port))).join(', ') + ', and the connection '
      + item.?name.orValue('') + ' uses ' + string(dyn(item.?options.?port.orValue('443')))
    at: spec.ports
    related:
      - {each: item, at: options.port, message: the port of the connection}
  # Other protocols are private-link-port-protocol's.
  - expression: >-
      variables.ports.exists(p, string(dyn(p.port)) == string(dyn(item.?options.?port.orValue('443'))) && p.?protocol.orValue('TCP') != 'UDP')
    messageExpression: >-
      'port ' + string(dyn(item.?options.?port.orValue('443'))) + ' of Service ' + object.metadata.name + ' is UDP, and the connection ' + item.?name.orValue('') + ' needs TCP'
    at: spec.ports
    related:
      - {each: item, at: options.port, message: the port of the connection}
  - expression: >-
      string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/port_' + string(dyn(item.?options.?port.orValue('443'))) + '_no_lb_rule'].orValue(''))).trim().lowerAscii() != 'true'
    messageExpression: >-
      'port ' + string(dyn(item.?options.?port.orValue('443'))) + ' of Service ' + object.metadata.name + ' gets no load balancing rule, and the connection ' + item.?name.orValue('') + ' uses it'
    atExpression: >-
      'metadata.annotations["service.beta.kubernetes.io/port_' + string(dyn(item.?options.?port.orValue('443'))) + '_no_lb_rule"]'
    related:
      - {each: item, at: options.port, message: the port of the connection}
fixes:
  - title: Leave the rule on
    safety: unsafe
    when: >-
      variables.ports.exists(p, string(dyn(p.port)) == string(dyn(item.?options.?port.orValue('443'))) && p.?protocol.orValue('TCP') == 'TCP')
    set:
      atExpression: >-
        'metadata.annotations["service.beta.kubernetes.io/port_' + string(dyn(item.?options.?port.orValue('443'))) + '_no_lb_rule"]'
      value: "false"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-selector-absent"###,
      summary: ###"A Service that asks for a Private Link Service selects no pods."###,
      why: ###"Without a selector its endpoints are whatever someone writes into EndpointSlices by hand, and no check can follow the path to the pods."###,
      remediation: ###"Set spec.selector to the labels of the gateway's pods."###,
      severity: .warning, confidence: .high,
      references: [(###"Kubernetes, cloud-provider service controller"###, ###"https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"spec"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"spec"###, ###"type"###], [###"spec"###, ###"selector"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?spec.?selector.orValue({}).size() > 0\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' has no selector, so nothing says which pods it leads to'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}spec\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: gateway-selector-absent
summary: A Service that asks for a Private Link Service selects no pods.
why: Without a selector its endpoints are whatever someone writes into EndpointSlices by hand, and no check can follow the path to the pods.
remediation: Set spec.selector to the labels of the gateway's pods.
severity: warning
confidence: high
references:
  - name: Kubernetes, cloud-provider service controller
    url: https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
validations:
  - expression: object.?spec.?selector.orValue({}).size() > 0
    messageExpression: >-
      'Service ' + object.metadata.name + ' has no selector, so nothing says which pods it leads to'
    at: spec

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-selects-no-pods"###,
      summary: ###"The selector of a gateway's Service selects no pods."###,
      why: ###"Without pods the load balancer has nothing that answers, and every connection fails."###,
      remediation: ###"Make spec.selector and the labels of the gateway's pods agree."###,
      severity: .error, confidence: .medium,
      references: [(###"Kubernetes, Service"###, ###"https://kubernetes.io/docs/concepts/services-networking/service/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[###"spec"###, ###"selector"###], [###"metadata"###, ###"name"###], [###"metadata"###, ###"namespace"###]],
      definition: ###"0\###u{1F}3\###u{1F}facts.?isGateway.orValue(false)\###u{1F}facts.?namespaceHasWorkloads.orValue(false)\###u{1F}object.?spec.?selector.orValue({}).size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.workloads.size() > 0\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' selects ' + object.spec.selector.map(k, k + '=' + string(dyn(object.spec.selector[k]))).join(', ') + ', and no pods of namespace ' + object.metadata.?namespace.orValue('default') + ' have these labels'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}selector\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: gateway-selects-no-pods
summary: The selector of a gateway's Service selects no pods.
why: Without pods the load balancer has nothing that answers, and every connection fails.
remediation: Make spec.selector and the labels of the gateway's pods agree.
severity: error
confidence: medium
references:
  - name: Kubernetes, Service
    url: https://kubernetes.io/docs/concepts/services-networking/service/
match: [kubernetes.Service]
matchConditions:
  - facts.?isGateway.orValue(false)
  # Where no workload of the namespace is among the inputs, none can be told to be missing.
  - facts.?namespaceHasWorkloads.orValue(false)
  - object.?spec.?selector.orValue({}).size() > 0
validations:
  - expression: related.workloads.size() > 0
    messageExpression: >-
      'Service ' + object.metadata.name + ' selects ' + object.spec.selector.map(k, k + '=' + string(dyn(object.spec.selector[k]))).join(', ')
      + ', and no pods of namespace ' + object.metadata.?namespace.orValue('default') + ' have these labels'
    at: spec.selector

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"gateway-target-port-unresolved"###,
      summary: ###"A port of a gateway's Service leads to no port of its pods."###,
      why: ###"A target port by name has no endpoints where no container has a port of that name; one by number leads to a port on which, as far as the pods say, nothing listens."###,
      remediation: ###"Make targetPort and the container's port agree."###,
      severity: .error, confidence: .high,
      references: [(###"Kubernetes, Service"###, ###"https://kubernetes.io/docs/concepts/services-networking/service/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}facts.?isGateway.orValue(false)\###u{1F}related.workloads.size() > 0\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}!has(facts.unresolvedPort)\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' leads to the port "' + facts.unresolvedPort + '", and no container of ' + facts.portWorkload + ' has a port of that name'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'spec.ports[' + string(facts.portIndex) + '].targetPort'\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.workloads\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}the pods\###u{1F}!has(facts.undeclaredPort)\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' leads to port ' + facts.undeclaredPort + ', which no container of ' + facts.portWorkload + ' declares'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'spec.ports[' + string(facts.portIndex) + '].targetPort'\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}related.workloads\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}the pods\###u{1F}0"###,
      text: ###"""
id: gateway-target-port-unresolved
summary: A port of a gateway's Service leads to no port of its pods.
why: A target port by name has no endpoints where no container has a port of that name; one by number leads to a port on which, as far as the pods say, nothing listens.
remediation: Make targetPort and the container's port agree.
severity: error
confidence: high
references:
  - name: Kubernetes, Service
    url: https://kubernetes.io/docs/concepts/services-networking/service/
match: [kubernetes.Service]
matchConditions:
  - facts.?isGateway.orValue(false)
  - related.workloads.size() > 0
validations:
  - expression: "!has(facts.unresolvedPort)"
    messageExpression: >-
      'Service ' + object.metadata.name + ' leads to the port "' + facts.unresolvedPort + '", and no container of ' + facts.portWorkload + ' has a port of that name'
    atExpression: >-
      'spec.ports[' + string(facts.portIndex) + '].targetPort'
    related:
      - {each: related.workloads, at: metadata.name, message: the pods}
  - expression: "!has(facts.undeclaredPort)"
    severity: warning
    messageExpression: >-
      'Service ' + object.metadata.name + ' leads to port ' + facts.undeclaredPort + ', which no container of ' + facts.portWorkload + ' declares'
    atExpression: >-
      'spec.ports[' + string(facts.portIndex) + '].targetPort'
    related:
      - {each: related.workloads, at: metadata.name, message: the pods}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"health-probe-at-root"###,
      summary: ###"The health probe of a gateway asks for the path / over HTTP."###,
      why: ###"An HTTP or HTTPS probe without a path asks for /, and a pod that does not answer 200 there counts as down."###,
      remediation: ###"Set azure-load-balancer-health-probe-request-path to the path of a health check, or probe with TCP."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_loadbalancer_healthprobe.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer_healthprobe.go"###), (###"cloud-provider-azure, Azure LoadBalancer"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal"###], [###"spec"###, ###"externalTrafficPolicy"###], [###"metadata"###, ###"annotations"###], [###"spec"###, ###"ports"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}3\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue('') == 'true'\###u{1F}object.?spec.?externalTrafficPolicy.orValue('Cluster') != 'Local'\###u{1F}5\###u{1F}annotations\###u{1F}object.metadata.annotations\###u{1F}general\###u{1F}string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-load-balancer-health-probe-protocol'].orValue(''))).trim().lowerAscii()\###u{1F}generalPath\###u{1F}string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path'].orValue('')))\###u{1F}protocols\###u{1F}object.?spec.?ports.orValue([]).map(p, cel.bind(own,\###n  string(dyn(variables.annotations[?'service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_protocol'].orValue(''))).trim().lowerAscii(),\###n  own != '' ? own : p.?appProtocol.orValue('').lowerAscii() in ['http', 'https', 'tcp'] ? p.appProtocol.lowerAscii() : variables.general))\###u{1F}paths\###u{1F}object.?spec.?ports.orValue([]).map(p,\###n  string(dyn(variables.annotations[?'service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_request-path'].orValue(variables.generalPath))))\###u{1F}1\###u{1F}lists.range(object.?spec.?ports.orValue([]).size())\###u{1F}1\###u{1F}!(variables.protocols[item] in ['http', 'https']) || variables.paths[item] != ''\###u{1F}1\###u{1F}'the health probe of port ' + string(dyn(object.spec.ports[item].port)) + ' of ' + object.metadata.name + ' is ' + variables.protocols[item].upperAscii() + ' without a path, so it asks for /, which has to answer 200'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'spec.ports[' + string(item) + '].port'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Probe the port with TCP\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["service.beta.kubernetes.io/port_' + string(dyn(object.spec.ports[item].port)) + '_health-probe_protocol"]'\###u{1F}1\###u{1F}string\###u{1F}tcp\###u{1F}0"###,
      text: ###"""
id: health-probe-at-root
summary: The health probe of a gateway asks for the path / over HTTP.
why: An HTTP or HTTPS probe without a path asks for /, and a pod that does not answer 200 there counts as down.
remediation: Set azure-load-balancer-health-probe-request-path to the path of a health check, or probe with TCP.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer_healthprobe.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer_healthprobe.go
  - name: cloud-provider-azure, Azure LoadBalancer
    url: https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue('') == 'true'
  # The probe of Local asks the node's health check port, whatever the annotations say.
  - object.?spec.?externalTrafficPolicy.orValue('Cluster') != 'Local'
variables:
  annotations: object.metadata.annotations
  general: string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-load-balancer-health-probe-protocol'].orValue(''))).trim().lowerAscii()
  generalPath: string(dyn(variables.annotations[?'service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path'].orValue('')))
  # For each port the annotation of its own, then appProtocol, then the annotation for all ports.
  protocols: >-
    object.?spec.?ports.orValue([]).map(p, cel.bind(own,
      string(dyn(variables.annotations[?'service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_protocol'].orValue(''))).trim().lowerAscii(),
      own != '' ? own : p.?appProtocol.orValue('').lowerAscii() in ['http', 'https', 'tcp'] ? p.appProtocol.lowerAscii() : variables.general))
  paths: >-
    object.?spec.?ports.orValue([]).map(p,
      string(dyn(variables.annotations[?'service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_request-path'].orValue(variables.generalPath))))
forEach: lists.range(object.?spec.?ports.orValue([]).size())
validations:
  - expression: >-
      !(variables.protocols[item] in ['http', 'https']) || variables.paths[item] != ''
    messageExpression: >-
      'the health probe of port ' + string(dyn(object.spec.ports[item].port)) + ' of ' + object.metadata.name + ' is ' + variables.protocols[item].upperAscii()
      + ' without a path, so it asks for /, which has to answer 200'
    atExpression: >-
      'spec.ports[' + string(item) + '].port'
fixes:
  - title: Probe the port with TCP
    safety: unsafe
    set:
      atExpression: >-
        'metadata.annotations["service.beta.kubernetes.io/port_' + string(dyn(object.spec.ports[item].port)) + '_health-probe_protocol"]'
      value: tcp

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"health-probe-numbers-invalid"###,
      summary: ###"The interval or number of health probes is out of range."###,
      why: ###"The controller takes whole numbers only, an interval of 5 seconds or more, 2 probes or more, and less than 120 seconds for both together; anything else stops it."###,
      remediation: ###"Use the defaults of 5 seconds and 2 probes, or values within these bounds."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_loadbalancer_healthprobe.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer_healthprobe.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###], [###"spec"###, ###"ports"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}has(object.metadata.annotations)\###u{1F}6\###u{1F}annotations\###u{1F}object.metadata.annotations\###u{1F}prefixes\###u{1F}(['service.beta.kubernetes.io/azure-load-balancer-health-probe-']\###n  + object.?spec.?ports.orValue([]).map(p, 'service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_'))\###u{1F}generalInterval\###u{1F}string(dyn(variables.annotations[?variables.prefixes[0] + 'interval'].orValue('5'))).trim()\###u{1F}generalCount\###u{1F}string(dyn(variables.annotations[?variables.prefixes[0] + 'num-of-probe'].orValue('2'))).trim()\###u{1F}intervals\###u{1F}variables.prefixes.map(p, string(dyn(variables.annotations[?p + 'interval'].orValue(variables.generalInterval))).trim())\###u{1F}counts\###u{1F}variables.prefixes.map(p, string(dyn(variables.annotations[?p + 'num-of-probe'].orValue(variables.generalCount))).trim())\###u{1F}1\###u{1F}lists.range(variables.prefixes.size()).filter(i,\###n  variables.prefixes[i] + 'interval' in variables.annotations || variables.prefixes[i] + 'num-of-probe' in variables.annotations)\###u{1F}3\###u{1F}variables.intervals[item].matches('^[0-9]{1,9}$') && int(variables.intervals[item]) >= 5\###u{1F}1\###u{1F}'the interval of the health probe of ' + object.metadata.name + ' is "' + variables.intervals[item] + '"; it is a whole number of seconds from 5 on'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + variables.prefixes[item] + 'interval"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.counts[item].matches('^[0-9]{1,9}$') && int(variables.counts[item]) >= 2\###u{1F}1\###u{1F}'the number of health probes of ' + object.metadata.name + ' is "' + variables.counts[item] + '"; it is a whole number from 2 on'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + variables.prefixes[item] + 'num-of-probe"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}int(variables.intervals[item]) * int(variables.counts[item]) < 120\###u{1F}1\###u{1F}'the health probe of ' + object.metadata.name + ' takes ' + variables.counts[item] + ' times ' + variables.intervals[item] + ' seconds; together they stay below 120'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + variables.prefixes[item] + (variables.prefixes[item] + 'interval' in variables.annotations ? 'interval' : 'num-of-probe') + '"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: health-probe-numbers-invalid
summary: The interval or number of health probes is out of range.
why: The controller takes whole numbers only, an interval of 5 seconds or more, 2 probes or more, and less than 120 seconds for both together; anything else stops it.
remediation: Use the defaults of 5 seconds and 2 probes, or values within these bounds.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer_healthprobe.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer_healthprobe.go
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - has(object.metadata.annotations)
variables:
  annotations: object.metadata.annotations
  # The annotations for all ports, and those of each port.
  prefixes: >-
    (['service.beta.kubernetes.io/azure-load-balancer-health-probe-']
      + object.?spec.?ports.orValue([]).map(p, 'service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_'))
  generalInterval: string(dyn(variables.annotations[?variables.prefixes[0] + 'interval'].orValue('5'))).trim()
  generalCount: string(dyn(variables.annotations[?variables.prefixes[0] + 'num-of-probe'].orValue('2'))).trim()
  intervals: variables.prefixes.map(p, string(dyn(variables.annotations[?p + 'interval'].orValue(variables.generalInterval))).trim())
  counts: variables.prefixes.map(p, string(dyn(variables.annotations[?p + 'num-of-probe'].orValue(variables.generalCount))).trim())
forEach: >-
  lists.range(variables.prefixes.size()).filter(i,
    variables.prefixes[i] + 'interval' in variables.annotations || variables.prefixes[i] + 'num-of-probe' in variables.annotations)
validations:
  - expression: variables.intervals[item].matches('^[0-9]{1,9}$') && int(variables.intervals[item]) >= 5
    messageExpression: >-
      'the interval of the health probe of ' + object.metadata.name + ' is "' + variables.intervals[item] + '"; it is a whole number of seconds from 5 on'
    atExpression: >-
      'metadata.annotations["' + variables.prefixes[item] + 'interval"]'
  - expression: variables.counts[item].matches('^[0-9]{1,9}$') && int(variables.counts[item]) >= 2
    messageExpression: >-
      'the number of health probes of ' + object.metadata.name + ' is "' + variables.counts[item] + '"; it is a whole number from 2 on'
    atExpression: >-
      'metadata.annotations["' + variables.prefixes[item] + 'num-of-probe"]'
  - expression: int(variables.intervals[item]) * int(variables.counts[item]) < 120
    messageExpression: >-
      'the health probe of ' + object.metadata.name + ' takes ' + variables.counts[item] + ' times ' + variables.intervals[item] + ' seconds; together they stay below 120'
    atExpression: >-
      'metadata.annotations["' + variables.prefixes[item] + (variables.prefixes[item] + 'interval' in variables.annotations ? 'interval' : 'num-of-probe') + '"]'

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"health-probe-port-unknown"###,
      summary: ###"A health probe names a port that the Service does not have."###,
      why: ###"The controller looks the text up among the names of the Service's ports, or takes it as a number; anything else stops it."###,
      remediation: ###"Write the name of one of the Service's ports, or a number."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_loadbalancer_healthprobe.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer_healthprobe.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###], [###"spec"###, ###"ports"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}has(object.metadata.annotations)\###u{1F}3\###u{1F}keys\###u{1F}object.?spec.?ports.orValue([]).map(p, 'service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_port')\###u{1F}written\###u{1F}variables.keys.map(k, string(dyn(object.metadata.annotations[?k].orValue(''))).trim())\###u{1F}names\###u{1F}object.spec.ports.map(p, p.?name.orValue(''))\###u{1F}1\###u{1F}lists.range(variables.keys.size())\###u{1F}1\###u{1F}variables.written[item] == '' || variables.written[item] in variables.names || (variables.written[item].matches('^[0-9]{1,5}$') && int(variables.written[item]) <= 65535)\###u{1F}1\###u{1F}'the health probe of port ' + string(dyn(object.spec.ports[item].port)) + ' of ' + object.metadata.name + ' is at "' + variables.written[item] + '", which is neither the name of a port of the Service nor a number up to 65535'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + variables.keys[item] + '"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: health-probe-port-unknown
summary: A health probe names a port that the Service does not have.
why: The controller looks the text up among the names of the Service's ports, or takes it as a number; anything else stops it.
remediation: Write the name of one of the Service's ports, or a number.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer_healthprobe.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer_healthprobe.go
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - has(object.metadata.annotations)
variables:
  keys: object.?spec.?ports.orValue([]).map(p, 'service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_port')
  written: variables.keys.map(k, string(dyn(object.metadata.annotations[?k].orValue(''))).trim())
  names: object.spec.ports.map(p, p.?name.orValue(''))
forEach: lists.range(variables.keys.size())
validations:
  - expression: >-
      variables.written[item] == '' || variables.written[item] in variables.names
      || (variables.written[item].matches('^[0-9]{1,5}$') && int(variables.written[item]) <= 65535)
    messageExpression: >-
      'the health probe of port ' + string(dyn(object.spec.ports[item].port)) + ' of ' + object.metadata.name + ' is at "' + variables.written[item]
      + '", which is neither the name of a port of the Service nor a number up to 65535'
    atExpression: >-
      'metadata.annotations["' + variables.keys[item] + '"]'

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"hostname-with-underscore"###,
      summary: ###"A name with an underscore has addresses."###,
      why: ###"Host names have letters, digits and hyphens; some resolvers, certificates and clients refuse others."###,
      remediation: ###"Use a hyphen instead of the underscore."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1123 section 2.1"###, ###"https://www.rfc-editor.org/rfc/rfc1123"###), (###"RFC 952 section ASSUMPTIONS"###, ###"https://www.rfc-editor.org/rfc/rfc952"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.underscoreInHost)\###u{1F}1\###u{1F}facts.underscoreInHost\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: hostname-with-underscore
summary: A name with an underscore has addresses.
why: >-
  Host names have letters, digits and hyphens; some resolvers, certificates and clients refuse others.
remediation: Use a hyphen instead of the underscore.
severity: warning
confidence: high
references:
  - name: RFC 1123 section 2.1
    url: https://www.rfc-editor.org/rfc/rfc1123
  - name: RFC 952 section ASSUMPTIONS
    url: https://www.rfc-editor.org/rfc/rfc952
match: [dns.Record]
validations:
  - expression: "!has(facts.underscoreInHost)"
    messageExpression: "facts.underscoreInHost"
    at: fqdn
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"http-request-connection-undefined"###,
      summary: ###"A call of http_request names a connection that none of the inputs has."###,
      why: ###"A call through a connection that does not exist fails when it is run."###,
      remediation: ###"Write the name of the connection as it was created."###,
      severity: .error, confidence: .medium,
      references: [(###"Databricks SQL reference, http_request"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request"###)],
      match: [###"databricks.SQLStatement"###], needs: [###"databricks.Connection"###], isLocal: false,
      fields: [[###"connection"###]],
      definition: ###"0\###u{1F}2\###u{1F}facts.hasAllConnections\###u{1F}object.?connection.orValue('') != ''\###u{1F}1\###u{1F}names\###u{1F}inventory['databricks.Connection'].map(c, c.name)\###u{1F}0\###u{1F}1\###u{1F}related.connections.size() > 0\###u{1F}1\###u{1F}'http_request calls ' + object.connection + ', and ' + (variables.names.size() == 1 ? 'the only connection in the inputs is ' + variables.names[0] : 'none of the ' + string(variables.names.size()) + ' connections in the inputs has this name' + (nearest(object.connection, variables.names) == '' ? '' : '; ' + nearest(object.connection, variables.names) + ' is near'))\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}connection\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}inventory['databricks.Connection']\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}a connection that the call could mean\###u{1F}0"###,
      text: ###"""
id: http-request-connection-undefined
summary: A call of http_request names a connection that none of the inputs has.
why: A call through a connection that does not exist fails when it is run.
remediation: Write the name of the connection as it was created.
severity: error
confidence: medium
references:
  - name: Databricks SQL reference, http_request
    url: https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request
match: [databricks.SQLStatement]
needs: [databricks.Connection]
matchConditions:
  # Another page may have it.
  - facts.hasAllConnections
  - object.?connection.orValue('') != ''
variables:
  names: inventory['databricks.Connection'].map(c, c.name)
validations:
  - expression: related.connections.size() > 0
    messageExpression: >-
      'http_request calls ' + object.connection + ', and ' + (variables.names.size() == 1 ? 'the only connection in the inputs is ' + variables.names[0]
      : 'none of the ' + string(variables.names.size()) + ' connections in the inputs has this name'
      + (nearest(object.connection, variables.names) == '' ? '' : '; ' + nearest(object.connection, variables.names) + ' is near'))
    at: connection
    related:
      - each: inventory['databricks.Connection']
        at: name
        message: a connection that the call could mean

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"http-request-method-unknown"###,
      summary: ###"A call of http_request has a method that it does not know."###,
      why: ###"The methods are GET, POST, PUT, DELETE and PATCH."###,
      remediation: ###"Use one of the five methods."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, http_request"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request"###)],
      match: [###"databricks.SQLStatement"###], needs: [], isLocal: true,
      fields: [[###"method"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.method)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.method.upperAscii() in ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']\###u{1F}1\###u{1F}'http_request has the method "' + object.method + '"; it knows GET, POST, PUT, DELETE and PATCH'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}method\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: http-request-method-unknown
summary: A call of http_request has a method that it does not know.
why: The methods are GET, POST, PUT, DELETE and PATCH.
remediation: Use one of the five methods.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, http_request
    url: https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request
match: [databricks.SQLStatement]
matchConditions:
  - has(object.method)
validations:
  - expression: object.method.upperAscii() in ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']
    messageExpression: "'http_request has the method \"' + object.method + '\"; it knows GET, POST, PUT, DELETE and PATCH'"
    at: method

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"http-request-path-traversal"###,
      summary: ###"The path of a call of http_request leads upwards."###,
      why: ###"PATH is appended to base_path, and one with .. is refused."###,
      remediation: ###"Write the path below base_path."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, http_request"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request"###)],
      match: [###"databricks.SQLStatement"###], needs: [], isLocal: true,
      fields: [[###"path"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.path)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!object.path.lowerAscii().matches('(^|/|%2f)([.]|%2e)([.]|%2e)(/|%2f|[?#]|$)')\###u{1F}0\###u{1F}1\###u{1F}PATH of http_request leads upwards with .., which is refused\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}path\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: http-request-path-traversal
summary: The path of a call of http_request leads upwards.
why: PATH is appended to base_path, and one with .. is refused.
remediation: Write the path below base_path.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, http_request
    url: https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request
match: [databricks.SQLStatement]
matchConditions:
  - has(object.path)
validations:
  - expression: "!object.path.lowerAscii().matches('(^|/|%2f)([.]|%2e)([.]|%2e)(/|%2f|[?#]|$)')"
    message: PATH of http_request leads upwards with .., which is refused
    at: path

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"http-request-positional-arguments"###,
      summary: ###"A call of http_request has arguments without names."###,
      why: ###"http_request takes named arguments only."###,
      remediation: ###"Write the name before each argument, such as CONN => 'carto_at_gateway'."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SQL reference, http_request"###, ###"https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request"###)],
      match: [###"databricks.SQLStatement"###], needs: [], isLocal: true,
      fields: [[###"positional"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?positional.orValue([]).size() == 0\###u{1F}1\###u{1F}'http_request has ' + string(object.positional.size()) + (object.positional.size() == 1 ? ' argument' : ' arguments') + ' without a name; it takes CONN, METHOD and PATH by name'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}positional\###u{1F}element\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: http-request-positional-arguments
summary: A call of http_request has arguments without names.
why: http_request takes named arguments only.
remediation: Write the name before each argument, such as CONN => 'carto_at_gateway'.
severity: error
confidence: high
references:
  - name: Databricks SQL reference, http_request
    url: https://docs.databricks.com/aws/en/sql/language-manual/functions/http_request
match: [databricks.SQLStatement]
validations:
  - expression: object.?positional.orValue([]).size() == 0
    messageExpression: >-
      'http_request has ' + string(object.positional.size()) + (object.positional.size() == 1 ? ' argument' : ' arguments') + ' without a name; it takes CONN, METHOD and PATH by name'
    at: positional[0]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"idle-timeout-invalid"###,
      summary: ###"The idle timeout of a load balancer is out of range, or has no effect."###,
      why: ###"The controller takes 4 to 100 minutes and Azure documents 4 to 30; a Private Link Service cuts idle connections after 4 to 5 minutes whatever the load balancer says."###,
      remediation: ###"Remove the annotation, and keep connections alive with traffic where they idle longer."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_loadbalancer.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go"###), (###"Azure Kubernetes Service, configure a standard load balancer"###, ###"https://learn.microsoft.com/azure/aks/configure-load-balancer-standard"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout"###], [###"spec"###, ###"type"###], [###"metadata"###, ###"name"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout'].orValue(''))) != ''\###u{1F}1\###u{1F}written\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout'].orValue(''))).trim()\###u{1F}0\###u{1F}3\###u{1F}variables.written.matches('^[0-9]{1,9}$') && int(variables.written) >= 4 && int(variables.written) <= 100\###u{1F}1\###u{1F}'the idle timeout of ' + object.metadata.name + ' is "' + variables.written + '"; it is a whole number of minutes from 4 to 100'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}int(variables.written) <= 30\###u{1F}1\###u{1F}'the idle timeout of ' + object.metadata.name + ' is ' + variables.written + ' minutes; Azure documents 30 at most'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}int(variables.written) <= 5 || !(string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true')\###u{1F}1\###u{1F}'the idle timeout of ' + object.metadata.name + ' is ' + variables.written + ' minutes, and its Private Link Service cuts idle connections after 4 to 5'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: idle-timeout-invalid
summary: The idle timeout of a load balancer is out of range, or has no effect.
why: The controller takes 4 to 100 minutes and Azure documents 4 to 30; a Private Link Service cuts idle connections after 4 to 5 minutes whatever the load balancer says.
remediation: Remove the annotation, and keep connections alive with traffic where they idle longer.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go
  - name: Azure Kubernetes Service, configure a standard load balancer
    url: https://learn.microsoft.com/azure/aks/configure-load-balancer-standard
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout'].orValue(''))) != ''
variables:
  written: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout'].orValue(''))).trim()
validations:
  - expression: variables.written.matches('^[0-9]{1,9}$') && int(variables.written) >= 4 && int(variables.written) <= 100
    messageExpression: >-
      'the idle timeout of ' + object.metadata.name + ' is "' + variables.written + '"; it is a whole number of minutes from 4 to 100'
    at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout"]
  - expression: int(variables.written) <= 30
    messageExpression: >-
      'the idle timeout of ' + object.metadata.name + ' is ' + variables.written + ' minutes; Azure documents 30 at most'
    at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout"]
    severity: warning
  - expression: int(variables.written) <= 5 || !(string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true')
    messageExpression: >-
      'the idle timeout of ' + object.metadata.name + ' is ' + variables.written + ' minutes, and its Private Link Service cuts idle connections after 4 to 5'
    at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout"]
    severity: note

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"internal-subnet-not-a-name"###,
      summary: ###"The subnet of an internal load balancer is no bare name."###,
      why: ###"The controller looks the text up as a name in the network of the cluster, spaces and slashes included, and fails."###,
      remediation: ###"Write the name of the subnet alone."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_loadbalancer.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal-subnet"###], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal"###]],
      definition: ###"0\###u{1F}3\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue(''))) == 'true'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal-subnet'].orValue(''))).trim() != ''\###u{1F}1\###u{1F}subnet\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal-subnet'].orValue('')))\###u{1F}0\###u{1F}1\###u{1F}!variables.subnet.contains('/') && variables.subnet == variables.subnet.trim()\###u{1F}1\###u{1F}'azure-load-balancer-internal-subnet is "' + variables.subnet + '"; it is the bare name of a subnet of the cluster\'s network'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-internal-subnet\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}Take the blanks away\###u{1F}safe\###u{1F}1\###u{1F}!variables.subnet.contains('/')\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-internal-subnet\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.subnet.trim()\###u{1F}Keep the last part of the path, which is the name of the subnet\###u{1F}unsafe\###u{1F}1\###u{1F}variables.subnet.trim().matches('/[^/]+$')\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-internal-subnet\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.subnet.trim().split('/')[variables.subnet.trim().split('/').size() - 1]"###,
      text: ###"""
id: internal-subnet-not-a-name
summary: The subnet of an internal load balancer is no bare name.
why: The controller looks the text up as a name in the network of the cluster, spaces and slashes included, and fails.
remediation: Write the name of the subnet alone.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue(''))) == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal-subnet'].orValue(''))).trim() != ''
variables:
  subnet: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal-subnet'].orValue('')))
validations:
  - expression: >-
      !variables.subnet.contains('/') && variables.subnet == variables.subnet.trim()
    messageExpression: >-
      'azure-load-balancer-internal-subnet is "' + variables.subnet + '"; it is the bare name of a subnet of the cluster\'s network'
    at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal-subnet"]
fixes:
  - title: Take the blanks away
    safety: safe
    when: >-
      !variables.subnet.contains('/')
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal-subnet"]
      valueExpression: >-
        variables.subnet.trim()
  - title: Keep the last part of the path, which is the name of the subnet
    safety: unsafe
    when: >-
      variables.subnet.trim().matches('/[^/]+$')
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal-subnet"]
      valueExpression: >-
        variables.subnet.trim().split('/')[variables.subnet.trim().split('/').size() - 1]

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"load-balancer-address-differs"###,
      summary: ###"The address of a Service is on no frontend of the load balancers."###,
      why: ###"The controller puts a Service's address on a frontend of the cluster's load balancer; where it is on none, the inputs come from different clusters or from different times, and say nothing together."###,
      remediation: ###"Export the Service and the load balancer again, from the same cluster."###,
      severity: .error, confidence: .medium,
      references: [(###"cloud-provider-azure, pkg/provider/azure_loadbalancer.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go"###)],
      match: [###"kubernetes.Service"###], needs: [###"azure.LoadBalancer"###], isLocal: false,
      fields: [[###"status"###, ###"loadBalancer"###, ###"ingress"###], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}4\###u{1F}object.spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue(''))) == 'true'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}(object.?status.?loadBalancer.?ingress.orValue([]).map(i, i.?ip.orValue('')).filter(a, isIPv4(a))).size() > 0 && (inventory['azure.LoadBalancer'].map(b, b.?frontendIPConfigurations.orValue([]).map(f, f.?privateIPAddress.orValue(''))).flatten().filter(a, a != '')).size() > 0\###u{1F}2\###u{1F}own\###u{1F}object.?status.?loadBalancer.?ingress.orValue([]).map(i, i.?ip.orValue('')).filter(a, isIPv4(a))\###u{1F}addresses\###u{1F}inventory['azure.LoadBalancer'].map(b, b.?frontendIPConfigurations.orValue([]).map(f, f.?privateIPAddress.orValue(''))).flatten().filter(a, a != '')\###u{1F}0\###u{1F}1\###u{1F}variables.own.all(a, a in variables.addresses)\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' has the address ' + variables.own.join(', ') + ', and the frontends of the load balancers have ' + variables.addresses.join(', ')\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}status\###u{1F}member\###u{1F}loadBalancer\###u{1F}member\###u{1F}ingress\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}inventory['azure.LoadBalancer']\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}frontendIPConfigurations\###u{1F}0\###u{1F}1\###u{1F}the load balancer's frontends\###u{1F}0"###,
      text: ###"""
id: load-balancer-address-differs
summary: The address of a Service is on no frontend of the load balancers.
why: The controller puts a Service's address on a frontend of the cluster's load balancer; where it is on none, the inputs come from different clusters or from different times, and say nothing together.
remediation: Export the Service and the load balancer again, from the same cluster.
severity: error
confidence: medium
references:
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go
match: [kubernetes.Service]
needs: [azure.LoadBalancer]
matchConditions:
  - object.spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue(''))) == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - >-
      (object.?status.?loadBalancer.?ingress.orValue([]).map(i, i.?ip.orValue('')).filter(a, isIPv4(a))).size() > 0 && (inventory['azure.LoadBalancer'].map(b, b.?frontendIPConfigurations.orValue([]).map(f, f.?privateIPAddress.orValue(''))).flatten().filter(a, a != '')).size() > 0
variables:
  own: object.?status.?loadBalancer.?ingress.orValue([]).map(i, i.?ip.orValue('')).filter(a, isIPv4(a))
  addresses: inventory['azure.LoadBalancer'].map(b, b.?frontendIPConfigurations.orValue([]).map(f, f.?privateIPAddress.orValue(''))).flatten().filter(a, a != '')
validations:
  - expression: variables.own.all(a, a in variables.addresses)
    messageExpression: "'Service ' + object.metadata.name + ' has the address ' + variables.own.join(', ') + ', and the frontends of the load balancers have ' + variables.addresses.join(', ')"
    at: status.loadBalancer.ingress
    related:
      - {each: "inventory['azure.LoadBalancer']", at: frontendIPConfigurations, message: the load balancer's frontends}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"load-balancer-address-unusable"###,
      summary: ###"The address of an internal load balancer cannot be used."###,
      why: ###"It has to be an IPv4 address of the load balancer's subnet, and Azure keeps the first four addresses and the last one of each subnet for itself; anything else fails to be allocated."###,
      remediation: ###"Take a free address of the load balancer's subnet, or leave the address out."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###), (###"cloud-provider-azure, pkg/provider/azure_loadbalancer.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go"###), (###"Azure Virtual Network frequently asked questions"###, ###"https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-ipv4"###], [###"spec"###, ###"loadBalancerIP"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue('') == 'true'\###u{1F}3\###u{1F}annotated\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-ipv4'].orValue('')))\###u{1F}address\###u{1F}variables.annotated != '' ? variables.annotated : object.?spec.?loadBalancerIP.orValue('')\###u{1F}field\###u{1F}variables.annotated != '' ? 'metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-ipv4"]' : 'spec.loadBalancerIP'\###u{1F}0\###u{1F}3\###u{1F}variables.address == '' || isIPv4(variables.address)\###u{1F}1\###u{1F}'the address "' + variables.address + '" of ' + object.metadata.name + ' is no IPv4 address'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.field\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!has(facts.frontendAddressRefusal)\###u{1F}1\###u{1F}'the address ' + variables.address + ' of ' + object.metadata.name + ' ' + facts.frontendAddressRefusal\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.field\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.address == '' || addressScope(variables.address) != 'global' || facts.?frontendAddressInSubnet.orValue(false)\###u{1F}1\###u{1F}'the address ' + variables.address + ' of ' + object.metadata.name + ' is public, and the load balancer is internal'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.field\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: load-balancer-address-unusable
summary: The address of an internal load balancer cannot be used.
why: It has to be an IPv4 address of the load balancer's subnet, and Azure keeps the first four addresses and the last one of each subnet for itself; anything else fails to be allocated.
remediation: Take a free address of the load balancer's subnet, or leave the address out.
severity: error
confidence: high
references:
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go
  - name: Azure Virtual Network frequently asked questions
    url: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue('') == 'true'
variables:
  annotated: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-ipv4'].orValue('')))
  address: "variables.annotated != '' ? variables.annotated : object.?spec.?loadBalancerIP.orValue('')"
  field: >-
    variables.annotated != '' ? 'metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-ipv4"]' : 'spec.loadBalancerIP'
validations:
  - expression: variables.address == '' || isIPv4(variables.address)
    messageExpression: >-
      'the address "' + variables.address + '" of ' + object.metadata.name + ' is no IPv4 address'
    atExpression: variables.field
  - expression: "!has(facts.frontendAddressRefusal)"
    messageExpression: >-
      'the address ' + variables.address + ' of ' + object.metadata.name + ' ' + facts.frontendAddressRefusal
    atExpression: variables.field
  - expression: variables.address == '' || addressScope(variables.address) != 'global' || facts.?frontendAddressInSubnet.orValue(false)
    messageExpression: >-
      'the address ' + variables.address + ' of ' + object.metadata.name + ' is public, and the load balancer is internal'
    atExpression: variables.field

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"load-balancer-annotation-misplaced"###,
      summary: ###"An annotation for the load balancer stands on an object where it has no effect."###,
      why: ###"The controller reads it on Services only; a Gateway passes on what stands under spec.infrastructure.annotations."###,
      remediation: ###"Move the annotation to the Service, or on a Gateway to spec.infrastructure.annotations."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###), (###"Gateway API, infrastructure annotations"###, ###"https://gateway-api.sigs.k8s.io/guides/infrastructure/"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.Pod"###, ###"kubernetes.Ingress"###, ###"kubernetes.Gateway"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###], [###"spec"###, ###"template"###, ###"metadata"###, ###"annotations"###], [###"kind"###]],
      definition: ###"0\###u{1F}0\###u{1F}2\###u{1F}misplaced\###u{1F}object.metadata.?annotations.orValue({}).filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-') || k.startsWith('service.beta.kubernetes.io/azure-load-balancer-'))\###u{1F}inTemplate\###u{1F}object.?spec.?template.?metadata.?annotations.orValue({}).filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-') || k.startsWith('service.beta.kubernetes.io/azure-load-balancer-'))\###u{1F}0\###u{1F}1\###u{1F}variables.misplaced.size() == 0 && variables.inTemplate.size() == 0\###u{1F}1\###u{1F}(variables.misplaced + variables.inTemplate)[0].substring(27) + ' has no effect on a ' + object.kind + '; it belongs on the Service' + (object.kind == 'Gateway' ? ', or in spec.infrastructure.annotations' : '')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.misplaced.size() > 0 ? 'metadata.annotations["' + variables.misplaced[0] + '"]' : 'spec.template.metadata.annotations["' + variables.inTemplate[0] + '"]'\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: load-balancer-annotation-misplaced
summary: An annotation for the load balancer stands on an object where it has no effect.
why: The controller reads it on Services only; a Gateway passes on what stands under spec.infrastructure.annotations.
remediation: Move the annotation to the Service, or on a Gateway to spec.infrastructure.annotations.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
  - name: Gateway API, infrastructure annotations
    url: https://gateway-api.sigs.k8s.io/guides/infrastructure/
match: [kubernetes.Deployment, kubernetes.StatefulSet, kubernetes.DaemonSet, kubernetes.ReplicaSet, kubernetes.Pod, kubernetes.Ingress, kubernetes.Gateway]
variables:
  misplaced: >-
    object.metadata.?annotations.orValue({}).filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-') || k.startsWith('service.beta.kubernetes.io/azure-load-balancer-'))
  inTemplate: >-
    object.?spec.?template.?metadata.?annotations.orValue({}).filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-') || k.startsWith('service.beta.kubernetes.io/azure-load-balancer-'))
validations:
  - expression: variables.misplaced.size() == 0 && variables.inTemplate.size() == 0
    messageExpression: >-
      (variables.misplaced + variables.inTemplate)[0].substring(27) + ' has no effect on a ' + object.kind + '; it belongs on the Service' + (object.kind == 'Gateway' ? ', or in spec.infrastructure.annotations' : '')
    atExpression: >-
      variables.misplaced.size() > 0 ? 'metadata.annotations["' + variables.misplaced[0] + '"]' : 'spec.template.metadata.annotations["' + variables.inTemplate[0] + '"]'
    mark: key

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"load-balancer-basic"###,
      summary: ###"A cluster or load balancer has the Basic SKU."###,
      why: ###"A Private Link Service needs a Standard load balancer, and Azure Kubernetes Service ended support for Basic on 2025-09-30."###,
      remediation: ###"Move the cluster to the Standard load balancer; the SKU of an existing one cannot be changed in place."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Kubernetes Service, upgrade from the Basic load balancer"###, ###"https://learn.microsoft.com/azure/aks/upgrade-basic-load-balancer-on-aks"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.ManagedCluster"###, ###"azure.LoadBalancer"###], needs: [], isLocal: true,
      fields: [[###"networkProfile"###, ###"loadBalancerSku"###], [###"sku"###, ###"name"###], [###"name"###], [###"networkProfile"###]],
      definition: ###"0\###u{1F}0\###u{1F}2\###u{1F}cluster\###u{1F}object.?networkProfile.?loadBalancerSku.orValue('')\###u{1F}balancer\###u{1F}object.?sku.?name.orValue('')\###u{1F}0\###u{1F}2\###u{1F}variables.cluster.lowerAscii() != 'basic'\###u{1F}1\###u{1F}'cluster ' + object.name + ' uses a ' + variables.cluster + ' load balancer, which carries no Private Link Service'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}networkProfile\###u{1F}member\###u{1F}loadBalancerSku\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}has(object.networkProfile) || variables.balancer.lowerAscii() != 'basic'\###u{1F}1\###u{1F}'load balancer ' + object.name + ' has the SKU ' + variables.balancer + ', which carries no Private Link Service'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}sku\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: load-balancer-basic
summary: A cluster or load balancer has the Basic SKU.
why: A Private Link Service needs a Standard load balancer, and Azure Kubernetes Service ended support for Basic on 2025-09-30.
remediation: Move the cluster to the Standard load balancer; the SKU of an existing one cannot be changed in place.
severity: error
confidence: high
references:
  - name: Azure Kubernetes Service, upgrade from the Basic load balancer
    url: https://learn.microsoft.com/azure/aks/upgrade-basic-load-balancer-on-aks
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.ManagedCluster, azure.LoadBalancer]
variables:
  cluster: object.?networkProfile.?loadBalancerSku.orValue('')
  balancer: object.?sku.?name.orValue('')
validations:
  - expression: variables.cluster.lowerAscii() != 'basic'
    messageExpression: "'cluster ' + object.name + ' uses a ' + variables.cluster + ' load balancer, which carries no Private Link Service'"
    at: networkProfile.loadBalancerSku
  - expression: has(object.networkProfile) || variables.balancer.lowerAscii() != 'basic'
    messageExpression: "'load balancer ' + object.name + ' has the SKU ' + variables.balancer + ', which carries no Private Link Service'"
    at: sku.name

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"load-balancer-class-with-private-link"###,
      summary: ###"A Service that asks for a Private Link Service sets loadBalancerClass."###,
      why: ###"A load balancer class hands the Service to another controller, and the Azure one skips it with all its annotations."###,
      remediation: ###"Remove spec.loadBalancerClass."###,
      severity: .error, confidence: .high,
      references: [(###"Kubernetes, k8s.io/cloud-provider, controllers/service/controller.go"###, ###"https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"spec"###, ###"loadBalancerClass"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(object.spec.loadBalancerClass)\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' is left to the class ' + string(object.spec.loadBalancerClass) + ': the Azure controller skips it'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}loadBalancerClass\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Leave the Service to the cloud controller\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}remove\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}loadBalancerClass\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: load-balancer-class-with-private-link
summary: A Service that asks for a Private Link Service sets loadBalancerClass.
why: A load balancer class hands the Service to another controller, and the Azure one skips it with all its annotations.
remediation: Remove spec.loadBalancerClass.
severity: error
confidence: high
references:
  - name: Kubernetes, k8s.io/cloud-provider, controllers/service/controller.go
    url: https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
validations:
  - expression: "!has(object.spec.loadBalancerClass)"
    messageExpression: "'Service ' + object.metadata.name + ' is left to the class ' + string(object.spec.loadBalancerClass) + ': the Azure controller skips it'"
    at: spec.loadBalancerClass
fixes:
  - title: Leave the Service to the cloud controller
    safety: unsafe
    remove:
      at: spec.loadBalancerClass

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"load-balancer-frontend-public"###,
      summary: ###"A frontend of the load balancer behind a Private Link Service has a public address."###,
      why: ###"What is behind a public frontend can be reached from the internet, around the private path."###,
      remediation: ###"Make the Service internal, so that the frontend gets a private address."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"azure.LoadBalancer"###], needs: [###"azure.PrivateLinkService"###], isLocal: false,
      fields: [[###"frontendIPConfigurations"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.privateLinkServices.size() > 0\###u{1F}0\###u{1F}1\###u{1F}object.?frontendIPConfigurations.orValue([])\###u{1F}1\###u{1F}!has(item.publicIPAddress)\###u{1F}1\###u{1F}'the frontend ' + item.name + ' of load balancer ' + object.name + ' has a public address'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}frontendIPConfigurations\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}this Private Link Service is in front of the same load balancer\###u{1F}0"###,
      text: ###"""
id: load-balancer-frontend-public
summary: A frontend of the load balancer behind a Private Link Service has a public address.
why: What is behind a public frontend can be reached from the internet, around the private path.
remediation: Make the Service internal, so that the frontend gets a private address.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [azure.LoadBalancer]
needs: [azure.PrivateLinkService]
matchConditions:
  - related.privateLinkServices.size() > 0
forEach: object.?frontendIPConfigurations.orValue([])
validations:
  - expression: "!has(item.publicIPAddress)"
    messageExpression: "'the frontend ' + item.name + ' of load balancer ' + object.name + ' has a public address'"
    at: frontendIPConfigurations
    related:
      - each: related.privateLinkServices
        at: name
        message: this Private Link Service is in front of the same load balancer

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"load-balancer-ip-deprecated"###,
      summary: ###"A Service asks for its address in the deprecated field."###,
      why: ###"spec.loadBalancerIP is deprecated, and the annotation azure-load-balancer-ipv4 wins over it."###,
      remediation: ###"Move the address to the annotation service.beta.kubernetes.io/azure-load-balancer-ipv4."###,
      severity: .note, confidence: .high,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"spec"###, ###"loadBalancerIP"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-ipv4"###], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal"###], [###"metadata"###, ###"name"###], [###"metadata"###, ###"annotations"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue(''))) == 'true'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?spec.?loadBalancerIP.orValue('') == ''\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' asks for ' + object.spec.loadBalancerIP + ' in spec.loadBalancerIP; azure-load-balancer-ipv4 takes its place'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}loadBalancerIP\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Move the address into the annotation\###u{1F}safe\###u{1F}1\###u{1F}isIPv4(object.spec.loadBalancerIP) && !('service.beta.kubernetes.io/azure-load-balancer-ipv4' in object.metadata.annotations)\###u{1F}2\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-ipv4\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.spec.loadBalancerIP\###u{1F}remove\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}loadBalancerIP\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: load-balancer-ip-deprecated
summary: A Service asks for its address in the deprecated field.
why: spec.loadBalancerIP is deprecated, and the annotation azure-load-balancer-ipv4 wins over it.
remediation: Move the address to the annotation service.beta.kubernetes.io/azure-load-balancer-ipv4.
severity: note
confidence: high
references:
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue(''))) == 'true'
validations:
  - expression: object.?spec.?loadBalancerIP.orValue('') == ''
    messageExpression: >-
      'Service ' + object.metadata.name + ' asks for ' + object.spec.loadBalancerIP + ' in spec.loadBalancerIP; azure-load-balancer-ipv4 takes its place'
    at: spec.loadBalancerIP
fixes:
  - title: Move the address into the annotation
    safety: safe
    when: >-
      isIPv4(object.spec.loadBalancerIP) && !('service.beta.kubernetes.io/azure-load-balancer-ipv4' in object.metadata.annotations)
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-ipv4"]
      valueExpression: >-
        object.spec.loadBalancerIP
    remove:
      at: spec.loadBalancerIP

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"load-balancer-port-missing"###,
      summary: ###"The load balancer behind a Private Link Service has no rule for the connection's port."###,
      why: ###"What comes for a port without a rule is dropped, so the connection is refused or times out."###,
      remediation: ###"Make the connection's port one of the Service's, from which the load balancer's rules are made."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.LoadBalancer"###], needs: [###"databricks.Connection"###, ###"azure.PrivateLinkService"###], isLocal: false,
      fields: [[###"loadBalancingRules"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.loadBalancingRules) && related.connections.size() > 0\###u{1F}3\###u{1F}frontends\###u{1F}related.privateLinkServices.map(s, s.?loadBalancerFrontendIpConfigurations.orValue([]).map(f, armID(f.?id.orValue('')))).flatten()\###u{1F}ports\###u{1F}object.loadBalancingRules.filter(r, armID(r.?frontendIPConfiguration.?id.orValue('')) in variables.frontends && r.?protocol.orValue('Tcp').lowerAscii() in ['tcp', 'all']).map(r, string(r.?frontendPort.orValue(0)))\###u{1F}served\###u{1F}related.services.map(s, s.?spec.?ports.orValue([]).map(p, string(dyn(p.?port.orValue(0))))).flatten()\###u{1F}1\###u{1F}related.connections\###u{1F}1\###u{1F}'0' in variables.ports || string(dyn(item.?options.?port.orValue('443'))) in variables.ports || (related.services.size() > 0 && !(string(dyn(item.?options.?port.orValue('443'))) in variables.served))\###u{1F}1\###u{1F}'load balancer ' + object.name + ' has no TCP rule for port ' + string(dyn(item.?options.?port.orValue('443'))) + ', which connection ' + item.name + ' uses; ' + (variables.ports.size() == 0 ? 'the Private Link Service\'s frontend has no rule' : 'the Private Link Service\'s frontend has ' + variables.ports.join(', '))\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}loadBalancingRules\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}item\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}port\###u{1F}0\###u{1F}1\###u{1F}the connection's port\###u{1F}0"###,
      text: ###"""
id: load-balancer-port-missing
summary: The load balancer behind a Private Link Service has no rule for the connection's port.
why: What comes for a port without a rule is dropped, so the connection is refused or times out.
remediation: Make the connection's port one of the Service's, from which the load balancer's rules are made.
severity: error
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.LoadBalancer]
needs: [databricks.Connection, azure.PrivateLinkService]
matchConditions:
  - has(object.loadBalancingRules) && related.connections.size() > 0
variables:
  frontends: related.privateLinkServices.map(s, s.?loadBalancerFrontendIpConfigurations.orValue([]).map(f, armID(f.?id.orValue('')))).flatten()
  # A rule with port 0 is for all ports.
  ports: >-
    object.loadBalancingRules.filter(r, armID(r.?frontendIPConfiguration.?id.orValue('')) in variables.frontends
    && r.?protocol.orValue('Tcp').lowerAscii() in ['tcp', 'all']).map(r, string(r.?frontendPort.orValue(0)))
  # Where the Service lacks the port as well, that is what has to be told.
  served: related.services.map(s, s.?spec.?ports.orValue([]).map(p, string(dyn(p.?port.orValue(0))))).flatten()
forEach: related.connections
validations:
  - expression: >-
      '0' in variables.ports || string(dyn(item.?options.?port.orValue('443'))) in variables.ports
      || (related.services.size() > 0 && !(string(dyn(item.?options.?port.orValue('443'))) in variables.served))
    messageExpression: >-
      'load balancer ' + object.name + ' has no TCP rule for port ' + string(dyn(item.?options.?port.orValue('443'))) + ', which connection ' + item.name + ' uses; '
      + (variables.ports.size() == 0 ? 'the Private Link Service\'s frontend has no rule' : 'the Private Link Service\'s frontend has ' + variables.ports.join(', '))
    at: loadBalancingRules
    related:
      - {each: item, at: options.port, message: the connection's port}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"load-balancer-public"###,
      summary: ###"A LoadBalancer Service gets a public address."###,
      why: ###"The gateway behind it does no inbound authentication, so a public frontend opens it to the internet."###,
      remediation: ###"Set the annotation service.beta.kubernetes.io/azure-load-balancer-internal to exactly "true", in lower case and in quotes."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_loadbalancer.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go"###), (###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal"###], [###"spec"###, ###"type"###], [###"spec"###, ###"loadBalancerClass"###], [###"metadata"###, ###"annotations"###], [###"metadata"###, ###"name"###], []],
      definition: ###"0\###u{1F}3\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}!has(object.spec.loadBalancerClass)\###u{1F}!object.metadata.?annotations.orValue({}).exists(k, !k.contains('/azure-') && (\###n  (k.contains('internal') && string(dyn(object.metadata.annotations[k])).lowerAscii() in ['true', '0.0.0.0/0'])\###n  || (k.contains('load') && string(dyn(object.metadata.annotations[k])).lowerAscii() in ['internal', 'intranet', 'private'])))\###u{1F}2\###u{1F}written\###u{1F}object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal']\###u{1F}value\###u{1F}variables.written.orValue('')\###u{1F}0\###u{1F}1\###u{1F}variables.value == 'true' || type(variables.value) != string\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' gets a public load balancer: the annotation azure-load-balancer-internal is ' + (variables.written.hasValue() ? '"' + variables.value + '", and only exactly "true" makes it internal' : 'absent')\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-internal\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}has(object.metadata.annotations) && 'service.beta.kubernetes.io/azure-load-balancer-internal-subnet' in object.metadata.annotations ? [object] : []\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-internal-subnet\###u{1F}0\###u{1F}1\###u{1F}the subnet of an internal load balancer, which has no effect here\###u{1F}2\###u{1F}Write true as the controller reads it\###u{1F}safe\###u{1F}1\###u{1F}variables.value.trim().lowerAscii() == 'true'\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-internal\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}true\###u{1F}0\###u{1F}Make the load balancer internal\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-load-balancer-internal\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}true\###u{1F}0"###,
      text: ###"""
id: load-balancer-public
summary: A LoadBalancer Service gets a public address.
why: The gateway behind it does no inbound authentication, so a public frontend opens it to the internet.
remediation: Set the annotation service.beta.kubernetes.io/azure-load-balancer-internal to exactly "true", in lower case and in quotes.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_loadbalancer.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - "!has(object.spec.loadBalancerClass)"
  # Other clouds' ways to ask for an internal load balancer: aws-load-balancer-scheme internal, load-balancer-type
  # Internal, oci-load-balancer-internal true, address-type intranet and the like.
  - >-
    !object.metadata.?annotations.orValue({}).exists(k, !k.contains('/azure-') && (
      (k.contains('internal') && string(dyn(object.metadata.annotations[k])).lowerAscii() in ['true', '0.0.0.0/0'])
      || (k.contains('load') && string(dyn(object.metadata.annotations[k])).lowerAscii() in ['internal', 'intranet', 'private'])))
variables:
  written: object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal']
  value: variables.written.orValue('')
validations:
  # A value that is no string never reaches the controller: unquoted-annotation says so.
  - expression: variables.value == 'true' || type(variables.value) != string
    messageExpression: >-
      'Service ' + object.metadata.name + ' gets a public load balancer: the annotation azure-load-balancer-internal is '
      + (variables.written.hasValue() ? '"' + variables.value + '", and only exactly "true" makes it internal' : 'absent')
    at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal"]
    related:
      - each: >-
          has(object.metadata.annotations) && 'service.beta.kubernetes.io/azure-load-balancer-internal-subnet' in object.metadata.annotations ? [object] : []
        at: metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal-subnet"]
        message: the subnet of an internal load balancer, which has no effect here
fixes:
  - title: Write true as the controller reads it
    safety: safe
    when: variables.value.trim().lowerAscii() == 'true'
    set: {at: 'metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal"]', value: "true"}
  - title: Make the load balancer internal
    safety: unsafe
    set: {at: 'metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal"]', value: "true"}

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"load-balancer-rule-without-probe"###,
      summary: ###"A rule of the load balancer behind a Private Link Service has no health probe."###,
      why: ###"Without a probe the load balancer sends connections to nodes where no pod answers."###,
      remediation: ###"Remove the annotation that turns the probe off (port_<port>_no_probe_rule), or add a probe to the rule."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Load Balancer health probes"###, ###"https://learn.microsoft.com/azure/load-balancer/load-balancer-custom-probe-overview"###)],
      match: [###"azure.LoadBalancer"###], needs: [], isLocal: false,
      fields: [[], [###"loadBalancingRules"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.privateLinkServices.size() > 0\###u{1F}1\###u{1F}frontends\###u{1F}related.privateLinkServices.map(s, s.?loadBalancerFrontendIpConfigurations.orValue([]).map(f, armID(f.?id.orValue('')))).flatten()\###u{1F}1\###u{1F}lists.range(object.?loadBalancingRules.orValue([]).size())\###u{1F}1\###u{1F}object.loadBalancingRules[item].?probe.?id.orValue('') != '' || !(armID(object.loadBalancingRules[item].?frontendIPConfiguration.?id.orValue('')) in variables.frontends)\###u{1F}1\###u{1F}'the rule ' + object.loadBalancingRules[item].?name.orValue('') + ' of load balancer ' + object.name + ' has no health probe'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'loadBalancingRules[' + string(item) + ']'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: load-balancer-rule-without-probe
summary: A rule of the load balancer behind a Private Link Service has no health probe.
why: Without a probe the load balancer sends connections to nodes where no pod answers.
remediation: Remove the annotation that turns the probe off (port_<port>_no_probe_rule), or add a probe to the rule.
severity: warning
confidence: medium
references:
  - name: Azure Load Balancer health probes
    url: https://learn.microsoft.com/azure/load-balancer/load-balancer-custom-probe-overview
match: [azure.LoadBalancer]
variables:
  frontends: related.privateLinkServices.map(s, s.?loadBalancerFrontendIpConfigurations.orValue([]).map(f, armID(f.?id.orValue('')))).flatten()
matchConditions:
  - related.privateLinkServices.size() > 0
forEach: lists.range(object.?loadBalancingRules.orValue([]).size())
validations:
  - expression: >-
      object.loadBalancingRules[item].?probe.?id.orValue('') != ''
      || !(armID(object.loadBalancingRules[item].?frontendIPConfiguration.?id.orValue('')) in variables.frontends)
    messageExpression: "'the rule ' + object.loadBalancingRules[item].?name.orValue('') + ' of load balancer ' + object.name + ' has no health probe'"
    atExpression: "'loadBalancingRules[' + string(item) + ']'"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"load-balancer-sync-failed"###,
      summary: ###"The controller could not bring a load balancer up to date."###,
      why: ###"What the cluster has is not what the manifest says until an attempt succeeds."###,
      remediation: ###"Mend what the message names; the controller tries again by itself."###,
      severity: .error, confidence: .high,
      references: [(###"Kubernetes, cloud-provider service controller"###, ###"https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go"###), (###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###, ###"kubernetes.Event"###], needs: [], isLocal: false,
      fields: [[], [###"kind"###], [###"reason"###], [###"metadata"###, ###"name"###], [###"metadata"###, ###"namespace"###], [###"message"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.kind == 'Service' || (object.?reason.orValue('') == 'SyncLoadBalancerFailed' && related.services.size() == 0)\###u{1F}4\###u{1F}events\###u{1F}object.kind == 'Service' ? related.standingFailures : facts.?isStandingFailure.orValue(false) ? [object] : []\###u{1F}text\###u{1F}variables.events[0].?message.orValue(variables.events[0].?note.orValue(''))\###u{1F}name\###u{1F}object.kind == 'Event' ? facts.service : object.metadata.?namespace.orValue('default') + '/' + object.metadata.name\###u{1F}cause\###u{1F}variables.text.contains('must be internal or disable floating ip') ? 'azure-load-balancer-internal has to be exactly "true"' : variables.text.contains('cannot change existing private link service name') ? 'azure-pls-name differs from the Private Link Service that is there' : variables.text.contains('failed to get private link service subnet') ? 'azure-pls-ip-configuration-subnet is no subnet of the cluster\'s network' : variables.text.contains('failed to get subnet') ? 'azure-load-balancer-internal-subnet is no subnet of the cluster\'s network' : variables.text.contains('already has existing private link service') ? 'another Service owns the Private Link Service of this frontend' : variables.text.contains('already has unmanaged private link service') ? 'the frontend has a Private Link Service that this cluster did not make' : variables.text.contains('IPv6 is not supported') ? 'a Private Link Service needs an IPv4 address' : variables.text.contains('AuthorizationFailed') ? 'the cluster\'s identity lacks a role on what the message names' : ''\###u{1F}0\###u{1F}1\###u{1F}variables.events.size() == 0\###u{1F}1\###u{1F}'the load balancer of Service ' + variables.name + ' could not be brought up to date, and no later event says that it was' + (variables.cause == '' ? '' : ': ' + variables.cause)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.kind == 'Service' ? 'metadata.name' : has(object.message) ? 'message' : 'note'\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}object.kind == 'Service' ? variables.events : []\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}reason\###u{1F}0\###u{1F}1\###u{1F}the event\###u{1F}0"###,
      text: ###"""
id: load-balancer-sync-failed
summary: The controller could not bring a load balancer up to date.
why: What the cluster has is not what the manifest says until an attempt succeeds.
remediation: Mend what the message names; the controller tries again by itself.
severity: error
confidence: high
references:
  - name: Kubernetes, cloud-provider service controller
    url: https://github.com/kubernetes/cloud-provider/blob/master/controllers/service/controller.go
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service, kubernetes.Event]
matchConditions:
  # A failure is told at its Service where that is among the inputs.
  - >-
    object.kind == 'Service' || (object.?reason.orValue('') == 'SyncLoadBalancerFailed' && related.services.size() == 0)
variables:
  events: >-
    object.kind == 'Service' ? related.standingFailures : facts.?isStandingFailure.orValue(false) ? [object] : []
  text: variables.events[0].?message.orValue(variables.events[0].?note.orValue(''))
  name: >-
    object.kind == 'Event' ? facts.service : object.metadata.?namespace.orValue('default') + '/' + object.metadata.name
  # What the controller's errors mean.
  cause: >-
    variables.text.contains('must be internal or disable floating ip') ? 'azure-load-balancer-internal has to be exactly "true"'
    : variables.text.contains('cannot change existing private link service name') ? 'azure-pls-name differs from the Private Link Service that is there'
    : variables.text.contains('failed to get private link service subnet') ? 'azure-pls-ip-configuration-subnet is no subnet of the cluster\'s network'
    : variables.text.contains('failed to get subnet') ? 'azure-load-balancer-internal-subnet is no subnet of the cluster\'s network'
    : variables.text.contains('already has existing private link service') ? 'another Service owns the Private Link Service of this frontend'
    : variables.text.contains('already has unmanaged private link service') ? 'the frontend has a Private Link Service that this cluster did not make'
    : variables.text.contains('IPv6 is not supported') ? 'a Private Link Service needs an IPv4 address'
    : variables.text.contains('AuthorizationFailed') ? 'the cluster\'s identity lacks a role on what the message names' : ''
validations:
  - expression: variables.events.size() == 0
    messageExpression: >-
      'the load balancer of Service ' + variables.name + ' could not be brought up to date, and no later event says that it was'
      + (variables.cause == '' ? '' : ': ' + variables.cause)
    atExpression: >-
      object.kind == 'Service' ? 'metadata.name' : has(object.message) ? 'message' : 'note'
    related:
      - each: "object.kind == 'Service' ? variables.events : []"
        at: reason
        message: the event

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"metastore-port-blocked"###,
      summary: ###"The security groups of a workspace do not let its nodes out to the built-in Hive metastore."###,
      why: ###"Nodes reach the built-in Hive metastore on TCP 3306. Workspaces that use Unity Catalog alone do not need it; that legacy access is disabled shows this."###,
      remediation: ###"Open TCP 3306 to 0.0.0.0/0, or disable legacy access."###,
      severity: .warning, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks, security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###)],
      match: [###"databricks.Network"###], needs: [###"aws.SecurityGroup"###, ###"databricks.DisableLegacyAccess"###], isLocal: false,
      fields: [[###"security_group_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(facts.missingEgressPorts)\###u{1F}facts.legacyAccess == 'on' && !(facts.shape in ['fullyPrivate', 'unknown'])\###u{1F}1\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}0\###u{1F}1\###u{1F}!('3306' in facts.missingEgressPorts)\###u{1F}1\###u{1F}'the groups of the network ' + variables.name + ' do not let nodes out on TCP 3306, and legacy access to the built-in Hive metastore is on'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissionsEgress\###u{1F}0\###u{1F}1\###u{1F}a group of the nodes\###u{1F}0"###,
      text: ###"""
id: metastore-port-blocked
summary: The security groups of a workspace do not let its nodes out to the built-in Hive metastore.
why: Nodes reach the built-in Hive metastore on TCP 3306. Workspaces that use Unity Catalog alone do not need it; that legacy access is disabled shows this.
remediation: Open TCP 3306 to 0.0.0.0/0, or disable legacy access.
severity: warning
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks, security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
match: [databricks.Network]
needs: [aws.SecurityGroup, databricks.DisableLegacyAccess]
matchConditions:
  - has(facts.missingEgressPorts)
  - "facts.legacyAccess == 'on' && !(facts.shape in ['fullyPrivate', 'unknown'])"
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
validations:
  - expression: "!('3306' in facts.missingEgressPorts)"
    messageExpression: "'the groups of the network ' + variables.name + ' do not let nodes out on TCP 3306, and legacy access to the built-in Hive metastore is on'"
    at: security_group_ids
    related:
      - each: related.securityGroups
        at: IpPermissionsEgress
        message: a group of the nodes

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"metastore-port-open"###,
      summary: ###"The security groups of a workspace let its nodes out to the built-in Hive metastore, which it does not use."###,
      why: ###"With legacy access disabled nodes need no TCP 3306; it is a way to any MySQL server on the internet."###,
      remediation: ###"Remove the rule for TCP 3306, unless nodes reach a database of yours with it."###,
      severity: .note, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks, security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###)],
      match: [###"databricks.Network"###], needs: [###"databricks.DisableLegacyAccess"###], isLocal: false,
      fields: [[###"security_group_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(facts.egressToInternet)\###u{1F}facts.legacyAccess == 'off'\###u{1F}2\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}groups\###u{1F}related.securityGroups.filter(g, g.?IpPermissionsEgress.orValue([]).exists(p, p.?IpProtocol.orValue('') == 'tcp' && p.?FromPort.orValue(0) == 3306 && p.?ToPort.orValue(0) == 3306 && p.?IpRanges.orValue([]).exists(r, r.?CidrIp.orValue('') == '0.0.0.0/0')))\###u{1F}0\###u{1F}1\###u{1F}variables.groups.size() == 0\###u{1F}1\###u{1F}'the groups of the network ' + variables.name + ' let nodes out on TCP 3306 to everywhere, and legacy access is disabled'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.groups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissionsEgress\###u{1F}0\###u{1F}1\###u{1F}the group\###u{1F}0"###,
      text: ###"""
id: metastore-port-open
summary: The security groups of a workspace let its nodes out to the built-in Hive metastore, which it does not use.
why: With legacy access disabled nodes need no TCP 3306; it is a way to any MySQL server on the internet.
remediation: Remove the rule for TCP 3306, unless nodes reach a database of yours with it.
severity: note
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks, security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
match: [databricks.Network]
needs: [databricks.DisableLegacyAccess]
matchConditions:
  - has(facts.egressToInternet)
  - facts.legacyAccess == 'off'
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  groups: related.securityGroups.filter(g, g.?IpPermissionsEgress.orValue([]).exists(p, p.?IpProtocol.orValue('') == 'tcp' && p.?FromPort.orValue(0) == 3306 && p.?ToPort.orValue(0) == 3306 && p.?IpRanges.orValue([]).exists(r, r.?CidrIp.orValue('') == '0.0.0.0/0')))
validations:
  - expression: variables.groups.size() == 0
    messageExpression: "'the groups of the network ' + variables.name + ' let nodes out on TCP 3306 to everywhere, and legacy access is disabled'"
    at: security_group_ids
    related:
      - each: variables.groups
        at: IpPermissionsEgress
        message: the group

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"name-beyond-ascii"###,
      summary: ###"An owner has characters beyond ASCII."###,
      why: ###"DNS holds internationalised names as A-labels, which begin with xn--; nobody asks for the name as it is written here."###,
      remediation: ###"Write the A-label of the name."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 5890 section 2.3.2.1"###, ###"https://www.rfc-editor.org/rfc/rfc5890"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.nameBeyondASCII)\###u{1F}1\###u{1F}facts.nameBeyondASCII\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: name-beyond-ascii
summary: An owner has characters beyond ASCII.
why: >-
  DNS holds internationalised names as A-labels, which begin with xn--; nobody asks for the name as it is written here.
remediation: Write the A-label of the name.
severity: warning
confidence: high
references:
  - name: RFC 5890 section 2.3.2.1
    url: https://www.rfc-editor.org/rfc/rfc5890
match: [dns.Record]
validations:
  - expression: "!has(facts.nameBeyondASCII)"
    messageExpression: "facts.nameBeyondASCII"
    at: fqdn
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"name-server-without-address"###,
      summary: ###"A name server of the zone has no address in it."###,
      why: ###"To ask the name server a resolver needs its address, and for that it would have to ask the same name server."###,
      remediation: ###"Add an A or AAAA record for the name server."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1034 section 4.2.1"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.missingGlue)\###u{1F}1\###u{1F}facts.missingGlue\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: name-server-without-address
summary: A name server of the zone has no address in it.
why: >-
  To ask the name server a resolver needs its address, and for that it would have to ask the same name server.
remediation: Add an A or AAAA record for the name server.
severity: warning
confidence: high
references:
  - name: RFC 1034 section 4.2.1
    url: https://www.rfc-editor.org/rfc/rfc1034
match: [dns.Record]
validations:
  - expression: "!has(facts.missingGlue)"
    messageExpression: "facts.missingGlue"
    at: rdata
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"nat-gateway-blocked-by-vpc"###,
      summary: ###"VPC Block Public Access stops the NAT gateway of a workspace."###,
      why: ###"In the mode block-bidirectional no traffic passes the internet gateway in either direction, so that a NAT gateway leads nowhere; block-ingress lets it out."###,
      remediation: ###"Set the mode to block-ingress, or make an exclusion for the subnet of the NAT gateway with aws ec2 create-vpc-block-public-access-exclusion."###,
      severity: .error, confidence: .high,
      references: [(###"Amazon VPC, block public access"###, ###"https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html"###)],
      match: [###"databricks.Network"###], needs: [###"aws.NATGateway"###], isLocal: false,
      fields: [[###"vpc_id"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(facts.egressKinds) && 'natGateway' in facts.egressKinds\###u{1F}related.natGateways.size() > 0\###u{1F}4\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}places\###u{1F}related.natSubnets.filter(s, has(s.BlockPublicAccessStates))\###u{1F}blocked\###u{1F}variables.places.filter(s, s.BlockPublicAccessStates.?InternetGatewayBlockMode.orValue('') == 'block-bidirectional')\###u{1F}vpcs\###u{1F}related.vpcs.filter(v, variables.places.size() == 0 && v.?BlockPublicAccessStates.?InternetGatewayBlockMode.orValue('') == 'block-bidirectional')\###u{1F}0\###u{1F}2\###u{1F}variables.blocked.size() == 0\###u{1F}1\###u{1F}'the NAT gateway of the network ' + variables.name + ' stands in ' + variables.blocked.map(s, s.SubnetId).join(', ') + ', where block-bidirectional stops traffic with the internet'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.blocked\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}BlockPublicAccessStates\###u{1F}member\###u{1F}InternetGatewayBlockMode\###u{1F}0\###u{1F}1\###u{1F}the subnet of the NAT gateway\###u{1F}variables.vpcs.size() == 0\###u{1F}1\###u{1F}'block-bidirectional stops the traffic of ' + variables.vpcs.map(v, v.VpcId).join(', ') + ' with the internet'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.vpcs\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}BlockPublicAccessStates\###u{1F}member\###u{1F}InternetGatewayBlockMode\###u{1F}0\###u{1F}1\###u{1F}the VPC\###u{1F}0"###,
      text: ###"""
id: nat-gateway-blocked-by-vpc
summary: VPC Block Public Access stops the NAT gateway of a workspace.
why: In the mode block-bidirectional no traffic passes the internet gateway in either direction, so that a NAT gateway leads nowhere; block-ingress lets it out.
remediation: Set the mode to block-ingress, or make an exclusion for the subnet of the NAT gateway with aws ec2 create-vpc-block-public-access-exclusion.
severity: error
confidence: high
references:
  - name: Amazon VPC, block public access
    url: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
match: [databricks.Network]
needs: [aws.NATGateway]
matchConditions:
  - has(facts.egressKinds) && 'natGateway' in facts.egressKinds
  - related.natGateways.size() > 0
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  places: related.natSubnets.filter(s, has(s.BlockPublicAccessStates))
  blocked: variables.places.filter(s, s.BlockPublicAccessStates.?InternetGatewayBlockMode.orValue('') == 'block-bidirectional')
  # A subnet says whether an exclusion holds for it; the VPC speaks where it does not.
  vpcs: related.vpcs.filter(v, variables.places.size() == 0 && v.?BlockPublicAccessStates.?InternetGatewayBlockMode.orValue('') == 'block-bidirectional')
validations:
  - expression: variables.blocked.size() == 0
    messageExpression: "'the NAT gateway of the network ' + variables.name + ' stands in ' + variables.blocked.map(s, s.SubnetId).join(', ') + ', where block-bidirectional stops traffic with the internet'"
    at: vpc_id
    related:
      - each: variables.blocked
        at: BlockPublicAccessStates.InternetGatewayBlockMode
        message: the subnet of the NAT gateway
  - expression: variables.vpcs.size() == 0
    messageExpression: "'block-bidirectional stops the traffic of ' + variables.vpcs.map(v, v.VpcId).join(', ') + ' with the internet'"
    at: vpc_id
    related:
      - each: variables.vpcs
        at: BlockPublicAccessStates.InternetGatewayBlockMode
        message: the VPC

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"nat-gateway-in-one-zone"###,
      summary: ###"The subnets of a workspace in several zones share a NAT gateway of one zone."###,
      why: ###"When the zone of a zonal NAT gateway fails, nodes in all other zones lose their way out, too. One gateway is a valid and cheaper design: this is judged only with the parameter zoneIndependent."###,
      remediation: ###"Make a NAT gateway in each zone and a route table for each, or a regional NAT gateway."###,
      severity: .note, confidence: .high,
      references: [(###"Amazon VPC, NAT gateways"###, ###"https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"###), (###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"databricks.Network"###], needs: [###"aws.NATGateway"###], isLocal: false,
      fields: [[###"subnet_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"1\###u{1F}zoneIndependent\###u{1F}Whether the ways out of a network have to survive the loss of an availability zone.\###u{1F}false\###u{1F}2\###u{1F}has(facts.natGatewayNames) && facts.zones.size() > 1\###u{1F}related.natGateways.size() > 0\###u{1F}2\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}isZonal\###u{1F}related.natGateways.all(n, n.?AvailabilityMode.orValue('zonal') == 'zonal')\###u{1F}0\###u{1F}1\###u{1F}!params.zoneIndependent || facts.natGatewayNames.size() != 1 || !variables.isZonal\###u{1F}1\###u{1F}'the subnets of the network ' + variables.name + ' in ' + facts.zones.join(', ') + ' share the NAT gateway ' + facts.natGatewayNames[0]\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.natGateways\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}SubnetId\###u{1F}0\###u{1F}1\###u{1F}the NAT gateway\###u{1F}0"###,
      text: ###"""
id: nat-gateway-in-one-zone
summary: The subnets of a workspace in several zones share a NAT gateway of one zone.
why: "When the zone of a zonal NAT gateway fails, nodes in all other zones lose their way out, too. One gateway is a valid and cheaper design: this is judged only with the parameter zoneIndependent."
remediation: Make a NAT gateway in each zone and a route table for each, or a regional NAT gateway.
severity: note
confidence: high
references:
  - name: Amazon VPC, NAT gateways
    url: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [databricks.Network]
needs: [aws.NATGateway]
params:
  zoneIndependent: {type: bool, default: false, description: Whether the ways out of a network have to survive the loss of an availability zone.}
matchConditions:
  - has(facts.natGatewayNames) && facts.zones.size() > 1
  - related.natGateways.size() > 0
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  isZonal: related.natGateways.all(n, n.?AvailabilityMode.orValue('zonal') == 'zonal')
validations:
  - expression: "!params.zoneIndependent || facts.natGatewayNames.size() != 1 || !variables.isZonal"
    messageExpression: "'the subnets of the network ' + variables.name + ' in ' + facts.zones.join(', ') + ' share the NAT gateway ' + facts.natGatewayNames[0]"
    at: subnet_ids
    related:
      - each: related.natGateways
        at: SubnetId
        message: the NAT gateway

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"nat-gateway-unusable"###,
      summary: ###"The NAT gateway of a workspace cannot reach the internet."###,
      why: ###"A NAT gateway leads to the internet when it is public and available, and stands in a subnet of its own whose default route goes to an internet gateway. One that stands behind a firewall or transit gateway is not judged by its routes."###,
      remediation: ###"Put a public NAT gateway into a subnet whose default route goes to an internet gateway, and route the subnets of the workspace to it."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Amazon VPC, NAT gateways"###, ###"https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"###)],
      match: [###"aws.NATGateway"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[###"State"###], [###"ConnectivityType"###], [###"SubnetId"###], [###"FailureCode"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.networks.size() > 0\###u{1F}2\###u{1F}state\###u{1F}object.?State.orValue('available')\###u{1F}leadsElsewhere\###u{1F}facts.?subnetEgress.orValue('') in ['other', 'natGateway']\###u{1F}0\###u{1F}4\###u{1F}variables.state == 'available'\###u{1F}1\###u{1F}'the NAT gateway ' + facts.id + ' of the nodes is ' + variables.state + (has(object.FailureCode) ? ' (' + object.FailureCode + ')' : '')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}State\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}object.?ConnectivityType.orValue('public') == 'public' || variables.leadsElsewhere\###u{1F}1\###u{1F}'the NAT gateway ' + facts.id + ' of the nodes is private and does not lead to the internet'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ConnectivityType\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!facts.?isInWorkspaceSubnet.orValue(false)\###u{1F}1\###u{1F}'the NAT gateway ' + facts.id + ' stands in the subnet ' + object.SubnetId + ' of the nodes, which routes to the NAT gateway itself'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}SubnetId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!(facts.?subnetEgress.orValue('') in ['none', 'peering'])\###u{1F}1\###u{1F}'the NAT gateway ' + facts.id + ' of the nodes stands in ' + object.SubnetId + ', which has no default route to an internet gateway'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}SubnetId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: nat-gateway-unusable
summary: The NAT gateway of a workspace cannot reach the internet.
why: A NAT gateway leads to the internet when it is public and available, and stands in a subnet of its own whose default route goes to an internet gateway. One that stands behind a firewall or transit gateway is not judged by its routes.
remediation: Put a public NAT gateway into a subnet whose default route goes to an internet gateway, and route the subnets of the workspace to it.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Amazon VPC, NAT gateways
    url: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
match: [aws.NATGateway]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0
variables:
  state: object.?State.orValue('available')
  leadsElsewhere: facts.?subnetEgress.orValue('') in ['other', 'natGateway']
validations:
  - expression: variables.state == 'available'
    messageExpression: "'the NAT gateway ' + facts.id + ' of the nodes is ' + variables.state + (has(object.FailureCode) ? ' (' + object.FailureCode + ')' : '')"
    at: State
  - expression: object.?ConnectivityType.orValue('public') == 'public' || variables.leadsElsewhere
    messageExpression: "'the NAT gateway ' + facts.id + ' of the nodes is private and does not lead to the internet'"
    at: ConnectivityType
  - expression: "!facts.?isInWorkspaceSubnet.orValue(false)"
    messageExpression: "'the NAT gateway ' + facts.id + ' stands in the subnet ' + object.SubnetId + ' of the nodes, which routes to the NAT gateway itself'"
    at: SubnetId
  - expression: "!(facts.?subnetEgress.orValue('') in ['none', 'peering'])"
    messageExpression: "'the NAT gateway ' + facts.id + ' of the nodes stands in ' + object.SubnetId + ', which has no default route to an internet gateway'"
    at: SubnetId

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"network-connectivity-config-name-invalid"###,
      summary: ###"The name of a network connectivity configuration is not allowed."###,
      why: ###"The API takes 3 to 30 letters, digits, hyphens and underscores, and refuses anything else."###,
      remediation: ###"Choose a name of 3 to 30 letters, digits, hyphens and underscores."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.NetworkConnectivityConfig"###], needs: [], isLocal: true,
      fields: [[###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.name)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.name.matches('^[0-9a-zA-Z_-]{3,30}$')\###u{1F}1\###u{1F}'"' + object.name + '" has ' + string(object.name.size()) + ' characters or others than letters, digits, - and _'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-connectivity-config-name-invalid
summary: The name of a network connectivity configuration is not allowed.
why: The API takes 3 to 30 letters, digits, hyphens and underscores, and refuses anything else.
remediation: Choose a name of 3 to 30 letters, digits, hyphens and underscores.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.NetworkConnectivityConfig]
matchConditions:
  - has(object.name)
validations:
  - expression: object.name.matches('^[0-9a-zA-Z_-]{3,30}$')
    messageExpression: "'\"' + object.name + '\" has ' + string(object.name.size()) + ' characters or others than letters, digits, - and _'"
    at: name

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"network-connectivity-config-not-attached"###,
      summary: ###"A workspace has no network connectivity configuration, or another one than its rules are in."###,
      why: ###"Private endpoint rules act only through the configuration that is attached to the workspace."###,
      remediation: ###"Attach the configuration that holds the private endpoint rule to the workspace."###,
      severity: .error, confidence: .medium,
      references: [(###"Databricks Terraform provider, databricks_mws_ncc_binding"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_ncc_binding"###)],
      match: [###"databricks.Workspace"###], needs: [###"databricks.PrivateEndpointRule"###], isLocal: false,
      fields: [[###"network_connectivity_config_id"###], [###"cloud"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?cloud.orValue('azure') == 'azure'\###u{1F}1\###u{1F}attached\###u{1F}object.?network_connectivity_config_id.orValue('').lowerAscii()\###u{1F}0\###u{1F}2\###u{1F}variables.attached != ''\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has no network connectivity configuration, so no private endpoint rule acts for it'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_connectivity_config_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!facts.hasAllRules || inventory['databricks.PrivateEndpointRule'].exists(r, r.?network_connectivity_config_id.orValue('').lowerAscii() == variables.attached)\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' is attached to the configuration ' + variables.attached + ', which holds none of the private endpoint rules'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_connectivity_config_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}inventory['databricks.PrivateEndpointRule']\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_connectivity_config_id\###u{1F}0\###u{1F}1\###u{1F}this rule is in another configuration\###u{1F}0"###,
      text: ###"""
id: network-connectivity-config-not-attached
summary: A workspace has no network connectivity configuration, or another one than its rules are in.
why: Private endpoint rules act only through the configuration that is attached to the workspace.
remediation: Attach the configuration that holds the private endpoint rule to the workspace.
severity: error
confidence: medium
references:
  - name: Databricks Terraform provider, databricks_mws_ncc_binding
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_ncc_binding
match: [databricks.Workspace]
needs: [databricks.PrivateEndpointRule]
matchConditions:
  - object.?cloud.orValue('azure') == 'azure'
variables:
  attached: object.?network_connectivity_config_id.orValue('').lowerAscii()
validations:
  - expression: variables.attached != ''
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has no network connectivity configuration, so no private endpoint rule acts for it'"
    at: network_connectivity_config_id
  - expression: "!facts.hasAllRules || inventory['databricks.PrivateEndpointRule'].exists(r, r.?network_connectivity_config_id.orValue('').lowerAscii() == variables.attached)"
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' is attached to the configuration ' + variables.attached + ', which holds none of the private endpoint rules'"
    at: network_connectivity_config_id
    related:
      - each: inventory['databricks.PrivateEndpointRule']
        at: network_connectivity_config_id
        message: this rule is in another configuration

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"network-connectivity-config-region-differs"###,
      summary: ###"A workspace and its network connectivity configuration are in different regions."###,
      why: ###"A configuration serves the workspaces of its own region only."###,
      remediation: ###"Create the configuration in the region of the workspace."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Workspace"###], needs: [###"databricks.NetworkConnectivityConfig"###], isLocal: false,
      fields: [[###"location"###], [###"aws_region"###], [###"region"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.location) || has(object.aws_region) || has(object.region)\###u{1F}1\###u{1F}region\###u{1F}region(object.?location.orValue(object.?aws_region.orValue(object.?region.orValue(''))))\###u{1F}0\###u{1F}1\###u{1F}related.networkConnectivityConfigs.all(c, region(c.?region.orValue(variables.region)) == variables.region)\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' is in ' + variables.region + ', its network connectivity configuration in ' + related.networkConnectivityConfigs.map(c, c.?region.orValue('')).join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}location\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkConnectivityConfigs\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}region\###u{1F}0\###u{1F}1\###u{1F}the configuration's region\###u{1F}0"###,
      text: ###"""
id: network-connectivity-config-region-differs
summary: A workspace and its network connectivity configuration are in different regions.
why: A configuration serves the workspaces of its own region only.
remediation: Create the configuration in the region of the workspace.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Workspace]
needs: [databricks.NetworkConnectivityConfig]
matchConditions:
  - has(object.location) || has(object.aws_region) || has(object.region)
variables:
  region: region(object.?location.orValue(object.?aws_region.orValue(object.?region.orValue(''))))
validations:
  - expression: related.networkConnectivityConfigs.all(c, region(c.?region.orValue(variables.region)) == variables.region)
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' is in ' + variables.region + ', its network connectivity configuration in ' + related.networkConnectivityConfigs.map(c, c.?region.orValue('')).join(', ')"
    at: location
    related:
      - each: related.networkConnectivityConfigs
        at: region
        message: the configuration's region

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"network-connectivity-config-unbound"###,
      summary: ###"Terraform gives a network connectivity configuration a private endpoint rule and attaches it to no workspace."###,
      why: ###"A rule acts only for the workspaces that its configuration is attached to; without a binding nothing uses it."###,
      remediation: ###"Add a databricks_mws_ncc_binding of the configuration to the workspace, or set it where the workspace is made."###,
      severity: .error, confidence: .medium,
      references: [(###"Databricks Terraform provider, databricks_mws_ncc_binding"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_ncc_binding"###)],
      match: [###"databricks.NetworkConnectivityConfig"###], needs: [###"terraform.Resource"###], isLocal: false,
      fields: [[###"name"###], [###"network_connectivity_config_id"###]],
      definition: ###"0\###u{1F}3\###u{1F}related.terraformResources.size() > 0\###u{1F}related.privateEndpointRules.size() > 0\###u{1F}inventory['databricks.Workspace'].all(w, inventory['databricks.PrivateEndpointRule'].exists(r, r.?network_connectivity_config_id.orValue('') == w.?network_connectivity_config_id.orValue('')))\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.workspaces.size() > 0 || inventory['databricks.Workspace'].exists(w, w.?network_connectivity_config_id.orValue('') == object.?network_connectivity_config_id.orValue('-'))\###u{1F}1\###u{1F}'network connectivity configuration ' + object.name + ' has a private endpoint rule, and no databricks_mws_ncc_binding attaches it to a workspace'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateEndpointRules\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}the rule that nothing uses\###u{1F}0"###,
      text: ###"""
id: network-connectivity-config-unbound
summary: Terraform gives a network connectivity configuration a private endpoint rule and attaches it to no workspace.
why: A rule acts only for the workspaces that its configuration is attached to; without a binding nothing uses it.
remediation: Add a databricks_mws_ncc_binding of the configuration to the workspace, or set it where the workspace is made.
severity: error
confidence: medium
references:
  - name: Databricks Terraform provider, databricks_mws_ncc_binding
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_ncc_binding
match: [databricks.NetworkConnectivityConfig]
needs: [terraform.Resource]
matchConditions:
  - related.terraformResources.size() > 0
  - related.privateEndpointRules.size() > 0
  # A workspace that is attached to a configuration without rules is told on its own.
  - inventory['databricks.Workspace'].all(w, inventory['databricks.PrivateEndpointRule'].exists(r, r.?network_connectivity_config_id.orValue('') == w.?network_connectivity_config_id.orValue('')))
validations:
  - expression: >-
      related.workspaces.size() > 0
      || inventory['databricks.Workspace'].exists(w, w.?network_connectivity_config_id.orValue('') == object.?network_connectivity_config_id.orValue('-'))
    messageExpression: "'network connectivity configuration ' + object.name + ' has a private endpoint rule, and no databricks_mws_ncc_binding attaches it to a workspace'"
    at: name
    related:
      - each: related.privateEndpointRules
        message: the rule that nothing uses

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"network-connectivity-limit-exceeded"###,
      summary: ###"There are more configurations, rules or workspaces than Azure Databricks allows."###,
      why: ###"An account has at most 10 configurations and 100 private endpoints in a region, and a configuration 50 workspaces."###,
      remediation: ###"Share configurations among workspaces of a region, and remove rules that are not used."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"databricks.NetworkConnectivityConfig"###], needs: [], isLocal: false,
      fields: [[###"region"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}!object.?region.orValue('').contains('-')\###u{1F}0\###u{1F}0\###u{1F}3\###u{1F}!facts.?isFirstOfRegion.orValue(false) || facts.configurationsOfRegion <= 10\###u{1F}1\###u{1F}'the account has ' + string(facts.configurationsOfRegion) + ' configurations in ' + object.?region.orValue('one region') + '; 10 are allowed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}region\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!facts.?isFirstOfRegion.orValue(false) || facts.rulesOfRegion <= 100\###u{1F}1\###u{1F}'the account has ' + string(facts.rulesOfRegion) + ' private endpoint rules in ' + object.?region.orValue('one region') + '; 100 are allowed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}region\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}related.workspaces.size() <= 50\###u{1F}1\###u{1F}'the configuration ' + object.?name.orValue('') + ' is attached to ' + string(related.workspaces.size()) + ' workspaces; 50 are allowed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-connectivity-limit-exceeded
summary: There are more configurations, rules or workspaces than Azure Databricks allows.
why: An account has at most 10 configurations and 100 private endpoints in a region, and a configuration 50 workspaces.
remediation: Share configurations among workspaces of a region, and remove rules that are not used.
severity: warning
confidence: medium
references:
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
match: [databricks.NetworkConnectivityConfig]
matchConditions:
  # The regions of AWS have hyphens in their names, and other limits.
  - "!object.?region.orValue('').contains('-')"
validations:
  - expression: "!facts.?isFirstOfRegion.orValue(false) || facts.configurationsOfRegion <= 10"
    messageExpression: "'the account has ' + string(facts.configurationsOfRegion) + ' configurations in ' + object.?region.orValue('one region') + '; 10 are allowed'"
    at: region
  - expression: "!facts.?isFirstOfRegion.orValue(false) || facts.rulesOfRegion <= 100"
    messageExpression: "'the account has ' + string(facts.rulesOfRegion) + ' private endpoint rules in ' + object.?region.orValue('one region') + '; 100 are allowed'"
    at: region
  - expression: related.workspaces.size() <= 50
    messageExpression: "'the configuration ' + object.?name.orValue('') + ' is attached to ' + string(related.workspaces.size()) + ' workspaces; 50 are allowed'"
    at: name

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-member-wrong"###,
      summary: ###"A network configuration names a VPC, subnet or security group that does not exist or is in another VPC."###,
      why: ###"Databricks starts nodes with exactly these ids: an id that AWS does not have, or a subnet or group of another VPC, makes every start fail."###,
      remediation: ###"Put ids of one VPC into the network configuration; a network cannot be changed, so make a new one and give it to the workspace."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/provisioning/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###), (###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"databricks.Network"###], needs: [], isLocal: false,
      fields: [[###"vpc_id"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?isExported.orValue(false)\###u{1F}2\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}foreign\###u{1F}facts.foreignSubnets + facts.foreignSecurityGroups\###u{1F}0\###u{1F}2\###u{1F}facts.missingMembers.size() == 0\###u{1F}1\###u{1F}'the network ' + variables.name + ' names ' + facts.missingMembers.join(', ') + (facts.missingMembers.size() == 1 ? ', which is' : ', which are') + ' not in the AWS export'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.foreign.size() == 0\###u{1F}1\###u{1F}'the network ' + variables.name + ' is in ' + object.vpc_id + ', and names ' + variables.foreign.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}2\###u{1F}related.subnets\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcId\###u{1F}1\###u{1F}each.?SubnetId.orValue('a subnet')\###u{1F}0\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcId\###u{1F}1\###u{1F}each.?GroupId.orValue('a group')\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-member-wrong
summary: A network configuration names a VPC, subnet or security group that does not exist or is in another VPC.
why: "Databricks starts nodes with exactly these ids: an id that AWS does not have, or a subnet or group of another VPC, makes every start fail."
remediation: Put ids of one VPC into the network configuration; a network cannot be changed, so make a new one and give it to the workspace.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/provisioning/model.go
    url: https://github.com/databricks/databricks-sdk-go
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [databricks.Network]
matchConditions:
  - facts.?isExported.orValue(false)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  foreign: facts.foreignSubnets + facts.foreignSecurityGroups
validations:
  - expression: facts.missingMembers.size() == 0
    messageExpression: "'the network ' + variables.name + ' names ' + facts.missingMembers.join(', ') + (facts.missingMembers.size() == 1 ? ', which is' : ', which are') + ' not in the AWS export'"
    at: vpc_id
  - expression: variables.foreign.size() == 0
    messageExpression: "'the network ' + variables.name + ' is in ' + object.vpc_id + ', and names ' + variables.foreign.join(', ')"
    at: vpc_id
    related:
      - each: related.subnets
        at: VpcId
        messageExpression: each.?SubnetId.orValue('a subnet')
      - each: related.securityGroups
        at: VpcId
        messageExpression: each.?GroupId.orValue('a group')

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-members-shared"###,
      summary: ###"Two network configurations name the same subnet or security group."###,
      why: ###"Workspaces may share a VPC. That they share subnets or groups is discouraged, and the API's own description excludes it: one workspace takes the addresses of the other, and a rule for one opens the other."###,
      remediation: ###"Give each workspace subnets and groups of its own."###,
      severity: .warning, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks SDK for Go, service/provisioning/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Network"###], needs: [], isLocal: false,
      fields: [[###"subnet_ids"###], [###"vpc_id"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.vpc_id)\###u{1F}2\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}shared\###u{1F}facts.sharedSubnets + facts.sharedSecurityGroups\###u{1F}0\###u{1F}1\###u{1F}variables.shared.size() == 0\###u{1F}1\###u{1F}'the network ' + variables.name + ' shares ' + variables.shared.join(', ') + ' with another network'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-members-shared
summary: Two network configurations name the same subnet or security group.
why: "Workspaces may share a VPC. That they share subnets or groups is discouraged, and the API's own description excludes it: one workspace takes the addresses of the other, and a rule for one opens the other."
remediation: Give each workspace subnets and groups of its own.
severity: warning
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks SDK for Go, service/provisioning/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Network]
matchConditions:
  - has(object.vpc_id)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  shared: facts.sharedSubnets + facts.sharedSecurityGroups
validations:
  - expression: variables.shared.size() == 0
    messageExpression: "'the network ' + variables.name + ' shares ' + variables.shared.join(', ') + ' with another network'"
    at: subnet_ids

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-not-found"###,
      summary: ###"A workspace names a network configuration that the account does not have."###,
      why: ###"Without its network configuration nothing can be said about the network of the workspace, or the exports are of different accounts."###,
      remediation: ###"Export the networks of the same account anew with databricks account networks list, or correct network_id."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/provisioning/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Workspace"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[###"network_id"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.networkFound)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.networkFound\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has the network_id ' + object.network_id + ', which is not among the ' + string(inventory['databricks.Network'].size()) + (inventory['databricks.Network'].size() == 1 ? ' network' : ' networks') + ' of the account'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-not-found
summary: A workspace names a network configuration that the account does not have.
why: Without its network configuration nothing can be said about the network of the workspace, or the exports are of different accounts.
remediation: Export the networks of the same account anew with databricks account networks list, or correct network_id.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/provisioning/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Workspace]
needs: [databricks.Network]
matchConditions:
  - has(facts.networkFound)
validations:
  - expression: facts.networkFound
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has the network_id ' + object.network_id + ', which is not among the ' + string(inventory['databricks.Network'].size()) + (inventory['databricks.Network'].size() == 1 ? ' network' : ' networks') + ' of the account'"
    at: network_id

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-cilium-ip-block"###,
      summary: ###"An ipBlock names pod addresses in a cluster whose engine is Cilium."###,
      why: ###"Under Cilium an ipBlock never matches the addresses of pods and nodes, so that the rule allows nothing."###,
      remediation: ###"Select the pods by labels."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure CNI powered by Cilium"###, ###"https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [###"azure.ManagedCluster"###], isLocal: false,
      fields: [[###"spec"###], [###"spec"###, ###"egress"###], [###"spec"###, ###"ingress"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}inventory['azure.ManagedCluster'].exists(c, c.?networkProfile.?networkDataplane.orValue('') == 'cilium')\###u{1F}0\###u{1F}1\###u{1F}(object.spec.?ingress.orValue([]).map(r, r.?from.orValue([])) + object.spec.?egress.orValue([]).map(r, r.?to.orValue([]))) .flatten().map(p, p.?ipBlock.?cidr.orValue('')).filter(c, isCIDR(c)).distinct()\###u{1F}1\###u{1F}!inventory['azure.ManagedCluster'].exists(c, isCIDR(c.?networkProfile.?podCidr.orValue('')) && cidr(c.networkProfile.podCidr).containsCIDR(item))\###u{1F}1\###u{1F}'ipBlock ' + item + ' of NetworkPolicy ' + object.metadata.name + ' is within the pods\' network, where Cilium never matches it'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}spec\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-cilium-ip-block
summary: An ipBlock names pod addresses in a cluster whose engine is Cilium.
why: Under Cilium an ipBlock never matches the addresses of pods and nodes, so that the rule allows nothing.
remediation: Select the pods by labels.
severity: error
confidence: medium
references:
  - name: Azure CNI powered by Cilium
    url: https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium
match: [kubernetes.NetworkPolicy]
needs: [azure.ManagedCluster]
matchConditions:
  - inventory['azure.ManagedCluster'].exists(c, c.?networkProfile.?networkDataplane.orValue('') == 'cilium')
forEach: >-
  (object.spec.?ingress.orValue([]).map(r, r.?from.orValue([])) + object.spec.?egress.orValue([]).map(r, r.?to.orValue([])))
  .flatten().map(p, p.?ipBlock.?cidr.orValue('')).filter(c, isCIDR(c)).distinct()
validations:
  - expression: >-
      !inventory['azure.ManagedCluster'].exists(c, isCIDR(c.?networkProfile.?podCidr.orValue(''))
      && cidr(c.networkProfile.podCidr).containsCIDR(item))
    messageExpression: "'ipBlock ' + item + ' of NetworkPolicy ' + object.metadata.name + ' is within the pods\\' network, where Cilium never matches it'"
    at: spec
    mark: key

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-egress-only"###,
      summary: ###"A NetworkPolicy for egress denies all ingress as well."###,
      why: ###"Without policyTypes a policy governs ingress always, and with no ingress rule it denies all of it."###,
      remediation: ###"Add policyTypes [Egress]."###,
      severity: .error, confidence: .high,
      references: [(###"k8s.io/api/networking/v1, types.go"###, ###"https://github.com/kubernetes/api/blob/master/networking/v1/types.go"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [], isLocal: false,
      fields: [[###"spec"###, ###"egress"###], [###"spec"###, ###"ingress"###], [###"spec"###, ###"policyTypes"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?selectsGateway.orValue(false)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}has(object.spec.policyTypes) || !has(object.spec.egress) || object.spec.?ingress.orValue([]).size() > 0\###u{1F}1\###u{1F}'NetworkPolicy ' + object.metadata.name + ' has egress rules alone and no policyTypes, so it denies all ingress to the gateway as well'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}egress\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-egress-only
summary: A NetworkPolicy for egress denies all ingress as well.
why: Without policyTypes a policy governs ingress always, and with no ingress rule it denies all of it.
remediation: Add policyTypes [Egress].
severity: error
confidence: high
references:
  - name: k8s.io/api/networking/v1, types.go
    url: https://github.com/kubernetes/api/blob/master/networking/v1/types.go
match: [kubernetes.NetworkPolicy]
matchConditions:
  - facts.?selectsGateway.orValue(false)
validations:
  - expression: has(object.spec.policyTypes) || !has(object.spec.egress) || object.spec.?ingress.orValue([]).size() > 0
    messageExpression: "'NetworkPolicy ' + object.metadata.name + ' has egress rules alone and no policyTypes, so it denies all ingress to the gateway as well'"
    at: spec.egress
    mark: key

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-egress-open"###,
      summary: ###"An egress rule for the pods behind a Private Link Service allows everything."###,
      why: ###"A rule without peers and ports, or with every address and no ports, is no restriction."###,
      remediation: ###"Name the peers and ports that the gateway needs."###,
      severity: .warning, confidence: .high,
      references: [(###"k8s.io/api/networking/v1, types.go"###, ###"https://github.com/kubernetes/api/blob/master/networking/v1/types.go"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [], isLocal: false,
      fields: [[], [###"spec"###, ###"egress"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?selectsGateway.orValue(false)\###u{1F}0\###u{1F}1\###u{1F}lists.range(object.spec.?egress.orValue([]).size())\###u{1F}1\###u{1F}object.spec.egress[item].?ports.orValue([]).size() > 0 || (object.spec.egress[item].?to.orValue([]).size() > 0 && !object.spec.egress[item].to.exists(p, p.?ipBlock.?cidr.orValue('') in ['0.0.0.0/0', '::/0']))\###u{1F}1\###u{1F}'egress rule ' + string(item) + ' of NetworkPolicy ' + object.metadata.name + ' allows all connections to ' + (object.spec.egress[item].?to.orValue([]).size() == 0 ? 'everyone' : 'every address')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'spec.egress[' + string(item) + ']'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-egress-open
summary: An egress rule for the pods behind a Private Link Service allows everything.
why: A rule without peers and ports, or with every address and no ports, is no restriction.
remediation: Name the peers and ports that the gateway needs.
severity: warning
confidence: high
references:
  - name: k8s.io/api/networking/v1, types.go
    url: https://github.com/kubernetes/api/blob/master/networking/v1/types.go
match: [kubernetes.NetworkPolicy]
matchConditions:
  - facts.?selectsGateway.orValue(false)
forEach: lists.range(object.spec.?egress.orValue([]).size())
validations:
  - expression: >-
      object.spec.egress[item].?ports.orValue([]).size() > 0 || (object.spec.egress[item].?to.orValue([]).size() > 0
      && !object.spec.egress[item].to.exists(p, p.?ipBlock.?cidr.orValue('') in ['0.0.0.0/0', '::/0']))
    messageExpression: "'egress rule ' + string(item) + ' of NetworkPolicy ' + object.metadata.name + ' allows all connections to ' + (object.spec.egress[item].?to.orValue([]).size() == 0 ? 'everyone' : 'every address')"
    atExpression: "'spec.egress[' + string(item) + ']'"

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"network-policy-engine-off"###,
      summary: ###"The cluster has no engine that enforces NetworkPolicies."###,
      why: ###"Without an engine the API server takes the policies and nothing applies them, so every pod stays open."###,
      remediation: ###"Turn on a network policy engine (azure, calico or cilium) for the cluster."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure Kubernetes Service, use network policies"###, ###"https://learn.microsoft.com/azure/aks/use-network-policies"###)],
      match: [###"azure.ManagedCluster"###], needs: [], isLocal: false,
      fields: [[###"networkProfile"###, ###"networkPolicy"###], [###"networkProfile"###], [###"networkProfile"###, ###"networkDataplane"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.networkProfile)\###u{1F}2\###u{1F}isOff\###u{1F}object.networkProfile.?networkPolicy.orValue('none').lowerAscii() in ['none', ''] && object.networkProfile.?networkDataplane.orValue('').lowerAscii() != 'cilium'\###u{1F}policies\###u{1F}inventory['kubernetes.NetworkPolicy'].size()\###u{1F}0\###u{1F}2\###u{1F}!variables.isOff || variables.policies == 0\###u{1F}1\###u{1F}'cluster ' + object.name + ' enforces no NetworkPolicy: its network policy engine is ' + object.networkProfile.?networkPolicy.orValue('not set') + ', and ' + string(variables.policies) + ' policies are in the inputs'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}networkProfile\###u{1F}member\###u{1F}networkPolicy\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!variables.isOff\###u{1F}1\###u{1F}'cluster ' + object.name + ' would enforce no NetworkPolicy: its network policy engine is ' + object.networkProfile.?networkPolicy.orValue('not set')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}networkProfile\###u{1F}member\###u{1F}networkPolicy\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-engine-off
summary: The cluster has no engine that enforces NetworkPolicies.
why: Without an engine the API server takes the policies and nothing applies them, so every pod stays open.
remediation: Turn on a network policy engine (azure, calico or cilium) for the cluster.
severity: error
confidence: medium
references:
  - name: Azure Kubernetes Service, use network policies
    url: https://learn.microsoft.com/azure/aks/use-network-policies
match: [azure.ManagedCluster]
matchConditions:
  - has(object.networkProfile)
variables:
  isOff: >-
    object.networkProfile.?networkPolicy.orValue('none').lowerAscii() in ['none', '']
    && object.networkProfile.?networkDataplane.orValue('').lowerAscii() != 'cilium'
  policies: inventory['kubernetes.NetworkPolicy'].size()
validations:
  - expression: "!variables.isOff || variables.policies == 0"
    messageExpression: "'cluster ' + object.name + ' enforces no NetworkPolicy: its network policy engine is ' + object.networkProfile.?networkPolicy.orValue('not set') + ', and ' + string(variables.policies) + ' policies are in the inputs'"
    at: networkProfile.networkPolicy
  - expression: "!variables.isOff"
    severity: warning
    messageExpression: "'cluster ' + object.name + ' would enforce no NetworkPolicy: its network policy engine is ' + object.networkProfile.?networkPolicy.orValue('not set')"
    at: networkProfile.networkPolicy

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-ingress-open"###,
      summary: ###"An ingress rule for the pods behind a Private Link Service allows everyone in."###,
      why: ###"The gateway does no inbound authentication; a rule without peers lets every pod of the cluster reach it."###,
      remediation: ###"Name the nodes' addresses or the Private Link Service's."###,
      severity: .warning, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"k8s.io/api/networking/v1, types.go"###, ###"https://github.com/kubernetes/api/blob/master/networking/v1/types.go"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [], isLocal: false,
      fields: [[], [###"spec"###, ###"ingress"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?selectsGateway.orValue(false)\###u{1F}0\###u{1F}1\###u{1F}lists.range(object.spec.?ingress.orValue([]).size())\###u{1F}1\###u{1F}object.spec.ingress[item].?from.orValue([]).size() > 0 && !object.spec.ingress[item].from.exists(p, p.?ipBlock.?cidr.orValue('') in ['0.0.0.0/0', '::/0'])\###u{1F}1\###u{1F}'ingress rule ' + string(item) + ' of NetworkPolicy ' + object.metadata.name + ' lets ' + (object.spec.ingress[item].?from.orValue([]).size() == 0 ? 'everyone, all pods of the cluster included,' : 'every address') + ' reach the gateway'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'spec.ingress[' + string(item) + ']'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-ingress-open
summary: An ingress rule for the pods behind a Private Link Service allows everyone in.
why: The gateway does no inbound authentication; a rule without peers lets every pod of the cluster reach it.
remediation: Name the nodes' addresses or the Private Link Service's.
severity: warning
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: k8s.io/api/networking/v1, types.go
    url: https://github.com/kubernetes/api/blob/master/networking/v1/types.go
match: [kubernetes.NetworkPolicy]
matchConditions:
  - facts.?selectsGateway.orValue(false)
forEach: lists.range(object.spec.?ingress.orValue([]).size())
validations:
  - expression: >-
      object.spec.ingress[item].?from.orValue([]).size() > 0
      && !object.spec.ingress[item].from.exists(p, p.?ipBlock.?cidr.orValue('') in ['0.0.0.0/0', '::/0'])
    messageExpression: "'ingress rule ' + string(item) + ' of NetworkPolicy ' + object.metadata.name + ' lets ' + (object.spec.ingress[item].?from.orValue([]).size() == 0 ? 'everyone, all pods of the cluster included,' : 'every address') + ' reach the gateway'"
    atExpression: "'spec.ingress[' + string(item) + ']'"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-invalid"###,
      summary: ###"A NetworkPolicy says what the API server refuses."###,
      why: ###"The object is not created, and the pods stay as open as they were."###,
      remediation: ###"Mend what the message names."###,
      severity: .error, confidence: .high,
      references: [(###"k8s.io/api/networking/v1, types.go"###, ###"https://github.com/kubernetes/api/blob/master/networking/v1/types.go"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.?invalid.orValue('') == ''\###u{1F}1\###u{1F}'NetworkPolicy ' + object.metadata.name + ' is invalid: ' + facts.invalid\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.invalidField\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-invalid
summary: A NetworkPolicy says what the API server refuses.
why: The object is not created, and the pods stay as open as they were.
remediation: Mend what the message names.
severity: error
confidence: high
references:
  - name: k8s.io/api/networking/v1, types.go
    url: https://github.com/kubernetes/api/blob/master/networking/v1/types.go
match: [kubernetes.NetworkPolicy]
validations:
  - expression: facts.?invalid.orValue('') == ''
    messageExpression: "'NetworkPolicy ' + object.metadata.name + ' is invalid: ' + facts.invalid"
    atExpression: facts.invalidField

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"network-policy-manager-retiring"###,
      summary: ###"A cluster enforces NetworkPolicies with Azure Network Policy Manager, which is being retired."###,
      why: ###"Its support ends on 2026-09-30 for Windows nodes and on 2028-09-30 for Linux nodes; after that nobody mends what keeps the gateway's pods apart."###,
      remediation: ###"Move the cluster to the Cilium data plane, or to Calico."###,
      severity: .note, confidence: .high,
      references: [(###"Azure Kubernetes Service, use network policies"###, ###"https://learn.microsoft.com/azure/aks/use-network-policies"###)],
      match: [###"azure.ManagedCluster"###], needs: [], isLocal: true,
      fields: [[###"networkProfile"###, ###"networkPolicy"###], [###"networkProfile"###, ###"networkDataplane"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?networkProfile.?networkPolicy.orValue('').lowerAscii() != 'azure' || object.?networkProfile.?networkDataplane.orValue('').lowerAscii() == 'cilium'\###u{1F}1\###u{1F}'cluster ' + object.name + ' enforces NetworkPolicies with Azure Network Policy Manager, whose support ends on 2026-09-30 (Windows nodes) and 2028-09-30 (Linux nodes)'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}networkProfile\###u{1F}member\###u{1F}networkPolicy\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-manager-retiring
summary: A cluster enforces NetworkPolicies with Azure Network Policy Manager, which is being retired.
why: Its support ends on 2026-09-30 for Windows nodes and on 2028-09-30 for Linux nodes; after that nobody mends what keeps the gateway's pods apart.
remediation: Move the cluster to the Cilium data plane, or to Calico.
severity: note
confidence: high
references:
  - name: Azure Kubernetes Service, use network policies
    url: https://learn.microsoft.com/azure/aks/use-network-policies
match: [azure.ManagedCluster]
validations:
  - expression: >-
      object.?networkProfile.?networkPolicy.orValue('').lowerAscii() != 'azure'
      || object.?networkProfile.?networkDataplane.orValue('').lowerAscii() == 'cilium'
    messageExpression: "'cluster ' + object.name + ' enforces NetworkPolicies with Azure Network Policy Manager, whose support ends on 2026-09-30 (Windows nodes) and 2028-09-30 (Linux nodes)'"
    at: networkProfile.networkPolicy

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-namespace-label"###,
      summary: ###"A NetworkPolicy selects namespaces by a label name that none has."###,
      why: ###"Kubernetes gives every namespace the label kubernetes.io/metadata.name; a label name is there only if somebody sets it."###,
      remediation: ###"Select by kubernetes.io/metadata.name."###,
      severity: .warning, confidence: .medium,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [###"kubernetes.Namespace"###], isLocal: false,
      fields: [[###"spec"###], [###"spec"###, ###"egress"###], [###"spec"###, ###"ingress"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}(object.spec.?ingress.orValue([]).map(r, r.?from.orValue([])) + object.spec.?egress.orValue([]).map(r, r.?to.orValue([]))) .flatten().map(p, p.?namespaceSelector.?matchLabels.?name.orValue('')).filter(n, n != '').distinct()\###u{1F}1\###u{1F}inventory['kubernetes.Namespace'].exists(n, n.metadata.?labels.?name.orValue('') == item)\###u{1F}1\###u{1F}'NetworkPolicy ' + object.metadata.name + ' selects namespaces with the label name: ' + item + ', which no namespace of the inputs has'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}spec\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-namespace-label
summary: A NetworkPolicy selects namespaces by a label name that none has.
why: Kubernetes gives every namespace the label kubernetes.io/metadata.name; a label name is there only if somebody sets it.
remediation: Select by kubernetes.io/metadata.name.
severity: warning
confidence: medium
references:
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.NetworkPolicy]
needs: [kubernetes.Namespace]
forEach: >-
  (object.spec.?ingress.orValue([]).map(r, r.?from.orValue([])) + object.spec.?egress.orValue([]).map(r, r.?to.orValue([])))
  .flatten().map(p, p.?namespaceSelector.?matchLabels.?name.orValue('')).filter(n, n != '').distinct()
validations:
  - expression: inventory['kubernetes.Namespace'].exists(n, n.metadata.?labels.?name.orValue('') == item)
    messageExpression: "'NetworkPolicy ' + object.metadata.name + ' selects namespaces with the label name: ' + item + ', which no namespace of the inputs has'"
    at: spec
    mark: key

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-peer-split"###,
      summary: ###"A namespace selector and a pod selector stand in two peers beside each other."###,
      why: ###"Two list items are alternatives, and one item with both keys is their conjunction; the dash decides."###,
      remediation: ###"Put both selectors into one item if pods of that namespace are meant."###,
      severity: .note, confidence: .low,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [], isLocal: true,
      fields: [[###"spec"###], [###"spec"###, ###"egress"###], [###"spec"###, ###"ingress"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}1\###u{1F}peers\###u{1F}(object.spec.?ingress.orValue([]).map(r, r.?from.orValue([])) + object.spec.?egress.orValue([]).map(r, r.?to.orValue([])))\###u{1F}0\###u{1F}1\###u{1F}!variables.peers.exists(list, list.exists(p, has(p.namespaceSelector) && !has(p.podSelector)) && list.exists(p, has(p.podSelector) && !has(p.namespaceSelector)))\###u{1F}1\###u{1F}'NetworkPolicy ' + object.metadata.name + ' has a peer with a namespaceSelector alone beside one with a podSelector alone: either is enough'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}spec\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-peer-split
summary: A namespace selector and a pod selector stand in two peers beside each other.
why: Two list items are alternatives, and one item with both keys is their conjunction; the dash decides.
remediation: Put both selectors into one item if pods of that namespace are meant.
severity: note
confidence: low
references:
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.NetworkPolicy]
variables:
  peers: >-
    (object.spec.?ingress.orValue([]).map(r, r.?from.orValue([])) + object.spec.?egress.orValue([]).map(r, r.?to.orValue([])))
validations:
  - expression: >-
      !variables.peers.exists(list, list.exists(p, has(p.namespaceSelector) && !has(p.podSelector))
      && list.exists(p, has(p.podSelector) && !has(p.namespaceSelector)))
    messageExpression: "'NetworkPolicy ' + object.metadata.name + ' has a peer with a namespaceSelector alone beside one with a podSelector alone: either is enough'"
    at: spec
    mark: key

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-selects-nothing"###,
      summary: ###"A NetworkPolicy selects no workload of its namespace."###,
      why: ###"A policy whose selector matches nothing protects nothing; most often a label is misspelt."###,
      remediation: ###"Correct the podSelector, or the labels of the pod template."###,
      severity: .note, confidence: .low,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [], isLocal: false,
      fields: [[###"spec"###, ###"podSelector"###], [###"metadata"###, ###"name"###], [###"metadata"###, ###"namespace"###]],
      definition: ###"0\###u{1F}2\###u{1F}facts.namespaceHasWorkloads\###u{1F}object.spec.?podSelector.orValue({}).size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.workloads.size() > 0\###u{1F}1\###u{1F}'the policy ' + object.metadata.name + ' selects none of the workloads of namespace ' + object.metadata.?namespace.orValue('default')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}podSelector\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-selects-nothing
summary: A NetworkPolicy selects no workload of its namespace.
why: A policy whose selector matches nothing protects nothing; most often a label is misspelt.
remediation: Correct the podSelector, or the labels of the pod template.
severity: note
confidence: low
references:
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
match: [kubernetes.NetworkPolicy]
matchConditions:
  # Only where the inputs show workloads of that namespace; even then its other workloads may be deployed from elsewhere, so
  # this is a note.
  - facts.namespaceHasWorkloads
  - object.spec.?podSelector.orValue({}).size() > 0
validations:
  - expression: related.workloads.size() > 0
    messageExpression: "'the policy ' + object.metadata.name + ' selects none of the workloads of namespace ' + object.metadata.?namespace.orValue('default')"
    at: spec.podSelector

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"network-policy-service-port"###,
      summary: ###"A NetworkPolicy names a Service's port where the pods' port is meant."###,
      why: ###"Policies match the port that the pod listens on, after the Service has been translated; the Service's own port matches nothing."###,
      remediation: ###"Name the pods' port, by number or by the container port's name."###,
      severity: .error, confidence: .high,
      references: [(###"k8s.io/api/networking/v1, types.go"###, ###"https://github.com/kubernetes/api/blob/master/networking/v1/types.go"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [###"kubernetes.Service"###], isLocal: false,
      fields: [[###"spec"###, ###"ingress"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.?servicePort.orValue(0) == 0\###u{1F}1\###u{1F}'NetworkPolicy ' + object.metadata.name + ' allows port ' + string(facts.servicePort) + ', which is the port of Service ' + facts.service + '; its pods listen on ' + string(facts.targetPort)\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}ingress\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-policy-service-port
summary: A NetworkPolicy names a Service's port where the pods' port is meant.
why: Policies match the port that the pod listens on, after the Service has been translated; the Service's own port matches nothing.
remediation: Name the pods' port, by number or by the container port's name.
severity: error
confidence: high
references:
  - name: k8s.io/api/networking/v1, types.go
    url: https://github.com/kubernetes/api/blob/master/networking/v1/types.go
match: [kubernetes.NetworkPolicy]
needs: [kubernetes.Service]
validations:
  - expression: facts.?servicePort.orValue(0) == 0
    messageExpression: "'NetworkPolicy ' + object.metadata.name + ' allows port ' + string(facts.servicePort) + ', which is the port of Service ' + facts.service + '; its pods listen on ' + string(facts.targetPort)"
    at: spec.ingress

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-region-differs"###,
      summary: ###"A workspace and the subnets of its network are in different Regions."###,
      why: ###"The VPC of a workspace has to be in its own Region."###,
      remediation: ###"Make a network configuration with a VPC in the Region of the workspace."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"databricks.Network"###], needs: [###"databricks.Workspace"###], isLocal: false,
      fields: [[###"subnet_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.workspaces.size() > 0\###u{1F}has(facts.subnetRegion) && has(facts.region)\###u{1F}1\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}0\###u{1F}1\###u{1F}facts.region == facts.subnetRegion\###u{1F}1\###u{1F}'the workspace of the network ' + variables.name + ' is in ' + facts.region + ', and its subnets are in ' + facts.subnetRegion\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}2\###u{1F}related.workspaces\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}aws_region\###u{1F}0\###u{1F}1\###u{1F}the Region of the workspace\###u{1F}related.subnets\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}AvailabilityZone\###u{1F}0\###u{1F}1\###u{1F}the zone of a subnet\###u{1F}0"###,
      text: ###"""
id: network-region-differs
summary: A workspace and the subnets of its network are in different Regions.
why: The VPC of a workspace has to be in its own Region.
remediation: Make a network configuration with a VPC in the Region of the workspace.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [databricks.Network]
needs: [databricks.Workspace]
matchConditions:
  - related.workspaces.size() > 0
  - has(facts.subnetRegion) && has(facts.region)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
validations:
  - expression: facts.region == facts.subnetRegion
    messageExpression: "'the workspace of the network ' + variables.name + ' is in ' + facts.region + ', and its subnets are in ' + facts.subnetRegion"
    at: subnet_ids
    related:
      - each: related.workspaces
        at: aws_region
        message: the Region of the workspace
      - each: related.subnets
        at: AvailabilityZone
        message: the zone of a subnet

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-reported-broken"###,
      summary: ###"Databricks reports something wrong with the network of a workspace."###,
      why: ###"Databricks looks at the VPC, its subnets, groups and ACLs when a network is set up and used; clusters do not start in a broken one."###,
      remediation: ###"Mend what the message names; the status changes when Databricks looks again."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/provisioning/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###), (###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"databricks.Network"###], needs: [], isLocal: true,
      fields: [[###"vpc_status"###], [###"error_messages"###], [###"warning_messages"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.vpc_status) || has(object.error_messages) || has(object.warning_messages)\###u{1F}3\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}errors\###u{1F}object.?error_messages.orValue([])\###u{1F}warnings\###u{1F}object.?warning_messages.orValue([])\###u{1F}0\###u{1F}2\###u{1F}object.?vpc_status.orValue('').upperAscii() != 'BROKEN' && variables.errors.size() == 0\###u{1F}1\###u{1F}'Databricks reports the network ' + variables.name + ' as ' + object.?vpc_status.orValue('BROKEN') + variables.errors.map(e, '; ' + e.?error_type.orValue('error') + ': ' + e.?error_message.orValue('no message')).join('')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_status\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}object.?vpc_status.orValue('').upperAscii() != 'WARNED' && variables.warnings.size() == 0\###u{1F}1\###u{1F}'Databricks warns of the network ' + variables.name + variables.warnings.map(e, '; ' + e.?warning_type.orValue('warning') + ': ' + e.?warning_message.orValue('no message')).join('')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_status\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-reported-broken
summary: Databricks reports something wrong with the network of a workspace.
why: Databricks looks at the VPC, its subnets, groups and ACLs when a network is set up and used; clusters do not start in a broken one.
remediation: Mend what the message names; the status changes when Databricks looks again.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/provisioning/model.go
    url: https://github.com/databricks/databricks-sdk-go
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [databricks.Network]
matchConditions:
  - has(object.vpc_status) || has(object.error_messages) || has(object.warning_messages)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  errors: object.?error_messages.orValue([])
  warnings: object.?warning_messages.orValue([])
validations:
  - expression: object.?vpc_status.orValue('').upperAscii() != 'BROKEN' && variables.errors.size() == 0
    messageExpression: "'Databricks reports the network ' + variables.name + ' as ' + object.?vpc_status.orValue('BROKEN') + variables.errors.map(e, '; ' + e.?error_type.orValue('error') + ': ' + e.?error_message.orValue('no message')).join('')"
    at: vpc_status
  - expression: object.?vpc_status.orValue('').upperAscii() != 'WARNED' && variables.warnings.size() == 0
    messageExpression: "'Databricks warns of the network ' + variables.name + variables.warnings.map(e, '; ' + e.?warning_type.orValue('warning') + ': ' + e.?warning_message.orValue('no message')).join('')"
    at: vpc_status
    severity: warning

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-security-group-count-wrong"###,
      summary: ###"A network configuration names no security group or more than five."###,
      why: ###"Databricks takes one to five security groups and attaches all of them to each node."###,
      remediation: ###"Name one to five groups, and merge the rules of others into them."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"databricks.Network"###], needs: [], isLocal: true,
      fields: [[###"security_group_ids"###], [###"vpc_id"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.vpc_id)\###u{1F}2\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}count\###u{1F}object.?security_group_ids.orValue([]).size()\###u{1F}0\###u{1F}1\###u{1F}variables.count >= 1 && variables.count <= 5\###u{1F}1\###u{1F}'the network ' + variables.name + ' names ' + (variables.count == 0 ? 'no security group' : string(variables.count) + ' security groups') + '; one to five are allowed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-security-group-count-wrong
summary: A network configuration names no security group or more than five.
why: Databricks takes one to five security groups and attaches all of them to each node.
remediation: Name one to five groups, and merge the rules of others into them.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [databricks.Network]
matchConditions:
  - has(object.vpc_id)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  count: object.?security_group_ids.orValue([]).size()
validations:
  - expression: variables.count >= 1 && variables.count <= 5
    messageExpression: "'the network ' + variables.name + ' names ' + (variables.count == 0 ? 'no security group' : string(variables.count) + ' security groups') + '; one to five are allowed'"
    at: security_group_ids

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-subnets-too-few"###,
      summary: ###"A network configuration names fewer than two subnets."###,
      why: ###"Databricks places the nodes of a workspace in at least two subnets, each in another availability zone."###,
      remediation: ###"Name two or more subnets in different availability zones."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"databricks.Network"###], needs: [], isLocal: true,
      fields: [[###"subnet_ids"###], [###"vpc_id"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.vpc_id) && has(object.subnet_ids)\###u{1F}1\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}0\###u{1F}1\###u{1F}object.subnet_ids.size() >= 2\###u{1F}1\###u{1F}'the network ' + variables.name + ' names ' + (object.subnet_ids.size() == 0 ? 'no subnet' : 'the subnet ' + object.subnet_ids[0] + ' alone') + '; two in different zones are needed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: network-subnets-too-few
summary: A network configuration names fewer than two subnets.
why: Databricks places the nodes of a workspace in at least two subnets, each in another availability zone.
remediation: Name two or more subnets in different availability zones.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [databricks.Network]
matchConditions:
  - has(object.vpc_id) && has(object.subnet_ids)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
validations:
  - expression: object.subnet_ids.size() >= 2
    messageExpression: "'the network ' + variables.name + ' names ' + (object.subnet_ids.size() == 0 ? 'no subnet' : 'the subnet ' + object.subnet_ids[0] + ' alone') + '; two in different zones are needed'"
    at: subnet_ids

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-unused"###,
      summary: ###"A network configuration is used by no workspace."###,
      why: ###"A configuration that nobody uses hides which one counts, and its VPC, subnets and groups may be changed without anyone noticing."###,
      remediation: ###"Delete the configuration with databricks account networks delete, or export networks and workspaces at the same time."###,
      severity: .note, confidence: .high,
      references: [(###"Databricks SDK for Go, service/provisioning/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Network"###], needs: [###"databricks.Workspace"###], isLocal: false,
      fields: [[###"vpc_status"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.vpc_status)\###u{1F}2\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}isUnattached\###u{1F}object.vpc_status.upperAscii() == 'UNATTACHED'\###u{1F}0\###u{1F}2\###u{1F}!variables.isUnattached || related.workspaces.size() > 0\###u{1F}1\###u{1F}'no workspace uses the network ' + variables.name\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_status\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!variables.isUnattached\###u{1F}1\###u{1F}'the network ' + variables.name + ' is UNATTACHED, and the workspace ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ') + ' uses it: one of the exports is stale'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_status\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.workspaces\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_id\###u{1F}0\###u{1F}1\###u{1F}the workspace that uses it\###u{1F}0"###,
      text: ###"""
id: network-unused
summary: A network configuration is used by no workspace.
why: A configuration that nobody uses hides which one counts, and its VPC, subnets and groups may be changed without anyone noticing.
remediation: Delete the configuration with databricks account networks delete, or export networks and workspaces at the same time.
severity: note
confidence: high
references:
  - name: Databricks SDK for Go, service/provisioning/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Network]
needs: [databricks.Workspace]
matchConditions:
  - has(object.vpc_status)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  isUnattached: object.vpc_status.upperAscii() == 'UNATTACHED'
validations:
  - expression: "!variables.isUnattached || related.workspaces.size() > 0"
    messageExpression: "'no workspace uses the network ' + variables.name"
    at: vpc_status
  - expression: "!variables.isUnattached"
    messageExpression: "'the network ' + variables.name + ' is UNATTACHED, and the workspace ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ') + ' uses it: one of the exports is stale'"
    at: vpc_status
    related:
      - each: related.workspaces
        at: network_id
        message: the workspace that uses it

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"network-used-twice"###,
      summary: ###"Two workspaces use one network configuration."###,
      why: ###"A network configuration serves one workspace; several workspaces may share a VPC, each with a configuration of its own."###,
      remediation: ###"Make a network configuration for each workspace."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###), (###"Databricks SDK for Go, service/provisioning/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Network"###], needs: [###"databricks.Workspace"###], isLocal: false,
      fields: [[###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.workspaces.size() > 0\###u{1F}1\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}0\###u{1F}1\###u{1F}related.workspaces.size() <= 1\###u{1F}1\###u{1F}'the network ' + variables.name + ' is used by the workspaces ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.workspaces\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_id\###u{1F}0\###u{1F}1\###u{1F}uses it\###u{1F}0"###,
      text: ###"""
id: network-used-twice
summary: Two workspaces use one network configuration.
why: A network configuration serves one workspace; several workspaces may share a VPC, each with a configuration of its own.
remediation: Make a network configuration for each workspace.
severity: error
confidence: high
references:
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
  - name: Databricks SDK for Go, service/provisioning/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Network]
needs: [databricks.Workspace]
matchConditions:
  - related.workspaces.size() > 0
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
validations:
  - expression: related.workspaces.size() <= 1
    messageExpression: "'the network ' + variables.name + ' is used by the workspaces ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ')"
    at: network_id
    related:
      - each: related.workspaces
        at: network_id
        message: uses it

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"no-serverless-warehouse"###,
      summary: ###"None of the SQL warehouses is serverless."###,
      why: ###"Only serverless warehouses use the network connectivity configuration; http_request from another one leaves the private path."###,
      remediation: ###"Use a warehouse of type PRO with enable_serverless_compute true."###,
      severity: .error, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.Warehouse"###], needs: [], isLocal: false,
      fields: [[###"warehouse_type"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.isFirst && facts.hasAllWarehouses\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.serverlessCount > 0\###u{1F}1\###u{1F}'none of the warehouses in the inputs is serverless (' + inventory['databricks.Warehouse'].map(w, w.?name.orValue('') + ' is ' + w.?warehouse_type.orValue('CLASSIC')).join(', ') + '), and only serverless ones use the private endpoint'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}warehouse_type\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: no-serverless-warehouse
summary: None of the SQL warehouses is serverless.
why: Only serverless warehouses use the network connectivity configuration; http_request from another one leaves the private path.
remediation: Use a warehouse of type PRO with enable_serverless_compute true.
severity: error
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [databricks.Warehouse]
matchConditions:
  # One finding for all of them, at the first.
  - facts.isFirst && facts.hasAllWarehouses
validations:
  - expression: facts.serverlessCount > 0
    messageExpression: "'none of the warehouses in the inputs is serverless (' + inventory['databricks.Warehouse'].map(w, w.?name.orValue('') + ' is ' + w.?warehouse_type.orValue('CLASSIC')).join(', ') + '), and only serverless ones use the private endpoint'"
    at: warehouse_type

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-acl-denies-inbound"###,
      summary: ###"A network ACL denies inbound traffic of the nodes."###,
      why: ###"Databricks asks that the ACL of the subnets admits everything from 0.0.0.0/0 before anything else; ACLs have no state, so that this admits the answers as well. Checkov (CKV_AWS_229 to 232, CKV_AWS_352) and Trivy (AWS-0102) demand the opposite: suppress theirs for this ACL with this reason. Security groups close the ports."###,
      remediation: ###"Allow all inbound traffic from 0.0.0.0/0 with the lowest number, with aws ec2 create-network-acl-entry or in the configuration."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Checkov, policy index"###, ###"https://www.checkov.io/5.Policy%20Index/all.html"###), (###"Trivy checks"###, ###"https://github.com/aquasecurity/trivy-checks"###), (###"AWS Terraform provider, aws_default_network_acl"###, ###"https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_network_acl"###)],
      match: [###"aws.NetworkACL"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[###"Entries"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.networks.size() > 0\###u{1F}has(facts.deniedIngress)\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}facts.deniedIngress == ''\###u{1F}1\###u{1F}'the ACL ' + facts.id + ' of the nodes denies inbound ' + facts.deniedIngress + ' from some address'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Entries\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}facts.earlyIngressDenies.size() == 0\###u{1F}1\###u{1F}'the ACL ' + facts.id + ' of the nodes has inbound denies before the last allow: ' + facts.earlyIngressDenies.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Entries\###u{1F}0\###u{1F}true\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-acl-denies-inbound
summary: A network ACL denies inbound traffic of the nodes.
why: "Databricks asks that the ACL of the subnets admits everything from 0.0.0.0/0 before anything else; ACLs have no state, so that this admits the answers as well. Checkov (CKV_AWS_229 to 232, CKV_AWS_352) and Trivy (AWS-0102) demand the opposite: suppress theirs for this ACL with this reason. Security groups close the ports."
remediation: Allow all inbound traffic from 0.0.0.0/0 with the lowest number, with aws ec2 create-network-acl-entry or in the configuration.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Checkov, policy index
    url: https://www.checkov.io/5.Policy%20Index/all.html
  - name: Trivy checks
    url: https://github.com/aquasecurity/trivy-checks
  - name: AWS Terraform provider, aws_default_network_acl
    url: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_network_acl
match: [aws.NetworkACL]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0
  - has(facts.deniedIngress)
validations:
  - expression: facts.deniedIngress == ''
    messageExpression: "'the ACL ' + facts.id + ' of the nodes denies inbound ' + facts.deniedIngress + ' from some address'"
    at: Entries
    mark: key
  - expression: facts.earlyIngressDenies.size() == 0
    messageExpression: "'the ACL ' + facts.id + ' of the nodes has inbound denies before the last allow: ' + facts.earlyIngressDenies.join(', ')"
    at: Entries
    mark: key
    severity: warning

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-acl-denies-outbound"###,
      summary: ###"A network ACL denies outbound traffic of the nodes that Databricks asks for."###,
      why: ###"Databricks looks for outbound rules for all traffic to the VPC and for TCP 443, 3306, 8443-8451 and, with PrivateLink, 6666 to 0.0.0.0/0. Egress is controlled in a firewall or proxy and not in ACLs."###,
      remediation: ###"Allow what the message names with aws ec2 create-network-acl-entry or in the configuration, before any deny."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"aws.NetworkACL"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[###"Entries"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.networks.size() > 0\###u{1F}has(facts.deniedEgressPorts)\###u{1F}2\###u{1F}missing\###u{1F}facts.deniedEgressPorts.filter(p, p != '3306')\###u{1F}isEmpty\###u{1F}facts.?deniedIngress.orValue('') == 'all traffic' && facts.?deniedVPCEgress.orValue('') == 'all traffic'\###u{1F}0\###u{1F}4\###u{1F}variables.isEmpty || variables.missing.size() == 0\###u{1F}1\###u{1F}'the ACL ' + facts.id + ' of the nodes denies outbound TCP ' + variables.missing.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Entries\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}variables.isEmpty || facts.?deniedVPCEgress.orValue('') == ''\###u{1F}1\###u{1F}'the ACL ' + facts.id + ' of the nodes denies outbound ' + facts.deniedVPCEgress + ' to the VPC'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Entries\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}variables.isEmpty || !('3306' in facts.deniedEgressPorts) || facts.legacyAccess == 'off'\###u{1F}1\###u{1F}'the ACL ' + facts.id + ' of the nodes denies outbound TCP 3306, and nothing shows that legacy access to the built-in Hive metastore is disabled'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Entries\###u{1F}0\###u{1F}true\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}variables.isEmpty || facts.earlyEgressDenies.size() == 0\###u{1F}1\###u{1F}'the ACL ' + facts.id + ' of the nodes has outbound denies before the last allow: ' + facts.earlyEgressDenies.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Entries\###u{1F}0\###u{1F}true\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-acl-denies-outbound
summary: A network ACL denies outbound traffic of the nodes that Databricks asks for.
why: Databricks looks for outbound rules for all traffic to the VPC and for TCP 443, 3306, 8443-8451 and, with PrivateLink, 6666 to 0.0.0.0/0. Egress is controlled in a firewall or proxy and not in ACLs.
remediation: Allow what the message names with aws ec2 create-network-acl-entry or in the configuration, before any deny.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [aws.NetworkACL]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0
  - has(facts.deniedEgressPorts)
variables:
  missing: facts.deniedEgressPorts.filter(p, p != '3306')
  # Where inbound traffic is denied altogether, an empty ACL is told once.
  isEmpty: facts.?deniedIngress.orValue('') == 'all traffic' && facts.?deniedVPCEgress.orValue('') == 'all traffic'
validations:
  - expression: variables.isEmpty || variables.missing.size() == 0
    messageExpression: "'the ACL ' + facts.id + ' of the nodes denies outbound TCP ' + variables.missing.join(', ')"
    at: Entries
    mark: key
  - expression: variables.isEmpty || facts.?deniedVPCEgress.orValue('') == ''
    messageExpression: "'the ACL ' + facts.id + ' of the nodes denies outbound ' + facts.deniedVPCEgress + ' to the VPC'"
    at: Entries
    mark: key
  - expression: "variables.isEmpty || !('3306' in facts.deniedEgressPorts) || facts.legacyAccess == 'off'"
    messageExpression: "'the ACL ' + facts.id + ' of the nodes denies outbound TCP 3306, and nothing shows that legacy access to the built-in Hive metastore is disabled'"
    at: Entries
    mark: key
    severity: warning
  - expression: variables.isEmpty || facts.earlyEgressDenies.size() == 0
    messageExpression: "'the ACL ' + facts.id + ' of the nodes has outbound denies before the last allow: ' + facts.earlyEgressDenies.join(', ')"
    at: Entries
    mark: key
    severity: warning

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-egress-port-blocked"###,
      summary: ###"The security groups of a workspace do not let its nodes out on a port that they need."###,
      why: ###"Nodes reach the relay on TCP 443, with PrivateLink on 6666 (2443 in GovCloud and with the compliance security profile), the control plane on 443, 8443 and 8444, and later on 8445-8451. Without PrivateLink this is outbound traffic to 0.0.0.0/0, which Trivy (AWS-0104) and, for a rule of all protocols, Checkov (CKV_AWS_382) refuse: suppress theirs with this reason, and control egress in a firewall or proxy."###,
      remediation: ###"Open the ports with aws ec2 authorize-security-group-egress, to 0.0.0.0/0 or, with PrivateLink, to the endpoints."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks on AWS, classic compute plane networking"###, ###"https://docs.databricks.com/aws/en/security/network/classic/"###), (###"Databricks, security reference architecture for AWS"###, ###"https://github.com/databricks/terraform-databricks-sra"###)],
      match: [###"databricks.Network"###], needs: [###"aws.SecurityGroup"###], isLocal: false,
      fields: [[###"security_group_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(facts.missingEgressPorts)\###u{1F}facts.missingEgressPorts.size() > 0 || facts.undecidedEgressPorts.size() == 0\###u{1F}5\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}needed\###u{1F}['443', '8443', '8444', '6666'] + (facts.complianceProfile == 'on' || facts.?tunnelPort.orValue(0) == 2443 ? ['2443'] : [])\###u{1F}missing\###u{1F}facts.missingEgressPorts.filter(p, p in variables.needed)\###u{1F}where\###u{1F}facts.missingTargets443.size() > 0 ? ' (443 to ' + facts.missingTargets443.join(', ') + ')' : ''\###u{1F}tunnel\###u{1F}has(facts.tunnelPort) && facts.?tunnelBlocked.orValue(false) ? '; without ' + string(facts.tunnelPort) + ' there is no tunnel to the relay, and no cluster starts' : ''\###u{1F}0\###u{1F}3\###u{1F}variables.missing.size() == 0\###u{1F}1\###u{1F}'the groups of the network ' + variables.name + ' do not let nodes out on TCP ' + variables.missing.join(', ') + variables.where + variables.tunnel\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissionsEgress\###u{1F}0\###u{1F}1\###u{1F}a group of the nodes\###u{1F}!('8445-8451' in facts.missingEgressPorts)\###u{1F}1\###u{1F}'the groups of the network ' + variables.name + ' do not let nodes out on TCP 8445-8451, which Databricks will use'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissionsEgress\###u{1F}0\###u{1F}1\###u{1F}a group of the nodes\###u{1F}!facts.?isGovCloud.orValue(false) || facts.complianceProfile != 'unknown' || !('2443' in facts.missingEgressPorts)\###u{1F}1\###u{1F}'the groups of the network ' + variables.name + ' do not let nodes out on TCP 2443, which the compliance security profile needs; whether it is on is not exported'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissionsEgress\###u{1F}0\###u{1F}1\###u{1F}a group of the nodes\###u{1F}0"###,
      text: ###"""
id: node-egress-port-blocked
summary: The security groups of a workspace do not let its nodes out on a port that they need.
why: "Nodes reach the relay on TCP 443, with PrivateLink on 6666 (2443 in GovCloud and with the compliance security profile), the control plane on 443, 8443 and 8444, and later on 8445-8451. Without PrivateLink this is outbound traffic to 0.0.0.0/0, which Trivy (AWS-0104) and, for a rule of all protocols, Checkov (CKV_AWS_382) refuse: suppress theirs with this reason, and control egress in a firewall or proxy."
remediation: Open the ports with aws ec2 authorize-security-group-egress, to 0.0.0.0/0 or, with PrivateLink, to the endpoints.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks on AWS, classic compute plane networking
    url: https://docs.databricks.com/aws/en/security/network/classic/
  - name: Databricks, security reference architecture for AWS
    url: https://github.com/databricks/terraform-databricks-sra
match: [databricks.Network]
needs: [aws.SecurityGroup]
matchConditions:
  - has(facts.missingEgressPorts)
  # What may be open to an endpoint that is not exported is not known.
  - facts.missingEgressPorts.size() > 0 || facts.undecidedEgressPorts.size() == 0
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  needed: "['443', '8443', '8444', '6666'] + (facts.complianceProfile == 'on' || facts.?tunnelPort.orValue(0) == 2443 ? ['2443'] : [])"
  missing: facts.missingEgressPorts.filter(p, p in variables.needed)
  where: "facts.missingTargets443.size() > 0 ? ' (443 to ' + facts.missingTargets443.join(', ') + ')' : ''"
  tunnel: "has(facts.tunnelPort) && facts.?tunnelBlocked.orValue(false) ? '; without ' + string(facts.tunnelPort) + ' there is no tunnel to the relay, and no cluster starts' : ''"
validations:
  - expression: variables.missing.size() == 0
    messageExpression: "'the groups of the network ' + variables.name + ' do not let nodes out on TCP ' + variables.missing.join(', ') + variables.where + variables.tunnel"
    at: security_group_ids
    related:
      - each: related.securityGroups
        at: IpPermissionsEgress
        message: a group of the nodes
  - expression: "!('8445-8451' in facts.missingEgressPorts)"
    messageExpression: "'the groups of the network ' + variables.name + ' do not let nodes out on TCP 8445-8451, which Databricks will use'"
    at: security_group_ids
    severity: warning
    related:
      - each: related.securityGroups
        at: IpPermissionsEgress
        message: a group of the nodes
  - expression: "!facts.?isGovCloud.orValue(false) || facts.complianceProfile != 'unknown' || !('2443' in facts.missingEgressPorts)"
    messageExpression: "'the groups of the network ' + variables.name + ' do not let nodes out on TCP 2443, which the compliance security profile needs; whether it is on is not exported'"
    at: security_group_ids
    severity: warning
    related:
      - each: related.securityGroups
        at: IpPermissionsEgress
        message: a group of the nodes

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-port-open-to-internet"###,
      summary: ###"A security group of the nodes admits traffic from every address."###,
      why: ###"Nodes open a tunnel to the control plane themselves; no inbound port has to be open to anything but the nodes. Checkov (CKV_AWS_24, 25, 260, 277) and Trivy (AWS-0105, AWS-0107) tell some of these ports as well."###,
      remediation: ###"Revoke the rule with aws ec2 revoke-security-group-ingress, or remove it from the configuration."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, classic compute plane networking"###, ###"https://docs.databricks.com/aws/en/security/network/classic/"###), (###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"aws.SecurityGroup"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[], [###"IpPermissions"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.networks.size() > 0\###u{1F}1\###u{1F}describe\###u{1F}{'-1': 'all traffic', 'tcp': 'TCP', 'udp': 'UDP', 'icmp': 'ICMP', 'icmpv6': 'ICMPv6'}\###u{1F}1\###u{1F}lists.range(object.?IpPermissions.orValue([]).size())\###u{1F}1\###u{1F}!object.IpPermissions[item].?IpRanges.orValue([]).exists(r, r.?CidrIp.orValue('') == '0.0.0.0/0') && !object.IpPermissions[item].?Ipv6Ranges.orValue([]).exists(r, r.?CidrIpv6.orValue('') == '::/0')\###u{1F}1\###u{1F}'the group ' + facts.id + ' of the nodes admits ' + variables.describe[?object.IpPermissions[item].?IpProtocol.orValue('-1')].orValue('protocol ' + object.IpPermissions[item].?IpProtocol.orValue('')) + (object.IpPermissions[item].?IpProtocol.orValue('-1') in ['tcp', 'udp'] && has(object.IpPermissions[item].FromPort)\###n  ? ' ' + string(object.IpPermissions[item].FromPort)\###n    + (object.IpPermissions[item].?ToPort.orValue(object.IpPermissions[item].FromPort) == object.IpPermissions[item].FromPort ? '' : '-' + string(object.IpPermissions[item].ToPort))\###n  : '')\###n+ ' from every address'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'IpPermissions[' + string(item) + ']'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-port-open-to-internet
summary: A security group of the nodes admits traffic from every address.
why: Nodes open a tunnel to the control plane themselves; no inbound port has to be open to anything but the nodes. Checkov (CKV_AWS_24, 25, 260, 277) and Trivy (AWS-0105, AWS-0107) tell some of these ports as well.
remediation: Revoke the rule with aws ec2 revoke-security-group-ingress, or remove it from the configuration.
severity: error
confidence: high
references:
  - name: Databricks on AWS, classic compute plane networking
    url: https://docs.databricks.com/aws/en/security/network/classic/
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [aws.SecurityGroup]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0
forEach: lists.range(object.?IpPermissions.orValue([]).size())
variables:
  describe: "{'-1': 'all traffic', 'tcp': 'TCP', 'udp': 'UDP', 'icmp': 'ICMP', 'icmpv6': 'ICMPv6'}"
validations:
  - expression: >-
      !object.IpPermissions[item].?IpRanges.orValue([]).exists(r, r.?CidrIp.orValue('') == '0.0.0.0/0')
      && !object.IpPermissions[item].?Ipv6Ranges.orValue([]).exists(r, r.?CidrIpv6.orValue('') == '::/0')
    messageExpression: >-
      'the group ' + facts.id + ' of the nodes admits '
      + variables.describe[?object.IpPermissions[item].?IpProtocol.orValue('-1')].orValue('protocol ' + object.IpPermissions[item].?IpProtocol.orValue(''))
      + (object.IpPermissions[item].?IpProtocol.orValue('-1') in ['tcp', 'udp'] && has(object.IpPermissions[item].FromPort)
        ? ' ' + string(object.IpPermissions[item].FromPort)
          + (object.IpPermissions[item].?ToPort.orValue(object.IpPermissions[item].FromPort) == object.IpPermissions[item].FromPort ? '' : '-' + string(object.IpPermissions[item].ToPort))
        : '')
      + ' from every address'
    atExpression: "'IpPermissions[' + string(item) + ']'"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-port-open-to-others"###,
      summary: ###"A security group of the nodes admits traffic from something else than nodes and peers."###,
      why: ###"Nothing but the nodes of a workspace has to reach them, except what a peered VPC is let in for on purpose."###,
      remediation: ###"Remove the rule, or suppress this with the reason for it."###,
      severity: .note, confidence: .high,
      references: [(###"Databricks on AWS, classic compute plane networking"###, ###"https://docs.databricks.com/aws/en/security/network/classic/"###), (###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"aws.SecurityGroup"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[###"IpPermissions"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.networks.size() > 0\###u{1F}has(facts.foreignIngress)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.foreignIngress.size() == 0\###u{1F}1\###u{1F}'the group ' + facts.id + ' of the nodes admits ' + facts.foreignIngress.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissions\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-port-open-to-others
summary: A security group of the nodes admits traffic from something else than nodes and peers.
why: Nothing but the nodes of a workspace has to reach them, except what a peered VPC is let in for on purpose.
remediation: Remove the rule, or suppress this with the reason for it.
severity: note
confidence: high
references:
  - name: Databricks on AWS, classic compute plane networking
    url: https://docs.databricks.com/aws/en/security/network/classic/
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [aws.SecurityGroup]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0
  - has(facts.foreignIngress)
validations:
  - expression: facts.foreignIngress.size() == 0
    messageExpression: "'the group ' + facts.id + ' of the nodes admits ' + facts.foreignIngress.join(', ')"
    at: IpPermissions
    mark: key

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"node-ports-disabled"###,
      summary: ###"A load balancer has no node port to send traffic or probes to."###,
      why: ###"With floating IP disabled traffic goes to node ports; and with externalTrafficPolicy Cluster the health probe does, unless the cluster shares one probe."###,
      remediation: ###"Remove allocateLoadBalancerNodePorts, or set nodePort on each port."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, Azure LoadBalancer"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[###"spec"###, ###"allocateLoadBalancerNodePorts"###], [###"spec"###, ###"type"###], [###"spec"###, ###"ports"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip"###], [###"spec"###, ###"externalTrafficPolicy"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}3\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}!object.?spec.?allocateLoadBalancerNodePorts.orValue(true)\###u{1F}!object.?spec.?ports.orValue([]).all(p, has(p.nodePort))\###u{1F}2\###u{1F}noFloatingIP\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip'].orValue(''))).lowerAscii() == 'true'\###u{1F}isLocal\###u{1F}object.?spec.?externalTrafficPolicy.orValue('Cluster') == 'Local'\###u{1F}0\###u{1F}1\###u{1F}!variables.noFloatingIP && (variables.isLocal || inventory['azure.ManagedCluster'].size() == 0 || inventory['azure.ManagedCluster'].exists(c, c.?networkProfile.?loadBalancerProfile.?clusterServiceLoadBalancerHealthProbeMode.orValue('').lowerAscii() == 'shared'))\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' allocates no node ports, and ' + (variables.noFloatingIP ? 'without floating IP traffic needs them' : 'the health probe of externalTrafficPolicy Cluster needs them')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}allocateLoadBalancerNodePorts\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Allocate node ports\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}allocateLoadBalancerNodePorts\###u{1F}0\###u{1F}1\###u{1F}true\###u{1F}0"###,
      text: ###"""
id: node-ports-disabled
summary: A load balancer has no node port to send traffic or probes to.
why: With floating IP disabled traffic goes to node ports; and with externalTrafficPolicy Cluster the health probe does, unless the cluster shares one probe.
remediation: Remove allocateLoadBalancerNodePorts, or set nodePort on each port.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, Azure LoadBalancer
    url: https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - >-
    !object.?spec.?allocateLoadBalancerNodePorts.orValue(true)
  - >-
    !object.?spec.?ports.orValue([]).all(p, has(p.nodePort))
variables:
  noFloatingIP: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip'].orValue(''))).lowerAscii() == 'true'
  isLocal: object.?spec.?externalTrafficPolicy.orValue('Cluster') == 'Local'
validations:
  - expression: >-
      !variables.noFloatingIP && (variables.isLocal || inventory['azure.ManagedCluster'].size() == 0 || inventory['azure.ManagedCluster'].exists(c, c.?networkProfile.?loadBalancerProfile.?clusterServiceLoadBalancerHealthProbeMode.orValue('').lowerAscii() == 'shared'))
    messageExpression: >-
      'Service ' + object.metadata.name + ' allocates no node ports, and ' + (variables.noFloatingIP ? 'without floating IP traffic needs them' : 'the health probe of externalTrafficPolicy Cluster needs them')
    at: spec.allocateLoadBalancerNodePorts
fixes:
  - title: Allocate node ports
    safety: unsafe
    set:
      at: spec.allocateLoadBalancerNodePorts
      value: true

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-public-address"###,
      summary: ###"A node of a cluster has a public address."###,
      why: ###"With secure cluster connectivity no node has one; a node with a public address is reachable from the internet as far as its security groups allow."###,
      remediation: ###"Turn off public addresses for the subnet and terminate the cluster, so that it starts with new nodes."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, classic compute plane networking"###, ###"https://docs.databricks.com/aws/en/security/network/classic/"###), (###"Databricks on AWS, secure cluster connectivity"###, ###"https://docs.databricks.com/aws/en/security/network/classic/secure-cluster-connectivity"###)],
      match: [###"aws.Instance"###], needs: [], isLocal: false,
      fields: [[###"PublicIpAddress"###], [###"NetworkInterfaces"###], [###"State"###, ###"Name"###], [###"Tags"###], [###"InstanceId"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?State.?Name.orValue('running') in ['pending', 'running']\###u{1F}related.networks.size() > 0 || object.?Tags.orValue([]).exists(t, t.?Key.orValue('') == 'Vendor' && t.?Value.orValue('') == 'Databricks')\###u{1F}1\###u{1F}interfaces\###u{1F}object.?NetworkInterfaces.orValue([]).filter(n, n.?Association.?PublicIp.orValue('') != '')\###u{1F}0\###u{1F}2\###u{1F}object.?PublicIpAddress.orValue('') == ''\###u{1F}1\###u{1F}'the node ' + object.InstanceId + ' has the public address ' + object.PublicIpAddress\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}PublicIpAddress\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.interfaces.size() == 0\###u{1F}1\###u{1F}'the node ' + object.InstanceId + ' has the public address ' + variables.interfaces[0].Association.PublicIp + ' on the interface ' + variables.interfaces[0].?NetworkInterfaceId.orValue('')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}NetworkInterfaces\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-public-address
summary: A node of a cluster has a public address.
why: With secure cluster connectivity no node has one; a node with a public address is reachable from the internet as far as its security groups allow.
remediation: Turn off public addresses for the subnet and terminate the cluster, so that it starts with new nodes.
severity: error
confidence: high
references:
  - name: Databricks on AWS, classic compute plane networking
    url: https://docs.databricks.com/aws/en/security/network/classic/
  - name: Databricks on AWS, secure cluster connectivity
    url: https://docs.databricks.com/aws/en/security/network/classic/secure-cluster-connectivity
match: [aws.Instance]
matchConditions:
  - object.?State.?Name.orValue('running') in ['pending', 'running']
  - related.networks.size() > 0 || object.?Tags.orValue([]).exists(t, t.?Key.orValue('') == 'Vendor' && t.?Value.orValue('') == 'Databricks')
variables:
  interfaces: object.?NetworkInterfaces.orValue([]).filter(n, n.?Association.?PublicIp.orValue('') != '')
validations:
  - expression: object.?PublicIpAddress.orValue('') == ''
    messageExpression: "'the node ' + object.InstanceId + ' has the public address ' + object.PublicIpAddress"
    at: PublicIpAddress
  - expression: variables.interfaces.size() == 0
    messageExpression: "'the node ' + object.InstanceId + ' has the public address ' + variables.interfaces[0].Association.PublicIp + ' on the interface ' + variables.interfaces[0].?NetworkInterfaceId.orValue('')"
    at: NetworkInterfaces
    mark: key

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-public-name"###,
      summary: ###"A running cluster reports a public DNS name of a node."###,
      why: ###"The member holds the public name of the host; with secure cluster connectivity there should be none. That it is always empty then is not documented, so this is a hint to look at the instances. Where these are exported, node-public-address judges them."###,
      remediation: ###"Look whether the node has a public address, for instance with aws ec2 describe-instances."###,
      severity: .note, confidence: .low,
      references: [(###"Databricks SDK for Go, service/compute/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###), (###"Databricks on AWS, secure cluster connectivity"###, ###"https://docs.databricks.com/aws/en/security/network/classic/secure-cluster-connectivity"###)],
      match: [###"databricks.Cluster"###], needs: [], isLocal: false,
      fields: [[###"driver"###, ###"public_dns"###], [###"executors"###], [###"state"###], [###"aws_attributes"###], [###"cluster_id"###], [###"cluster_name"###]],
      definition: ###"0\###u{1F}3\###u{1F}object.?state.orValue('') in ['RUNNING', 'RESIZING']\###u{1F}has(object.aws_attributes)\###u{1F}inventory['aws.Instance'].size() == 0\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}object.?driver.?public_dns.orValue('') == ''\###u{1F}1\###u{1F}'the driver of cluster ' + object.?cluster_name.orValue(object.cluster_id) + ' has the public name ' + object.driver.public_dns\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}driver\###u{1F}member\###u{1F}public_dns\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}object.?executors.orValue([]).all(e, e.?public_dns.orValue('') == '')\###u{1F}1\###u{1F}'executors of cluster ' + object.?cluster_name.orValue(object.cluster_id) + ' have public names: ' + object.executors.map(e, e.?public_dns.orValue('')).filter(n, n != '').join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}executors\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-public-name
summary: A running cluster reports a public DNS name of a node.
why: The member holds the public name of the host; with secure cluster connectivity there should be none. That it is always empty then is not documented, so this is a hint to look at the instances. Where these are exported, node-public-address judges them.
remediation: Look whether the node has a public address, for instance with aws ec2 describe-instances.
severity: note
confidence: low
references:
  - name: Databricks SDK for Go, service/compute/model.go
    url: https://github.com/databricks/databricks-sdk-go
  - name: Databricks on AWS, secure cluster connectivity
    url: https://docs.databricks.com/aws/en/security/network/classic/secure-cluster-connectivity
match: [databricks.Cluster]
matchConditions:
  - object.?state.orValue('') in ['RUNNING', 'RESIZING']
  - has(object.aws_attributes)
  - inventory['aws.Instance'].size() == 0
validations:
  - expression: object.?driver.?public_dns.orValue('') == ''
    messageExpression: "'the driver of cluster ' + object.?cluster_name.orValue(object.cluster_id) + ' has the public name ' + object.driver.public_dns"
    at: driver.public_dns
  - expression: object.?executors.orValue([]).all(e, e.?public_dns.orValue('') == '')
    messageExpression: "'executors of cluster ' + object.?cluster_name.orValue(object.cluster_id) + ' have public names: ' + object.executors.map(e, e.?public_dns.orValue('')).filter(n, n != '').join(', ')"
    at: executors

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-subnet-assigns-public-addresses"###,
      summary: ###"A subnet of a workspace gives public addresses to what is launched in it."###,
      why: ###"Databricks asks for private subnets; only the platform's own setting then keeps nodes from having public addresses. Checkov (CKV_AWS_130) and Trivy (AWS-0164) ask for the same."###,
      remediation: ###"Turn off public addresses on launch with aws ec2 modify-subnet-attribute --no-map-public-ip-on-launch, or map_public_ip_on_launch = false."###,
      severity: .warning, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks on AWS, classic compute plane networking"###, ###"https://docs.databricks.com/aws/en/security/network/classic/"###)],
      match: [###"aws.Subnet"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[###"MapPublicIpOnLaunch"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.networks.size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!object.?MapPublicIpOnLaunch.orValue(false)\###u{1F}1\###u{1F}'the subnet ' + facts.id + ' of the nodes gives public addresses on launch'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}MapPublicIpOnLaunch\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-subnet-assigns-public-addresses
summary: A subnet of a workspace gives public addresses to what is launched in it.
why: Databricks asks for private subnets; only the platform's own setting then keeps nodes from having public addresses. Checkov (CKV_AWS_130) and Trivy (AWS-0164) ask for the same.
remediation: Turn off public addresses on launch with aws ec2 modify-subnet-attribute --no-map-public-ip-on-launch, or map_public_ip_on_launch = false.
severity: warning
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks on AWS, classic compute plane networking
    url: https://docs.databricks.com/aws/en/security/network/classic/
match: [aws.Subnet]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0
validations:
  - expression: "!object.?MapPublicIpOnLaunch.orValue(false)"
    messageExpression: "'the subnet ' + facts.id + ' of the nodes gives public addresses on launch'"
    at: MapPublicIpOnLaunch

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-subnet-on-main-route-table"###,
      summary: ###"A subnet of a workspace uses the main route table of the VPC."###,
      why: ###"A subnet that no route table names takes the main one, and changes with it whenever somebody edits or replaces the main table for another purpose."###,
      remediation: ###"Name the subnet in a route table with aws ec2 associate-route-table, or an aws_route_table_association."###,
      severity: .note, confidence: .high,
      references: [(###"Amazon VPC, route tables"###, ###"https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html"###)],
      match: [###"databricks.Network"###], needs: [###"aws.RouteTable"###], isLocal: false,
      fields: [[###"subnet_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.egressKinds)\###u{1F}2\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}subnets\###u{1F}facts.implicitSubnets.filter(s, facts.shape == 'fullyPrivate' || !(s in facts.subnetsWithoutEgress))\###u{1F}0\###u{1F}1\###u{1F}variables.subnets.size() == 0\###u{1F}1\###u{1F}'no route table names ' + variables.subnets.join(', ') + ' of the network ' + variables.name + (variables.subnets.size() == 1 ? ': it uses' : ': they use') + ' the main one'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-subnet-on-main-route-table
summary: A subnet of a workspace uses the main route table of the VPC.
why: A subnet that no route table names takes the main one, and changes with it whenever somebody edits or replaces the main table for another purpose.
remediation: Name the subnet in a route table with aws ec2 associate-route-table, or an aws_route_table_association.
severity: note
confidence: high
references:
  - name: Amazon VPC, route tables
    url: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
match: [databricks.Network]
needs: [aws.RouteTable]
matchConditions:
  - has(facts.egressKinds)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  # One without a way out is told by node-subnet-without-egress.
  subnets: "facts.implicitSubnets.filter(s, facts.shape == 'fullyPrivate' || !(s in facts.subnetsWithoutEgress))"
validations:
  - expression: variables.subnets.size() == 0
    messageExpression: "'no route table names ' + variables.subnets.join(', ') + ' of the network ' + variables.name + (variables.subnets.size() == 1 ? ': it uses' : ': they use') + ' the main one'"
    at: subnet_ids

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-subnet-routes-differ"###,
      summary: ###"The subnets of a workspace have default routes to different kinds of targets."###,
      why: ###"A cluster is placed in any of the subnets: what its nodes reach then depends on the zone, and mostly one of the tables was forgotten. That this is unwanted is inferred, not documented."###,
      remediation: ###"Route all subnets of the workspace in the same way, through a gateway of the zone each."###,
      severity: .warning, confidence: .medium,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Amazon VPC, route tables"###, ###"https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html"###)],
      match: [###"databricks.Network"###], needs: [###"aws.RouteTable"###], isLocal: false,
      fields: [[###"subnet_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.egressKinds)\###u{1F}3\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}words\###u{1F}{'natGateway': 'a NAT gateway', 'other': 'another target'}\###u{1F}kinds\###u{1F}facts.egressKinds.filter(k, k in variables.words)\###u{1F}0\###u{1F}1\###u{1F}variables.kinds.size() <= 1\###u{1F}1\###u{1F}'the subnets of the network ' + variables.name + ' go out through different ways: ' + variables.kinds.map(k, variables.words[k]).join(' and ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.routeTables\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Routes\###u{1F}0\###u{1F}1\###u{1F}a route table of the subnets\###u{1F}0"###,
      text: ###"""
id: node-subnet-routes-differ
summary: The subnets of a workspace have default routes to different kinds of targets.
why: "A cluster is placed in any of the subnets: what its nodes reach then depends on the zone, and mostly one of the tables was forgotten. That this is unwanted is inferred, not documented."
remediation: Route all subnets of the workspace in the same way, through a gateway of the zone each.
severity: warning
confidence: medium
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Amazon VPC, route tables
    url: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
match: [databricks.Network]
needs: [aws.RouteTable]
matchConditions:
  - has(facts.egressKinds)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  words: "{'natGateway': 'a NAT gateway', 'other': 'another target'}"
  # What leads nowhere at all has findings of its own.
  kinds: facts.egressKinds.filter(k, k in variables.words)
validations:
  - expression: variables.kinds.size() <= 1
    messageExpression: "'the subnets of the network ' + variables.name + ' go out through different ways: ' + variables.kinds.map(k, variables.words[k]).join(' and ')"
    at: subnet_ids
    related:
      - each: related.routeTables
        at: Routes
        message: a route table of the subnets

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-subnet-size-wrong"###,
      summary: ###"A subnet of a workspace is larger than /17 or smaller than /26."###,
      why: ###"Databricks takes subnets of /17 to /26 for nodes. The Terraform provider's page names /25 as the smallest; a /26 is not reported here."###,
      remediation: ###"Use a subnet of /17 to /26."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"aws.Subnet"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[###"CidrBlock"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.networks.size() > 0\###u{1F}has(facts.prefixLength)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.prefixLength >= 17 && facts.prefixLength <= 26\###u{1F}1\###u{1F}'the subnet ' + facts.id + ' of the nodes is a /' + string(facts.prefixLength) + '; /17 to /26 is allowed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}CidrBlock\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-subnet-size-wrong
summary: A subnet of a workspace is larger than /17 or smaller than /26.
why: Databricks takes subnets of /17 to /26 for nodes. The Terraform provider's page names /25 as the smallest; a /26 is not reported here.
remediation: Use a subnet of /17 to /26.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [aws.Subnet]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0
  - has(facts.prefixLength)
validations:
  - expression: facts.prefixLength >= 17 && facts.prefixLength <= 26
    messageExpression: "'the subnet ' + facts.id + ' of the nodes is a /' + string(facts.prefixLength) + '; /17 to /26 is allowed'"
    at: CidrBlock

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-subnet-without-egress"###,
      summary: ###"A subnet of a workspace has no way out that its nodes can use."###,
      why: ###"Nodes have no public address, so that a default route to an internet gateway is of no use to them; they need one to a NAT gateway, a firewall or a transit gateway, or back-end PrivateLink with endpoints for S3, STS and Kinesis. Checkov (CKV2_AWS_35) accepts a NAT gateway alone, which a fully private network or one behind a transit gateway does not have."###,
      remediation: ###"Route 0.0.0.0/0 to a NAT gateway, firewall or transit gateway with aws ec2 create-route, and name the subnets in the route table."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks on AWS, configure classic private connectivity"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###), (###"Checkov, policy index"###, ###"https://www.checkov.io/5.Policy%20Index/all.html"###)],
      match: [###"databricks.Network"###], needs: [###"aws.RouteTable"###], isLocal: false,
      fields: [[###"subnet_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.egressKinds)\###u{1F}5\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}hasOtherCause\###u{1F}'peering' in facts.egressKinds || facts.hasRestEndpoint != facts.hasRelayEndpoint\###u{1F}isBlackholed\###u{1F}related.routeTables.exists(t, t.?Routes.orValue([]).exists(r, r.?State.orValue('') == 'blackhole' && r.?DestinationCidrBlock.orValue('') == '0.0.0.0/0'))\###u{1F}v6\###u{1F}related.routeTables.filter(t, t.?Routes.orValue([]).exists(r, r.?DestinationIpv6CidrBlock.orValue('') == '::/0' && r.?GatewayId.orValue('').startsWith('igw-')))\###u{1F}implicit\###u{1F}facts.subnetsWithoutEgress.filter(s, s in facts.implicitSubnets)\###u{1F}0\###u{1F}3\###u{1F}facts.publicSubnets.size() == 0\###u{1F}1\###u{1F}'the default route of ' + facts.publicSubnets.join(', ') + ' leads to an internet gateway, which nodes without public addresses cannot use'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.routeTables\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Routes\###u{1F}0\###u{1F}1\###u{1F}a route table of the subnets\###u{1F}variables.v6.size() == 0\###u{1F}1\###u{1F}'the subnets of the network ' + variables.name + ' route ::/0 to an internet gateway'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.v6\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Routes\###u{1F}0\###u{1F}1\###u{1F}the route table\###u{1F}facts.shape == 'fullyPrivate' || variables.hasOtherCause || variables.isBlackholed || facts.subnetsWithoutEgress.size() == 0\###u{1F}1\###u{1F}facts.subnetsWithoutEgress.join(', ') + (facts.subnetsWithoutEgress.size() == 1 ? ' has' : ' have') + ' no default route' + (variables.implicit.size() == 0 ? '' : ' (' + variables.implicit.join(', ') + ' by the main route table, because no other one names ' + (variables.implicit.size() == 1 ? 'it' : 'them') + ')') + (facts.hasRelayEndpoint ? '' : ', and the network has no PrivateLink')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.routeTables\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Routes\###u{1F}0\###u{1F}1\###u{1F}a route table of the subnets\###u{1F}0"###,
      text: ###"""
id: node-subnet-without-egress
summary: A subnet of a workspace has no way out that its nodes can use.
why: Nodes have no public address, so that a default route to an internet gateway is of no use to them; they need one to a NAT gateway, a firewall or a transit gateway, or back-end PrivateLink with endpoints for S3, STS and Kinesis. Checkov (CKV2_AWS_35) accepts a NAT gateway alone, which a fully private network or one behind a transit gateway does not have.
remediation: Route 0.0.0.0/0 to a NAT gateway, firewall or transit gateway with aws ec2 create-route, and name the subnets in the route table.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks on AWS, configure classic private connectivity
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
  - name: Checkov, policy index
    url: https://www.checkov.io/5.Policy%20Index/all.html
match: [databricks.Network]
needs: [aws.RouteTable]
matchConditions:
  - has(facts.egressKinds)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  # A default route to a peer and half a PrivateLink have findings of their own.
  hasOtherCause: "'peering' in facts.egressKinds || facts.hasRestEndpoint != facts.hasRelayEndpoint"
  isBlackholed: related.routeTables.exists(t, t.?Routes.orValue([]).exists(r, r.?State.orValue('') == 'blackhole' && r.?DestinationCidrBlock.orValue('') == '0.0.0.0/0'))
  v6: related.routeTables.filter(t, t.?Routes.orValue([]).exists(r, r.?DestinationIpv6CidrBlock.orValue('') == '::/0' && r.?GatewayId.orValue('').startsWith('igw-')))
  implicit: facts.subnetsWithoutEgress.filter(s, s in facts.implicitSubnets)
validations:
  - expression: facts.publicSubnets.size() == 0
    messageExpression: "'the default route of ' + facts.publicSubnets.join(', ') + ' leads to an internet gateway, which nodes without public addresses cannot use'"
    at: subnet_ids
    related:
      - each: related.routeTables
        at: Routes
        message: a route table of the subnets
  - expression: variables.v6.size() == 0
    messageExpression: "'the subnets of the network ' + variables.name + ' route ::/0 to an internet gateway'"
    at: subnet_ids
    related:
      - each: variables.v6
        at: Routes
        message: the route table
  - expression: facts.shape == 'fullyPrivate' || variables.hasOtherCause || variables.isBlackholed || facts.subnetsWithoutEgress.size() == 0
    messageExpression: >-
      facts.subnetsWithoutEgress.join(', ') + (facts.subnetsWithoutEgress.size() == 1 ? ' has' : ' have') + ' no default route'
      + (variables.implicit.size() == 0 ? '' : ' (' + variables.implicit.join(', ') + ' by the main route table, because no other one names ' + (variables.implicit.size() == 1 ? 'it' : 'them') + ')')
      + (facts.hasRelayEndpoint ? '' : ', and the network has no PrivateLink')
    at: subnet_ids
    related:
      - each: related.routeTables
        at: Routes
        message: a route table of the subnets

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-subnets-in-several-blocks"###,
      summary: ###"The subnets of a workspace lie in different CIDR blocks of the VPC."###,
      why: ###"Databricks asks that all subnets of one workspace come from the same block of the VPC; a secondary block is fine for all of them together."###,
      remediation: ###"Take all subnets of the workspace from one block of the VPC."###,
      severity: .warning, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"databricks.Network"###], needs: [###"aws.VPC"###, ###"aws.Subnet"###], isLocal: false,
      fields: [[###"subnet_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.vpcBlocks) && facts.vpcBlocks.size() > 0\###u{1F}1\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}0\###u{1F}1\###u{1F}facts.vpcBlocks.size() == 1\###u{1F}1\###u{1F}'the subnets of the network ' + variables.name + ' lie in ' + facts.vpcBlocks.join(' and ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.subnets\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}CidrBlock\###u{1F}1\###u{1F}each.?SubnetId.orValue('a subnet')\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-subnets-in-several-blocks
summary: The subnets of a workspace lie in different CIDR blocks of the VPC.
why: Databricks asks that all subnets of one workspace come from the same block of the VPC; a secondary block is fine for all of them together.
remediation: Take all subnets of the workspace from one block of the VPC.
severity: warning
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [databricks.Network]
needs: [aws.VPC, aws.Subnet]
matchConditions:
  - has(facts.vpcBlocks) && facts.vpcBlocks.size() > 0
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
validations:
  - expression: facts.vpcBlocks.size() == 1
    messageExpression: "'the subnets of the network ' + variables.name + ' lie in ' + facts.vpcBlocks.join(' and ')"
    at: subnet_ids
    related:
      - each: related.subnets
        at: CidrBlock
        messageExpression: each.?SubnetId.orValue('a subnet')

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-subnets-share-zone"###,
      summary: ###"Two subnets of a workspace are in one availability zone."###,
      why: ###"Databricks takes at most one subnet in each availability zone."###,
      remediation: ###"Put each subnet into another zone, or leave one of the two out."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"databricks.Network"###], needs: [###"aws.Subnet"###], isLocal: false,
      fields: [[###"subnet_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.zones) && facts.zones.size() > 0\###u{1F}1\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}0\###u{1F}1\###u{1F}facts.duplicateZones.size() == 0\###u{1F}1\###u{1F}'subnets of the network ' + variables.name + ' share the zone ' + facts.duplicateZones.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.subnets\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}AvailabilityZone\###u{1F}1\###u{1F}each.?SubnetId.orValue('a subnet')\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-subnets-share-zone
summary: Two subnets of a workspace are in one availability zone.
why: Databricks takes at most one subnet in each availability zone.
remediation: Put each subnet into another zone, or leave one of the two out.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [databricks.Network]
needs: [aws.Subnet]
matchConditions:
  - has(facts.zones) && facts.zones.size() > 0
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
validations:
  - expression: facts.duplicateZones.size() == 0
    messageExpression: "'subnets of the network ' + variables.name + ' share the zone ' + facts.duplicateZones.join(', ')"
    at: subnet_ids
    related:
      - each: related.subnets
        at: AvailabilityZone
        messageExpression: each.?SubnetId.orValue('a subnet')

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-subnets-too-small"###,
      summary: ###"The subnets of a workspace have too few addresses for its largest cluster."###,
      why: ###"Each node takes two addresses, and AWS keeps five of each subnet: /22 holds 509 nodes, /26 holds 29. A cluster that does not fit cannot scale to its size."###,
      remediation: ###"Make larger subnets in a new network configuration and give it to the workspace, or let the cluster grow less."###,
      severity: .warning, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"databricks.Network"###], needs: [###"aws.Subnet"###, ###"databricks.Cluster"###], isLocal: false,
      fields: [[###"subnet_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(facts.largestCluster)\###u{1F}has(facts.capacityNodes) || has(facts.freeAddresses)\###u{1F}1\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}0\###u{1F}2\###u{1F}!has(facts.capacityNodes) || facts.capacityNodes >= facts.largestCluster\###u{1F}1\###u{1F}'the subnets of the network ' + variables.name + ' hold ' + string(facts.capacityNodes) + ' nodes, and the largest cluster may have ' + string(facts.largestCluster) + ' with its driver'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!has(facts.freeAddresses) || facts.freeAddresses >= 2 * facts.largestCluster\###u{1F}1\###u{1F}'the subnets of the network ' + variables.name + ' have ' + string(facts.freeAddresses) + ' free addresses now, and the largest cluster may need ' + string(2 * facts.largestCluster)\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}1\###u{1F}related.subnets\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}AvailableIpAddressCount\###u{1F}1\###u{1F}each.?SubnetId.orValue('a subnet')\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: node-subnets-too-small
summary: The subnets of a workspace have too few addresses for its largest cluster.
why: "Each node takes two addresses, and AWS keeps five of each subnet: /22 holds 509 nodes, /26 holds 29. A cluster that does not fit cannot scale to its size."
remediation: Make larger subnets in a new network configuration and give it to the workspace, or let the cluster grow less.
severity: warning
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [databricks.Network]
needs: [aws.Subnet, databricks.Cluster]
matchConditions:
  - has(facts.largestCluster)
  - has(facts.capacityNodes) || has(facts.freeAddresses)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
validations:
  - expression: "!has(facts.capacityNodes) || facts.capacityNodes >= facts.largestCluster"
    messageExpression: "'the subnets of the network ' + variables.name + ' hold ' + string(facts.capacityNodes) + ' nodes, and the largest cluster may have ' + string(facts.largestCluster) + ' with its driver'"
    at: subnet_ids
  - expression: "!has(facts.freeAddresses) || facts.freeAddresses >= 2 * facts.largestCluster"
    messageExpression: "'the subnets of the network ' + variables.name + ' have ' + string(facts.freeAddresses) + ' free addresses now, and the largest cluster may need ' + string(2 * facts.largestCluster)"
    at: subnet_ids
    severity: note
    related:
      - each: related.subnets
        at: AvailableIpAddressCount
        messageExpression: each.?SubnetId.orValue('a subnet')

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"node-traffic-blocked"###,
      summary: ###"The security groups of a workspace do not let its nodes talk to each other."###,
      why: ###"The nodes of a cluster talk to each other on any TCP and UDP port. Databricks asks for all of them, inbound and outbound, with the same security group as the peer; outbound to everywhere does as well."###,
      remediation: ###"Add rules for TCP and UDP 0-65535 with the group itself as source and destination, with aws ec2 authorize-security-group-ingress and -egress or in the configuration."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"databricks.Network"###], needs: [###"aws.SecurityGroup"###], isLocal: false,
      fields: [[###"security_group_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.missingSelfIngressTCP)\###u{1F}2\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}missing\###u{1F}(facts.missingSelfIngressTCP == '' ? [] : ['inbound TCP ' + facts.missingSelfIngressTCP]) + (facts.missingSelfIngressUDP == '' ? [] : ['inbound UDP ' + facts.missingSelfIngressUDP]) + (facts.missingSelfEgressTCP == '' ? [] : ['outbound TCP ' + facts.missingSelfEgressTCP]) + (facts.missingSelfEgressUDP == '' ? [] : ['outbound UDP ' + facts.missingSelfEgressUDP])\###u{1F}0\###u{1F}2\###u{1F}variables.missing.size() == 0\###u{1F}1\###u{1F}'the groups of the network ' + variables.name + ' do not permit between nodes: ' + variables.missing.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissions\###u{1F}0\###u{1F}1\###u{1F}a group of the nodes\###u{1F}facts.selfByAddress.size() == 0\###u{1F}1\###u{1F}'the groups of the network ' + variables.name + ' permit ' + facts.selfByAddress.join(' and ') + ' between nodes by address alone; Databricks asks for the group itself as the source'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissions\###u{1F}0\###u{1F}1\###u{1F}a group of the nodes\###u{1F}0"###,
      text: ###"""
id: node-traffic-blocked
summary: The security groups of a workspace do not let its nodes talk to each other.
why: The nodes of a cluster talk to each other on any TCP and UDP port. Databricks asks for all of them, inbound and outbound, with the same security group as the peer; outbound to everywhere does as well.
remediation: Add rules for TCP and UDP 0-65535 with the group itself as source and destination, with aws ec2 authorize-security-group-ingress and -egress or in the configuration.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [databricks.Network]
needs: [aws.SecurityGroup]
matchConditions:
  - has(facts.missingSelfIngressTCP)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
  missing: >-
    (facts.missingSelfIngressTCP == '' ? [] : ['inbound TCP ' + facts.missingSelfIngressTCP])
    + (facts.missingSelfIngressUDP == '' ? [] : ['inbound UDP ' + facts.missingSelfIngressUDP])
    + (facts.missingSelfEgressTCP == '' ? [] : ['outbound TCP ' + facts.missingSelfEgressTCP])
    + (facts.missingSelfEgressUDP == '' ? [] : ['outbound UDP ' + facts.missingSelfEgressUDP])
validations:
  - expression: variables.missing.size() == 0
    messageExpression: "'the groups of the network ' + variables.name + ' do not permit between nodes: ' + variables.missing.join(', ')"
    at: security_group_ids
    related:
      - each: related.securityGroups
        at: IpPermissions
        message: a group of the nodes
  - expression: facts.selfByAddress.size() == 0
    messageExpression: "'the groups of the network ' + variables.name + ' permit ' + facts.selfByAddress.join(' and ') + ' between nodes by address alone; Databricks asks for the group itself as the source'"
    at: security_group_ids
    severity: warning
    related:
      - each: related.securityGroups
        at: IpPermissions
        message: a group of the nodes

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"own-dns-port-blocked"###,
      summary: ###"The security groups of a workspace do not let its nodes out to the VPC's own DNS servers."###,
      why: ###"With DNS servers other than Amazon's, Databricks asks for TCP 53 outbound; Amazon's is not filtered by groups. Resolvers use UDP 53 first."###,
      remediation: ###"Open TCP and UDP 53 to the DNS servers."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###)],
      match: [###"databricks.Network"###], needs: [###"aws.SecurityGroup"###, ###"aws.DHCPOptions"###], isLocal: false,
      fields: [[###"security_group_ids"###], [###"network_id"###], [###"network_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}facts.?customResolvers.orValue([]).size() > 0\###u{1F}has(facts.missingEgressPorts)\###u{1F}1\###u{1F}name\###u{1F}has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))\###u{1F}0\###u{1F}1\###u{1F}!('53' in facts.missingEgressPorts)\###u{1F}1\###u{1F}'the groups of the network ' + variables.name + ' do not let nodes out on TCP 53 to ' + facts.customResolvers.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}2\###u{1F}related.dhcpOptions\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}DhcpConfigurations\###u{1F}0\###u{1F}1\###u{1F}the DNS servers of the VPC\###u{1F}related.securityGroups\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}IpPermissionsEgress\###u{1F}0\###u{1F}1\###u{1F}a group of the nodes\###u{1F}0"###,
      text: ###"""
id: own-dns-port-blocked
summary: The security groups of a workspace do not let its nodes out to the VPC's own DNS servers.
why: With DNS servers other than Amazon's, Databricks asks for TCP 53 outbound; Amazon's is not filtered by groups. Resolvers use UDP 53 first.
remediation: Open TCP and UDP 53 to the DNS servers.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
match: [databricks.Network]
needs: [aws.SecurityGroup, aws.DHCPOptions]
matchConditions:
  - facts.?customResolvers.orValue([]).size() > 0
  - has(facts.missingEgressPorts)
variables:
  name: "has(object.network_name) ? object.network_name : string(object.?network_id.orValue(''))"
validations:
  - expression: "!('53' in facts.missingEgressPorts)"
    messageExpression: "'the groups of the network ' + variables.name + ' do not let nodes out on TCP 53 to ' + facts.customResolvers.join(', ')"
    at: security_group_ids
    related:
      - each: related.dhcpOptions
        at: DhcpConfigurations
        message: the DNS servers of the VPC
      - each: related.securityGroups
        at: IpPermissionsEgress
        message: a group of the nodes

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"owner-relative"###,
      summary: ###"The owner of a record lacks its final dot."###,
      why: ###"A name without a final dot is relative, and the origin is appended to it: the owner holds the name of the zone twice."###,
      remediation: ###"Add the final dot to the owner, or leave the name of the zone out."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1035 section 5.1"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.relativeOwner)\###u{1F}1\###u{1F}facts.relativeOwner\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}1\###u{1F}Add the final dot\###u{1F}safe\###u{1F}0\###u{1F}1\###u{1F}append\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}.\###u{1F}0"###,
      text: ###"""
id: owner-relative
summary: The owner of a record lacks its final dot.
why: >-
  A name without a final dot is relative, and the origin is appended to it: the owner holds the name of the zone twice.
remediation: Add the final dot to the owner, or leave the name of the zone out.
severity: warning
confidence: high
references:
  - name: RFC 1035 section 5.1
    url: https://www.rfc-editor.org/rfc/rfc1035
match: [dns.Record]
validations:
  - expression: "!has(facts.relativeOwner)"
    messageExpression: "facts.relativeOwner"
    at: fqdn
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"
fixes:
  - title: Add the final dot
    safety: safe
    append: {at: fqdn, text: .}

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"path-replaced"###,
      summary: ###"A plan replaces a Private Link Service, a private endpoint rule, its configuration or the gateway's Service."###,
      why: ###"Each of them ends the private endpoint that hangs on it; the path is down until a new endpoint is made and approved."###,
      remediation: ###"Keep the attribute that forces the replacement, or plan for the outage and approve the new endpoint."###,
      severity: .warning, confidence: .high,
      references: [(###"HashiCorp, Terraform JSON output format, change representation"###, ###"https://developer.hashicorp.com/terraform/internals/json-format"###), (###"cloud-provider-azure, Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###)],
      match: [###"terraform.Resource"###], needs: [], isLocal: false,
      fields: [[###"actions"###], [###"type"###], [###"replace_paths"###], [###"address"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(object.actions)\###u{1F}object.type in ['azurerm_private_link_service', 'databricks_mws_network_connectivity_config', 'databricks_mws_ncc_private_endpoint_rule'] || related.resources.exists(r, r.?kind.orValue('') == 'Service'\###n  && r.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue('') == 'true')\###u{1F}2\###u{1F}loss\###u{1F}object.type == 'azurerm_private_link_service' ? 'every endpoint on it is cut off and has to be made and approved anew' : object.type.startsWith('databricks') ? 'its endpoints are deleted, and new ones have to be approved' : 'its load balancer and Private Link Service go with it, and every endpoint has to be made and approved anew'\###u{1F}cause\###u{1F}object.?replace_paths.orValue([]).map(p, p.map(s, string(s)).join('.')).join(', ')\###u{1F}0\###u{1F}1\###u{1F}!('delete' in object.actions && 'create' in object.actions)\###u{1F}1\###u{1F}'the plan replaces ' + object.address + (variables.cause == '' ? '' : ', because of ' + variables.cause) + ': ' + variables.loss\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}actions\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: path-replaced
summary: A plan replaces a Private Link Service, a private endpoint rule, its configuration or the gateway's Service.
why: Each of them ends the private endpoint that hangs on it; the path is down until a new endpoint is made and approved.
remediation: Keep the attribute that forces the replacement, or plan for the outage and approve the new endpoint.
severity: warning
confidence: high
references:
  - name: HashiCorp, Terraform JSON output format, change representation
    url: https://developer.hashicorp.com/terraform/internals/json-format
  - name: cloud-provider-azure, Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
match: [terraform.Resource]
matchConditions:
  - has(object.actions)
  - >-
    object.type in ['azurerm_private_link_service', 'databricks_mws_network_connectivity_config', 'databricks_mws_ncc_private_endpoint_rule']
    || related.resources.exists(r, r.?kind.orValue('') == 'Service'
      && r.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue('') == 'true')
variables:
  loss: >-
    object.type == 'azurerm_private_link_service' ? 'every endpoint on it is cut off and has to be made and approved anew'
    : object.type.startsWith('databricks') ? 'its endpoints are deleted, and new ones have to be approved'
    : 'its load balancer and Private Link Service go with it, and every endpoint has to be made and approved anew'
  cause: object.?replace_paths.orValue([]).map(p, p.map(s, string(s)).join('.')).join(', ')
validations:
  - expression: "!('delete' in object.actions && 'create' in object.actions)"
    messageExpression: "'the plan replaces ' + object.address + (variables.cause == '' ? '' : ', because of ' + variables.cause) + ': ' + variables.loss"
    at: actions

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peer-group-reference-dead"###,
      summary: ###"A security group refers to a group of a peer where this has no effect."###,
      why: ###"A group of another VPC can be referred to through an active peering connection of one Region alone; elsewhere the rule permits nothing."###,
      remediation: ###"Replace the reference by the peer's blocks, or remove it with the connection."###,
      severity: .error, confidence: .high,
      references: [(###"AWS, Update your security groups to reference peer security groups"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html"###)],
      match: [###"aws.SecurityGroup"###], needs: [], isLocal: false,
      fields: [[###"GroupId"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.stalePeers) && has(facts.crossRegionPeers)\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}facts.crossRegionPeers.size() == 0\###u{1F}1\###u{1F}object.GroupId + ' refers to groups of a peer in another Region: ' + facts.crossRegionPeers.join(', ') + '; only address blocks hold there'\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}facts.stalePeers.size() == 0\###u{1F}1\###u{1F}object.GroupId + ' refers to groups behind a peering connection that is not active: ' + facts.stalePeers.join(', ')\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: peer-group-reference-dead
summary: A security group refers to a group of a peer where this has no effect.
why: A group of another VPC can be referred to through an active peering connection of one Region alone; elsewhere the rule permits nothing.
remediation: Replace the reference by the peer's blocks, or remove it with the connection.
severity: error
confidence: high
references:
  - name: AWS, Update your security groups to reference peer security groups
    url: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
match: [aws.SecurityGroup]
matchConditions:
  - has(facts.stalePeers) && has(facts.crossRegionPeers)
validations:
  - expression: facts.crossRegionPeers.size() == 0
    messageExpression: "object.GroupId + ' refers to groups of a peer in another Region: ' + facts.crossRegionPeers.join(', ') + '; only address blocks hold there'"
  - expression: facts.stalePeers.size() == 0
    severity: warning
    messageExpression: "object.GroupId + ' refers to groups behind a peering connection that is not active: ' + facts.stalePeers.join(', ')"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peering-addresses-overlap"###,
      summary: ###"The two sides of a peering connection share addresses."###,
      why: ###"AWS ends a connection between VPCs with a common IPv4 block, primary or secondary, as failed."###,
      remediation: ###"Peer with a VPC of other addresses, or reach the service through PrivateLink instead."###,
      severity: .error, confidence: .high,
      references: [(###"AWS, VPC peering limitations"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"###)],
      match: [###"aws.VPCPeeringConnection"###], needs: [], isLocal: false,
      fields: [[###"VpcPeeringConnectionId"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.overlap)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.overlap == ''\###u{1F}1\###u{1F}'the VPCs of the connection share addresses: ' + facts.overlap\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networks\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_id\###u{1F}0\###u{1F}1\###u{1F}the workspace's VPC\###u{1F}0"###,
      text: ###"""
id: peering-addresses-overlap
summary: The two sides of a peering connection share addresses.
why: AWS ends a connection between VPCs with a common IPv4 block, primary or secondary, as failed.
remediation: Peer with a VPC of other addresses, or reach the service through PrivateLink instead.
severity: error
confidence: high
references:
  - name: AWS, VPC peering limitations
    url: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
match: [aws.VPCPeeringConnection]
matchConditions:
  - has(facts.overlap)
validations:
  - expression: facts.overlap == ''
    messageExpression: "'the VPCs of the connection share addresses: ' + facts.overlap"
    at: VpcPeeringConnectionId
    related:
      - each: related.networks
        at: vpc_id
        message: the workspace's VPC

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peering-closed"###,
      summary: ###"No port is open from a workspace's nodes to a peered VPC."###,
      why: ###"Security groups and network ACLs of both sides have to let the service's port through; the port of a database is in none of the rules that Databricks itself asks for."###,
      remediation: ###"Let the port out of the workspace's group towards the peer's blocks, and into the service's group from the workspace's blocks or group."###,
      severity: .warning, confidence: .high,
      references: [(###"AWS, VPC peering"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html"###), (###"Databricks, Classic compute plane networking"###, ###"https://docs.databricks.com/aws/en/security/network/classic/"###)],
      match: [###"aws.VPCPeeringConnection"###], needs: [###"aws.SecurityGroup"###, ###"aws.Subnet"###, ###"databricks.Network"###], isLocal: false,
      fields: [[###"VpcPeeringConnectionId"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(facts.egressPermitted) || has(facts.peerAdmits) || has(facts.commonPorts)\###u{1F}facts.?state.orValue('') in ['active', ''] && facts.?overlap.orValue('') == ''\###u{1F}1\###u{1F}denying\###u{1F}facts.?denyingACLs.orValue([])\###u{1F}0\###u{1F}4\###u{1F}facts.?egressPermitted.orValue(true)\###u{1F}1\###u{1F}'no security group of the workspace lets nodes out to ' + facts.peerVPC + ' through ' + object.VpcPeeringConnectionId\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networks\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}1\###u{1F}the workspace's groups\###u{1F}facts.?peerAdmits.orValue(true)\###u{1F}1\###u{1F}'no security group of ' + facts.peerVPC + ' admits the nodes through ' + object.VpcPeeringConnectionId\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.denying.size() == 0 || facts.?commonPorts.orValue('') != ''\###u{1F}1\###u{1F}'network ACLs deny all TCP with the other side of ' + object.VpcPeeringConnectionId + ': ' + variables.denying.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}facts.?commonPorts.orValue('some') != ''\###u{1F}1\###u{1F}'no TCP port is open all the way through ' + object.VpcPeeringConnectionId + ': what leaves the workspace is not what the peer admits'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networks\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}security_group_ids\###u{1F}0\###u{1F}1\###u{1F}the workspace's groups\###u{1F}0"###,
      text: ###"""
id: peering-closed
summary: No port is open from a workspace's nodes to a peered VPC.
why: Security groups and network ACLs of both sides have to let the service's port through; the port of a database is in none of the rules that Databricks itself asks for.
remediation: Let the port out of the workspace's group towards the peer's blocks, and into the service's group from the workspace's blocks or group.
severity: warning
confidence: high
references:
  - name: AWS, VPC peering
    url: https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
  - name: Databricks, Classic compute plane networking
    url: https://docs.databricks.com/aws/en/security/network/classic/
match: [aws.VPCPeeringConnection]
needs: [aws.SecurityGroup, aws.Subnet, databricks.Network]
matchConditions:
  - has(facts.egressPermitted) || has(facts.peerAdmits) || has(facts.commonPorts)
  - facts.?state.orValue('') in ['active', ''] && facts.?overlap.orValue('') == ''
variables:
  denying: facts.?denyingACLs.orValue([])
validations:
  - expression: facts.?egressPermitted.orValue(true)
    messageExpression: "'no security group of the workspace lets nodes out to ' + facts.peerVPC + ' through ' + object.VpcPeeringConnectionId"
    at: VpcPeeringConnectionId
    related:
      - each: related.networks
        at: security_group_ids
        message: the workspace's groups
  - expression: facts.?peerAdmits.orValue(true)
    messageExpression: "'no security group of ' + facts.peerVPC + ' admits the nodes through ' + object.VpcPeeringConnectionId"
    at: VpcPeeringConnectionId
  - expression: variables.denying.size() == 0 || facts.?commonPorts.orValue('') != ''
    messageExpression: "'network ACLs deny all TCP with the other side of ' + object.VpcPeeringConnectionId + ': ' + variables.denying.join(', ')"
    at: VpcPeeringConnectionId
  - expression: facts.?commonPorts.orValue('some') != ''
    messageExpression: "'no TCP port is open all the way through ' + object.VpcPeeringConnectionId + ': what leaves the workspace is not what the peer admits'"
    at: VpcPeeringConnectionId
    related:
      - each: related.networks
        at: security_group_ids
        message: the workspace's groups

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peering-names-public"###,
      summary: ###"Public hostnames of a peered VPC do not resolve to private addresses for the workspace's nodes."###,
      why: ###"Names such as those of RDS resolve to private addresses across a connection only with AllowDnsResolutionFromRemoteVpc on the side that owns them and both DNS attributes of the VPCs on."###,
      remediation: ###"Turn the option on for the data service's side with modify-vpc-peering-connection-options, and enableDnsSupport and enableDnsHostnames for its VPC."###,
      severity: .warning, confidence: .medium,
      references: [(###"AWS, Enable DNS resolution for a VPC peering connection"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-dns.html"###)],
      match: [###"aws.VPCPeeringConnection"###], needs: [], isLocal: false,
      fields: [[###"VpcPeeringConnectionId"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(facts.peerDNS) && facts.peerDNS != 'unknown'\###u{1F}facts.?state.orValue('') in ['active', ''] && facts.?overlap.orValue('') == ''\###u{1F}1\###u{1F}off\###u{1F}facts.?dnsFlagsOff.orValue([]).filter(f, f.startsWith(facts.peerVPC))\###u{1F}0\###u{1F}3\###u{1F}facts.peerDNS == 'on' || facts.workspaceDNS != 'on'\###u{1F}1\###u{1F}'the option is on for the side of the workspace, which helps the peer; nodes need it on the side of ' + facts.peerVPC\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}facts.peerDNS == 'on'\###u{1F}1\###u{1F}'names of ' + facts.peerVPC + ' resolve to public addresses for the nodes: AllowDnsResolutionFromRemoteVpc is off on its side'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.off.size() == 0\###u{1F}1\###u{1F}'the names option is on, and has no effect because these are off: ' + variables.off.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}error\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: peering-names-public
summary: Public hostnames of a peered VPC do not resolve to private addresses for the workspace's nodes.
why: Names such as those of RDS resolve to private addresses across a connection only with AllowDnsResolutionFromRemoteVpc on the side that owns them and both DNS attributes of the VPCs on.
remediation: Turn the option on for the data service's side with modify-vpc-peering-connection-options, and enableDnsSupport and enableDnsHostnames for its VPC.
severity: warning
confidence: medium
references:
  - name: AWS, Enable DNS resolution for a VPC peering connection
    url: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-dns.html
match: [aws.VPCPeeringConnection]
matchConditions:
  - has(facts.peerDNS) && facts.peerDNS != 'unknown'
  - facts.?state.orValue('') in ['active', ''] && facts.?overlap.orValue('') == ''
variables:
  off: facts.?dnsFlagsOff.orValue([]).filter(f, f.startsWith(facts.peerVPC))
validations:
  - expression: facts.peerDNS == 'on' || facts.workspaceDNS != 'on'
    messageExpression: "'the option is on for the side of the workspace, which helps the peer; nodes need it on the side of ' + facts.peerVPC"
    at: VpcPeeringConnectionId
  - expression: facts.peerDNS == 'on'
    messageExpression: "'names of ' + facts.peerVPC + ' resolve to public addresses for the nodes: AllowDnsResolutionFromRemoteVpc is off on its side'"
    at: VpcPeeringConnectionId
  - expression: variables.off.size() == 0
    severity: error
    messageExpression: "'the names option is on, and has no effect because these are off: ' + variables.off.join(', ')"
    at: VpcPeeringConnectionId

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peering-not-active"###,
      summary: ###"A peering connection of a workspace's VPC is not active."###,
      why: ###"Packets cross an active connection alone; a request expires after seven days, and a connection that was rejected, deleted or failed has to be made anew."###,
      remediation: ###"Accept the request with accept-vpc-peering-connection, or create the connection anew and point the routes at it."###,
      severity: .error, confidence: .high,
      references: [(###"AWS, VPC peering"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html"###)],
      match: [###"aws.VPCPeeringConnection"###], needs: [], isLocal: false,
      fields: [[###"Status"###, ###"Code"###], [###"VpcPeeringConnectionId"###], [###"ExpirationTime"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(facts.workspaceVPC) && object.?Status.?Code.orValue('') != ''\###u{1F}facts.overlap == ''\###u{1F}2\###u{1F}code\###u{1F}object.Status.Code.lowerAscii()\###u{1F}isOver\###u{1F}variables.code in ['rejected', 'failed', 'expired', 'deleted', 'deleting']\###u{1F}0\###u{1F}2\###u{1F}!variables.isOver || !facts.isRouted\###u{1F}1\###u{1F}object.VpcPeeringConnectionId + ' is ' + object.Status.Code + ', and routes still lead there'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}Status\###u{1F}member\###u{1F}Code\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.code == 'active' || variables.isOver\###u{1F}1\###u{1F}object.VpcPeeringConnectionId + ' is ' + object.Status.Code + (has(object.ExpirationTime) ? ', and expires at ' + string(object.ExpirationTime) : '')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}Status\###u{1F}member\###u{1F}Code\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: peering-not-active
summary: A peering connection of a workspace's VPC is not active.
why: Packets cross an active connection alone; a request expires after seven days, and a connection that was rejected, deleted or failed has to be made anew.
remediation: Accept the request with accept-vpc-peering-connection, or create the connection anew and point the routes at it.
severity: error
confidence: high
references:
  - name: AWS, VPC peering
    url: https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
match: [aws.VPCPeeringConnection]
matchConditions:
  - has(facts.workspaceVPC) && object.?Status.?Code.orValue('') != ''
  - facts.overlap == ''
variables:
  code: object.Status.Code.lowerAscii()
  isOver: variables.code in ['rejected', 'failed', 'expired', 'deleted', 'deleting']
validations:
  - expression: "!variables.isOver || !facts.isRouted"
    messageExpression: "object.VpcPeeringConnectionId + ' is ' + object.Status.Code + ', and routes still lead there'"
    at: Status.Code
  - expression: variables.code == 'active' || variables.isOver
    severity: warning
    messageExpression: "object.VpcPeeringConnectionId + ' is ' + object.Status.Code + (has(object.ExpirationTime) ? ', and expires at ' + string(object.ExpirationTime) : '')"
    at: Status.Code

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peering-return-route-missing"###,
      summary: ###"A peered VPC has no route back to workspace subnets."###,
      why: ###"Both owners of a peering connection have to route; without the way back nodes connect and never get an answer."###,
      remediation: ###"Add routes to the workspace's blocks through the connection to the route tables of the peer's subnets."###,
      severity: .error, confidence: .high,
      references: [(###"AWS, Update your route tables for a VPC peering connection"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html"###)],
      match: [###"aws.VPCPeeringConnection"###], needs: [###"aws.RouteTable"###, ###"aws.Subnet"###, ###"databricks.Network"###], isLocal: false,
      fields: [[###"VpcPeeringConnectionId"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.subnetsWithoutReturn) && !facts.isBlackholed && facts.?state.orValue('') in ['active', ''] && facts.?overlap.orValue('') == ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.subnetsWithoutReturn.size() == 0\###u{1F}1\###u{1F}'no table of ' + facts.peerVPC + ' routes back through ' + object.VpcPeeringConnectionId + ' to ' + facts.subnetsWithoutReturn.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: peering-return-route-missing
summary: A peered VPC has no route back to workspace subnets.
why: Both owners of a peering connection have to route; without the way back nodes connect and never get an answer.
remediation: Add routes to the workspace's blocks through the connection to the route tables of the peer's subnets.
severity: error
confidence: high
references:
  - name: AWS, Update your route tables for a VPC peering connection
    url: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
match: [aws.VPCPeeringConnection]
needs: [aws.RouteTable, aws.Subnet, databricks.Network]
matchConditions:
  - has(facts.subnetsWithoutReturn) && !facts.isBlackholed && facts.?state.orValue('') in ['active', ''] && facts.?overlap.orValue('') == ''
validations:
  - expression: facts.subnetsWithoutReturn.size() == 0
    messageExpression: "'no table of ' + facts.peerVPC + ' routes back through ' + object.VpcPeeringConnectionId + ' to ' + facts.subnetsWithoutReturn.join(', ')"
    at: VpcPeeringConnectionId

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peering-route-missing"###,
      summary: ###"Workspace subnets have no route to a peered VPC."###,
      why: ###"A peering connection carries nothing by itself; every subnet's route table needs a route to the peer's blocks through it."###,
      remediation: ###"Add routes to the peer's blocks through the connection, with create-route or aws_route, to the tables of all workspace subnets."###,
      severity: .error, confidence: .high,
      references: [(###"AWS, Update your route tables for a VPC peering connection"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html"###)],
      match: [###"aws.VPCPeeringConnection"###], needs: [###"aws.RouteTable"###, ###"databricks.Network"###], isLocal: false,
      fields: [[###"VpcPeeringConnectionId"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.subnetsWithoutRoute) && !facts.isBlackholed && facts.?state.orValue('') in ['active', ''] && facts.?overlap.orValue('') == ''\###u{1F}0\###u{1F}0\###u{1F}3\###u{1F}facts.subnetsWithoutRoute.size() == 0 || facts.servesOthers\###u{1F}1\###u{1F}'no route leads through ' + object.VpcPeeringConnectionId + ' from ' + facts.subnetsWithoutRoute.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networks\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}1\###u{1F}the subnets of the workspace\###u{1F}facts.subnetsWithoutRoute.size() == 0\###u{1F}1\###u{1F}'only other subnets of ' + facts.workspaceVPC + ' route through ' + object.VpcPeeringConnectionId + '; nodes in ' + facts.subnetsWithoutRoute.join(', ') + ' do not reach the peer'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}0\###u{1F}facts.partlyRoutedSubnets.size() == 0\###u{1F}1\###u{1F}'blocks of the peer without a route through ' + object.VpcPeeringConnectionId + ': ' + facts.partlyRoutedSubnets.join('; ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: peering-route-missing
summary: Workspace subnets have no route to a peered VPC.
why: A peering connection carries nothing by itself; every subnet's route table needs a route to the peer's blocks through it.
remediation: Add routes to the peer's blocks through the connection, with create-route or aws_route, to the tables of all workspace subnets.
severity: error
confidence: high
references:
  - name: AWS, Update your route tables for a VPC peering connection
    url: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
match: [aws.VPCPeeringConnection]
needs: [aws.RouteTable, databricks.Network]
matchConditions:
  - has(facts.subnetsWithoutRoute) && !facts.isBlackholed && facts.?state.orValue('') in ['active', ''] && facts.?overlap.orValue('') == ''
validations:
  - expression: facts.subnetsWithoutRoute.size() == 0 || facts.servesOthers
    messageExpression: "'no route leads through ' + object.VpcPeeringConnectionId + ' from ' + facts.subnetsWithoutRoute.join(', ')"
    at: VpcPeeringConnectionId
    related:
      - each: related.networks
        at: subnet_ids
        message: the subnets of the workspace
  - expression: facts.subnetsWithoutRoute.size() == 0
    severity: note
    messageExpression: "'only other subnets of ' + facts.workspaceVPC + ' route through ' + object.VpcPeeringConnectionId + '; nodes in ' + facts.subnetsWithoutRoute.join(', ') + ' do not reach the peer'"
    at: VpcPeeringConnectionId
  - expression: facts.partlyRoutedSubnets.size() == 0
    severity: warning
    messageExpression: "'blocks of the peer without a route through ' + object.VpcPeeringConnectionId + ': ' + facts.partlyRoutedSubnets.join('; ')"
    at: VpcPeeringConnectionId

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peering-route-too-wide"###,
      summary: ###"A workspace subnet's route into a peering connection is wider than the peer."###,
      why: ###"A peer does not pass packets on to its gateways, endpoints and further peers, so what is not in its own blocks is lost there."###,
      remediation: ###"Route the peer's own blocks through the connection, and the rest through a NAT gateway or a transit gateway."###,
      severity: .error, confidence: .high,
      references: [(###"AWS, VPC peering limitations"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"###), (###"Checkov, CKV2_AWS_44"###, ###"https://github.com/bridgecrewio/checkov"###)],
      match: [###"aws.RouteTable"###], needs: [###"aws.VPCPeeringConnection"###], isLocal: false,
      fields: [[###"Routes"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.widePeeringRoutes)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.widePeeringRoutes.size() == 0\###u{1F}1\###u{1F}'this table routes more into a peering connection than the peer has: ' + facts.widePeeringRoutes.join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}Routes\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: peering-route-too-wide
summary: A workspace subnet's route into a peering connection is wider than the peer.
why: A peer does not pass packets on to its gateways, endpoints and further peers, so what is not in its own blocks is lost there.
remediation: Route the peer's own blocks through the connection, and the rest through a NAT gateway or a transit gateway.
severity: error
confidence: high
references:
  - name: AWS, VPC peering limitations
    url: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
  - name: Checkov, CKV2_AWS_44
    url: https://github.com/bridgecrewio/checkov
match: [aws.RouteTable]
needs: [aws.VPCPeeringConnection]
matchConditions:
  - has(facts.widePeeringRoutes)
validations:
  - expression: facts.widePeeringRoutes.size() == 0
    messageExpression: "'this table routes more into a peering connection than the peer has: ' + facts.widePeeringRoutes.join(', ')"
    at: Routes

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"peering-without-accepter"###,
      summary: ###"Terraform asks for a peering connection, and nothing accepts it."###,
      why: ###"Only a request within one account and Region can accept itself, and only with auto_accept; a request expires after seven days, and until then carries nothing."###,
      remediation: ###"Set auto_accept within one account and Region. Else add an aws_vpc_peering_connection_accepter with the provider of the other side, or have its owner accept the request."###,
      severity: .warning, confidence: .high,
      references: [(###"AWS Terraform provider, aws_vpc_peering_connection_accepter"###, ###"https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection_accepter"###), (###"AWS, VPC peering"###, ###"https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html"###)],
      match: [###"terraform.Resource"###], needs: [], isLocal: true,
      fields: [[###"configured"###], [###"accepters"###], [###"actions"###], [###"type"###], [###"configured"###, ###"peer_owner_id"###], [###"configured"###, ###"peer_region"###], [###"auto_accept"###], [###"address"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.type == 'aws_vpc_peering_connection' && has(object.configured) && has(object.accepters) && 'create' in object.?actions.orValue([])\###u{1F}1\###u{1F}isFar\###u{1F}has(object.configured.peer_owner_id) || has(object.configured.peer_region)\###u{1F}0\###u{1F}1\###u{1F}object.?auto_accept.orValue(false) || object.accepters.size() > 0\###u{1F}1\###u{1F}'nothing accepts ' + object.address + (variables.isFar ? ', which asks for a peering with another account or Region' : ': auto_accept is not set')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}configured\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: peering-without-accepter
summary: Terraform asks for a peering connection, and nothing accepts it.
why: Only a request within one account and Region can accept itself, and only with auto_accept; a request expires after seven days, and until then carries nothing.
remediation: Set auto_accept within one account and Region. Else add an aws_vpc_peering_connection_accepter with the provider of the other side, or have its owner accept the request.
severity: warning
confidence: high
references:
  - name: AWS Terraform provider, aws_vpc_peering_connection_accepter
    url: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection_accepter
  - name: AWS, VPC peering
    url: https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
match: [terraform.Resource]
matchConditions:
  # Of a connection that is there already, its state tells.
  - object.type == 'aws_vpc_peering_connection' && has(object.configured) && has(object.accepters) && 'create' in object.?actions.orValue([])
variables:
  isFar: has(object.configured.peer_owner_id) || has(object.configured.peer_region)
validations:
  - expression: object.?auto_accept.orValue(false) || object.accepters.size() > 0
    messageExpression: "'nothing accepts ' + object.address + (variables.isFar ? ', which asks for a peering with another account or Region' : ': auto_accept is not set')"
    at: configured

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"pod-addresses-static-block"###,
      summary: ###"A node pool gives its pods addresses in static blocks."###,
      why: ###"With static block allocation a Private Link Service cannot be made from a Kubernetes Service."###,
      remediation: ###"Use dynamic allocation or the overlay mode for the node pools that run the gateway."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure Kubernetes Service, Azure CNI with static block allocation"###, ###"https://learn.microsoft.com/azure/aks/configure-azure-cni-static-block-allocation"###)],
      match: [###"azure.ManagedCluster"###], needs: [], isLocal: true,
      fields: [[], [###"agentPoolProfiles"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}lists.range(object.?agentPoolProfiles.orValue([]).size())\###u{1F}1\###u{1F}object.agentPoolProfiles[item].?podIpAllocationMode.orValue('').lowerAscii() != 'staticblock'\###u{1F}1\###u{1F}'the node pool ' + object.agentPoolProfiles[item].?name.orValue('') + ' of cluster ' + object.name + ' allocates pod addresses in static blocks, with which no Private Link Service can be made from a Service'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'agentPoolProfiles[' + string(item) + '].podIpAllocationMode'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: pod-addresses-static-block
summary: A node pool gives its pods addresses in static blocks.
why: With static block allocation a Private Link Service cannot be made from a Kubernetes Service.
remediation: Use dynamic allocation or the overlay mode for the node pools that run the gateway.
severity: error
confidence: medium
references:
  - name: Azure Kubernetes Service, Azure CNI with static block allocation
    url: https://learn.microsoft.com/azure/aks/configure-azure-cni-static-block-allocation
match: [azure.ManagedCluster]
forEach: lists.range(object.?agentPoolProfiles.orValue([]).size())
validations:
  - expression: object.agentPoolProfiles[item].?podIpAllocationMode.orValue('').lowerAscii() != 'staticblock'
    messageExpression: "'the node pool ' + object.agentPoolProfiles[item].?name.orValue('') + ' of cluster ' + object.name + ' allocates pod addresses in static blocks, with which no Private Link Service can be made from a Service'"
    atExpression: "'agentPoolProfiles[' + string(item) + '].podIpAllocationMode'"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-access-settings-missing"###,
      summary: ###"A workspace's network has PrivateLink endpoints and the workspace has no private access settings."###,
      why: ###"Back-end PrivateLink works only for a workspace with private access settings attached, even where users come from the internet."###,
      remediation: ###"Attach private access settings of the workspace's Region to it, as private_access_settings_id."###,
      severity: .error, confidence: .high,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"databricks.Workspace"###], needs: [], isLocal: false,
      fields: [[###"network_id"###], [###"aws_region"###], [###"private_access_settings_id"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(object.aws_region)\###u{1F}related.networks.exists(n, n.?vpc_endpoints.?rest_api.orValue([]).size() > 0 || n.?vpc_endpoints.?dataplane_relay.orValue([]).size() > 0)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.privateAccessSettings.size() > 0 || object.?private_access_settings_id.orValue('') != ''\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has no private access settings, and its network ' + related.networks.map(n, n.?network_name.orValue('')).join(', ') + ' has back-end endpoints'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networks\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}1\###u{1F}the endpoints\###u{1F}0"###,
      text: ###"""
id: private-access-settings-missing
summary: A workspace's network has PrivateLink endpoints and the workspace has no private access settings.
why: Back-end PrivateLink works only for a workspace with private access settings attached, even where users come from the internet.
remediation: Attach private access settings of the workspace's Region to it, as private_access_settings_id.
severity: error
confidence: high
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [databricks.Workspace]
matchConditions:
  - has(object.aws_region)
  - related.networks.exists(n, n.?vpc_endpoints.?rest_api.orValue([]).size() > 0 || n.?vpc_endpoints.?dataplane_relay.orValue([]).size() > 0)
validations:
  - expression: related.privateAccessSettings.size() > 0 || object.?private_access_settings_id.orValue('') != ''
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has no private access settings, and its network ' + related.networks.map(n, n.?network_name.orValue('')).join(', ') + ' has back-end endpoints'"
    at: network_id
    related:
      - each: related.networks
        at: vpc_endpoints
        message: the endpoints

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-access-settings-of-other-region"###,
      summary: ###"A workspace's private access settings are of another Region."###,
      why: ###"Private access settings serve workspaces of their own Region alone."###,
      remediation: ###"Attach settings that were made for the workspace's Region."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks, Manage private access settings"###, ###"https://docs.databricks.com/aws/en/security/network/classic/private-access-settings"###)],
      match: [###"databricks.Workspace"###], needs: [], isLocal: false,
      fields: [[###"aws_region"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.aws_region) && related.privateAccessSettings.exists(s, has(s.region))\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.privateAccessSettings.all(s, s.?region.orValue(object.aws_region) == object.aws_region)\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' is in ' + object.aws_region + ', and its private access settings are of ' + related.privateAccessSettings[0].region\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}aws_region\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateAccessSettings\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}region\###u{1F}0\###u{1F}1\###u{1F}the Region of the settings\###u{1F}0"###,
      text: ###"""
id: private-access-settings-of-other-region
summary: A workspace's private access settings are of another Region.
why: Private access settings serve workspaces of their own Region alone.
remediation: Attach settings that were made for the workspace's Region.
severity: error
confidence: high
references:
  - name: Databricks, Manage private access settings
    url: https://docs.databricks.com/aws/en/security/network/classic/private-access-settings
match: [databricks.Workspace]
matchConditions:
  - has(object.aws_region) && related.privateAccessSettings.exists(s, has(s.region))
validations:
  - expression: related.privateAccessSettings.all(s, s.?region.orValue(object.aws_region) == object.aws_region)
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' is in ' + object.aws_region + ', and its private access settings are of ' + related.privateAccessSettings[0].region"
    at: aws_region
    related:
      - each: related.privateAccessSettings
        at: region
        message: the Region of the settings

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-access-settings-shared"###,
      summary: ###"Several workspaces share private access settings."###,
      why: ###"A change of the settings is a replacement as a whole and holds at once for every workspace that has them."###,
      remediation: ###"Give workspaces that are not to change together settings of their own."###,
      severity: .note, confidence: .high,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###)],
      match: [###"databricks.PrivateAccessSettings"###], needs: [], isLocal: false,
      fields: [[###"private_access_settings_id"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.workspaces.size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.workspaces.size() == 1\###u{1F}1\###u{1F}'these settings serve ' + string(related.workspaces.size()) + ' workspaces: ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}private_access_settings_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.workspaces\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}private_access_settings_id\###u{1F}0\###u{1F}1\###u{1F}one of them\###u{1F}0"###,
      text: ###"""
id: private-access-settings-shared
summary: Several workspaces share private access settings.
why: A change of the settings is a replacement as a whole and holds at once for every workspace that has them.
remediation: Give workspaces that are not to change together settings of their own.
severity: note
confidence: high
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
match: [databricks.PrivateAccessSettings]
matchConditions:
  - related.workspaces.size() > 0
validations:
  - expression: related.workspaces.size() == 1
    messageExpression: "'these settings serve ' + string(related.workspaces.size()) + ' workspaces: ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ')"
    at: private_access_settings_id
    related:
      - each: related.workspaces
        at: private_access_settings_id
        message: one of them

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-access-settings-unknown"###,
      summary: ###"A workspace names private access settings that the account does not have."###,
      why: ###"The id is of another account, or the settings were deleted; what the workspace admits cannot be told from the account's list."###,
      remediation: ###"Attach settings of the account to the workspace, or export the list anew."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks, Manage private access settings"###, ###"https://docs.databricks.com/aws/en/security/network/classic/private-access-settings"###)],
      match: [###"databricks.Workspace"###], needs: [###"databricks.PrivateAccessSettings"###], isLocal: false,
      fields: [[###"private_access_settings_id"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.unlistedSettings)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.unlistedSettings == ''\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has private access settings ' + facts.unlistedSettings + ', which the list of the account does not hold'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}private_access_settings_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-access-settings-unknown
summary: A workspace names private access settings that the account does not have.
why: The id is of another account, or the settings were deleted; what the workspace admits cannot be told from the account's list.
remediation: Attach settings of the account to the workspace, or export the list anew.
severity: error
confidence: high
references:
  - name: Databricks, Manage private access settings
    url: https://docs.databricks.com/aws/en/security/network/classic/private-access-settings
match: [databricks.Workspace]
needs: [databricks.PrivateAccessSettings]
matchConditions:
  - has(facts.unlistedSettings)
validations:
  - expression: facts.unlistedSettings == ''
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has private access settings ' + facts.unlistedSettings + ', which the list of the account does not hold'"
    at: private_access_settings_id

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-access-without-endpoints"###,
      summary: ###"Private access settings stand without the endpoints that they are for."###,
      why: ###"With public access off, users reach the workspace only through a registered endpoint and compute only through the back-end pair; settings alone make nothing private, though a check for their presence (SAT NS-3) passes."###,
      remediation: ###"Register an endpoint of the general-access service in the users' network and the two endpoints of the workspace's network, or allow public access."###,
      severity: .error, confidence: .high,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###), (###"Databricks, Manage private access settings"###, ###"https://docs.databricks.com/aws/en/security/network/classic/private-access-settings"###)],
      match: [###"databricks.PrivateAccessSettings"###], needs: [###"databricks.VPCEndpoint"###, ###"databricks.Network"###], isLocal: false,
      fields: [[###"public_access_enabled"###], [###"private_access_settings_id"###], [###"region"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.frontEnd) && related.workspaces.size() > 0 && related.networks.size() > 0\###u{1F}2\###u{1F}isPublic\###u{1F}object.?public_access_enabled.orValue(false)\###u{1F}withoutBackEnd\###u{1F}related.networks.filter(n, n.?vpc_endpoints.?rest_api.orValue([]).size() == 0 && n.?vpc_endpoints.?dataplane_relay.orValue([]).size() == 0)\###u{1F}0\###u{1F}4\###u{1F}variables.isPublic || facts.frontEnd != 'none'\###u{1F}1\###u{1F}'public access is off, and no endpoint of the general-access service is registered in ' + object.region + ': users cannot reach ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}public_access_enabled\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.isPublic || variables.withoutBackEnd.size() == 0\###u{1F}1\###u{1F}'public access is off, and the network ' + variables.withoutBackEnd.map(n, n.?network_name.orValue('')).join(', ') + ' has no back-end endpoints: its nodes cannot reach the control plane'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}public_access_enabled\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.withoutBackEnd\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}the network\###u{1F}facts.frontEnd != 'none' || variables.withoutBackEnd.size() < related.networks.size()\###u{1F}1\###u{1F}'no network of ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ') + ' has back-end endpoints, and no endpoint for users is registered in ' + object.region + ': the settings have no effect'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}private_access_settings_id\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}0\###u{1F}variables.isPublic || facts.frontEnd != 'workspaceVPC'\###u{1F}1\###u{1F}'public access is off, and the only endpoints of the general-access service in ' + object.region + ' are in VPCs of workspaces: users need a route into one of these'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}public_access_enabled\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-access-without-endpoints
summary: Private access settings stand without the endpoints that they are for.
why: With public access off, users reach the workspace only through a registered endpoint and compute only through the back-end pair; settings alone make nothing private, though a check for their presence (SAT NS-3) passes.
remediation: Register an endpoint of the general-access service in the users' network and the two endpoints of the workspace's network, or allow public access.
severity: error
confidence: high
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
  - name: Databricks, Manage private access settings
    url: https://docs.databricks.com/aws/en/security/network/classic/private-access-settings
match: [databricks.PrivateAccessSettings]
needs: [databricks.VPCEndpoint, databricks.Network]
matchConditions:
  - has(facts.frontEnd) && related.workspaces.size() > 0 && related.networks.size() > 0
variables:
  isPublic: object.?public_access_enabled.orValue(false)
  withoutBackEnd: related.networks.filter(n, n.?vpc_endpoints.?rest_api.orValue([]).size() == 0 && n.?vpc_endpoints.?dataplane_relay.orValue([]).size() == 0)
validations:
  - expression: variables.isPublic || facts.frontEnd != 'none'
    messageExpression: "'public access is off, and no endpoint of the general-access service is registered in ' + object.region + ': users cannot reach ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ')"
    at: public_access_enabled
  - expression: variables.isPublic || variables.withoutBackEnd.size() == 0
    messageExpression: "'public access is off, and the network ' + variables.withoutBackEnd.map(n, n.?network_name.orValue('')).join(', ') + ' has no back-end endpoints: its nodes cannot reach the control plane'"
    at: public_access_enabled
    related:
      - each: variables.withoutBackEnd
        message: the network
  - expression: facts.frontEnd != 'none' || variables.withoutBackEnd.size() < related.networks.size()
    severity: warning
    messageExpression: "'no network of ' + related.workspaces.map(w, w.?workspace_name.orValue('')).join(', ') + ' has back-end endpoints, and no endpoint for users is registered in ' + object.region + ': the settings have no effect'"
    at: private_access_settings_id
  - expression: variables.isPublic || facts.frontEnd != 'workspaceVPC'
    severity: note
    messageExpression: "'public access is off, and the only endpoints of the general-access service in ' + object.region + ' are in VPCs of workspaces: users need a route into one of these'"
    at: public_access_enabled

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-access-without-own-vpc"###,
      summary: ###"A workspace has private access settings and no VPC of the customer's own."###,
      why: ###"PrivateLink of either kind needs a customer-managed VPC; in a VPC that Databricks manages nobody can place the endpoints."###,
      remediation: ###"Create the workspace with a network configuration; a running workspace cannot be moved out of the VPC that Databricks manages."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks, Configure classic private connectivity to Databricks"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###), (###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###)],
      match: [###"databricks.Workspace"###], needs: [], isLocal: false,
      fields: [[###"private_access_settings_id"###], [###"aws_region"###], [###"compute_mode"###], [###"network_id"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(object.aws_region) && object.?compute_mode.orValue('').upperAscii() != 'SERVERLESS'\###u{1F}related.privateAccessSettings.size() > 0 || object.?private_access_settings_id.orValue('') != ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.networks.size() > 0 || object.?network_id.orValue('') != ''\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has private access settings and no network_id: Databricks manages its VPC'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}private_access_settings_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-access-without-own-vpc
summary: A workspace has private access settings and no VPC of the customer's own.
why: PrivateLink of either kind needs a customer-managed VPC; in a VPC that Databricks manages nobody can place the endpoints.
remediation: Create the workspace with a network configuration; a running workspace cannot be moved out of the VPC that Databricks manages.
severity: error
confidence: high
references:
  - name: Databricks, Configure classic private connectivity to Databricks
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
match: [databricks.Workspace]
matchConditions:
  - has(object.aws_region) && object.?compute_mode.orValue('').upperAscii() != 'SERVERLESS'
  - related.privateAccessSettings.size() > 0 || object.?private_access_settings_id.orValue('') != ''
validations:
  - expression: related.networks.size() > 0 || object.?network_id.orValue('') != ''
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has private access settings and no network_id: Databricks manages its VPC'"
    at: private_access_settings_id

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-dns-claimed-twice"###,
      summary: ###"Two endpoints of a VPC ask for the same private names."###,
      why: ###"AWS refuses the second endpoint for a service with private DNS in one VPC, so the apply fails."###,
      remediation: ###"Keep one endpoint with private DNS; the back end and users of the VPC can share it."###,
      severity: .error, confidence: .high,
      references: [(###"AWS, Access an AWS service using an interface VPC endpoint"###, ###"https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"###)],
      match: [###"aws.VPCEndpoint"###], needs: [], isLocal: false,
      fields: [[###"PrivateDnsEnabled"###], [###"ServiceName"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?PrivateDnsEnabled.orValue(false) && related.?networks.orValue([]).size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.privateDNSConflict)\###u{1F}1\###u{1F}'another endpoint of the VPC, ' + facts.privateDNSConflict + ', has private DNS for ' + object.ServiceName + ' as well'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}PrivateDnsEnabled\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-dns-claimed-twice
summary: Two endpoints of a VPC ask for the same private names.
why: AWS refuses the second endpoint for a service with private DNS in one VPC, so the apply fails.
remediation: Keep one endpoint with private DNS; the back end and users of the VPC can share it.
severity: error
confidence: high
references:
  - name: AWS, Access an AWS service using an interface VPC endpoint
    url: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
match: [aws.VPCEndpoint]
matchConditions:
  - object.?PrivateDnsEnabled.orValue(false) && related.?networks.orValue([]).size() > 0
validations:
  - expression: "!has(facts.privateDNSConflict)"
    messageExpression: "'another endpoint of the VPC, ' + facts.privateDNSConflict + ', has private DNS for ' + object.ServiceName + ' as well'"
    at: PrivateDnsEnabled

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-endpoint-connection-not-approved"###,
      summary: ###"A connection of a Private Link Service is not approved."###,
      why: ###"Traffic flows through approved connections only; a rejected or disconnected one has to be made anew."###,
      remediation: ###"Approve a pending connection; for a rejected or disconnected one delete the private endpoint rule and create it again."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.PrivateLinkService"###], needs: [], isLocal: true,
      fields: [[###"privateEndpointConnections"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?privateEndpointConnections.orValue([])\###u{1F}1\###u{1F}item.?privateLinkServiceConnectionState.?status.orValue('Approved') == 'Approved'\###u{1F}1\###u{1F}'the connection ' + item.?name.orValue('without a name') + ' of ' + object.name + ' is ' + item.privateLinkServiceConnectionState.status\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}privateEndpointConnections\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-endpoint-connection-not-approved
summary: A connection of a Private Link Service is not approved.
why: Traffic flows through approved connections only; a rejected or disconnected one has to be made anew.
remediation: Approve a pending connection; for a rejected or disconnected one delete the private endpoint rule and create it again.
severity: error
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.PrivateLinkService]
forEach: object.?privateEndpointConnections.orValue([])
validations:
  - expression: item.?privateLinkServiceConnectionState.?status.orValue('Approved') == 'Approved'
    messageExpression: "'the connection ' + item.?name.orValue('without a name') + ' of ' + object.name + ' is ' + item.privateLinkServiceConnectionState.status"
    at: privateEndpointConnections

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-endpoint-connection-unknown"###,
      summary: ###"An approved connection of a Private Link Service belongs to no private endpoint rule."###,
      why: ###"The gateway asks no one who they are, so that whoever is behind an approved connection can use it."###,
      remediation: ###"Find out whose endpoint it is, and remove the connection if nobody needs it."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"databricks.PrivateEndpointRule"###], isLocal: false,
      fields: [[], [###"privateEndpointConnections"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.privateEndpointRules.size() > 0 && related.privateEndpointRules.all(r, r.?endpoint_name.orValue('') != '' || r.?deactivated.orValue(false))\###u{1F}2\###u{1F}names\###u{1F}related.connectedRules.map(r, r.?endpoint_name.orValue('-').lowerAscii())\###u{1F}own\###u{1F}inventory['azure.PrivateEndpoint'].map(e, armID(e.?id.orValue('-')))\###u{1F}1\###u{1F}lists.range(object.?privateEndpointConnections.orValue([]).size())\###u{1F}1\###u{1F}object.privateEndpointConnections[item].?privateLinkServiceConnectionState.?status.orValue('').lowerAscii() != 'approved' || armID(object.privateEndpointConnections[item].?privateEndpoint.?id.orValue('')) in variables.own || variables.names.exists(n, armID(object.privateEndpointConnections[item].?privateEndpoint.?id.orValue('')).endsWith('/' + n) || (object.privateEndpointConnections[item].?name.orValue('').lowerAscii() + '.').startsWith(n + '.'))\###u{1F}1\###u{1F}'the approved connection ' + object.privateEndpointConnections[item].?name.orValue('without a name') + ' of Private Link Service ' + object.name + ' belongs to no private endpoint rule in the inputs'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'privateEndpointConnections[' + string(item) + ']'\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateEndpointRules\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}endpoint_name\###u{1F}0\###u{1F}1\###u{1F}the endpoint of a rule that leads here\###u{1F}0"###,
      text: ###"""
id: private-endpoint-connection-unknown
summary: An approved connection of a Private Link Service belongs to no private endpoint rule.
why: The gateway asks no one who they are, so that whoever is behind an approved connection can use it.
remediation: Find out whose endpoint it is, and remove the connection if nobody needs it.
severity: warning
confidence: medium
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [azure.PrivateLinkService]
needs: [databricks.PrivateEndpointRule]
matchConditions:
  # Without the rules that lead here, or their endpoints' names, nobody can tell whose a connection is.
  - related.privateEndpointRules.size() > 0 && related.privateEndpointRules.all(r, r.?endpoint_name.orValue('') != '' || r.?deactivated.orValue(false))
variables:
  names: related.connectedRules.map(r, r.?endpoint_name.orValue('-').lowerAscii())
  own: inventory['azure.PrivateEndpoint'].map(e, armID(e.?id.orValue('-')))
forEach: lists.range(object.?privateEndpointConnections.orValue([]).size())
validations:
  - expression: >-
      object.privateEndpointConnections[item].?privateLinkServiceConnectionState.?status.orValue('').lowerAscii() != 'approved'
      || armID(object.privateEndpointConnections[item].?privateEndpoint.?id.orValue('')) in variables.own
      || variables.names.exists(n, armID(object.privateEndpointConnections[item].?privateEndpoint.?id.orValue('')).endsWith('/' + n)
      || (object.privateEndpointConnections[item].?name.orValue('').lowerAscii() + '.').startsWith(n + '.'))
    messageExpression: "'the approved connection ' + object.privateEndpointConnections[item].?name.orValue('without a name') + ' of Private Link Service ' + object.name + ' belongs to no private endpoint rule in the inputs'"
    atExpression: "'privateEndpointConnections[' + string(item) + ']'"
    related:
      - {each: related.privateEndpointRules, at: endpoint_name, message: the endpoint of a rule that leads here}

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-rule-deactivated"###,
      summary: ###"A private endpoint rule is deactivated."###,
      why: ###"A deactivated rule is being deleted and routes nothing."###,
      remediation: ###"Create the rule again, and approve its endpoint."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"deactivated"###], [###"domain_names"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!object.?deactivated.orValue(false)\###u{1F}1\###u{1F}'the private endpoint rule for ' + object.?domain_names.orValue([]).join(', ') + ' is deactivated and will be deleted'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}deactivated\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-deactivated
summary: A private endpoint rule is deactivated.
why: A deactivated rule is being deleted and routes nothing.
remediation: Create the rule again, and approve its endpoint.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.PrivateEndpointRule]
validations:
  - expression: "!object.?deactivated.orValue(false)"
    messageExpression: "'the private endpoint rule for ' + object.?domain_names.orValue([]).join(', ') + ' is deactivated and will be deleted'"
    at: deactivated

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-rule-not-established"###,
      summary: ###"A private endpoint rule is not in the state ESTABLISHED."###,
      why: ###"A rule routes traffic only once its endpoint is established; until then the hostname goes nowhere, or to the internet."###,
      remediation: ###"Approve a pending connection on the Private Link Service; delete and recreate a rule that was rejected, disconnected, expired or failed."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###), (###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: false,
      fields: [[###"connection_state"###], [###"deactivated"###], [###"endpoint_name"###], [###"creation_time"###], [###"domain_names"###], [###"error_message"###]],
      definition: ###"1\###u{1F}now\###u{1F}The time at which the age of a pending private endpoint rule is judged, such as 2026-03-01T00:00:00Z; empty for the newest time in the inputs.\###u{1F}string\###u{1F}\###u{1F}3\###u{1F}has(object.connection_state)\###u{1F}!object.?deactivated.orValue(false)\###u{1F}!(object.connection_state == 'PENDING' && object.?endpoint_name.orValue('') != '' && related.privateLinkServices.exists(s, s.?privateEndpointConnections.orValue([]).exists(c, c.?privateEndpoint.?id.orValue('').lowerAscii().endsWith('/' + object.endpoint_name.lowerAscii()) && c.?privateLinkServiceConnectionState.?status.orValue('') == 'Approved')))\###u{1F}1\###u{1F}days\###u{1F}params.now != '' && has(object.creation_time) ? (int(timestamp(params.now)) - int(object.creation_time) / 1000) / 86400 : facts.?daysOld.orValue(0)\###u{1F}0\###u{1F}1\###u{1F}object.connection_state == 'ESTABLISHED'\###u{1F}1\###u{1F}'the private endpoint rule for ' + object.?domain_names.orValue([]).join(', ') + ' is ' + object.connection_state + {'PENDING': ': it waits for approval on the Private Link Service, for 14 days at most', 'CREATING': ': the endpoint is being made', 'INIT': ': the endpoint is being made', 'REJECTED': ': the connection was rejected, and the rule has to be made anew', 'DISCONNECTED': ': the connection was removed, and the rule has to be made anew', 'EXPIRED': ': it was not approved within 14 days, and has to be made anew', 'CREATE_FAILED': ': the endpoint could not be made'}[?object.connection_state].orValue('') + (object.connection_state == 'PENDING' && variables.days > 10 ? ', and the rule is ' + string(variables.days) + ' days old' : '') + (object.?error_message.orValue('').contains('DoesNotExistOrIsNotVisible') ? ': the Private Link Service is not visible to the subscription of Databricks' : '')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}connection_state\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-not-established
summary: A private endpoint rule is not in the state ESTABLISHED.
why: A rule routes traffic only once its endpoint is established; until then the hostname goes nowhere, or to the internet.
remediation: Approve a pending connection on the Private Link Service; delete and recreate a rule that was rejected, disconnected, expired or failed.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
match: [databricks.PrivateEndpointRule]
params:
  # There is no clock in rules: the same inputs give the same findings.
  now: {type: string, default: '', description: "The time at which the age of a pending private endpoint rule is judged, such as 2026-03-01T00:00:00Z; empty for the newest time in the inputs."}
matchConditions:
  - has(object.connection_state)
  - "!object.?deactivated.orValue(false)"
  # A rule that waits for an approval that the Private Link Service has given is told by private-endpoint-state-differs.
  - >-
    !(object.connection_state == 'PENDING' && object.?endpoint_name.orValue('') != '' && related.privateLinkServices.exists(s,
    s.?privateEndpointConnections.orValue([]).exists(c, c.?privateEndpoint.?id.orValue('').lowerAscii().endsWith('/' + object.endpoint_name.lowerAscii())
    && c.?privateLinkServiceConnectionState.?status.orValue('') == 'Approved')))
variables:
  days: "params.now != '' && has(object.creation_time) ? (int(timestamp(params.now)) - int(object.creation_time) / 1000) / 86400 : facts.?daysOld.orValue(0)"
validations:
  - expression: object.connection_state == 'ESTABLISHED'
    messageExpression: >-
      'the private endpoint rule for ' + object.?domain_names.orValue([]).join(', ') + ' is ' + object.connection_state
      + {'PENDING': ': it waits for approval on the Private Link Service, for 14 days at most',
      'CREATING': ': the endpoint is being made', 'INIT': ': the endpoint is being made',
      'REJECTED': ': the connection was rejected, and the rule has to be made anew',
      'DISCONNECTED': ': the connection was removed, and the rule has to be made anew',
      'EXPIRED': ': it was not approved within 14 days, and has to be made anew',
      'CREATE_FAILED': ': the endpoint could not be made'}[?object.connection_state].orValue('')
      + (object.connection_state == 'PENDING' && variables.days > 10 ? ', and the rule is ' + string(variables.days) + ' days old' : '')
      + (object.?error_message.orValue('').contains('DoesNotExistOrIsNotVisible') ? ': the Private Link Service is not visible to the subscription of Databricks' : '')
    at: connection_state

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-rule-of-other-cloud"###,
      summary: ###"A rule of an Azure configuration has the members of another cloud."###,
      why: ###"endpoint_service, vpc_endpoint_id and gcp_endpoint are for AWS and Google Cloud; on Azure the target is resource_id."###,
      remediation: ###"Write the rule with resource_id and domain_names."###,
      severity: .error, confidence: .medium,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.PrivateEndpointRule"###, ###"databricks.NetworkConnectivityConfig"###], needs: [], isLocal: false,
      fields: [[], [###"egress_config"###, ###"target_rules"###, ###"aws_private_endpoint_rules"###], [###"resource_id"###], [###"endpoint_service"###], [###"gcp_endpoint"###], [###"resource_names"###], [###"rule_id"###], [###"vpc_endpoint_id"###], [###"egress_config"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}2\###u{1F}foreign\###u{1F}['endpoint_service', 'vpc_endpoint_id', 'resource_names', 'gcp_endpoint'].filter(key, key in object)\###u{1F}isAzure\###u{1F}object.?resource_id.orValue('').lowerAscii().startsWith('/subscriptions/') || object.?resource_id.orValue('').endsWith('.azure.privatelinkservice') || related.networkConnectivityConfigs.exists(c, has(c.egress_config) && has(c.egress_config.default_rules) && has(c.egress_config.default_rules.azure_service_endpoint_rule)) || related.workspaces.exists(w, w.?cloud.orValue('') == 'azure')\###u{1F}0\###u{1F}2\###u{1F}!has(object.rule_id) || !(has(object.endpoint_service) || has(object.vpc_endpoint_id) || has(object.resource_names) || has(object.gcp_endpoint)) || !variables.isAzure\###u{1F}1\###u{1F}'the rule of an Azure configuration has ' + variables.foreign.join(', ') + ', which is for another cloud'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.foreign[0]\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}!has(object.egress_config) || object.?egress_config.?default_rules.?azure_service_endpoint_rule.orValue(null) == null || object.?egress_config.?target_rules.?aws_private_endpoint_rules.orValue([]).size() == 0\###u{1F}1\###u{1F}'the Azure configuration ' + object.?name.orValue('') + ' has rules in aws_private_endpoint_rules'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}egress_config\###u{1F}member\###u{1F}target_rules\###u{1F}member\###u{1F}aws_private_endpoint_rules\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-of-other-cloud
summary: A rule of an Azure configuration has the members of another cloud.
why: endpoint_service, vpc_endpoint_id and gcp_endpoint are for AWS and Google Cloud; on Azure the target is resource_id.
remediation: Write the rule with resource_id and domain_names.
severity: error
confidence: medium
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.PrivateEndpointRule, databricks.NetworkConnectivityConfig]
variables:
  foreign: "['endpoint_service', 'vpc_endpoint_id', 'resource_names', 'gcp_endpoint'].filter(key, key in object)"
  isAzure: >-
    object.?resource_id.orValue('').lowerAscii().startsWith('/subscriptions/') || object.?resource_id.orValue('').endsWith('.azure.privatelinkservice')
    || related.networkConnectivityConfigs.exists(c, has(c.egress_config) && has(c.egress_config.default_rules) && has(c.egress_config.default_rules.azure_service_endpoint_rule))
    || related.workspaces.exists(w, w.?cloud.orValue('') == 'azure')
validations:
  - expression: >-
      !has(object.rule_id)
      || !(has(object.endpoint_service) || has(object.vpc_endpoint_id) || has(object.resource_names) || has(object.gcp_endpoint))
      || !variables.isAzure
    messageExpression: "'the rule of an Azure configuration has ' + variables.foreign.join(', ') + ', which is for another cloud'"
    atExpression: variables.foreign[0]
    mark: key
  - expression: >-
      !has(object.egress_config) || object.?egress_config.?default_rules.?azure_service_endpoint_rule.orValue(null) == null
      || object.?egress_config.?target_rules.?aws_private_endpoint_rules.orValue([]).size() == 0
    messageExpression: "'the Azure configuration ' + object.?name.orValue('') + ' has rules in aws_private_endpoint_rules'"
    at: egress_config.target_rules.aws_private_endpoint_rules
    mark: key

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-rule-output-set"###,
      summary: ###"Terraform sets an attribute of a private endpoint rule that Databricks alone fills in."###,
      why: ###"Current releases of the provider take these attributes as outputs and refuse a configuration that sets one of them."###,
      remediation: ###"Remove the attribute from the configuration."###,
      severity: .error, confidence: .medium,
      references: [(###"Databricks Terraform provider, databricks_mws_ncc_private_endpoint_rule"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_ncc_private_endpoint_rule"###)],
      match: [###"terraform.Resource"###], needs: [], isLocal: true,
      fields: [[], [###"configured"###], [###"type"###], [###"address"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.type == 'databricks_mws_ncc_private_endpoint_rule' && has(object.configured)\###u{1F}0\###u{1F}1\###u{1F}object.configured\###u{1F}1\###u{1F}!(item in ['rule_id', 'endpoint_name', 'connection_state', 'creation_time', 'updated_time', 'deactivated', 'deactivated_at', 'error_message', 'vpc_endpoint_id'])\###u{1F}1\###u{1F}object.address + ' sets ' + item + ', which is an output of the provider'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'configured.' + item\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-output-set
summary: Terraform sets an attribute of a private endpoint rule that Databricks alone fills in.
why: Current releases of the provider take these attributes as outputs and refuse a configuration that sets one of them.
remediation: Remove the attribute from the configuration.
severity: error
confidence: medium
references:
  - name: Databricks Terraform provider, databricks_mws_ncc_private_endpoint_rule
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_ncc_private_endpoint_rule
match: [terraform.Resource]
matchConditions:
  - object.type == 'databricks_mws_ncc_private_endpoint_rule' && has(object.configured)
forEach: object.configured
validations:
  - expression: >-
      !(item in ['rule_id', 'endpoint_name', 'connection_state', 'creation_time', 'updated_time', 'deactivated', 'deactivated_at',
      'error_message', 'vpc_endpoint_id'])
    messageExpression: "object.address + ' sets ' + item + ', which is an output of the provider'"
    atExpression: "'configured.' + item"

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-rule-target-unknown"###,
      summary: ###"A private endpoint rule targets no Private Link Service of the inputs."###,
      why: ###"A rule whose target is another service, or one that is gone, carries no traffic to the gateway."###,
      remediation: ###"Point the rule's resource_id at the Private Link Service of the gateway, by its ARM id or its alias; changing it means a new rule."###,
      severity: .error, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [###"azure.PrivateLinkService"###], isLocal: false,
      fields: [[###"resource_id"###], [###"deactivated"###], [###"group_id"###]],
      definition: ###"0\###u{1F}3\###u{1F}!object.?deactivated.orValue(false)\###u{1F}object.?group_id.orValue('') == ''\###u{1F}object.?resource_id.orValue('').lowerAscii().contains('privatelinkservice')\###u{1F}1\###u{1F}services\###u{1F}inventory['azure.PrivateLinkService'].map(s, s.name)\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices.size() > 0 || inventory['azure.PrivateLinkService'].exists(s, armID(s.?id.orValue('')) == armID(object.resource_id))\###u{1F}1\###u{1F}'the rule targets ' + object.resource_id + ', which is none of the Private Link Services in the inputs: ' + (variables.services.size() > 10 ? variables.services.slice(0, 10).join(', ') + ' and ' + string(variables.services.size() - 10) + ' more' : variables.services.join(', '))\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}resource_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}inventory['azure.PrivateLinkService']\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}id\###u{1F}0\###u{1F}1\###u{1F}a Private Link Service that the rule could mean\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-target-unknown
summary: A private endpoint rule targets no Private Link Service of the inputs.
why: A rule whose target is another service, or one that is gone, carries no traffic to the gateway.
remediation: Point the rule's resource_id at the Private Link Service of the gateway, by its ARM id or its alias; changing it means a new rule.
severity: error
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
match: [databricks.PrivateEndpointRule]
needs: [azure.PrivateLinkService]
matchConditions:
  - "!object.?deactivated.orValue(false)"
  # A rule with a group_id is for one of Azure's own services, which no Private Link Service stands for.
  - object.?group_id.orValue('') == ''
  - object.?resource_id.orValue('').lowerAscii().contains('privatelinkservice')
variables:
  services: inventory['azure.PrivateLinkService'].map(s, s.name)
validations:
  # A Private Link Service that does not exist yet has an unknown id, and may be the one.
  - expression: >-
      related.privateLinkServices.size() > 0
      || inventory['azure.PrivateLinkService'].exists(s, armID(s.?id.orValue('')) == armID(object.resource_id))
    messageExpression: >-
      'the rule targets ' + object.resource_id + ', which is none of the Private Link Services in the inputs: '
      + (variables.services.size() > 10 ? variables.services.slice(0, 10).join(', ') + ' and ' + string(variables.services.size() - 10) + ' more' : variables.services.join(', '))
    at: resource_id
    related:
      - each: inventory['azure.PrivateLinkService']
        at: id
        message: a Private Link Service that the rule could mean

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-rule-target-wrong"###,
      summary: ###"A private endpoint rule with domain names targets something that is no Private Link Service."###,
      why: ###"A load balancer or a cluster cannot be reached through a private endpoint; only a Private Link Service in front of it can."###,
      remediation: ###"Point resource_id at the Private Link Service in front of the gateway."###,
      severity: .error, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"resource_id"###], [###"group_id"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.resource_id) && object.?group_id.orValue('') == ''\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}!object.resource_id.lowerAscii().matches('/providers/(microsoft.network/loadbalancers|microsoft.containerservice/managedclusters|microsoft.network/publicipaddresses|microsoft.network/privateendpoints)/')\###u{1F}1\###u{1F}'the rule targets ' + object.resource_id + '; it has to target a Private Link Service'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}resource_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}object.resource_id.lowerAscii().matches('^/subscriptions/[^/]+/resourcegroups/[^/]+/providers/[^/]+/[^/]+/[^/]+') || object.resource_id.lowerAscii().matches('^[^/ ]+[.][0-9a-f-]{36}[.][a-z0-9]+[.]azure[.]privatelinkservice$')\###u{1F}1\###u{1F}'the rule targets "' + object.resource_id + '", which is neither the ARM id nor the alias of a Private Link Service'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}resource_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-target-wrong
summary: A private endpoint rule with domain names targets something that is no Private Link Service.
why: A load balancer or a cluster cannot be reached through a private endpoint; only a Private Link Service in front of it can.
remediation: Point resource_id at the Private Link Service in front of the gateway.
severity: error
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [databricks.PrivateEndpointRule]
matchConditions:
  - has(object.resource_id) && object.?group_id.orValue('') == ''
validations:
  - expression: "!object.resource_id.lowerAscii().matches('/providers/(microsoft.network/loadbalancers|microsoft.containerservice/managedclusters|microsoft.network/publicipaddresses|microsoft.network/privateendpoints)/')"
    messageExpression: "'the rule targets ' + object.resource_id + '; it has to target a Private Link Service'"
    at: resource_id
  - expression: >-
      object.resource_id.lowerAscii().matches('^/subscriptions/[^/]+/resourcegroups/[^/]+/providers/[^/]+/[^/]+/[^/]+')
      || object.resource_id.lowerAscii().matches('^[^/ ]+[.][0-9a-f-]{36}[.][a-z0-9]+[.]azure[.]privatelinkservice$')
    messageExpression: "'the rule targets \"' + object.resource_id + '\", which is neither the ARM id nor the alias of a Private Link Service'"
    at: resource_id

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-rule-with-group"###,
      summary: ###"A rule for a Private Link Service has a group id."###,
      why: ###"group_id names a part of one of Azure's own services; a Private Link Service has none, and domain_names conflicts with it."###,
      remediation: ###"Remove group_id and name the hosts in domain_names."###,
      severity: .warning, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###), (###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"group_id"###], [###"resource_id"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?resource_id.orValue('').lowerAscii().contains('privatelinkservice')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?group_id.orValue('') == ''\###u{1F}1\###u{1F}'the rule targets a Private Link Service and has the group_id ' + object.group_id + ', which only Azure services have'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}group_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-with-group
summary: A rule for a Private Link Service has a group id.
why: group_id names a part of one of Azure's own services; a Private Link Service has none, and domain_names conflicts with it.
remediation: Remove group_id and name the hosts in domain_names.
severity: warning
confidence: high
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
match: [databricks.PrivateEndpointRule]
matchConditions:
  - object.?resource_id.orValue('').lowerAscii().contains('privatelinkservice')
validations:
  - expression: object.?group_id.orValue('') == ''
    messageExpression: "'the rule targets a Private Link Service and has the group_id ' + object.group_id + ', which only Azure services have'"
    at: group_id

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-endpoint-rule-without-connection"###,
      summary: ###"A private endpoint rule's endpoint is not among the connections of its Private Link Service."###,
      why: ###"Every endpoint that is connected, or waits to be, stands in the Private Link Service's list; a rule without an entry leads nowhere."###,
      remediation: ###"Delete the rule and create it again for this Private Link Service."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###), (###"Databricks, security reference architecture for Azure, self-approving private endpoints"###, ###"https://github.com/databricks/terraform-databricks-sra"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [###"azure.PrivateLinkService"###], isLocal: false,
      fields: [[###"endpoint_name"###], [###"deactivated"###], [###"connection_state"###]],
      definition: ###"0\###u{1F}3\###u{1F}!object.?deactivated.orValue(false) && object.?endpoint_name.orValue('') != ''\###u{1F}object.?connection_state.orValue('ESTABLISHED') in ['ESTABLISHED', 'PENDING']\###u{1F}related.privateLinkServices.exists(s, has(s.privateEndpointConnections))\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.connectedPrivateLinkServices.exists(c, related.privateLinkServices.exists(s, armID(s.?id.orValue('')) == armID(c.?id.orValue('-'))))\###u{1F}1\###u{1F}'no connection of Private Link Service ' + related.privateLinkServices[0].name + ' is from the rule\'s endpoint ' + object.endpoint_name + (related.connectedPrivateLinkServices.size() > 0 ? '; it is connected to ' + related.connectedPrivateLinkServices[0].name : '')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}endpoint_name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}privateEndpointConnections\###u{1F}0\###u{1F}1\###u{1F}the connections of the Private Link Service\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-without-connection
summary: A private endpoint rule's endpoint is not among the connections of its Private Link Service.
why: Every endpoint that is connected, or waits to be, stands in the Private Link Service's list; a rule without an entry leads nowhere.
remediation: Delete the rule and create it again for this Private Link Service.
severity: error
confidence: medium
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
  - name: Databricks, security reference architecture for Azure, self-approving private endpoints
    url: https://github.com/databricks/terraform-databricks-sra
match: [databricks.PrivateEndpointRule]
needs: [azure.PrivateLinkService]
matchConditions:
  - "!object.?deactivated.orValue(false) && object.?endpoint_name.orValue('') != ''"
  # Other states are told by another rule.
  - object.?connection_state.orValue('ESTABLISHED') in ['ESTABLISHED', 'PENDING']
  # A plan does not list connections.
  - related.privateLinkServices.exists(s, has(s.privateEndpointConnections))
validations:
  - expression: related.connectedPrivateLinkServices.exists(c, related.privateLinkServices.exists(s, armID(s.?id.orValue('')) == armID(c.?id.orValue('-'))))
    messageExpression: >-
      'no connection of Private Link Service ' + related.privateLinkServices[0].name + ' is from the rule\'s endpoint ' + object.endpoint_name
      + (related.connectedPrivateLinkServices.size() > 0 ? '; it is connected to ' + related.connectedPrivateLinkServices[0].name : '')
    at: endpoint_name
    related:
      - {each: related.privateLinkServices, at: privateEndpointConnections, message: the connections of the Private Link Service}

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-rule-without-domains"###,
      summary: ###"A private endpoint rule for a Private Link Service names no domain."###,
      why: ###"The domain names say which hostnames take the private path; with none, nothing does."###,
      remediation: ###"Put the hostname of the connection into domain_names."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"domain_names"###], [###"group_id"###], [###"resource_id"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.?group_id.orValue('') == '' && object.?resource_id.orValue('').lowerAscii().contains('privatelinkservice')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?domain_names.orValue([]).size() > 0\###u{1F}0\###u{1F}1\###u{1F}the rule has no domain_names, so no hostname takes the private path\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-endpoint-rule-without-domains
summary: A private endpoint rule for a Private Link Service names no domain.
why: The domain names say which hostnames take the private path; with none, nothing does.
remediation: Put the hostname of the connection into domain_names.
severity: error
confidence: high
references:
  - name: Databricks SDK for Go, service/settings/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.PrivateEndpointRule]
matchConditions:
  - object.?group_id.orValue('') == '' && object.?resource_id.orValue('').lowerAscii().contains('privatelinkservice')
validations:
  - expression: object.?domain_names.orValue([]).size() > 0
    message: the rule has no domain_names, so no hostname takes the private path
    at: domain_names

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"private-endpoint-state-differs"###,
      summary: ###"A rule and the Private Link Service tell different states of one endpoint."###,
      why: ###"One of the two was exported earlier, or an approval has not arrived yet, which takes about 10 minutes."###,
      remediation: ###"Export both again; if they still differ after an hour, delete the rule and create it anew."###,
      severity: .warning, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [###"azure.PrivateLinkService"###], isLocal: false,
      fields: [[###"connection_state"###], [###"deactivated"###], [###"endpoint_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?endpoint_name.orValue('') != '' && !object.?deactivated.orValue(false)\###u{1F}object.?connection_state.orValue('') in ['PENDING', 'ESTABLISHED']\###u{1F}1\###u{1F}states\###u{1F}related.privateLinkServices.map(s, s.?privateEndpointConnections.orValue([]).filter(c, c.?privateEndpoint.?id.orValue('').lowerAscii().endsWith('/' + object.endpoint_name.lowerAscii())).map(c, c.?privateLinkServiceConnectionState.?status.orValue('')).join(',')).join(',')\###u{1F}0\###u{1F}2\###u{1F}!(object.connection_state == 'PENDING' && variables.states == 'Approved')\###u{1F}1\###u{1F}'the rule is PENDING, and the Private Link Service shows its endpoint ' + object.endpoint_name + ' as Approved'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}connection_state\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}privateEndpointConnections\###u{1F}0\###u{1F}1\###u{1F}the connections of the Private Link Service\###u{1F}!(object.connection_state == 'ESTABLISHED' && variables.states in ['Pending', 'Rejected', 'Disconnected'])\###u{1F}1\###u{1F}'the rule is ESTABLISHED, and the Private Link Service shows its endpoint ' + object.endpoint_name + ' as ' + variables.states\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}connection_state\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}privateEndpointConnections\###u{1F}0\###u{1F}1\###u{1F}the connections of the Private Link Service\###u{1F}0"###,
      text: ###"""
id: private-endpoint-state-differs
summary: A rule and the Private Link Service tell different states of one endpoint.
why: One of the two was exported earlier, or an approval has not arrived yet, which takes about 10 minutes.
remediation: Export both again; if they still differ after an hour, delete the rule and create it anew.
severity: warning
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [databricks.PrivateEndpointRule]
needs: [azure.PrivateLinkService]
matchConditions:
  - object.?endpoint_name.orValue('') != '' && !object.?deactivated.orValue(false)
  - object.?connection_state.orValue('') in ['PENDING', 'ESTABLISHED']
variables:
  # Azure's endpoint has the rule's endpoint_name as its own name.
  states: >-
    related.privateLinkServices.map(s, s.?privateEndpointConnections.orValue([]).filter(c,
    c.?privateEndpoint.?id.orValue('').lowerAscii().endsWith('/' + object.endpoint_name.lowerAscii())).map(c, c.?privateLinkServiceConnectionState.?status.orValue('')).join(',')).join(',')
validations:
  - expression: "!(object.connection_state == 'PENDING' && variables.states == 'Approved')"
    messageExpression: "'the rule is PENDING, and the Private Link Service shows its endpoint ' + object.endpoint_name + ' as Approved'"
    at: connection_state
    related:
      - each: related.privateLinkServices
        at: privateEndpointConnections
        message: the connections of the Private Link Service
  - expression: "!(object.connection_state == 'ESTABLISHED' && variables.states in ['Pending', 'Rejected', 'Disconnected'])"
    messageExpression: "'the rule is ESTABLISHED, and the Private Link Service shows its endpoint ' + object.endpoint_name + ' as ' + variables.states"
    at: connection_state
    related:
      - each: related.privateLinkServices
        at: privateEndpointConnections
        message: the connections of the Private Link Service

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-alias"###,
      summary: ###"The hostname of a private path is an alias."###,
      why: ###"Databricks does not follow aliases on this path, so the name has to resolve to the private endpoint directly; an alias also hands the choice of the address to whoever owns its target."###,
      remediation: ###"Replace the alias by an A record with the address of the private endpoint."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"RFC 1034 section 3.6.2; RFC 6672; RFC 4592"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###], [###"target"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') in ['address', 'alias'] && (facts.role == 'address' || facts.position == 0)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!(object.type in ['CNAME', 'DNAME'])\###u{1F}1\###u{1F}object.fqdn + ' is a ' + object.type + ' to ' + object.target + ', and ' + (object.type == 'DNAME' ? 'a hostname of the private path is below it' : object.fqdn.startsWith('*') ? 'a hostname of the private path gets its answer from it' : 'it is the hostname of a private path') + ': an A record is needed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy\###u{1F}0\###u{1F}1\###u{1F}has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-alias
summary: The hostname of a private path is an alias.
why: Databricks does not follow aliases on this path, so the name has to resolve to the private endpoint directly; an alias also hands the choice of the address to whoever owns its target.
remediation: Replace the alias by an A record with the address of the private endpoint.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: RFC 1034 section 3.6.2; RFC 6672; RFC 4592
    url: https://www.rfc-editor.org/rfc/rfc1034
match: [dns.Record]
matchConditions:
  - related.namedBy.size() > 0
  - facts.?role.orValue('') in ['address', 'alias'] && (facts.role == 'address' || facts.position == 0)
validations:
  - expression: "!(object.type in ['CNAME', 'DNAME'])"
    messageExpression: >-
      object.fqdn + ' is a ' + object.type + ' to ' + object.target + ', and '
      + (object.type == 'DNAME' ? 'a hostname of the private path is below it' : object.fqdn.startsWith('*') ? 'a hostname of the private path gets its answer from it' : 'it is the hostname of a private path')
      + ': an A record is needed'
    at: rdata
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-alias-loop"###,
      summary: ###"The aliases of a private path lead in a circle."###,
      why: ###"A resolver gives up on a circle of aliases, so that the hostname has no address."###,
      remediation: ###"Replace the alias by an A record with the address of the private endpoint."###,
      severity: .error, confidence: .high,
      references: [(###"RFC 1034 section 3.6.2"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###)],
      match: [###"databricks.Connection"###], needs: [###"dns.Zone"###], isLocal: false,
      fields: [[###"options"###, ###"host"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?outcome.orValue('') != ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.outcome != 'loop'\###u{1F}1\###u{1F}facts.host + ' leads in a circle: ' + facts.aliases.join(', ')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.records\###u{1F}0\###u{1F}1\###u{1F}each.fqdn + ' is a ' + each.type + ' to ' + each.rdata\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-alias-loop
summary: The aliases of a private path lead in a circle.
why: >-
  A resolver gives up on a circle of aliases, so that the hostname has no address.
remediation: Replace the alias by an A record with the address of the private endpoint.
severity: error
confidence: high
references:
  - name: RFC 1034 section 3.6.2
    url: https://www.rfc-editor.org/rfc/rfc1034
match: [databricks.Connection]
needs: [dns.Zone]
matchConditions:
  - "facts.?outcome.orValue('') != ''"
validations:
  - expression: "facts.outcome != 'loop'"
    messageExpression: "facts.host + ' leads in a circle: ' + facts.aliases.join(', ')"
    at: options.host
    related:
      - each: related.records
        messageExpression: "each.fqdn + ' is a ' + each.type + ' to ' + each.rdata"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-cluster-address"###,
      summary: ###"The hostname of a private path has an address from inside of the cluster."###,
      why: ###"Addresses of Services and pods mean something inside of their cluster alone, so that no private endpoint has or reaches them."###,
      remediation: ###"Put the address of the private endpoint into the A record."###,
      severity: .error, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Kubernetes, Service ClusterIP allocation"###, ###"https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###]],
      definition: ###"0\###u{1F}3\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}object.type == 'A'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.clusters.size() == 0\###u{1F}1\###u{1F}object.fqdn + ' resolves to ' + object.rdata + ', which is an address inside of the cluster'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clusters\###u{1F}0\###u{1F}1\###u{1F}has(each.networkProfile) ? 'the cluster has this range' : 'the Service has this cluster address'\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-cluster-address
summary: The hostname of a private path has an address from inside of the cluster.
why: >-
  Addresses of Services and pods mean something inside of their cluster alone, so that no private endpoint has or reaches them.
remediation: Put the address of the private endpoint into the A record.
severity: error
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Kubernetes, Service ClusterIP allocation
    url: https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/
match: [dns.Record]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') == 'address'"
  - "object.type == 'A'"
validations:
  - expression: "related.clusters.size() == 0"
    messageExpression: "object.fqdn + ' resolves to ' + object.rdata + ', which is an address inside of the cluster'"
    at: rdata
    related:
      - each: related.clusters
        messageExpression: "has(each.networkProfile) ? 'the cluster has this range' : 'the Service has this cluster address'"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-delegated"###,
      summary: ###"The hostname of a private path is delegated to other name servers."###,
      why: ###"Below a delegation the records of the zone do not count; the answer comes from servers that the inputs do not hold. Azure private zones cannot delegate at all."###,
      remediation: ###"Remove the NS records, or add the delegated zone to the inputs."###,
      severity: .error, confidence: .high,
      references: [(###"RFC 1034 section 4.2.1"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###), (###"Azure private DNS zones"###, ###"https://learn.microsoft.com/azure/dns/private-dns-privatednszone"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"fqdn"###], [###"target"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') in ['delegation', 'address']\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.role == 'address'\###u{1F}1\###u{1F}object.fqdn + ' is delegated to ' + object.?target.orValue(object.rdata) + ', and ' + facts.host + ' with it'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy\###u{1F}0\###u{1F}1\###u{1F}has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-delegated
summary: The hostname of a private path is delegated to other name servers.
why: >-
  Below a delegation the records of the zone do not count; the answer comes from servers that the inputs do not hold. Azure private zones cannot delegate at all.
remediation: Remove the NS records, or add the delegated zone to the inputs.
severity: error
confidence: high
references:
  - name: RFC 1034 section 4.2.1
    url: https://www.rfc-editor.org/rfc/rfc1034
  - name: Azure private DNS zones
    url: https://learn.microsoft.com/azure/dns/private-dns-privatednszone
match: [dns.Record]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') in ['delegation', 'address']"
validations:
  - expression: "facts.role == 'address'"
    messageExpression: "object.fqdn + ' is delegated to ' + object.?target.orValue(object.rdata) + ', and ' + facts.host + ' with it'"
    at: rdata
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-ipv6"###,
      summary: ###"The hostname of a private path has an IPv6 address."###,
      why: ###"A Private Link Service carries IPv4 only, so a client that prefers the IPv6 address gets nowhere."###,
      remediation: ###"Remove the AAAA record."###,
      severity: .warning, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.type != 'AAAA'\###u{1F}1\###u{1F}object.fqdn + ' has the IPv6 address ' + object.rdata + '; a private endpoint of a Private Link Service has IPv4 only'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-ipv6
summary: The hostname of a private path has an IPv6 address.
why: A Private Link Service carries IPv4 only, so a client that prefers the IPv6 address gets nowhere.
remediation: Remove the AAAA record.
severity: warning
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [dns.Record]
matchConditions:
  - related.namedBy.size() > 0
  - facts.?role.orValue('') == 'address'
validations:
  - expression: object.type != 'AAAA'
    messageExpression: "object.fqdn + ' has the IPv6 address ' + object.rdata + '; a private endpoint of a Private Link Service has IPv4 only'"
    at: rdata

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-load-balancer-address"###,
      summary: ###"The hostname of a private path has the address of the load balancer itself."###,
      why: ###"The frontend of the internal load balancer is reachable in its own network alone; serverless compute reaches the service through the private endpoint, which has another address. Where Databricks answers for the name itself, serverless compute does not see the record."###,
      remediation: ###"Put the address of the private endpoint into the A record."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Databricks, private connectivity to resources in your VNet"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/pl-to-internal-network"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###]],
      definition: ###"1\###u{1F}dnsMode\###u{1F}Who answers for the hostname: customer-managed or databricks-managed.\###u{1F}string\###u{1F}customer-managed\###u{1F}3\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}object.type == 'A'\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}related.frontends.size() == 0 || params.dnsMode != 'customer-managed'\###u{1F}1\###u{1F}object.fqdn + ' resolves to ' + object.rdata + ', the address of the load balancer and not of the private endpoint'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.frontends\###u{1F}0\###u{1F}1\###u{1F}'the frontend has this address'\###u{1F}0\###u{1F}related.frontends.size() == 0\###u{1F}1\###u{1F}object.fqdn + ' resolves to ' + object.rdata + ', the address of the load balancer: right for the network itself, and not asked by serverless compute'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-load-balancer-address
summary: The hostname of a private path has the address of the load balancer itself.
why: >-
  The frontend of the internal load balancer is reachable in its own network alone; serverless compute reaches the service through the private endpoint, which has another address. Where Databricks answers for the name itself, serverless compute does not see the record.
remediation: Put the address of the private endpoint into the A record.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Databricks, private connectivity to resources in your VNet
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/pl-to-internal-network
match: [dns.Record]
params:
  dnsMode: {type: string, default: customer-managed, description: "Who answers for the hostname: customer-managed or databricks-managed."}
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') == 'address'"
  - "object.type == 'A'"
validations:
  - expression: "related.frontends.size() == 0 || params.dnsMode != 'customer-managed'"
    messageExpression: "object.fqdn + ' resolves to ' + object.rdata + ', the address of the load balancer and not of the private endpoint'"
    at: rdata
    related:
      - each: related.frontends
        messageExpression: "'the frontend has this address'"
  - expression: "related.frontends.size() == 0"
    messageExpression: "object.fqdn + ' resolves to ' + object.rdata + ', the address of the load balancer: right for the network itself, and not asked by serverless compute'"
    at: rdata
    severity: note

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-missing"###,
      summary: ###"The hostname of a private path has no address in its zone."###,
      why: ###"A connection to a name without an A record fails, and where another zone answers for it, the traffic leaves the private path. Where Databricks answers for the names of private endpoint rules itself, no zone is asked, and the record is only missing for others."###,
      remediation: ###"Add an A record with the address of the private endpoint."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Databricks, private connectivity to resources in your VNet"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/pl-to-internal-network"###), (###"RFC 1034 section 4.3.2"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###)],
      match: [###"databricks.Connection"###], needs: [###"dns.Zone"###], isLocal: false,
      fields: [[###"options"###, ###"host"###]],
      definition: ###"1\###u{1F}dnsMode\###u{1F}Who answers for the hostname: customer-managed or databricks-managed.\###u{1F}string\###u{1F}customer-managed\###u{1F}1\###u{1F}facts.?outcome.orValue('') in ['NXDOMAIN', 'noData', 'addresses']\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}facts.outcome == 'addresses' || params.dnsMode != 'customer-managed'\###u{1F}1\###u{1F}facts.host + (facts.outcome == 'noData' ? ' has no A record in the zone ' : ' does not exist in the zone ') + facts.zone\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}facts.outcome == 'addresses'\###u{1F}1\###u{1F}facts.host + ' is in none of the records of ' + facts.zone + '; Databricks answers for it where a private endpoint rule names it'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-missing
summary: The hostname of a private path has no address in its zone.
why: >-
  A connection to a name without an A record fails, and where another zone answers for it, the traffic leaves the private path. Where Databricks answers for the names of private endpoint rules itself, no zone is asked, and the record is only missing for others.
remediation: Add an A record with the address of the private endpoint.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Databricks, private connectivity to resources in your VNet
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/pl-to-internal-network
  - name: RFC 1034 section 4.3.2
    url: https://www.rfc-editor.org/rfc/rfc1034
match: [databricks.Connection]
needs: [dns.Zone]
params:
  dnsMode: {type: string, default: customer-managed, description: "Who answers for the hostname: customer-managed or databricks-managed."}
matchConditions:
  - "facts.?outcome.orValue('') in ['NXDOMAIN', 'noData', 'addresses']"
validations:
  - expression: "facts.outcome == 'addresses' || params.dnsMode != 'customer-managed'"
    messageExpression: "facts.host + (facts.outcome == 'noData' ? ' has no A record in the zone ' : ' does not exist in the zone ') + facts.zone"
    at: options.host
  - expression: "facts.outcome == 'addresses'"
    messageExpression: "facts.host + ' is in none of the records of ' + facts.zone + '; Databricks answers for it where a private endpoint rule names it'"
    at: options.host
    severity: note

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-nat-address"###,
      summary: ###"The hostname of a private path has an address that the Private Link Service translates clients into."###,
      why: ###"The service uses these addresses towards its backends; nothing listens there."###,
      remediation: ###"Put the address of the private endpoint into the A record."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link Service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"dns.Record"###], needs: [###"azure.PrivateLinkService"###], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###]],
      definition: ###"0\###u{1F}3\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}object.type == 'A'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.translatingServices.size() == 0\###u{1F}1\###u{1F}object.fqdn + ' resolves to ' + object.rdata + ', a NAT address of the Private Link Service'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.translatingServices\###u{1F}0\###u{1F}1\###u{1F}each.name + ' translates clients into this address'\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-nat-address
summary: The hostname of a private path has an address that the Private Link Service translates clients into.
why: >-
  The service uses these addresses towards its backends; nothing listens there.
remediation: Put the address of the private endpoint into the A record.
severity: error
confidence: high
references:
  - name: Azure Private Link Service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [dns.Record]
needs: [azure.PrivateLinkService]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') == 'address'"
  - "object.type == 'A'"
validations:
  - expression: "related.translatingServices.size() == 0"
    messageExpression: "object.fqdn + ' resolves to ' + object.rdata + ', a NAT address of the Private Link Service'"
    at: rdata
    related:
      - each: related.translatingServices
        messageExpression: "each.name + ' translates clients into this address'"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-outside-zones"###,
      summary: ###"The hostname of a private path is in no zone of the inputs."###,
      why: ###"Without the zone nobody can say what the hostname resolves to."###,
      remediation: ###"Add the zone file or the record sets of the zone that holds the hostname, or correct the hostname."###,
      severity: .warning, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.Connection"###], needs: [###"dns.Zone"###], isLocal: false,
      fields: [[###"options"###, ###"host"###]],
      definition: ###"1\###u{1F}dnsMode\###u{1F}Who answers for the hostname: customer-managed or databricks-managed.\###u{1F}string\###u{1F}customer-managed\###u{1F}3\###u{1F}params.dnsMode == 'customer-managed'\###u{1F}facts.?host.orValue('') != '' && !isIP(facts.host)\###u{1F}has(facts.zone)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.zone != ''\###u{1F}1\###u{1F}facts.host + ' is below no zone of the inputs'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-outside-zones
summary: The hostname of a private path is in no zone of the inputs.
why: >-
  Without the zone nobody can say what the hostname resolves to.
remediation: Add the zone file or the record sets of the zone that holds the hostname, or correct the hostname.
severity: warning
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [databricks.Connection]
needs: [dns.Zone]
params:
  dnsMode: {type: string, default: customer-managed, description: "Who answers for the hostname: customer-managed or databricks-managed."}
matchConditions:
  - "params.dnsMode == 'customer-managed'"
  - "facts.?host.orValue('') != '' && !isIP(facts.host)"
  - "has(facts.zone)"
validations:
  - expression: "facts.zone != ''"
    messageExpression: "facts.host + ' is below no zone of the inputs'"
    at: options.host

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-owner-inherited"###,
      summary: ###"The record of a private path's hostname has its name from a record further up."###,
      why: ###"A record whose line begins with blanks belongs to the last name that was stated, however far above; behind a blank line or an $ORIGIN that is easily another name than the one that was meant."###,
      remediation: ###"Begin the line with the name that the record is for."###,
      severity: .warning, confidence: .medium,
      references: [(###"RFC 1035, section 5.1"###, ###"https://www.rfc-editor.org/rfc/rfc1035#section-5.1"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"inheritsAcross"###], [###"type"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?host.orValue('') != '' && facts.?role.orValue('') in ['address', 'alias']\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(object.inheritsAcross)\###u{1F}1\###u{1F}'the ' + object.type + ' record ' + object.rdata + ' answers for ' + facts.host + ' because its line begins with blanks, and ' + object.inheritsAcross + ' stands between it and the name'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}the path's hostname\###u{1F}0"###,
      text: ###"""
id: private-hostname-owner-inherited
summary: The record of a private path's hostname has its name from a record further up.
why: A record whose line begins with blanks belongs to the last name that was stated, however far above; behind a blank line or an $ORIGIN that is easily another name than the one that was meant.
remediation: Begin the line with the name that the record is for.
severity: warning
confidence: medium
references:
  - name: RFC 1035, section 5.1
    url: https://www.rfc-editor.org/rfc/rfc1035#section-5.1
match: [dns.Record]
matchConditions:
  - facts.?host.orValue('') != '' && facts.?role.orValue('') in ['address', 'alias']
validations:
  - expression: "!has(object.inheritsAcross)"
    messageExpression: "'the ' + object.type + ' record ' + object.rdata + ' answers for ' + facts.host + ' because its line begins with blanks, and ' + object.inheritsAcross + ' stands between it and the name'"
    at: rdata
    related:
      - {each: related.namedBy, at: name, message: the path's hostname}

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-provider-alias"###,
      summary: ###"The hostname of a private path is an alias of the DNS provider."###,
      why: ###"The provider fills in the addresses of the resource that the alias names, and changes them with it; an A record with the address of the private endpoint is needed."###,
      remediation: ###"Replace the alias record by an A record."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Azure DNS alias records"###, ###"https://learn.microsoft.com/azure/dns/dns-alias"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') in ['alias', 'address']\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.type != 'ALIAS'\###u{1F}1\###u{1F}object.fqdn + ' is an alias of the provider: ' + object.rdata\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy\###u{1F}0\###u{1F}1\###u{1F}has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-provider-alias
summary: The hostname of a private path is an alias of the DNS provider.
why: >-
  The provider fills in the addresses of the resource that the alias names, and changes them with it; an A record with the address of the private endpoint is needed.
remediation: Replace the alias record by an A record.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Azure DNS alias records
    url: https://learn.microsoft.com/azure/dns/dns-alias
match: [dns.Record]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') in ['alias', 'address']"
validations:
  - expression: "object.type != 'ALIAS'"
    messageExpression: "object.fqdn + ' is an alias of the provider: ' + object.rdata"
    at: rdata
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-public-address"###,
      summary: ###"The hostname of a private path resolves to an address that is not private."###,
      why: ###"Traffic to a public address leaves the private path; only the address of the private endpoint keeps it there."###,
      remediation: ###"Put the address of the private endpoint into the A record."###,
      severity: .warning, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"RFC 1918 section 3"###, ###"https://www.rfc-editor.org/rfc/rfc1918"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}object.type != 'A' || addressScope(object.rdata) != 'global'\###u{1F}1\###u{1F}object.fqdn + ' resolves to ' + object.rdata + ', an address of the internet'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}error\###u{1F}1\###u{1F}related.namedBy\###u{1F}0\###u{1F}1\###u{1F}has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}object.type != 'A' || !(addressScope(object.rdata) in ['shared', 'documentation', 'reserved'])\###u{1F}1\###u{1F}object.fqdn + ' resolves to ' + object.rdata + ', which is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy\###u{1F}0\###u{1F}1\###u{1F}has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-public-address
summary: The hostname of a private path resolves to an address that is not private.
why: Traffic to a public address leaves the private path; only the address of the private endpoint keeps it there.
remediation: Put the address of the private endpoint into the A record.
severity: warning
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: RFC 1918 section 3
    url: https://www.rfc-editor.org/rfc/rfc1918
match: [dns.Record]
matchConditions:
  - related.namedBy.size() > 0
  - facts.?role.orValue('') == 'address'
validations:
  - expression: object.type != 'A' || addressScope(object.rdata) != 'global'
    messageExpression: "object.fqdn + ' resolves to ' + object.rdata + ', an address of the internet'"
    at: rdata
    severity: error
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)"
  - expression: object.type != 'A' || !(addressScope(object.rdata) in ['shared', 'documentation', 'reserved'])
    messageExpression: "object.fqdn + ' resolves to ' + object.rdata + ', which is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16'"
    at: rdata
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-several-addresses"###,
      summary: ###"The hostname of a private path has several A records."###,
      why: ###"A private endpoint has one address; the others are left over from earlier endpoints or from elsewhere, and a part of the connections goes there."###,
      remediation: ###"Keep the A record with the address of the private endpoint."###,
      severity: .warning, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###]],
      definition: ###"0\###u{1F}4\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}object.type == 'A'\###u{1F}facts.position == 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.addressCount == 1\###u{1F}1\###u{1F}object.fqdn + ' has ' + string(facts.addressCount) + ' A records; a private endpoint has one address'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy.map(n, n.?options.hasValue(), n)\###u{1F}0\###u{1F}1\###u{1F}'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-several-addresses
summary: The hostname of a private path has several A records.
why: >-
  A private endpoint has one address; the others are left over from earlier endpoints or from elsewhere, and a part of the connections goes there.
remediation: Keep the A record with the address of the private endpoint.
severity: warning
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [dns.Record]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') == 'address'"
  - "object.type == 'A'"
  - "facts.position == 0"
validations:
  - expression: "facts.addressCount == 1"
    messageExpression: "object.fqdn + ' has ' + string(facts.addressCount) + ' A records; a private endpoint has one address'"
    at: rdata
    related:
      - each: related.namedBy.map(n, n.?options.hasValue(), n)
        messageExpression: "'the connection goes to ' + hostOf(each.options.host)"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-split"###,
      summary: ###"A public zone gives the hostname of a private path another address."###,
      why: ###"Whoever asks the public zone gets the other address: from outside of the linked networks, and from a network whose link is missing, the traffic leaves the private path."###,
      remediation: ###"Remove the name from the public zone, or give both zones the same answer."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Private Endpoint DNS"###, ###"https://learn.microsoft.com/azure/private-link/private-endpoint-dns"###), (###"RFC 1034 section 4.3.2"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###)],
      match: [###"databricks.Connection"###], needs: [###"dns.Zone"###], isLocal: false,
      fields: [[###"options"###, ###"host"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?isSplit.orValue(false)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.publicAddresses.size() == 0 || facts.publicAddresses == facts.addresses\###u{1F}1\###u{1F}facts.host + ' is ' + facts.addresses.join(', ') + ' in the private zone ' + facts.zone + ' and ' + facts.publicAddresses.join(', ') + ' in the public zone ' + facts.publicZone\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}options\###u{1F}member\###u{1F}host\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-split
summary: A public zone gives the hostname of a private path another address.
why: >-
  Whoever asks the public zone gets the other address: from outside of the linked networks, and from a network whose link is missing, the traffic leaves the private path.
remediation: Remove the name from the public zone, or give both zones the same answer.
severity: warning
confidence: medium
references:
  - name: Azure Private Endpoint DNS
    url: https://learn.microsoft.com/azure/private-link/private-endpoint-dns
  - name: RFC 1034 section 4.3.2
    url: https://www.rfc-editor.org/rfc/rfc1034
match: [databricks.Connection]
needs: [dns.Zone]
matchConditions:
  - "facts.?isSplit.orValue(false)"
validations:
  - expression: "facts.publicAddresses.size() == 0 || facts.publicAddresses == facts.addresses"
    messageExpression: "facts.host + ' is ' + facts.addresses.join(', ') + ' in the private zone ' + facts.zone + ' and ' + facts.publicAddresses.join(', ') + ' in the public zone ' + facts.publicZone"
    at: options.host

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-ttl-high"###,
      summary: ###"The A record of a private path is kept for more than an hour."###,
      why: ###"A private endpoint that is made anew has another address; resolvers hold the old one for as long as the TTL says."###,
      remediation: ###"Lower the TTL of the record to an hour or less."###,
      severity: .note, confidence: .high,
      references: [(###"RFC 1035 section 3.2.1"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"ttl"###], [###"fqdn"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}int(object.ttl) <= 3600\###u{1F}1\###u{1F}object.fqdn + ' has a TTL of ' + object.ttl + ' seconds; after a change of the endpoint it is wrong for that long'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ttl\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-ttl-high
summary: The A record of a private path is kept for more than an hour.
why: >-
  A private endpoint that is made anew has another address; resolvers hold the old one for as long as the TTL says.
remediation: Lower the TTL of the record to an hour or less.
severity: note
confidence: high
references:
  - name: RFC 1035 section 3.2.1
    url: https://www.rfc-editor.org/rfc/rfc1035
match: [dns.Record]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') == 'address'"
validations:
  - expression: "int(object.ttl) <= 3600"
    messageExpression: "object.fqdn + ' has a TTL of ' + object.ttl + ' seconds; after a change of the endpoint it is wrong for that long'"
    at: ttl

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-unusable-address"###,
      summary: ###"The hostname of a private path has an address that no private endpoint can have."###,
      why: ###"Loopback, link-local, multicast, broadcast and unspecified addresses are never those of a private endpoint, so that the connection fails."###,
      remediation: ###"Put the address of the private endpoint into the A record."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"RFC 6890 section 2.2.2"###, ###"https://www.rfc-editor.org/rfc/rfc6890"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"fqdn"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!(addressScope(object.rdata) in ['loopback', 'linkLocal', 'multicast', 'broadcast', 'unspecified'])\###u{1F}1\###u{1F}object.fqdn + ' resolves to ' + object.rdata + ', an address of the kind ' + addressScope(object.rdata)\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy\###u{1F}0\###u{1F}1\###u{1F}has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-unusable-address
summary: The hostname of a private path has an address that no private endpoint can have.
why: >-
  Loopback, link-local, multicast, broadcast and unspecified addresses are never those of a private endpoint, so that the connection fails.
remediation: Put the address of the private endpoint into the A record.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: RFC 6890 section 2.2.2
    url: https://www.rfc-editor.org/rfc/rfc6890
match: [dns.Record]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') == 'address'"
validations:
  - expression: "!(addressScope(object.rdata) in ['loopback', 'linkLocal', 'multicast', 'broadcast', 'unspecified'])"
    messageExpression: "object.fqdn + ' resolves to ' + object.rdata + ', an address of the kind ' + addressScope(object.rdata)"
    at: rdata
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-wildcard"###,
      summary: ###"The hostname of a private path gets its address from a wildcard."###,
      why: ###"A wildcard answers for every other name as well, so that a typing error in a hostname goes unnoticed and a name that is added later takes its place."###,
      remediation: ###"Add an A record for the hostname itself."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 4592 section 2.1"###, ###"https://www.rfc-editor.org/rfc/rfc4592"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') == 'address'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!facts.isWildcard\###u{1F}1\###u{1F}facts.host + ' gets its address from ' + object.fqdn\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy\###u{1F}0\###u{1F}1\###u{1F}has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-wildcard
summary: The hostname of a private path gets its address from a wildcard.
why: >-
  A wildcard answers for every other name as well, so that a typing error in a hostname goes unnoticed and a name that is added later takes its place.
remediation: Add an A record for the hostname itself.
severity: warning
confidence: high
references:
  - name: RFC 4592 section 2.1
    url: https://www.rfc-editor.org/rfc/rfc4592
match: [dns.Record]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') == 'address'"
validations:
  - expression: "!facts.isWildcard"
    messageExpression: "facts.host + ' gets its address from ' + object.fqdn"
    at: fqdn
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-hostname-wildcard-shadowed"###,
      summary: ###"A wildcard does not answer for the hostname of a private path, because the name exists."###,
      why: ###"A wildcard answers only for names that do not exist. Any other record at the name or below it, or a closer name above it, takes the wildcard away."###,
      remediation: ###"Add an A record for the hostname itself."###,
      severity: .error, confidence: .high,
      references: [(###"RFC 4592 section 2.2.1"###, ###"https://www.rfc-editor.org/rfc/rfc4592"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###], [###"type"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.namedBy.size() > 0\###u{1F}facts.?role.orValue('') in ['shadowedWildcard', 'address']\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.role == 'address' || !(object.type in ['A', 'CNAME'])\###u{1F}1\###u{1F}object.fqdn + ' does not answer for ' + facts.host + (facts.outcome == 'noData' ? ': the name exists without an address' : ': a name above it exists')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namedBy\###u{1F}0\###u{1F}1\###u{1F}has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-hostname-wildcard-shadowed
summary: A wildcard does not answer for the hostname of a private path, because the name exists.
why: >-
  A wildcard answers only for names that do not exist. Any other record at the name or below it, or a closer name above it, takes the wildcard away.
remediation: Add an A record for the hostname itself.
severity: error
confidence: high
references:
  - name: RFC 4592 section 2.2.1
    url: https://www.rfc-editor.org/rfc/rfc4592
match: [dns.Record]
matchConditions:
  - "related.namedBy.size() > 0"
  - "facts.?role.orValue('') in ['shadowedWildcard', 'address']"
validations:
  - expression: "facts.role == 'address' || !(object.type in ['A', 'CNAME'])"
    messageExpression: "object.fqdn + ' does not answer for ' + facts.host + (facts.outcome == 'noData' ? ': the name exists without an address' : ': a name above it exists')"
    at: fqdn
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + hostOf(each.options.host)"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-address-count"###,
      summary: ###"The number of NAT addresses of a Private Link Service is no whole number from 1 to 8."###,
      why: ###"The controller refuses any other value, and the Private Link Service is not made."###,
      remediation: ###"Set azure-pls-ip-configuration-ip-address-count to a number from "1" to "8"."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}type(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count'].orValue(null)) == string\###u{1F}1\###u{1F}count\###u{1F}object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count'].orValue('1').trim()\###u{1F}0\###u{1F}1\###u{1F}variables.count.matches('^0*[1-8]$')\###u{1F}1\###u{1F}'azure-pls-ip-configuration-ip-address-count is "' + variables.count + '"; it is a number from 1 to 8'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-address-count
summary: The number of NAT addresses of a Private Link Service is no whole number from 1 to 8.
why: The controller refuses any other value, and the Private Link Service is not made.
remediation: Set azure-pls-ip-configuration-ip-address-count to a number from "1" to "8".
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - type(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count'].orValue(null)) == string
variables:
  count: object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count'].orValue('1').trim()
validations:
  - expression: variables.count.matches('^0*[1-8]$')
    messageExpression: "'azure-pls-ip-configuration-ip-address-count is \"' + variables.count + '\"; it is a number from 1 to 8'"
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-annotation-unknown"###,
      summary: ###"An azure-pls annotation that the controller does not know."###,
      why: ###"Unknown annotations are ignored without a word, so what was meant does not happen."###,
      remediation: ###"Correct the name of the annotation."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/consts/consts.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/consts/consts.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata.annotations)\###u{1F}1\###u{1F}known\###u{1F}['azure-pls-create', 'azure-pls-name', 'azure-pls-resource-group', 'azure-pls-ip-configuration-subnet', 'azure-pls-ip-configuration-ip-address-count', 'azure-pls-ip-configuration-ip-address', 'azure-pls-fqdns', 'azure-pls-proxy-protocol', 'azure-pls-visibility', 'azure-pls-auto-approval']\###u{1F}1\###u{1F}object.metadata.annotations.filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-'))\###u{1F}1\###u{1F}item.substring(27) in variables.known\###u{1F}1\###u{1F}'the controller knows no annotation ' + item.substring(27) + (nearest(item.substring(27), variables.known) == '' ? '' : '; did you mean ' + nearest(item.substring(27), variables.known) + '?')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + item + '"]'\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Correct the name of the annotation\###u{1F}unsafe\###u{1F}1\###u{1F}nearest(item.substring(27), variables.known) != ''\###u{1F}1\###u{1F}rename\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + item + '"]'\###u{1F}0\###u{1F}1\###u{1F}'service.beta.kubernetes.io/' + nearest(item.substring(27), variables.known)"###,
      text: ###"""
id: private-link-annotation-unknown
summary: An azure-pls annotation that the controller does not know.
why: Unknown annotations are ignored without a word, so what was meant does not happen.
remediation: Correct the name of the annotation.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, pkg/consts/consts.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/consts/consts.go
match: [kubernetes.Service]
matchConditions:
  - has(object.metadata.annotations)
variables:
  known: "['azure-pls-create', 'azure-pls-name', 'azure-pls-resource-group', 'azure-pls-ip-configuration-subnet', 'azure-pls-ip-configuration-ip-address-count', 'azure-pls-ip-configuration-ip-address', 'azure-pls-fqdns', 'azure-pls-proxy-protocol', 'azure-pls-visibility', 'azure-pls-auto-approval']"
forEach: object.metadata.annotations.filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-'))
validations:
  - expression: item.substring(27) in variables.known
    messageExpression: "'the controller knows no annotation ' + item.substring(27) + (nearest(item.substring(27), variables.known) == '' ? '' : '; did you mean ' + nearest(item.substring(27), variables.known) + '?')"
    atExpression: "'metadata.annotations[\"' + item + '\"]'"
    mark: key
fixes:
  - title: Correct the name of the annotation
    safety: unsafe
    when: nearest(item.substring(27), variables.known) != ''
    rename:
      atExpression: "'metadata.annotations[\"' + item + '\"]'"
      toExpression: "'service.beta.kubernetes.io/' + nearest(item.substring(27), variables.known)"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-annotation-wrong-prefix"###,
      summary: ###"A load balancer or Private Link annotation stands under another prefix than the controller reads."###,
      why: ###"The controller reads service.beta.kubernetes.io only, so the annotation has no effect."###,
      remediation: ###"Put the annotation under service.beta.kubernetes.io/."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/consts/consts.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/consts/consts.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata.annotations)\###u{1F}1\###u{1F}known\###u{1F}['azure-pls-create', 'azure-pls-name', 'azure-pls-resource-group', 'azure-pls-ip-configuration-subnet', 'azure-pls-ip-configuration-ip-address-count', 'azure-pls-ip-configuration-ip-address', 'azure-pls-fqdns', 'azure-pls-proxy-protocol', 'azure-pls-visibility', 'azure-pls-auto-approval', 'azure-load-balancer-internal', 'azure-load-balancer-internal-subnet', 'azure-load-balancer-ipv4', 'azure-load-balancer-ipv6', 'azure-load-balancer-resource-group', 'azure-load-balancer-tcp-idle-timeout', 'azure-load-balancer-disable-tcp-reset', 'azure-load-balancer-health-probe-protocol', 'azure-load-balancer-health-probe-request-path', 'azure-load-balancer-health-probe-interval', 'azure-load-balancer-health-probe-num-of-probe']\###u{1F}1\###u{1F}object.metadata.annotations.filter(k, k.matches('(^|/)azure-(pls|load-balancer)-'))\###u{1F}1\###u{1F}item.startsWith('service.beta.kubernetes.io/')\###u{1F}1\###u{1F}'the annotation ' + item + ' has no effect: the controller reads service.beta.kubernetes.io/' + item.split('/')[item.split('/').size() - 1]\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + item + '"]'\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}Put the annotation under service.beta.kubernetes.io/\###u{1F}safe\###u{1F}1\###u{1F}item.split('/')[item.split('/').size() - 1] in variables.known\###u{1F}1\###u{1F}rename\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + item + '"]'\###u{1F}0\###u{1F}1\###u{1F}'service.beta.kubernetes.io/' + item.split('/')[item.split('/').size() - 1]\###u{1F}Put the annotation under service.beta.kubernetes.io/\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}rename\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + item + '"]'\###u{1F}0\###u{1F}1\###u{1F}'service.beta.kubernetes.io/' + item.split('/')[item.split('/').size() - 1]"###,
      text: ###"""
id: private-link-annotation-wrong-prefix
summary: A load balancer or Private Link annotation stands under another prefix than the controller reads.
why: The controller reads service.beta.kubernetes.io only, so the annotation has no effect.
remediation: Put the annotation under service.beta.kubernetes.io/.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, pkg/consts/consts.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/consts/consts.go
match: [kubernetes.Service]
matchConditions:
  - has(object.metadata.annotations)
variables:
  known: >-
    ['azure-pls-create', 'azure-pls-name', 'azure-pls-resource-group', 'azure-pls-ip-configuration-subnet',
    'azure-pls-ip-configuration-ip-address-count', 'azure-pls-ip-configuration-ip-address', 'azure-pls-fqdns',
    'azure-pls-proxy-protocol', 'azure-pls-visibility', 'azure-pls-auto-approval', 'azure-load-balancer-internal',
    'azure-load-balancer-internal-subnet', 'azure-load-balancer-ipv4', 'azure-load-balancer-ipv6',
    'azure-load-balancer-resource-group', 'azure-load-balancer-tcp-idle-timeout',
    'azure-load-balancer-disable-tcp-reset', 'azure-load-balancer-health-probe-protocol',
    'azure-load-balancer-health-probe-request-path', 'azure-load-balancer-health-probe-interval',
    'azure-load-balancer-health-probe-num-of-probe']
forEach: object.metadata.annotations.filter(k, k.matches('(^|/)azure-(pls|load-balancer)-'))
validations:
  - expression: item.startsWith('service.beta.kubernetes.io/')
    messageExpression: "'the annotation ' + item + ' has no effect: the controller reads service.beta.kubernetes.io/' + item.split('/')[item.split('/').size() - 1]"
    atExpression: "'metadata.annotations[\"' + item + '\"]'"
    mark: key
fixes:
  - title: Put the annotation under service.beta.kubernetes.io/
    safety: safe
    when: item.split('/')[item.split('/').size() - 1] in variables.known
    rename:
      atExpression: "'metadata.annotations[\"' + item + '\"]'"
      toExpression: "'service.beta.kubernetes.io/' + item.split('/')[item.split('/').size() - 1]"
  # The controller knows no such name under its own prefix either, so this may not be what was meant.
  - title: Put the annotation under service.beta.kubernetes.io/
    safety: unsafe
    rename:
      atExpression: "'metadata.annotations[\"' + item + '\"]'"
      toExpression: "'service.beta.kubernetes.io/' + item.split('/')[item.split('/').size() - 1]"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-create-missing"###,
      summary: ###"A Service configures a Private Link Service and does not ask for one."###,
      why: ###"Without azure-pls-create the controller makes no Private Link Service, and the other annotations have no effect."###,
      remediation: ###"Set the annotation service.beta.kubernetes.io/azure-pls-create to "true"."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"annotations"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"spec"###, ###"type"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue('absent') == 'absent' || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}2\###u{1F}others\###u{1F}object.metadata.?annotations.orValue({}).filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-') && k.substring(27) in [\###n  'azure-pls-name', 'azure-pls-visibility', 'azure-pls-auto-approval', 'azure-pls-ip-configuration-subnet',\###n  'azure-pls-ip-configuration-ip-address', 'azure-pls-ip-configuration-ip-address-count', 'azure-pls-fqdns',\###n  'azure-pls-proxy-protocol', 'azure-pls-resource-group'])\###u{1F}links\###u{1F}related.privateLinkServices + related.frontendPrivateLinkServices\###u{1F}0\###u{1F}2\###u{1F}variables.others.size() == 0 || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' sets ' + variables.others[0].substring(27) + ' and has no azure-pls-create, so no Private Link Service is made'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + variables.others[0] + '"]'\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}variables.links.size() == 0 || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}1\###u{1F}'the Private Link Service ' + variables.links[0].name + ' stands on the frontend of Service ' + object.metadata.name + ', which has no azure-pls-create: once its frontend is recreated, there is none'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}1\###u{1F}variables.links\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}the Private Link Service\###u{1F}1\###u{1F}Ask for the Private Link Service\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-create\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}true\###u{1F}0"###,
      text: ###"""
id: private-link-create-missing
summary: A Service configures a Private Link Service and does not ask for one.
why: Without azure-pls-create the controller makes no Private Link Service, and the other annotations have no effect.
remediation: Set the annotation service.beta.kubernetes.io/azure-pls-create to "true".
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - >-
    object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue('absent') == 'absent'
    || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
variables:
  others: >-
    object.metadata.?annotations.orValue({}).filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-') && k.substring(27) in [
      'azure-pls-name', 'azure-pls-visibility', 'azure-pls-auto-approval', 'azure-pls-ip-configuration-subnet',
      'azure-pls-ip-configuration-ip-address', 'azure-pls-ip-configuration-ip-address-count', 'azure-pls-fqdns',
      'azure-pls-proxy-protocol', 'azure-pls-resource-group'])
  links: related.privateLinkServices + related.frontendPrivateLinkServices
validations:
  - expression: variables.others.size() == 0 || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
    messageExpression: >-
      'Service ' + object.metadata.name + ' sets ' + variables.others[0].substring(27) + ' and has no azure-pls-create, so no Private Link Service is made'
    atExpression: >-
      'metadata.annotations["' + variables.others[0] + '"]'
    mark: key
  - expression: variables.links.size() == 0 || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
    messageExpression: >-
      'the Private Link Service ' + variables.links[0].name + ' stands on the frontend of Service ' + object.metadata.name + ', which has no azure-pls-create: once its frontend is recreated, there is none'
    at: metadata.annotations
    mark: key
    related:
      - {each: variables.links, at: name, message: the Private Link Service}
fixes:
  - title: Ask for the Private Link Service
    safety: unsafe
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-create"]
      value: "true"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-dual-stack"###,
      summary: ###"A Service that asks for a Private Link Service has both address families."###,
      why: ###"The Private Link Service stands before the IPv4 frontend only, and an IPv6 frontend on the same load balancer can keep it from being made."###,
      remediation: ###"Set ipFamilyPolicy to SingleStack and ipFamilies to IPv4."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, Azure Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"spec"###, ###"ipFamilyPolicy"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"spec"###, ###"ipFamilies"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}object.?spec.?ipFamilies.orValue(['IPv4']).exists(f, f == 'IPv4')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?spec.?ipFamilies.orValue([]).size() < 2 && !(object.?spec.?ipFamilyPolicy.orValue('SingleStack') in ['PreferDualStack', 'RequireDualStack'])\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' has both address families, and its Private Link Service takes IPv4 only'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}has(object.spec.ipFamilyPolicy) ? 'spec.ipFamilyPolicy' : 'spec.ipFamilies'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Use IPv4 alone\###u{1F}unsafe\###u{1F}1\###u{1F}object.?spec.?ipFamilies.orValue([]).size() < 2\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}ipFamilyPolicy\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}SingleStack\###u{1F}0"###,
      text: ###"""
id: private-link-dual-stack
summary: A Service that asks for a Private Link Service has both address families.
why: The Private Link Service stands before the IPv4 frontend only, and an IPv6 frontend on the same load balancer can keep it from being made.
remediation: Set ipFamilyPolicy to SingleStack and ipFamilies to IPv4.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, Azure Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  # Without IPv4 it is private-link-ipv6-only's.
  - object.?spec.?ipFamilies.orValue(['IPv4']).exists(f, f == 'IPv4')
validations:
  - expression: object.?spec.?ipFamilies.orValue([]).size() < 2 && !(object.?spec.?ipFamilyPolicy.orValue('SingleStack') in ['PreferDualStack', 'RequireDualStack'])
    messageExpression: >-
      'Service ' + object.metadata.name + ' has both address families, and its Private Link Service takes IPv4 only'
    atExpression: >-
      has(object.spec.ipFamilyPolicy) ? 'spec.ipFamilyPolicy' : 'spec.ipFamilies'
fixes:
  - title: Use IPv4 alone
    safety: unsafe
    when: >-
      object.?spec.?ipFamilies.orValue([]).size() < 2
    set:
      at: spec.ipFamilyPolicy
      value: SingleStack

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-frontend-ipv6"###,
      summary: ###"A Private Link Service stands before an IPv6 frontend."###,
      why: ###"Private Link carries IPv4 only."###,
      remediation: ###"Give the Service an IPv4 address (ipFamilies), and recreate the Private Link Service for that frontend."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.LoadBalancer"###], needs: [###"azure.PrivateLinkService"###], isLocal: false,
      fields: [[], [###"frontendIPConfigurations"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.privateLinkServices.size() > 0\###u{1F}1\###u{1F}frontends\###u{1F}related.privateLinkServices.map(s, s.?loadBalancerFrontendIpConfigurations.orValue([]).map(f, armID(f.?id.orValue('')))).flatten()\###u{1F}1\###u{1F}lists.range(object.?frontendIPConfigurations.orValue([]).size())\###u{1F}1\###u{1F}object.frontendIPConfigurations[item].?privateIPAddressVersion.orValue('').lowerAscii() != 'ipv6' || !(armID(object.frontendIPConfigurations[item].?id.orValue('')) in variables.frontends)\###u{1F}1\###u{1F}'the frontend ' + object.frontendIPConfigurations[item].?name.orValue('') + ' of load balancer ' + object.name + ' has an IPv6 address, and a Private Link Service stands before it'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'frontendIPConfigurations[' + string(item) + '].privateIPAddressVersion'\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}loadBalancerFrontendIpConfigurations\###u{1F}0\###u{1F}1\###u{1F}the frontends that the Private Link Service names\###u{1F}0"###,
      text: ###"""
id: private-link-frontend-ipv6
summary: A Private Link Service stands before an IPv6 frontend.
why: Private Link carries IPv4 only.
remediation: Give the Service an IPv4 address (ipFamilies), and recreate the Private Link Service for that frontend.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.LoadBalancer]
needs: [azure.PrivateLinkService]
matchConditions:
  - related.privateLinkServices.size() > 0
variables:
  frontends: related.privateLinkServices.map(s, s.?loadBalancerFrontendIpConfigurations.orValue([]).map(f, armID(f.?id.orValue('')))).flatten()
forEach: lists.range(object.?frontendIPConfigurations.orValue([]).size())
validations:
  - expression: >-
      object.frontendIPConfigurations[item].?privateIPAddressVersion.orValue('').lowerAscii() != 'ipv6'
      || !(armID(object.frontendIPConfigurations[item].?id.orValue('')) in variables.frontends)
    messageExpression: "'the frontend ' + object.frontendIPConfigurations[item].?name.orValue('') + ' of load balancer ' + object.name + ' has an IPv6 address, and a Private Link Service stands before it'"
    atExpression: "'frontendIPConfigurations[' + string(item) + '].privateIPAddressVersion'"
    related:
      - {each: related.privateLinkServices, at: loadBalancerFrontendIpConfigurations, message: the frontends that the Private Link Service names}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-ipv6-only"###,
      summary: ###"A Service that asks for a Private Link Service has IPv6 addresses only."###,
      why: ###"A Private Link Service carries IPv4 only, and the controller refuses the Service."###,
      remediation: ###"Put IPv4 into spec.ipFamilies."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"spec"###, ###"ipFamilies"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}has(object.spec.ipFamilies) && object.spec.ipFamilies.size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.spec.ipFamilies.exists(f, f == 'IPv4')\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' has the address families ' + object.spec.ipFamilies.join(', ') + ': a Private Link Service needs IPv4'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}ipFamilies\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-ipv6-only
summary: A Service that asks for a Private Link Service has IPv6 addresses only.
why: A Private Link Service carries IPv4 only, and the controller refuses the Service.
remediation: Put IPv4 into spec.ipFamilies.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - has(object.spec.ipFamilies) && object.spec.ipFamilies.size() > 0
validations:
  - expression: object.spec.ipFamilies.exists(f, f == 'IPv4')
    messageExpression: "'Service ' + object.metadata.name + ' has the address families ' + object.spec.ipFamilies.join(', ') + ': a Private Link Service needs IPv4'"
    at: spec.ipFamilies

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-limit-exceeded"###,
      summary: ###"A Private Link Service or its load balancer is beyond a limit of Azure."###,
      why: ###"What is beyond a limit is refused, so that the next sync of the Service fails."###,
      remediation: ###"Spread the services over further load balancers, or list fewer subscriptions."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure subscription and service limits, Private Link"###, ###"https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"###)],
      match: [###"azure.PrivateLinkService"###, ###"azure.LoadBalancer"###], needs: [], isLocal: false,
      fields: [[###"visibility"###, ###"subscriptions"###], [###"autoApproval"###, ###"subscriptions"###], [###"ipConfigurations"###], [###"privateEndpointConnections"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}4\###u{1F}visible\###u{1F}object.?visibility.?subscriptions.orValue([])\###u{1F}approved\###u{1F}object.?autoApproval.?subscriptions.orValue([])\###u{1F}addresses\###u{1F}object.?ipConfigurations.orValue([])\###u{1F}connections\###u{1F}object.?privateEndpointConnections.orValue([])\###u{1F}0\###u{1F}5\###u{1F}related.privateLinkServices.size() <= 8\###u{1F}1\###u{1F}'load balancer ' + object.name + ' carries ' + string(related.privateLinkServices.size()) + ' Private Link Services; at most 8 are allowed'\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}loadBalancerFrontendIpConfigurations\###u{1F}0\###u{1F}1\###u{1F}on this load balancer\###u{1F}variables.visible.size() <= 100\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' is visible to ' + string(variables.visible.size()) + ' subscriptions; at most 100 are allowed'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}visibility\###u{1F}member\###u{1F}subscriptions\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.approved.size() <= 100\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' approves ' + string(variables.approved.size()) + ' subscriptions automatically; at most 100 are allowed'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}autoApproval\###u{1F}member\###u{1F}subscriptions\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.addresses.size() <= 8\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' has ' + string(variables.addresses.size()) + ' addresses; at most 8 are allowed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ipConfigurations\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.connections.size() <= 1000\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' has ' + string(variables.connections.size()) + ' connections; at most 1000 are allowed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}privateEndpointConnections\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-limit-exceeded
summary: A Private Link Service or its load balancer is beyond a limit of Azure.
why: What is beyond a limit is refused, so that the next sync of the Service fails.
remediation: Spread the services over further load balancers, or list fewer subscriptions.
severity: warning
confidence: medium
references:
  - name: Azure subscription and service limits, Private Link
    url: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits
match: [azure.PrivateLinkService, azure.LoadBalancer]
variables:
  visible: object.?visibility.?subscriptions.orValue([])
  approved: object.?autoApproval.?subscriptions.orValue([])
  addresses: object.?ipConfigurations.orValue([])
  connections: object.?privateEndpointConnections.orValue([])
validations:
  - expression: related.privateLinkServices.size() <= 8
    messageExpression: "'load balancer ' + object.name + ' carries ' + string(related.privateLinkServices.size()) + ' Private Link Services; at most 8 are allowed'"
    related:
      - {each: related.privateLinkServices, at: loadBalancerFrontendIpConfigurations, message: on this load balancer}
  - expression: variables.visible.size() <= 100
    messageExpression: "'Private Link Service ' + object.name + ' is visible to ' + string(variables.visible.size()) + ' subscriptions; at most 100 are allowed'"
    at: visibility.subscriptions
  - expression: variables.approved.size() <= 100
    messageExpression: "'Private Link Service ' + object.name + ' approves ' + string(variables.approved.size()) + ' subscriptions automatically; at most 100 are allowed'"
    at: autoApproval.subscriptions
  - expression: variables.addresses.size() <= 8
    messageExpression: "'Private Link Service ' + object.name + ' has ' + string(variables.addresses.size()) + ' addresses; at most 8 are allowed'"
    at: ipConfigurations
  - expression: variables.connections.size() <= 1000
    messageExpression: "'Private Link Service ' + object.name + ' has ' + string(variables.connections.size()) + ' connections; at most 1000 are allowed'"
    at: privateEndpointConnections

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-list-separator"###,
      summary: ###"A list in a Private Link annotation is separated by something else than a space."###,
      why: ###"The controller splits these lists at spaces only, so a comma makes one long token of them that matches no subscription and no address."###,
      remediation: ###"Separate the entries with single spaces."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata.annotations)\###u{1F}1\###u{1F}prefix\###u{1F}'service.beta.kubernetes.io/'\###u{1F}1\###u{1F}['azure-pls-visibility', 'azure-pls-auto-approval', 'azure-pls-fqdns', 'azure-pls-ip-configuration-ip-address'].filter(k, type(object.metadata.annotations[?'service.beta.kubernetes.io/' + k].orValue(null)) == string)\###u{1F}1\###u{1F}!object.metadata.annotations['service.beta.kubernetes.io/' + item].trim().matches('[,;\t\n\r]')\###u{1F}1\###u{1F}item + ' is split at spaces only: in "' + object.metadata.annotations['service.beta.kubernetes.io/' + item] + '" the other separators become part of the entries'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["service.beta.kubernetes.io/' + item + '"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Separate the entries with single spaces\###u{1F}safe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["service.beta.kubernetes.io/' + item + '"]'\###u{1F}0\###u{1F}1\###u{1F}object.metadata.annotations['service.beta.kubernetes.io/' + item].replace(',', ' ').replace(';', ' ') .replace('\t', ' ').replace('\n', ' ').replace('\r', ' ').split(' ').filter(entry, entry != '').join(' ')"###,
      text: ###"""
id: private-link-list-separator
summary: A list in a Private Link annotation is separated by something else than a space.
why: The controller splits these lists at spaces only, so a comma makes one long token of them that matches no subscription and no address.
remediation: Separate the entries with single spaces.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - has(object.metadata.annotations)
forEach: "['azure-pls-visibility', 'azure-pls-auto-approval', 'azure-pls-fqdns', 'azure-pls-ip-configuration-ip-address'].filter(k, type(object.metadata.annotations[?'service.beta.kubernetes.io/' + k].orValue(null)) == string)"
variables:
  prefix: "'service.beta.kubernetes.io/'"
validations:
  - expression: "!object.metadata.annotations['service.beta.kubernetes.io/' + item].trim().matches('[,;\\t\\n\\r]')"
    messageExpression: "item + ' is split at spaces only: in \"' + object.metadata.annotations['service.beta.kubernetes.io/' + item] + '\" the other separators become part of the entries'"
    atExpression: "'metadata.annotations[\"service.beta.kubernetes.io/' + item + '\"]'"
fixes:
  - title: Separate the entries with single spaces
    safety: safe
    set:
      atExpression: "'metadata.annotations[\"service.beta.kubernetes.io/' + item + '\"]'"
      valueExpression: >-
        object.metadata.annotations['service.beta.kubernetes.io/' + item].replace(',', ' ').replace(';', ' ')
        .replace('\t', ' ').replace('\n', ' ').replace('\r', ' ').split(' ').filter(entry, entry != '').join(' ')

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-name-differs"###,
      summary: ###"A Private Link Service has another name than its Service asks for."###,
      why: ###"The controller cannot rename one that is there, and fails."###,
      remediation: ###"Put its name back into azure-pls-name, or delete it and let the controller make a new one; that breaks its endpoints."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [###"azure.PrivateLinkService"###], isLocal: false,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-name"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}3\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() != ''\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim().matches('^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$')\###u{1F}2\###u{1F}name\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim()\###u{1F}links\###u{1F}related.privateLinkServices + related.frontendPrivateLinkServices\###u{1F}0\###u{1F}1\###u{1F}variables.links.size() == 0 || variables.links.exists(l, l.?name.orValue('').lowerAscii() == variables.name.lowerAscii())\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' asks for a Private Link Service ' + variables.name + ', and the one on its frontend is ' + variables.links[0].name + '; it cannot be renamed'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.links\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}the Private Link Service that is there\###u{1F}0"###,
      text: ###"""
id: private-link-name-differs
summary: A Private Link Service has another name than its Service asks for.
why: The controller cannot rename one that is there, and fails.
remediation: Put its name back into azure-pls-name, or delete it and let the controller make a new one; that breaks its endpoints.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
needs: [azure.PrivateLinkService]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() != ''
  # What is no name at all is private-link-name-invalid's.
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim().matches('^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$')
variables:
  name: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim()
  links: related.privateLinkServices + related.frontendPrivateLinkServices
validations:
  - expression: variables.links.size() == 0 || variables.links.exists(l, l.?name.orValue('').lowerAscii() == variables.name.lowerAscii())
    messageExpression: >-
      'Service ' + object.metadata.name + ' asks for a Private Link Service ' + variables.name + ', and the one on its frontend is ' + variables.links[0].name + '; it cannot be renamed'
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-name"]
    related:
      - {each: variables.links, at: name, message: the Private Link Service that is there}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-name-invalid"###,
      summary: ###"The name of a Private Link Service is not allowed."###,
      why: ###"Azure refuses a name that is longer than 80 characters, or begins or ends with another sign than it allows."###,
      remediation: ###"Use 1 to 80 letters, digits, underscores, periods and hyphens; begin with a letter or digit, end with one of these or an underscore."###,
      severity: .error, confidence: .high,
      references: [(###"azurerm provider, azurerm_private_link_service"###, ###"https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/private_link_service"###), (###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###, ###"azure.PrivateLinkService"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###], [###"name"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() != '' : has(object.name)\###u{1F}2\###u{1F}isService\###u{1F}has(object.metadata)\###u{1F}name\###u{1F}variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() : object.name\###u{1F}0\###u{1F}1\###u{1F}variables.name.matches('^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$')\###u{1F}1\###u{1F}'"' + variables.name + '" is no name of a Private Link Service: 1 to 80 letters, digits, _, . and -, beginning with a letter or digit'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-name"]' : 'name'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-name-invalid
summary: The name of a Private Link Service is not allowed.
why: Azure refuses a name that is longer than 80 characters, or begins or ends with another sign than it allows.
remediation: Use 1 to 80 letters, digits, underscores, periods and hyphens; begin with a letter or digit, end with one of these or an underscore.
severity: error
confidence: high
references:
  - name: azurerm provider, azurerm_private_link_service
    url: https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/private_link_service
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service, azure.PrivateLinkService]
matchConditions:
  - >-
    has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() != '' : has(object.name)
variables:
  isService: has(object.metadata)
  name: >-
    variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() : object.name
validations:
  - expression: variables.name.matches('^[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?$')
    messageExpression: >-
      '"' + variables.name + '" is no name of a Private Link Service: 1 to 80 letters, digits, _, . and -, beginning with a letter or digit'
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-name"]' : 'name'

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-name-taken"###,
      summary: ###"Two Services ask for Private Link Services of the same name."###,
      why: ###"They have frontends of their own, and a Private Link Service stands on one; the second Service takes it over or fails."###,
      remediation: ###"Give each its own azure-pls-name."###,
      severity: .error, confidence: .medium,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###), (###"cloud-provider-azure, Azure Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-name"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() != ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.linkNameOwners.size() == 0\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' asks for the Private Link Service ' + string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() + ', and so does ' + related.linkNameOwners[0].metadata.name + ', on another frontend'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.linkNameOwners\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-name\###u{1F}0\###u{1F}1\###u{1F}the other Service\###u{1F}0"###,
      text: ###"""
id: private-link-name-taken
summary: Two Services ask for Private Link Services of the same name.
why: They have frontends of their own, and a Private Link Service stands on one; the second Service takes it over or fails.
remediation: Give each its own azure-pls-name.
severity: error
confidence: medium
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
  - name: cloud-provider-azure, Azure Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() != ''
validations:
  - expression: related.linkNameOwners.size() == 0
    messageExpression: >-
      'Service ' + object.metadata.name + ' asks for the Private Link Service ' + string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-name'].orValue(''))).trim() + ', and so does ' + related.linkNameOwners[0].metadata.name + ', on another frontend'
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-name"]
    related:
      - each: related.linkNameOwners
        at: metadata.annotations["service.beta.kubernetes.io/azure-pls-name"]
        message: the other Service

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-on-other-service-type"###,
      summary: ###"A Service that is no LoadBalancer asks for a Private Link Service."###,
      why: ###"The Azure controller looks at Services of type LoadBalancer only, so the annotations have no effect and no Private Link Service appears."###,
      remediation: ###"Set spec.type to LoadBalancer."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###], [###"spec"###, ###"clusterIP"###]],
      definition: ###"0\###u{1F}1\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' asks for a Private Link Service and is of type ' + object.?spec.?type.orValue('ClusterIP') + ': it needs a LoadBalancer'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}type\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Make it a LoadBalancer\###u{1F}unsafe\###u{1F}1\###u{1F}!(object.?spec.?clusterIP.orValue('') == 'None') && object.?spec.?type.orValue('ClusterIP') != 'ExternalName'\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}type\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}LoadBalancer\###u{1F}0"###,
      text: ###"""
id: private-link-on-other-service-type
summary: A Service that is no LoadBalancer asks for a Private Link Service.
why: The Azure controller looks at Services of type LoadBalancer only, so the annotations have no effect and no Private Link Service appears.
remediation: "Set spec.type to LoadBalancer."
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
validations:
  - expression: object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
    messageExpression: "'Service ' + object.metadata.name + ' asks for a Private Link Service and is of type ' + object.?spec.?type.orValue('ClusterIP') + ': it needs a LoadBalancer'"
    at: spec.type
fixes:
  - title: Make it a LoadBalancer
    safety: unsafe
    when: >-
      !(object.?spec.?clusterIP.orValue('') == 'None') && object.?spec.?type.orValue('ClusterIP') != 'ExternalName'
    set:
      at: spec.type
      value: LoadBalancer

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-on-shared-frontend"###,
      summary: ###"Two Services share a frontend and both configure its Private Link Service."###,
      why: ###"Only the Service that owns the Private Link Service may configure it; the controller fails for any other."###,
      remediation: ###"Keep the azure-pls annotations other than azure-pls-create on the owner alone."###,
      severity: .error, confidence: .medium,
      references: [(###"cloud-provider-azure, Azure Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###), (###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"annotations"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.frontendOwners.size() > 0\###u{1F}2\###u{1F}foreign\###u{1F}object.metadata.?annotations.orValue({}).filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-')\###n  && !(k in ['service.beta.kubernetes.io/azure-pls-create', 'service.beta.kubernetes.io/azure-pls-resource-group']))\###u{1F}owner\###u{1F}related.frontendOwners[0]\###u{1F}0\###u{1F}1\###u{1F}variables.foreign.size() == 0\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' shares its address with ' + variables.owner.metadata.name + ', whose Private Link Service it configures by ' + variables.foreign[0].substring(27)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + variables.foreign[0] + '"]'\###u{1F}true\###u{1F}0\###u{1F}1\###u{1F}variables.owner\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}the Service that configures it first\###u{1F}1\###u{1F}Remove the annotation\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}remove\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + variables.foreign[0] + '"]'\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-on-shared-frontend
summary: Two Services share a frontend and both configure its Private Link Service.
why: Only the Service that owns the Private Link Service may configure it; the controller fails for any other.
remediation: Keep the azure-pls annotations other than azure-pls-create on the owner alone.
severity: error
confidence: medium
references:
  - name: cloud-provider-azure, Azure Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - related.frontendOwners.size() > 0
variables:
  foreign: >-
    object.metadata.?annotations.orValue({}).filter(k, k.startsWith('service.beta.kubernetes.io/azure-pls-')
      && !(k in ['service.beta.kubernetes.io/azure-pls-create', 'service.beta.kubernetes.io/azure-pls-resource-group']))
  owner: related.frontendOwners[0]
validations:
  - expression: variables.foreign.size() == 0
    messageExpression: >-
      'Service ' + object.metadata.name + ' shares its address with ' + variables.owner.metadata.name + ', whose Private Link Service it configures by ' + variables.foreign[0].substring(27)
    atExpression: >-
      'metadata.annotations["' + variables.foreign[0] + '"]'
    mark: key
    related:
      - {each: variables.owner, message: the Service that configures it first}
fixes:
  - title: Remove the annotation
    safety: unsafe
    remove:
      atExpression: >-
        'metadata.annotations["' + variables.foreign[0] + '"]'

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-port-protocol"###,
      summary: ###"A port behind a Private Link Service uses a protocol that it does not carry."###,
      why: ###"Private Link carries TCP and UDP only."###,
      remediation: ###"Use TCP; http_request needs it in any case."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"spec"###, ###"ports"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}1\###u{1F}ports\###u{1F}object.spec.ports\###u{1F}1\###u{1F}lists.range(object.?spec.?ports.orValue([]).size())\###u{1F}1\###u{1F}variables.ports[item].?protocol.orValue('TCP') in ['TCP', 'UDP']\###u{1F}1\###u{1F}'port ' + string(dyn(variables.ports[item].port)) + ' of ' + object.metadata.name + ' is ' + variables.ports[item].protocol + '; Private Link carries TCP and UDP only'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'spec.ports[' + string(item) + '].protocol'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-port-protocol
summary: A port behind a Private Link Service uses a protocol that it does not carry.
why: Private Link carries TCP and UDP only.
remediation: Use TCP; http_request needs it in any case.
severity: error
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
forEach: lists.range(object.?spec.?ports.orValue([]).size())
variables:
  ports: object.spec.ports
validations:
  - expression: variables.ports[item].?protocol.orValue('TCP') in ['TCP', 'UDP']
    messageExpression: >-
      'port ' + string(dyn(variables.ports[item].port)) + ' of ' + object.metadata.name + ' is ' + variables.ports[item].protocol + '; Private Link carries TCP and UDP only'
    atExpression: >-
      'spec.ports[' + string(item) + '].protocol'

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-link-removed"###,
      summary: ###"A plan takes PrivateLink away from a workspace."###,
      why: ###"PrivateLink cannot be removed from a workspace once it has it, so the apply fails, or leaves a workspace that nothing reaches."###,
      remediation: ###"Keep the private access settings and the endpoints; make a new workspace without PrivateLink if that is what is wanted."###,
      severity: .error, confidence: .medium,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"terraform.Resource"###], needs: [], isLocal: true,
      fields: [[###"changed"###, ###"private_access_settings_id"###], [###"changed"###, ###"vpc_endpoints"###], [###"changed"###], [###"type"###], [###"actions"###], [###"address"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.type in ['databricks_mws_workspaces', 'databricks_mws_networks'] && has(object.changed)\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}object.changed.?private_access_settings_id.orValue('') != 'cleared' || 'delete' in object.?actions.orValue([])\###u{1F}1\###u{1F}'the plan detaches the private access settings from ' + object.address\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}changed\###u{1F}member\###u{1F}private_access_settings_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}object.changed.?vpc_endpoints.orValue('') != 'cleared'\###u{1F}1\###u{1F}'the plan replaces the network ' + object.address + ' by one without the endpoints of PrivateLink'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}changed\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-removed
summary: A plan takes PrivateLink away from a workspace.
why: PrivateLink cannot be removed from a workspace once it has it, so the apply fails, or leaves a workspace that nothing reaches.
remediation: Keep the private access settings and the endpoints; make a new workspace without PrivateLink if that is what is wanted.
severity: error
confidence: medium
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [terraform.Resource]
matchConditions:
  - object.type in ['databricks_mws_workspaces', 'databricks_mws_networks'] && has(object.changed)
validations:
  - expression: object.changed.?private_access_settings_id.orValue('') != 'cleared' || 'delete' in object.?actions.orValue([])
    messageExpression: "'the plan detaches the private access settings from ' + object.address"
    at: changed.private_access_settings_id
  - expression: object.changed.?vpc_endpoints.orValue('') != 'cleared'
    messageExpression: "'the plan replaces the network ' + object.address + ' by one without the endpoints of PrivateLink'"
    at: changed.vpc_endpoints

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-drift"###,
      summary: ###"A Private Link Service is not what its Service asks for."###,
      why: ###"The controller writes the values of the annotations at its next sync, so that changes by hand are lost, and what was reviewed is not what runs."###,
      remediation: ###"Apply the manifest, or write the live value into its annotation."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"kubernetes.Service"###], isLocal: false,
      fields: [[], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.services.size() > 0\###u{1F}0\###u{1F}1\###u{1F}lists.range(facts.?drifts.orValue([]).size())\###u{1F}1\###u{1F}false\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' has drifted: ' + facts.drifts[item]\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.driftedFields[item]\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.services\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}1\###u{1F}'what the Service asks for, with the annotation ' + facts.driftedAnnotations[item]\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-service-drift
summary: A Private Link Service is not what its Service asks for.
why: The controller writes the values of the annotations at its next sync, so that changes by hand are lost, and what was reviewed is not what runs.
remediation: Apply the manifest, or write the live value into its annotation.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
match: [azure.PrivateLinkService]
needs: [kubernetes.Service]
matchConditions:
  - related.services.size() > 0
forEach: lists.range(facts.?drifts.orValue([]).size())
validations:
  - expression: "false"
    messageExpression: "'Private Link Service ' + object.name + ' has drifted: ' + facts.drifts[item]"
    atExpression: facts.driftedFields[item]
    related:
      - {each: related.services, at: metadata.annotations, messageExpression: "'what the Service asks for, with the annotation ' + facts.driftedAnnotations[item]"}

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-frontend-missing"###,
      summary: ###"A Private Link Service names a frontend that its load balancer does not have."###,
      why: ###"What comes through a Private Link Service goes to the frontend that it names; where that is gone, it goes nowhere."###,
      remediation: ###"Recreate the Private Link Service from the Service, so that it names the frontend that there is."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"azure.LoadBalancer"###], isLocal: false,
      fields: [[], [###"loadBalancerFrontendIpConfigurations"###], [###"name"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}lists.range(object.?loadBalancerFrontendIpConfigurations.orValue([]).size())\###u{1F}1\###u{1F}related.loadBalancers.all(b, !armID(object.loadBalancerFrontendIpConfigurations[item].?id.orValue('')).startsWith(armID(b.?id.orValue('-')) + '/') || !has(b.frontendIPConfigurations) || b.frontendIPConfigurations.exists(f, armID(f.?id.orValue('')) == armID(object.loadBalancerFrontendIpConfigurations[item].?id.orValue(''))))\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' names the frontend ' + object.loadBalancerFrontendIpConfigurations[item].id.split('/').last().orValue('') + ', which its load balancer does not have; that has ' + related.loadBalancers.map(b, b.?frontendIPConfigurations.orValue([]).map(f, f.?name.orValue(''))).flatten().join(', ')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'loadBalancerFrontendIpConfigurations[' + string(item) + '].id'\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.loadBalancers\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}frontendIPConfigurations\###u{1F}0\###u{1F}1\###u{1F}the load balancer's frontends\###u{1F}0"###,
      text: ###"""
id: private-link-service-frontend-missing
summary: A Private Link Service names a frontend that its load balancer does not have.
why: What comes through a Private Link Service goes to the frontend that it names; where that is gone, it goes nowhere.
remediation: Recreate the Private Link Service from the Service, so that it names the frontend that there is.
severity: error
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.PrivateLinkService]
needs: [azure.LoadBalancer]
forEach: lists.range(object.?loadBalancerFrontendIpConfigurations.orValue([]).size())
validations:
  - expression: >-
      related.loadBalancers.all(b, !armID(object.loadBalancerFrontendIpConfigurations[item].?id.orValue('')).startsWith(armID(b.?id.orValue('-')) + '/')
      || !has(b.frontendIPConfigurations)
      || b.frontendIPConfigurations.exists(f, armID(f.?id.orValue('')) == armID(object.loadBalancerFrontendIpConfigurations[item].?id.orValue(''))))
    messageExpression: >-
      'Private Link Service ' + object.name + ' names the frontend ' + object.loadBalancerFrontendIpConfigurations[item].id.split('/').last().orValue('')
      + ', which its load balancer does not have; that has ' + related.loadBalancers.map(b, b.?frontendIPConfigurations.orValue([]).map(f, f.?name.orValue(''))).flatten().join(', ')
    atExpression: "'loadBalancerFrontendIpConfigurations[' + string(item) + '].id'"
    related:
      - {each: related.loadBalancers, at: frontendIPConfigurations, message: the load balancer's frontends}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-service-not-created"###,
      summary: ###"The annotation azure-pls-create is there and does not say true."###,
      why: ###"The controller takes any other value for false without a word, so there is no Private Link Service for Databricks to reach."###,
      remediation: ###"Set service.beta.kubernetes.io/azure-pls-create to "true", or remove it."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"annotations"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata.annotations) && 'service.beta.kubernetes.io/azure-pls-create' in object.metadata.annotations\###u{1F}1\###u{1F}value\###u{1F}object.metadata.annotations['service.beta.kubernetes.io/azure-pls-create']\###u{1F}0\###u{1F}1\###u{1F}type(variables.value) != string || variables.value.trim().lowerAscii() == 'true'\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' gets no Private Link Service: azure-pls-create is "' + variables.value + '", and only "true" creates one'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-create\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Create the Private Link Service\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-create\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}true\###u{1F}0"###,
      text: ###"""
id: private-link-service-not-created
summary: The annotation azure-pls-create is there and does not say true.
why: The controller takes any other value for false without a word, so there is no Private Link Service for Databricks to reach.
remediation: Set service.beta.kubernetes.io/azure-pls-create to "true", or remove it.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - has(object.metadata.annotations) && 'service.beta.kubernetes.io/azure-pls-create' in object.metadata.annotations
variables:
  value: object.metadata.annotations['service.beta.kubernetes.io/azure-pls-create']
validations:
  - expression: type(variables.value) != string || variables.value.trim().lowerAscii() == 'true'
    messageExpression: "'Service ' + object.metadata.name + ' gets no Private Link Service: azure-pls-create is \"' + variables.value + '\", and only \"true\" creates one'"
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-create"]
fixes:
  - title: Create the Private Link Service
    safety: unsafe
    set: {at: 'metadata.annotations["service.beta.kubernetes.io/azure-pls-create"]', value: "true"}

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-not-succeeded"###,
      summary: ###"A Private Link Service is not in the state Succeeded."###,
      why: ###"A service that failed to be set up, or is being changed or deleted, carries no connections."###,
      remediation: ###"Look at the events of the owning Service, and mend what its controller complains about."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"azure.PrivateLinkService"###], needs: [], isLocal: true,
      fields: [[###"provisioningState"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.provisioningState)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.provisioningState == 'Succeeded'\###u{1F}1\###u{1F}'the Private Link Service ' + object.name + ' is in the state ' + object.provisioningState\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}provisioningState\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-service-not-succeeded
summary: A Private Link Service is not in the state Succeeded.
why: A service that failed to be set up, or is being changed or deleted, carries no connections.
remediation: Look at the events of the owning Service, and mend what its controller complains about.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [azure.PrivateLinkService]
matchConditions:
  - has(object.provisioningState)
validations:
  - expression: object.provisioningState == 'Succeeded'
    messageExpression: "'the Private Link Service ' + object.name + ' is in the state ' + object.provisioningState"
    at: provisioningState

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-owner-differs"###,
      summary: ###"A Private Link Service belongs to another Service than the one that asks for it."###,
      why: ###"Only the owner may change a Private Link Service; the annotations of the other Service have no effect, or its sync fails."###,
      remediation: ###"Give the Service a Private Link Service of its own, by another name on a frontend of its own."###,
      severity: .warning, confidence: .medium,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"kubernetes.Service"###], isLocal: false,
      fields: [[###"tags"###], [###"tags"###, ###"k8s-azure-owner-service"###], [###"tags"###, ###"kubernetes-owner-service"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}(object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')) != '' && related.namingServices.size() > 0\###u{1F}1\###u{1F}owner\###u{1F}object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')\###u{1F}0\###u{1F}1\###u{1F}related.namingServices.exists(s, s.metadata.?namespace.orValue('default') + '/' + s.metadata.name == variables.owner)\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' belongs to ' + variables.owner + ', and ' + related.namingServices[0].metadata.?namespace.orValue('default') + '/' + related.namingServices[0].metadata.name + ' asks for it'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}tags\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namingServices\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}0\###u{1F}1\###u{1F}asks for a Private Link Service of this name\###u{1F}0"###,
      text: ###"""
id: private-link-service-owner-differs
summary: A Private Link Service belongs to another Service than the one that asks for it.
why: Only the owner may change a Private Link Service; the annotations of the other Service have no effect, or its sync fails.
remediation: Give the Service a Private Link Service of its own, by another name on a frontend of its own.
severity: warning
confidence: medium
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [azure.PrivateLinkService]
needs: [kubernetes.Service]
variables:
  owner: object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')
matchConditions:
  - >-
      (object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')) != '' && related.namingServices.size() > 0
validations:
  - expression: related.namingServices.exists(s, s.metadata.?namespace.orValue('default') + '/' + s.metadata.name == variables.owner)
    messageExpression: >-
      'Private Link Service ' + object.name + ' belongs to ' + variables.owner + ', and ' + related.namingServices[0].metadata.?namespace.orValue('default') + '/' + related.namingServices[0].metadata.name
      + ' asks for it'
    at: tags
    related:
      - {each: related.namingServices, at: metadata.annotations, message: asks for a Private Link Service of this name}

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-owner-missing"###,
      summary: ###"The Service that owns a Private Link Service is not among the inputs."###,
      why: ###"A Private Link Service is not deleted when its annotations go; one without an owner keeps exposing the frontend."###,
      remediation: ###"Add the Service's manifest to the inputs, or delete the Private Link Service if nothing needs it."###,
      severity: .note, confidence: .medium,
      references: [(###"cloud-provider-azure, Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"kubernetes.Service"###], isLocal: false,
      fields: [[###"tags"###], [###"tags"###, ###"k8s-azure-owner-service"###], [###"tags"###, ###"kubernetes-owner-service"###], [###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}(object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')) != '' && related.namingServices.size() == 0\###u{1F}(object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')).contains('/') && inventory['kubernetes.Service'].exists(s, s.metadata.?namespace.orValue('default') == (object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')).split('/')[0])\###u{1F}1\###u{1F}owner\###u{1F}object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')\###u{1F}0\###u{1F}1\###u{1F}related.services.size() > 0\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' belongs to Service ' + variables.owner + ', which the inputs do not have, although they have other Services of that namespace'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}tags\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-service-owner-missing
summary: The Service that owns a Private Link Service is not among the inputs.
why: A Private Link Service is not deleted when its annotations go; one without an owner keeps exposing the frontend.
remediation: Add the Service's manifest to the inputs, or delete the Private Link Service if nothing needs it.
severity: note
confidence: medium
references:
  - name: cloud-provider-azure, Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
match: [azure.PrivateLinkService]
needs: [kubernetes.Service]
variables:
  owner: object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')
matchConditions:
  - >-
      (object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')) != '' && related.namingServices.size() == 0
  # Inputs without anything from the owner's namespace show nothing about it.
  - >-
      (object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')).contains('/')
      && inventory['kubernetes.Service'].exists(s, s.metadata.?namespace.orValue('default') == (object.?tags[?'k8s-azure-owner-service'].or(object.?tags[?'kubernetes-owner-service']).orValue('')).split('/')[0])
validations:
  - expression: related.services.size() > 0
    messageExpression: "'Private Link Service ' + object.name + ' belongs to Service ' + variables.owner + ', which the inputs do not have, although they have other Services of that namespace'"
    at: tags

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-region-differs"###,
      summary: ###"A Private Link Service is in another region than its load balancer."###,
      why: ###"Both have to be in one region; inputs that say otherwise come from different estates."###,
      remediation: ###"Make the Private Link Service in the load balancer's region."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"azure.LoadBalancer"###], isLocal: false,
      fields: [[###"location"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.location)\###u{1F}1\###u{1F}others\###u{1F}related.loadBalancers.filter(b, has(b.location) && region(b.location) != region(object.location))\###u{1F}0\###u{1F}1\###u{1F}variables.others.size() == 0\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' is in ' + region(object.location) + ', and its load balancer ' + variables.others[0].name + ' is in ' + region(variables.others[0].location)\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}location\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.others\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}location\###u{1F}0\###u{1F}1\###u{1F}the load balancer's region\###u{1F}0"###,
      text: ###"""
id: private-link-service-region-differs
summary: A Private Link Service is in another region than its load balancer.
why: Both have to be in one region; inputs that say otherwise come from different estates.
remediation: Make the Private Link Service in the load balancer's region.
severity: error
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.PrivateLinkService]
needs: [azure.LoadBalancer]
matchConditions:
  - has(object.location)
variables:
  others: related.loadBalancers.filter(b, has(b.location) && region(b.location) != region(object.location))
validations:
  - expression: variables.others.size() == 0
    messageExpression: "'Private Link Service ' + object.name + ' is in ' + region(object.location) + ', and its load balancer ' + variables.others[0].name + ' is in ' + region(variables.others[0].location)"
    at: location
    related:
      - {each: variables.others, at: location, message: the load balancer's region}

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-unmanaged"###,
      summary: ###"A Private Link Service that the cluster's controller did not make stands on the Service's frontend."###,
      why: ###"The controller refuses to take it over, so that the sync of the Service fails and none of its annotations has an effect."###,
      remediation: ###"Delete the Private Link Service and let the controller make it, or remove the annotation azure-pls-create and keep it by hand."###,
      severity: .error, confidence: .medium,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"kubernetes.Service"###], isLocal: false,
      fields: [[###"tags"###], [###"tags"###, ###"k8s-azure-cluster-name"###], [###"tags"###, ###"kubernetes-cluster-name"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}(related.frontendServices.filter(s, string(dyn(s.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true')).size() > 0\###u{1F}1\###u{1F}asking\###u{1F}related.frontendServices.filter(s, string(dyn(s.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true')\###u{1F}0\###u{1F}1\###u{1F}object.?tags[?'k8s-azure-cluster-name'].hasValue() || object.?tags[?'kubernetes-cluster-name'].hasValue()\###u{1F}1\###u{1F}'Private Link Service ' + object.name + ' stands on the frontend of Service ' + variables.asking[0].metadata.name + ' without the tag k8s-azure-cluster-name, so that the controller does not take it for its own'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}tags\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.asking\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}0\###u{1F}1\###u{1F}asks the controller for a Private Link Service\###u{1F}0"###,
      text: ###"""
id: private-link-service-unmanaged
summary: A Private Link Service that the cluster's controller did not make stands on the Service's frontend.
why: The controller refuses to take it over, so that the sync of the Service fails and none of its annotations has an effect.
remediation: Delete the Private Link Service and let the controller make it, or remove the annotation azure-pls-create and keep it by hand.
severity: error
confidence: medium
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [azure.PrivateLinkService]
needs: [kubernetes.Service]
variables:
  asking: "related.frontendServices.filter(s, string(dyn(s.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true')"
matchConditions:
  - >-
      (related.frontendServices.filter(s, string(dyn(s.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true')).size() > 0
validations:
  - expression: object.?tags[?'k8s-azure-cluster-name'].hasValue() || object.?tags[?'kubernetes-cluster-name'].hasValue()
    messageExpression: "'Private Link Service ' + object.name + ' stands on the frontend of Service ' + variables.asking[0].metadata.name + ' without the tag k8s-azure-cluster-name, so that the controller does not take it for its own'"
    at: tags
    related:
      - {each: variables.asking, at: metadata.annotations, message: asks the controller for a Private Link Service}

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-with-several-rules"###,
      summary: ###"Several private endpoint rules lead to one Private Link Service."###,
      why: ###"Each rule makes an endpoint of its own that has to be approved, and that costs; one for each environment is enough, because a rule holds several names."###,
      remediation: ###"Put the names into one rule of the configuration, and delete the others."###,
      severity: .note, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"databricks.PrivateEndpointRule"###], isLocal: false,
      fields: [[###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}(related.privateEndpointRules.filter(r, !r.?deactivated.orValue(false))).size() > 0\###u{1F}1\###u{1F}active\###u{1F}related.privateEndpointRules.filter(r, !r.?deactivated.orValue(false))\###u{1F}0\###u{1F}1\###u{1F}variables.active.size() == 1\###u{1F}1\###u{1F}string(variables.active.size()) + ' private endpoint rules lead to Private Link Service ' + object.name + ': for ' + variables.active.map(r, r.?domain_names.orValue([]).join(', ')).join('; ')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.active\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}resource_id\###u{1F}0\###u{1F}1\###u{1F}a rule that leads here\###u{1F}0"###,
      text: ###"""
id: private-link-service-with-several-rules
summary: Several private endpoint rules lead to one Private Link Service.
why: Each rule makes an endpoint of its own that has to be approved, and that costs; one for each environment is enough, because a rule holds several names.
remediation: Put the names into one rule of the configuration, and delete the others.
severity: note
confidence: medium
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
match: [azure.PrivateLinkService]
needs: [databricks.PrivateEndpointRule]
variables:
  active: related.privateEndpointRules.filter(r, !r.?deactivated.orValue(false))
matchConditions:
  - >-
      (related.privateEndpointRules.filter(r, !r.?deactivated.orValue(false))).size() > 0
validations:
  - expression: variables.active.size() == 1
    messageExpression: "string(variables.active.size()) + ' private endpoint rules lead to Private Link Service ' + object.name + ': for ' + variables.active.map(r, r.?domain_names.orValue([]).join(', ')).join('; ')"
    at: name
    related:
      - {each: variables.active, at: resource_id, message: a rule that leads here}

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-service-without-rule"###,
      summary: ###"No private endpoint rule targets a Private Link Service."###,
      why: ###"Without a rule there is no endpoint, and serverless compute cannot reach the service."###,
      remediation: ###"Create a private endpoint rule with the id of the Private Link Service and the hostname of the gateway."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"azure.PrivateLinkService"###], needs: [###"databricks.PrivateEndpointRule"###], isLocal: false,
      fields: [[###"id"###], [###"name"###]],
      definition: ###"0\###u{1F}3\###u{1F}facts.hasAllRules\###u{1F}!inventory['databricks.PrivateEndpointRule'].exists(r, r.?resource_id.orValue('').lowerAscii().contains('privatelinkservice') && r.?group_id.orValue('') == '') || related.privateEndpointRules.size() > 0\###u{1F}!inventory['databricks.PrivateEndpointRule'].exists(r, r.?group_id.orValue('') == '' && !r.?resource_id.orValue('').lowerAscii().contains('privatelinkservice'))\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.privateEndpointRules.size() > 0\###u{1F}1\###u{1F}'no private endpoint rule in the inputs targets ' + object.name + ', by its id or by its alias'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-service-without-rule
summary: No private endpoint rule targets a Private Link Service.
why: Without a rule there is no endpoint, and serverless compute cannot reach the service.
remediation: Create a private endpoint rule with the id of the Private Link Service and the hostname of the gateway.
severity: error
confidence: medium
references:
  - name: Azure Databricks, manage private endpoint rules
    url: https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [azure.PrivateLinkService]
needs: [databricks.PrivateEndpointRule]
matchConditions:
  - facts.hasAllRules
  # A rule with a wrong target is told at the rule; and a service beside the one that a rule targets may serve others.
  - >-
    !inventory['databricks.PrivateEndpointRule'].exists(r, r.?resource_id.orValue('').lowerAscii().contains('privatelinkservice')
    && r.?group_id.orValue('') == '')
    || related.privateEndpointRules.size() > 0
  - "!inventory['databricks.PrivateEndpointRule'].exists(r, r.?group_id.orValue('') == '' && !r.?resource_id.orValue('').lowerAscii().contains('privatelinkservice'))"
validations:
  - expression: related.privateEndpointRules.size() > 0
    messageExpression: "'no private endpoint rule in the inputs targets ' + object.name + ', by its id or by its alias'"
    at: id

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-static-address-excess"###,
      summary: ###"More static NAT addresses are given than the Private Link Service gets."###,
      why: ###"The number of addresses is 1 unless azure-pls-ip-configuration-ip-address-count says otherwise; more static addresses than that stop the controller."###,
      remediation: ###"Raise the count, and mind that NAT addresses cannot be removed later; or give fewer addresses."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###]],
      definition: ###"0\###u{1F}4\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}type(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(null)) == string\###u{1F}!object.metadata.annotations['service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].trim().matches('[,;\\t\\n\\r]')\###u{1F}object.metadata.annotations['service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].size() <= 1000\###u{1F}2\###u{1F}addresses\###u{1F}object.metadata.annotations['service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].split(' ').filter(s, s != '').distinct()\###u{1F}count\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count'].orValue('1'))).trim()\###u{1F}0\###u{1F}1\###u{1F}!variables.count.matches('^[0-9]{1,4}$') || variables.addresses.size() <= int(variables.count)\###u{1F}1\###u{1F}'azure-pls-ip-configuration-ip-address gives ' + string(variables.addresses.size()) + ' addresses, and the Private Link Service gets ' + variables.count\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Raise the count of addresses, which cannot be lowered later\###u{1F}unsafe\###u{1F}1\###u{1F}variables.addresses.size() <= 8\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}string(variables.addresses.size())"###,
      text: ###"""
id: private-link-static-address-excess
summary: More static NAT addresses are given than the Private Link Service gets.
why: The number of addresses is 1 unless azure-pls-ip-configuration-ip-address-count says otherwise; more static addresses than that stop the controller.
remediation: Raise the count, and mind that NAT addresses cannot be removed later; or give fewer addresses.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - type(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(null)) == string
  # Lists with other separators are private-link-list-separator's, and a longer one is refused anyway.
  - >-
    !object.metadata.annotations['service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].trim().matches('[,;\\t\\n\\r]')
  - object.metadata.annotations['service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].size() <= 1000
variables:
  addresses: object.metadata.annotations['service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].split(' ').filter(s, s != '').distinct()
  count: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count'].orValue('1'))).trim()
validations:
  # A count that is no number is private-link-address-count's.
  - expression: >-
      !variables.count.matches('^[0-9]{1,4}$') || variables.addresses.size() <= int(variables.count)
    messageExpression: >-
      'azure-pls-ip-configuration-ip-address gives ' + string(variables.addresses.size()) + ' addresses, and the Private Link Service gets ' + variables.count
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"]
fixes:
  - title: Raise the count of addresses, which cannot be lowered later
    safety: unsafe
    when: >-
      variables.addresses.size() <= 8
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address-count"]
      valueExpression: >-
        string(variables.addresses.size())

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-static-address-invalid"###,
      summary: ###"A static NAT address of a Private Link Service is no IPv4 address."###,
      why: ###"Every entry has to be an IPv4 address, or the controller stops and makes no Private Link Service."###,
      remediation: ###"Write IPv4 addresses of the NAT subnet, separated by single spaces."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###]],
      definition: ###"0\###u{1F}3\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}!string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).trim().matches('[,;\\t\\n\\r]')\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).trim() != ''\###u{1F}0\###u{1F}1\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).split(' ').filter(s, s != '')\###u{1F}1\###u{1F}isIPv4(item)\###u{1F}1\###u{1F}'"' + item + '" in azure-pls-ip-configuration-ip-address is no IPv4 address'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-static-address-invalid
summary: A static NAT address of a Private Link Service is no IPv4 address.
why: Every entry has to be an IPv4 address, or the controller stops and makes no Private Link Service.
remediation: Write IPv4 addresses of the NAT subnet, separated by single spaces.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  # Lists with other separators are private-link-list-separator's.
  - >-
    !string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).trim().matches('[,;\\t\\n\\r]')
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).trim() != ''
forEach: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).split(' ').filter(s, s != '')
validations:
  - expression: isIPv4(item)
    messageExpression: >-
      '"' + item + '" in azure-pls-ip-configuration-ip-address is no IPv4 address'
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-static-address-repeated"###,
      summary: ###"A static NAT address of a Private Link Service is given twice."###,
      why: ###"The second one counts for nothing, and the place that it was to fill gets a dynamic address."###,
      remediation: ###"Give each address once."###,
      severity: .note, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###]],
      definition: ###"0\###u{1F}3\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).trim() != ''\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).size() <= 1000\###u{1F}1\###u{1F}addresses\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).split(' ').filter(s, s != '')\###u{1F}0\###u{1F}1\###u{1F}variables.addresses.distinct().size() == variables.addresses.size()\###u{1F}1\###u{1F}'azure-pls-ip-configuration-ip-address gives ' + variables.addresses.filter(a, variables.addresses.filter(b, b == a).size() > 1)[0] + ' more than once'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Give each address once\###u{1F}safe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.addresses.distinct().join(' ')"###,
      text: ###"""
id: private-link-static-address-repeated
summary: A static NAT address of a Private Link Service is given twice.
why: The second one counts for nothing, and the place that it was to fill gets a dynamic address.
remediation: Give each address once.
severity: note
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).trim() != ''
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).size() <= 1000
variables:
  addresses: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).split(' ').filter(s, s != '')
validations:
  - expression: variables.addresses.distinct().size() == variables.addresses.size()
    messageExpression: >-
      'azure-pls-ip-configuration-ip-address gives ' + variables.addresses.filter(a, variables.addresses.filter(b, b == a).size() > 1)[0] + ' more than once'
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"]
fixes:
  - title: Give each address once
    safety: safe
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"]
      valueExpression: >-
        variables.addresses.distinct().join(' ')

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-static-address-unusable"###,
      summary: ###"A static NAT address cannot come from the subnet of the Private Link Service."###,
      why: ###"The address has to lie in the subnet, and Azure keeps the first four addresses and the last one for itself; anything else fails to be allocated."###,
      remediation: ###"Take a free address of the subnet, or leave the address out."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###), (###"Azure Virtual Network frequently asked questions"###, ###"https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq"###)],
      match: [###"kubernetes.Service"###], needs: [###"azure.Subnet"###], isLocal: false,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).trim() != ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.linkAddressRefusal)\###u{1F}1\###u{1F}'the static address ' + facts.linkAddressRefusal\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-static-address-unusable
summary: A static NAT address cannot come from the subnet of the Private Link Service.
why: The address has to lie in the subnet, and Azure keeps the first four addresses and the last one for itself; anything else fails to be allocated.
remediation: Take a free address of the subnet, or leave the address out.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
  - name: Azure Virtual Network frequently asked questions
    url: https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
match: [kubernetes.Service]
needs: [azure.Subnet]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address'].orValue(''))).trim() != ''
validations:
  - expression: "!has(facts.linkAddressRefusal)"
    messageExpression: >-
      'the static address ' + facts.linkAddressRefusal
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-ip-address"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-subnet-not-a-name"###,
      summary: ###"The subnet of a Private Link Service is given as a path, not as a name."###,
      why: ###"The controller looks the value up as a subnet name in the cluster's own virtual network, and finds nothing."###,
      remediation: ###"Write the bare name of the subnet."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-ip-configuration-subnet"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}type(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-subnet'].orValue(null)) == string\###u{1F}1\###u{1F}subnet\###u{1F}object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-subnet'].orValue('')\###u{1F}0\###u{1F}1\###u{1F}!variables.subnet.contains('/') && variables.subnet == variables.subnet.trim()\###u{1F}1\###u{1F}'azure-pls-ip-configuration-subnet is "' + variables.subnet + '"; it is the bare name of a subnet of the cluster\'s network'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-subnet\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}Take the blanks away\###u{1F}safe\###u{1F}1\###u{1F}!variables.subnet.contains('/') && variables.subnet.trim() != ''\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-subnet\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.subnet.trim()\###u{1F}Keep the last part of the path, which is the name of the subnet\###u{1F}unsafe\###u{1F}1\###u{1F}variables.subnet.trim().matches('/[^/]+$')\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-ip-configuration-subnet\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.subnet.trim().split('/')[variables.subnet.trim().split('/').size() - 1]"###,
      text: ###"""
id: private-link-subnet-not-a-name
summary: The subnet of a Private Link Service is given as a path, not as a name.
why: The controller looks the value up as a subnet name in the cluster's own virtual network, and finds nothing.
remediation: Write the bare name of the subnet.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - type(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-subnet'].orValue(null)) == string
variables:
  subnet: object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-ip-configuration-subnet'].orValue('')
validations:
  - expression: "!variables.subnet.contains('/') && variables.subnet == variables.subnet.trim()"
    messageExpression: "'azure-pls-ip-configuration-subnet is \"' + variables.subnet + '\"; it is the bare name of a subnet of the cluster\\'s network'"
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-subnet"]
fixes:
  - title: Take the blanks away
    safety: safe
    when: "!variables.subnet.contains('/') && variables.subnet.trim() != ''"
    set: {at: 'metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-subnet"]', valueExpression: variables.subnet.trim()}
  - title: Keep the last part of the path, which is the name of the subnet
    safety: unsafe
    when: variables.subnet.trim().matches('/[^/]+$')
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-ip-configuration-subnet"]
      valueExpression: variables.subnet.trim().split('/')[variables.subnet.trim().split('/').size() - 1]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-subnet-of-pods"###,
      summary: ###"A Private Link Service shares its subnet with pods, under externalTrafficPolicy Local."###,
      why: ###"With Local the subnet of the Private Link Service has to be another one than that of the pods."###,
      remediation: ###"Give the Private Link Service a subnet of its own in azure-pls-ip-configuration-subnet, or set externalTrafficPolicy to Cluster."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, Azure Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###), (###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###)],
      match: [###"kubernetes.Service"###], needs: [###"azure.ManagedCluster"###], isLocal: false,
      fields: [[###"spec"###, ###"externalTrafficPolicy"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}object.?spec.?externalTrafficPolicy.orValue('Cluster') == 'Local'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.linkSubnetOfPods)\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' has externalTrafficPolicy Local, and its Private Link Service is in subnet ' + facts.linkSubnetOfPods + ', where pods get their addresses'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}externalTrafficPolicy\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}inventory['azure.ManagedCluster']\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}agentPoolProfiles\###u{1F}0\###u{1F}1\###u{1F}the subnets of the cluster\###u{1F}1\###u{1F}Set externalTrafficPolicy to Cluster\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}externalTrafficPolicy\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}Cluster\###u{1F}0"###,
      text: ###"""
id: private-link-subnet-of-pods
summary: A Private Link Service shares its subnet with pods, under externalTrafficPolicy Local.
why: With Local the subnet of the Private Link Service has to be another one than that of the pods.
remediation: Give the Private Link Service a subnet of its own in azure-pls-ip-configuration-subnet, or set externalTrafficPolicy to Cluster.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, Azure Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
match: [kubernetes.Service]
needs: [azure.ManagedCluster]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - object.?spec.?externalTrafficPolicy.orValue('Cluster') == 'Local'
validations:
  - expression: "!has(facts.linkSubnetOfPods)"
    messageExpression: >-
      'Service ' + object.metadata.name + ' has externalTrafficPolicy Local, and its Private Link Service is in subnet ' + facts.linkSubnetOfPods + ', where pods get their addresses'
    at: spec.externalTrafficPolicy
    related:
      - {each: "inventory['azure.ManagedCluster']", at: agentPoolProfiles, message: the subnets of the cluster}
fixes:
  - title: Set externalTrafficPolicy to Cluster
    safety: unsafe
    set:
      at: spec.externalTrafficPolicy
      value: Cluster

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-subnet-policies-on"###,
      summary: ###"The subnet of a Private Link Service has the network policies for such services turned on."###,
      why: ###"A Private Link Service can take its addresses only from a subnet where these policies are off. The cluster's controller turns them off, and a Terraform configuration that leaves the default turns them on again."###,
      remediation: ###"Set privateLinkServiceNetworkPolicies of the subnet to Disabled (in Terraform private_link_service_network_policies_enabled = false)."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link, disable network policies for a Private Link service source address"###, ###"https://learn.microsoft.com/azure/private-link/disable-private-link-service-network-policy"###), (###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"azure.Subnet"###], needs: [], isLocal: false,
      fields: [[###"privateLinkServiceNetworkPolicies"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.privateLinkServices.size() + related.services.size() > 0\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}object.?privateLinkServiceNetworkPolicies.orValue('').lowerAscii() != 'enabled' || related.privateLinkServices.size() == 0\###u{1F}1\###u{1F}'the subnet ' + object.name + ' has privateLinkServiceNetworkPolicies ' + object.privateLinkServiceNetworkPolicies + ', and Private Link Service ' + related.privateLinkServices[0].name + ' takes its addresses there'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}privateLinkServiceNetworkPolicies\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateLinkServices\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ipConfigurations\###u{1F}0\###u{1F}1\###u{1F}the addresses of the Private Link Service\###u{1F}object.?privateLinkServiceNetworkPolicies.orValue('').lowerAscii() != 'enabled' || related.services.size() == 0\###u{1F}1\###u{1F}'the subnet ' + object.name + ' has privateLinkServiceNetworkPolicies ' + object.privateLinkServiceNetworkPolicies + ', and the Private Link Service of Service ' + related.services[0].metadata.name + ' will take its addresses there; its controller has to turn them off'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}privateLinkServiceNetworkPolicies\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}related.services\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}0\###u{1F}1\###u{1F}the Service names the subnet\###u{1F}0"###,
      text: ###"""
id: private-link-subnet-policies-on
summary: The subnet of a Private Link Service has the network policies for such services turned on.
why: A Private Link Service can take its addresses only from a subnet where these policies are off. The cluster's controller turns them off, and a Terraform configuration that leaves the default turns them on again.
remediation: Set privateLinkServiceNetworkPolicies of the subnet to Disabled (in Terraform private_link_service_network_policies_enabled = false).
severity: error
confidence: high
references:
  - name: Azure Private Link, disable network policies for a Private Link service source address
    url: https://learn.microsoft.com/azure/private-link/disable-private-link-service-network-policy
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [azure.Subnet]
validations:
  - expression: object.?privateLinkServiceNetworkPolicies.orValue('').lowerAscii() != 'enabled' || related.privateLinkServices.size() == 0
    messageExpression: "'the subnet ' + object.name + ' has privateLinkServiceNetworkPolicies ' + object.privateLinkServiceNetworkPolicies + ', and Private Link Service ' + related.privateLinkServices[0].name + ' takes its addresses there'"
    at: privateLinkServiceNetworkPolicies
    related:
      - {each: related.privateLinkServices, at: ipConfigurations, message: the addresses of the Private Link Service}
  - expression: object.?privateLinkServiceNetworkPolicies.orValue('').lowerAscii() != 'enabled' || related.services.size() == 0
    severity: warning
    messageExpression: "'the subnet ' + object.name + ' has privateLinkServiceNetworkPolicies ' + object.privateLinkServiceNetworkPolicies + ', and the Private Link Service of Service ' + related.services[0].metadata.name + ' will take its addresses there; its controller has to turn them off'"
    at: privateLinkServiceNetworkPolicies
    related:
      - {each: related.services, at: metadata.annotations, message: the Service names the subnet}
matchConditions:
  - related.privateLinkServices.size() + related.services.size() > 0

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"private-link-subnet-small"###,
      summary: ###"The subnet of a Private Link Service has fewer than eight addresses."###,
      why: ###"A Private Link Service may need up to eight addresses when load grows, and those that it has cannot be moved; Azure keeps five of every subnet for itself."###,
      remediation: ###"Give the Private Link Service a subnet of at least /28."###,
      severity: .note, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.Subnet"###], needs: [], isLocal: false,
      fields: [[###"addressPrefix"###], [###"addressPrefixes"###], [###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.privateLinkServices.size() + related.services.size() > 0\###u{1F}(object.?addressPrefixes.orValue(has(object.addressPrefix) ? [object.addressPrefix] : []).filter(p, isCIDR(p)).filter(p, cidr(p).ip().family() == 4)).size() > 0\###u{1F}1\###u{1F}prefixes\###u{1F}object.?addressPrefixes.orValue(has(object.addressPrefix) ? [object.addressPrefix] : []).filter(p, isCIDR(p)).filter(p, cidr(p).ip().family() == 4)\###u{1F}0\###u{1F}1\###u{1F}variables.prefixes.exists(p, cidr(p).prefixLength() <= 28)\###u{1F}1\###u{1F}'the subnet ' + object.name + ' (' + variables.prefixes.join(', ') + ') has fewer than eight addresses for a Private Link Service'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}addressPrefix\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-subnet-small
summary: The subnet of a Private Link Service has fewer than eight addresses.
why: A Private Link Service may need up to eight addresses when load grows, and those that it has cannot be moved; Azure keeps five of every subnet for itself.
remediation: Give the Private Link Service a subnet of at least /28.
severity: note
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.Subnet]
matchConditions:
  - related.privateLinkServices.size() + related.services.size() > 0
  - >-
      (object.?addressPrefixes.orValue(has(object.addressPrefix) ? [object.addressPrefix] : []).filter(p, isCIDR(p)).filter(p, cidr(p).ip().family() == 4)).size() > 0
variables:
  prefixes: "object.?addressPrefixes.orValue(has(object.addressPrefix) ? [object.addressPrefix] : []).filter(p, isCIDR(p)).filter(p, cidr(p).ip().family() == 4)"
validations:
  - expression: variables.prefixes.exists(p, cidr(p).prefixLength() <= 28)
    messageExpression: "'the subnet ' + object.name + ' (' + variables.prefixes.join(', ') + ') has fewer than eight addresses for a Private Link Service'"
    at: addressPrefix

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-subscription-malformed"###,
      summary: ###"A list of subscriptions holds something that is no subscription id."###,
      why: ###"The controller passes the entries on as they are; one that is neither a GUID nor a star names nobody."###,
      remediation: ###"Write the bare subscription id, without /subscriptions/ and without a resource path."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata.annotations)\###u{1F}1\###u{1F}unused\###u{1F}''\###u{1F}1\###u{1F}['azure-pls-visibility', 'azure-pls-auto-approval'].filter(k, type(object.metadata.annotations[?'service.beta.kubernetes.io/' + k].orValue(null)) == string)\###u{1F}1\###u{1F}object.metadata.annotations['service.beta.kubernetes.io/' + item].matches('[,;\t\n\r]') || object.metadata.annotations['service.beta.kubernetes.io/' + item].split(' ').all(s, s == '' || s == '*' || isGUID(s))\###u{1F}1\###u{1F}item + ' holds "' + object.metadata.annotations['service.beta.kubernetes.io/' + item].split(' ').filter(s, s != '' && s != '*' && !isGUID(s))[0] + '", which is no subscription id'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["service.beta.kubernetes.io/' + item + '"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-subscription-malformed
summary: A list of subscriptions holds something that is no subscription id.
why: The controller passes the entries on as they are; one that is neither a GUID nor a star names nobody.
remediation: Write the bare subscription id, without /subscriptions/ and without a resource path.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service]
matchConditions:
  - has(object.metadata.annotations)
forEach: "['azure-pls-visibility', 'azure-pls-auto-approval'].filter(k, type(object.metadata.annotations[?'service.beta.kubernetes.io/' + k].orValue(null)) == string)"
variables:
  unused: "''"
validations:
  # Lists with other separators are private-link-list-separator's.
  - expression: >-
      object.metadata.annotations['service.beta.kubernetes.io/' + item].matches('[,;\t\n\r]')
      || object.metadata.annotations['service.beta.kubernetes.io/' + item].split(' ').all(s, s == '' || s == '*' || isGUID(s))
    messageExpression: >-
      item + ' holds "' + object.metadata.annotations['service.beta.kubernetes.io/' + item].split(' ').filter(s, s != '' && s != '*' && !isGUID(s))[0]
      + '", which is no subscription id'
    atExpression: "'metadata.annotations[\"service.beta.kubernetes.io/' + item + '\"]'"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-link-tier-too-low"###,
      summary: ###"A workspace uses PrivateLink below the Enterprise tier."###,
      why: ###"Private access settings and endpoints in the network configuration are a feature of the Enterprise tier on AWS."###,
      remediation: ###"Move the account to the Enterprise tier, or take PrivateLink out of the design."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks, Configure classic private connectivity to Databricks"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###)],
      match: [###"databricks.Workspace"###], needs: [], isLocal: false,
      fields: [[###"pricing_tier"###], [###"aws_region"###], [###"private_access_settings_id"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(object.aws_region) && has(object.pricing_tier) && object.pricing_tier.upperAscii() != 'UNKNOWN'\###u{1F}related.privateAccessSettings.size() > 0 || object.?private_access_settings_id.orValue('') != '' || related.networks.exists(n, n.?vpc_endpoints.?rest_api.orValue([]).size() > 0 || n.?vpc_endpoints.?dataplane_relay.orValue([]).size() > 0)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.pricing_tier.upperAscii() == 'ENTERPRISE'\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has the pricing tier ' + object.pricing_tier + '; PrivateLink on AWS needs ENTERPRISE'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}pricing_tier\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-tier-too-low
summary: A workspace uses PrivateLink below the Enterprise tier.
why: Private access settings and endpoints in the network configuration are a feature of the Enterprise tier on AWS.
remediation: Move the account to the Enterprise tier, or take PrivateLink out of the design.
severity: error
confidence: high
references:
  - name: Databricks, Configure classic private connectivity to Databricks
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
match: [databricks.Workspace]
matchConditions:
  - has(object.aws_region) && has(object.pricing_tier) && object.pricing_tier.upperAscii() != 'UNKNOWN'
  - >-
    related.privateAccessSettings.size() > 0 || object.?private_access_settings_id.orValue('') != ''
    || related.networks.exists(n, n.?vpc_endpoints.?rest_api.orValue([]).size() > 0 || n.?vpc_endpoints.?dataplane_relay.orValue([]).size() > 0)
validations:
  - expression: object.pricing_tier.upperAscii() == 'ENTERPRISE'
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has the pricing tier ' + object.pricing_tier + '; PrivateLink on AWS needs ENTERPRISE'"
    at: pricing_tier

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-visibility-empty"###,
      summary: ###"A Private Link Service is visible by role assignment only."###,
      why: ###"Databricks makes its endpoint from a subscription of its own; where that one does not see the service, creating the endpoint fails or waits for approval by hand. Reports differ on an empty list, so this is a warning."###,
      remediation: ###"Name the Databricks-managed subscriptions in azure-pls-visibility, separated by single spaces."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###, ###"azure.PrivateLinkService"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###], [###"privateEndpointConnections"###], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###], [###"visibility"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"visibility"###, ###"subscriptions"###], [###"metadata"###, ###"name"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' && object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer' : related.services.size() == 0 && related.privateEndpointRules.size() > 0 && object.?privateEndpointConnections.orValue([]).size() == 0\###u{1F}3\###u{1F}isService\###u{1F}has(object.metadata)\###u{1F}isWritten\###u{1F}variables.isService ? has(object.metadata.annotations) && 'service.beta.kubernetes.io/azure-pls-visibility' in object.metadata.annotations : has(object.visibility)\###u{1F}isEmpty\###u{1F}variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).trim() == '' : object.?visibility.?subscriptions.orValue([]).size() == 0\###u{1F}0\###u{1F}1\###u{1F}!variables.isEmpty\###u{1F}1\###u{1F}'the Private Link Service ' + (variables.isService ? 'of ' + object.metadata.name : object.name) + ' has ' + (variables.isWritten ? 'an empty' : 'no') + (variables.isService ? ' azure-pls-visibility' : ' visibility') + ': only role assignments make it visible to the subscription of Databricks'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]' : 'visibility.subscriptions'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-link-visibility-empty
summary: A Private Link Service is visible by role assignment only.
why: Databricks makes its endpoint from a subscription of its own; where that one does not see the service, creating the endpoint fails or waits for approval by hand. Reports differ on an empty list, so this is a warning.
remediation: Name the Databricks-managed subscriptions in azure-pls-visibility, separated by single spaces.
severity: warning
confidence: medium
references:
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [kubernetes.Service, azure.PrivateLinkService]
matchConditions:
  # A Private Link Service whose Service is among the inputs is judged there; one by itself where a rule leads to it and no
  # connection shows that the endpoint was made all the same.
  - >-
    has(object.metadata)
    ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' && object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
    : related.services.size() == 0 && related.privateEndpointRules.size() > 0 && object.?privateEndpointConnections.orValue([]).size() == 0
variables:
  isService: has(object.metadata)
  isWritten: >-
    variables.isService ? has(object.metadata.annotations) && 'service.beta.kubernetes.io/azure-pls-visibility' in object.metadata.annotations : has(object.visibility)
  isEmpty: >-
    variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).trim() == '' : object.?visibility.?subscriptions.orValue([]).size() == 0
validations:
  - expression: "!variables.isEmpty"
    messageExpression: >-
      'the Private Link Service ' + (variables.isService ? 'of ' + object.metadata.name : object.name) + ' has ' + (variables.isWritten ? 'an empty' : 'no')
      + (variables.isService ? ' azure-pls-visibility' : ' visibility') + ': only role assignments make it visible to the subscription of Databricks'
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]' : 'visibility.subscriptions'

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-visibility-open"###,
      summary: ###"A Private Link Service is visible to every Azure subscription."###,
      why: ###"With a star anyone who knows its id or alias can ask for a connection; only the approval of each request keeps strangers out."###,
      remediation: ###"Name the Databricks-managed subscriptions instead of "*", or approve each connection by hand and keep this note."###,
      severity: .note, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###, ###"azure.PrivateLinkService"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"metadata"###], [###"metadata"###, ###"name"###], [###"name"###], [###"visibility"###, ###"subscriptions"###], [###"autoApproval"###, ###"subscriptions"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' : related.services.size() == 0\###u{1F}4\###u{1F}isService\###u{1F}has(object.metadata)\###u{1F}title\###u{1F}variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name\###u{1F}visible\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}approved\###u{1F}(variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' ') : object.?autoApproval.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')\###u{1F}0\###u{1F}1\###u{1F}!('*' in variables.visible) || '*' in variables.approved\###u{1F}1\###u{1F}variables.title + ' is visible to every subscription' + (variables.visible.size() == 1 ? '' : ': the star makes the ids beside it count for nothing')\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]' : 'visibility.subscriptions'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Leave the star out, so that the ids count\###u{1F}unsafe\###u{1F}1\###u{1F}variables.isService && variables.visible.size() > 1\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-visibility\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.visible.filter(s, s != '*').join(' ')"###,
      text: ###"""
id: private-link-visibility-open
summary: A Private Link Service is visible to every Azure subscription.
why: With a star anyone who knows its id or alias can ask for a connection; only the approval of each request keeps strangers out.
remediation: Name the Databricks-managed subscriptions instead of "*", or approve each connection by hand and keep this note.
severity: note
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [kubernetes.Service, azure.PrivateLinkService]
matchConditions:
  # A Private Link Service whose Service is among the inputs is judged there.
  - >-
    has(object.metadata)
    ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
    : related.services.size() == 0
variables:
  isService: has(object.metadata)
  title: >-
    variables.isService ? 'the Private Link Service of ' + object.metadata.name : 'the Private Link Service ' + object.name
  visible: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).split(' ') : object.?visibility.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
  approved: >-
    (variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' ') : object.?autoApproval.?subscriptions.orValue([])).map(s, s.lowerAscii()).filter(s, s != '')
validations:
  # With automatic approval of everyone it is auto-approval-open's.
  - expression: "!('*' in variables.visible) || '*' in variables.approved"
    messageExpression: >-
      variables.title + ' is visible to every subscription' + (variables.visible.size() == 1 ? '' : ': the star makes the ids beside it count for nothing')
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]' : 'visibility.subscriptions'
fixes:
  - title: Leave the star out, so that the ids count
    safety: unsafe
    when: >-
      variables.isService && variables.visible.size() > 1
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]
      valueExpression: >-
        variables.visible.filter(s, s != '*').join(' ')

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"private-link-with-own-resolver"###,
      summary: ###"A VPC with back-end PrivateLink asks DNS servers of one's own."###,
      why: ###"Only Amazon's resolver of the VPC knows the private names of the endpoints; other servers answer with public addresses unless they forward Databricks' names to it."###,
      remediation: ###"Forward cloud.databricks.com (and amazonaws.com, for AWS' endpoints) to the VPC's resolver, or use AmazonProvidedDNS."###,
      severity: .warning, confidence: .medium,
      references: [(###"Databricks, Configure DNS for AWS PrivateLink"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink-dns"###)],
      match: [###"aws.DHCPOptions"###], needs: [###"databricks.Network"###, ###"aws.VPC"###], isLocal: false,
      fields: [[###"DhcpConfigurations"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.?networks.orValue([]).exists(n, n.?vpc_endpoints.?rest_api.orValue([]).size() > 0)\###u{1F}2\###u{1F}servers\###u{1F}object.?DhcpConfigurations.orValue([]).filter(c, c.?Key.orValue('') == 'domain-name-servers')\###u{1F}own\###u{1F}variables.servers.map(c, c.Values.map(v, v.?Value.orValue('')).filter(v, v != '' && v != 'AmazonProvidedDNS').join(', ')).filter(t, t != '').join(', ')\###u{1F}0\###u{1F}1\###u{1F}variables.own == ''\###u{1F}1\###u{1F}'nodes ask ' + variables.own + ', which have to forward the names of the endpoints to the resolver of the VPC; whether they do is not in any export'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}DhcpConfigurations\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networks\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}vpc_endpoints\###u{1F}0\###u{1F}1\###u{1F}the network with back-end PrivateLink\###u{1F}0"###,
      text: ###"""
id: private-link-with-own-resolver
summary: A VPC with back-end PrivateLink asks DNS servers of one's own.
why: Only Amazon's resolver of the VPC knows the private names of the endpoints; other servers answer with public addresses unless they forward Databricks' names to it.
remediation: Forward cloud.databricks.com (and amazonaws.com, for AWS' endpoints) to the VPC's resolver, or use AmazonProvidedDNS.
severity: warning
confidence: medium
references:
  - name: Databricks, Configure DNS for AWS PrivateLink
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink-dns
match: [aws.DHCPOptions]
needs: [databricks.Network, aws.VPC]
matchConditions:
  - related.?networks.orValue([]).exists(n, n.?vpc_endpoints.?rest_api.orValue([]).size() > 0)
variables:
  servers: object.?DhcpConfigurations.orValue([]).filter(c, c.?Key.orValue('') == 'domain-name-servers')
  own: variables.servers.map(c, c.Values.map(v, v.?Value.orValue('')).filter(v, v != '' && v != 'AmazonProvidedDNS').join(', ')).filter(t, t != '').join(', ')
validations:
  - expression: variables.own == ''
    messageExpression: "'nodes ask ' + variables.own + ', which have to forward the names of the endpoints to the resolver of the VPC; whether they do is not in any export'"
    at: DhcpConfigurations
    related:
      - each: related.networks
        at: vpc_endpoints
        message: the network with back-end PrivateLink

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"private-zone-unlinked"###,
      summary: ###"A private zone is linked to no network."###,
      why: ###"A private zone answers in linked networks alone; without a link whose state is Completed nobody gets an answer from it."###,
      remediation: ###"Link the zone to the networks whose hosts ask for it."###,
      severity: .warning, confidence: .high,
      references: [(###"Azure private DNS zones"###, ###"https://learn.microsoft.com/azure/dns/private-dns-privatednszone"###)],
      match: [###"dns.Zone"###], needs: [###"azure.PrivateDNSLink"###], isLocal: false,
      fields: [[###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?visibility.orValue('') == 'private'\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}related.networkLinks.size() > 0\###u{1F}1\###u{1F}'the private zone ' + object.name + ' has no virtual network link'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}related.networkLinks.exists(l, l.?virtualNetworkLinkState.orValue('Completed') == 'Completed')\###u{1F}1\###u{1F}'no virtual network link of ' + object.name + ' is Completed'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkLinks\###u{1F}0\###u{1F}1\###u{1F}each.name + ' is ' + each.virtualNetworkLinkState\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: private-zone-unlinked
summary: A private zone is linked to no network.
why: >-
  A private zone answers in linked networks alone; without a link whose state is Completed nobody gets an answer from it.
remediation: Link the zone to the networks whose hosts ask for it.
severity: warning
confidence: high
references:
  - name: Azure private DNS zones
    url: https://learn.microsoft.com/azure/dns/private-dns-privatednszone
match: [dns.Zone]
needs: [azure.PrivateDNSLink]
matchConditions:
  - "facts.?visibility.orValue('') == 'private'"
validations:
  - expression: "related.networkLinks.size() > 0"
    messageExpression: "'the private zone ' + object.name + ' has no virtual network link'"
    at: name
  - expression: "related.networkLinks.exists(l, l.?virtualNetworkLinkState.orValue('Completed') == 'Completed')"
    messageExpression: "'no virtual network link of ' + object.name + ' is Completed'"
    at: name
    related:
      - each: related.networkLinks
        messageExpression: "each.name + ' is ' + each.virtualNetworkLinkState"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"proxy-protocol-breaks-probe"###,
      summary: ###"The PROXY protocol is on together with externalTrafficPolicy Local."###,
      why: ###"The health probe then asks the node's health check port, which does not speak the PROXY protocol, so every node counts as down."###,
      remediation: ###"Set the health probe of the port with a port_<port>_health-probe annotation, or use externalTrafficPolicy Cluster."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, Azure Private Link Service integration"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/"###), (###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-proxy-protocol"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"spec"###, ###"externalTrafficPolicy"###], [###"metadata"###, ###"annotations"###], [###"spec"###, ###"ports"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}3\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-proxy-protocol'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}object.?spec.?externalTrafficPolicy.orValue('Cluster') == 'Local'\###u{1F}1\###u{1F}plain\###u{1F}object.?spec.?ports.orValue([]).filter(p,\###n  !object.metadata.annotations.exists(k, k.startsWith('service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_')))\###u{1F}0\###u{1F}1\###u{1F}variables.plain.size() == 0\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' turns the PROXY protocol on with externalTrafficPolicy Local and no health probe of its own for port ' + variables.plain.map(p, string(dyn(p.port))).join(', ') + ': the probe fails on every node'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-proxy-protocol\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: proxy-protocol-breaks-probe
summary: The PROXY protocol is on together with externalTrafficPolicy Local.
why: The health probe then asks the node's health check port, which does not speak the PROXY protocol, so every node counts as down.
remediation: Set the health probe of the port with a port_<port>_health-probe annotation, or use externalTrafficPolicy Cluster.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, Azure Private Link Service integration
    url: https://cloud-provider-azure.sigs.k8s.io/topics/pls-integration/
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-proxy-protocol'].orValue(''))).trim().lowerAscii() == 'true'
  - object.?spec.?externalTrafficPolicy.orValue('Cluster') == 'Local'
variables:
  plain: >-
    object.?spec.?ports.orValue([]).filter(p,
      !object.metadata.annotations.exists(k, k.startsWith('service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_')))
validations:
  - expression: variables.plain.size() == 0
    messageExpression: >-
      'Service ' + object.metadata.name + ' turns the PROXY protocol on with externalTrafficPolicy Local and no health probe of its own for port '
      + variables.plain.map(p, string(dyn(p.port))).join(', ') + ': the probe fails on every node'
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-proxy-protocol"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"proxy-protocol-on"###,
      summary: ###"A Private Link Service sends the PROXY protocol."###,
      why: ###"Every connection then begins with a PROXY v2 header, and a gateway that does not read it refuses them all; whether the AT Gateway reads it is not documented."###,
      remediation: ###"Turn azure-pls-proxy-protocol off, unless the pods are known to read PROXY v2."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###), (###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###, ###"azure.PrivateLinkService"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-proxy-protocol"###], [###"metadata"###], [###"spec"###, ###"externalTrafficPolicy"###], [###"spec"###, ###"ports"###], [###"enableProxyProtocol"###], [###"metadata"###, ###"name"###], [###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}!has(object.metadata) || object.?spec.?externalTrafficPolicy.orValue('Cluster') != 'Local' || object.?spec.?ports.orValue([]).all(p, object.metadata.?annotations.orValue({}).exists(k, k.startsWith('service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_')))\###u{1F}has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' : true\###u{1F}2\###u{1F}isService\###u{1F}has(object.metadata)\###u{1F}isOn\###u{1F}variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-proxy-protocol'].orValue(''))).trim().lowerAscii() == 'true' : object.?enableProxyProtocol.orValue(false)\###u{1F}0\###u{1F}1\###u{1F}!variables.isOn\###u{1F}1\###u{1F}(variables.isService ? 'Service ' + object.metadata.name : 'the Private Link Service ' + object.name) + ' turns the PROXY protocol on: the pods have to read PROXY v2'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-proxy-protocol"]' : 'enableProxyProtocol'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Turn the PROXY protocol off\###u{1F}unsafe\###u{1F}1\###u{1F}variables.isService\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-pls-proxy-protocol\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}false\###u{1F}0"###,
      text: ###"""
id: proxy-protocol-on
summary: A Private Link Service sends the PROXY protocol.
why: Every connection then begins with a PROXY v2 header, and a gateway that does not read it refuses them all; whether the AT Gateway reads it is not documented.
remediation: Turn azure-pls-proxy-protocol off, unless the pods are known to read PROXY v2.
severity: warning
confidence: medium
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
  - name: cloud-provider-azure, pkg/provider/azure_privatelinkservice.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go
match: [kubernetes.Service, azure.PrivateLinkService]
matchConditions:
  # With externalTrafficPolicy Local and no probe of its own it is proxy-protocol-breaks-probe's.
  - >-
    !has(object.metadata) || object.?spec.?externalTrafficPolicy.orValue('Cluster') != 'Local'
    || object.?spec.?ports.orValue([]).all(p, object.metadata.?annotations.orValue({}).exists(k, k.startsWith('service.beta.kubernetes.io/port_' + string(dyn(p.port)) + '_health-probe_')))
  - >-
    has(object.metadata) ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true' : true
variables:
  isService: has(object.metadata)
  isOn: >-
    variables.isService ? string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-proxy-protocol'].orValue(''))).trim().lowerAscii() == 'true' : object.?enableProxyProtocol.orValue(false)
validations:
  - expression: >-
      !variables.isOn
    messageExpression: >-
      (variables.isService ? 'Service ' + object.metadata.name : 'the Private Link Service ' + object.name) + ' turns the PROXY protocol on: the pods have to read PROXY v2'
    atExpression: >-
      variables.isService ? 'metadata.annotations["service.beta.kubernetes.io/azure-pls-proxy-protocol"]' : 'enableProxyProtocol'
fixes:
  - title: Turn the PROXY protocol off
    safety: unsafe
    when: >-
      variables.isService
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-pls-proxy-protocol"]
      value: "false"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"public-address-annotation"###,
      summary: ###"A gateway's Service has an annotation for public addresses."###,
      why: ###"These annotations mean nothing on an internal load balancer; they show that the Service was meant to be public, or was copied from one that is."###,
      remediation: ###"Remove the annotation."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, Azure LoadBalancer"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"annotations"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}has(object.metadata.annotations)\###u{1F}0\###u{1F}1\###u{1F}['azure-pip-name','azure-pip-prefix-id','azure-pip-tags','azure-pip-ip-tags','azure-dns-label-name','azure-load-balancer-resource-group','azure-additional-public-ips','azure-pip-name-ipv6','azure-pip-prefix-id-ipv6']\###u{1F}1\###u{1F}!('service.beta.kubernetes.io/' + item in object.metadata.annotations)\###u{1F}1\###u{1F}item + ' of ' + object.metadata.name + ' is for public addresses, and the Service asks for a private link'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["service.beta.kubernetes.io/' + item + '"]'\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Remove the annotation\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}remove\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["service.beta.kubernetes.io/' + item + '"]'\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: public-address-annotation
summary: A gateway's Service has an annotation for public addresses.
why: These annotations mean nothing on an internal load balancer; they show that the Service was meant to be public, or was copied from one that is.
remediation: Remove the annotation.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, Azure LoadBalancer
    url: https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - has(object.metadata.annotations)
forEach: >-
  ['azure-pip-name','azure-pip-prefix-id','azure-pip-tags','azure-pip-ip-tags','azure-dns-label-name','azure-load-balancer-resource-group','azure-additional-public-ips','azure-pip-name-ipv6','azure-pip-prefix-id-ipv6']
validations:
  - expression: >-
      !('service.beta.kubernetes.io/' + item in object.metadata.annotations)
    messageExpression: item + ' of ' + object.metadata.name + ' is for public addresses, and the Service asks for a private link'
    atExpression: >-
      'metadata.annotations["service.beta.kubernetes.io/' + item + '"]'
    mark: key
fixes:
  - title: Remove the annotation
    safety: unsafe
    remove:
      atExpression: >-
        'metadata.annotations["service.beta.kubernetes.io/' + item + '"]'

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"public-node-addresses-requested"###,
      summary: ###"A workspace is created with public addresses for its nodes."###,
      why: ###"Secure cluster connectivity is the default of every new workspace; without it nodes get public addresses and open ports, and only a new workspace can have it."###,
      remediation: ###"Leave is_no_public_ip_enabled out, or set it to true, before the workspace is created."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, classic compute plane networking"###, ###"https://docs.databricks.com/aws/en/security/network/classic/"###), (###"Databricks Terraform provider, databricks_mws_workspaces"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_workspaces"###)],
      match: [###"databricks.Workspace"###], needs: [], isLocal: true,
      fields: [[###"is_no_public_ip_enabled"###], [###"aws_region"###], [###"compute_mode"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}2\###u{1F}has(object.aws_region) && has(object.is_no_public_ip_enabled)\###u{1F}object.?compute_mode.orValue('') != 'SERVERLESS'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.is_no_public_ip_enabled\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has is_no_public_ip_enabled false: its nodes get public addresses, and PrivateLink is not possible'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}is_no_public_ip_enabled\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: public-node-addresses-requested
summary: A workspace is created with public addresses for its nodes.
why: Secure cluster connectivity is the default of every new workspace; without it nodes get public addresses and open ports, and only a new workspace can have it.
remediation: Leave is_no_public_ip_enabled out, or set it to true, before the workspace is created.
severity: error
confidence: high
references:
  - name: Databricks on AWS, classic compute plane networking
    url: https://docs.databricks.com/aws/en/security/network/classic/
  - name: Databricks Terraform provider, databricks_mws_workspaces
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_workspaces
match: [databricks.Workspace]
matchConditions:
  - has(object.aws_region) && has(object.is_no_public_ip_enabled)
  - object.?compute_mode.orValue('') != 'SERVERLESS'
validations:
  - expression: object.is_no_public_ip_enabled
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has is_no_public_ip_enabled false: its nodes get public addresses, and PrivateLink is not possible'"
    at: is_no_public_ip_enabled

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"record-class-differs"###,
      summary: ###"A record has another class than its zone."###,
      why: ###"A zone has one class; name servers refuse the file."###,
      remediation: ###"Remove the class, or write IN."###,
      severity: .error, confidence: .high,
      references: [(###"RFC 1035 section 5.2"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"type"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.otherClass)\###u{1F}1\###u{1F}facts.otherClass\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}type\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: record-class-differs
summary: A record has another class than its zone.
why: >-
  A zone has one class; name servers refuse the file.
remediation: Remove the class, or write IN.
severity: error
confidence: high
references:
  - name: RFC 1035 section 5.2
    url: https://www.rfc-editor.org/rfc/rfc1035
match: [dns.Record]
validations:
  - expression: "!has(facts.otherClass)"
    messageExpression: "facts.otherClass"
    at: type
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"record-duplicate"###,
      summary: ###"A record stands in the zone twice."###,
      why: ###"The second one has no effect; where one of them is changed later, the other one stays."###,
      remediation: ###"Remove one of the two."###,
      severity: .note, confidence: .high,
      references: [(###"RFC 2181 section 5"###, ###"https://www.rfc-editor.org/rfc/rfc2181"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.duplicate)\###u{1F}1\###u{1F}facts.duplicate\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: record-duplicate
summary: A record stands in the zone twice.
why: >-
  The second one has no effect; where one of them is changed later, the other one stays.
remediation: Remove one of the two.
severity: note
confidence: high
references:
  - name: RFC 2181 section 5
    url: https://www.rfc-editor.org/rfc/rfc2181
match: [dns.Record]
validations:
  - expression: "!has(facts.duplicate)"
    messageExpression: "facts.duplicate"
    at: rdata
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"record-hidden"###,
      summary: ###"A record is below a delegation or a DNAME, where no resolver sees it."###,
      why: ###"Below a delegation the delegated name servers answer, and below a DNAME every name is redirected; the record has no effect."###,
      remediation: ###"Move the record to the zone that answers for it, or remove the delegation or redirection."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1034 section 4.2.1"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###), (###"RFC 6672 section 2.4"###, ###"https://www.rfc-editor.org/rfc/rfc6672"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.belowDelegation) && !has(facts.belowRedirection)\###u{1F}1\###u{1F}has(facts.belowDelegation) ? facts.belowDelegation : facts.belowRedirection\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: record-hidden
summary: A record is below a delegation or a DNAME, where no resolver sees it.
why: >-
  Below a delegation the delegated name servers answer, and below a DNAME every name is redirected; the record has no effect.
remediation: Move the record to the zone that answers for it, or remove the delegation or redirection.
severity: warning
confidence: high
references:
  - name: RFC 1034 section 4.2.1
    url: https://www.rfc-editor.org/rfc/rfc1034
  - name: RFC 6672 section 2.4
    url: https://www.rfc-editor.org/rfc/rfc6672
match: [dns.Record]
validations:
  - expression: "!has(facts.belowDelegation) && !has(facts.belowRedirection)"
    messageExpression: "has(facts.belowDelegation) ? facts.belowDelegation : facts.belowRedirection"
    at: fqdn
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"record-outside-zone"###,
      summary: ###"A record is outside of the zone."###,
      why: ###"Name servers leave the record out and Azure refuses it: the name is answered elsewhere, or not at all."###,
      remediation: ###"Move the record to its own zone, or write the owner relative to this one."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1035 section 5.2"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.outOfZone)\###u{1F}1\###u{1F}facts.outOfZone\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: record-outside-zone
summary: A record is outside of the zone.
why: >-
  Name servers leave the record out and Azure refuses it: the name is answered elsewhere, or not at all.
remediation: Move the record to its own zone, or write the owner relative to this one.
severity: warning
confidence: high
references:
  - name: RFC 1035 section 5.2
    url: https://www.rfc-editor.org/rfc/rfc1035
match: [dns.Record]
validations:
  - expression: "!has(facts.outOfZone)"
    messageExpression: "facts.outOfZone"
    at: fqdn
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"record-set-ttl-differs"###,
      summary: ###"The records of a set have different TTLs."###,
      why: ###"A set has one TTL. Name servers take the first or the lowest, so that the record is kept for another time than it says."###,
      remediation: ###"Give the records of the set the same TTL."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 2181 section 5.2"###, ###"https://www.rfc-editor.org/rfc/rfc2181"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"ttl"###], [###"fqdn"###], [###"type"###]],
      definition: ###"0\###u{1F}0\###u{1F}1\###u{1F}others\###u{1F}related.clashesWith.filter(r, r.fqdn == object.fqdn && r.type == object.type && r.ttl != object.ttl)\###u{1F}0\###u{1F}1\###u{1F}!has(facts.differingTTL)\###u{1F}1\###u{1F}facts.differingTTL\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ttl\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}2\###u{1F}Take the TTL that the set began with\###u{1F}safe\###u{1F}1\###u{1F}variables.others.size() > 0 && int(variables.others[0].ttl) < int(object.ttl)\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ttl\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.others[0].ttl\###u{1F}Take the TTL that the set began with\###u{1F}unsafe\###u{1F}1\###u{1F}variables.others.size() > 0\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}ttl\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}variables.others[0].ttl"###,
      text: ###"""
id: record-set-ttl-differs
summary: The records of a set have different TTLs.
why: >-
  A set has one TTL. Name servers take the first or the lowest, so that the record is kept for another time than it says.
remediation: Give the records of the set the same TTL.
severity: warning
confidence: high
references:
  - name: RFC 2181 section 5.2
    url: https://www.rfc-editor.org/rfc/rfc2181
match: [dns.Record]
variables:
  others: related.clashesWith.filter(r, r.fqdn == object.fqdn && r.type == object.type && r.ttl != object.ttl)
validations:
  - expression: "!has(facts.differingTTL)"
    messageExpression: "facts.differingTTL"
    at: ttl
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"
fixes:
  # Importers take the lowest TTL of a set.
  - title: Take the TTL that the set began with
    safety: safe
    when: variables.others.size() > 0 && int(variables.others[0].ttl) < int(object.ttl)
    set: {at: ttl, valueExpression: "variables.others[0].ttl"}
  - title: Take the TTL that the set began with
    safety: unsafe
    when: variables.others.size() > 0
    set: {at: ttl, valueExpression: "variables.others[0].ttl"}

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"route-blackholed"###,
      summary: ###"A route of a subnet of a workspace leads nowhere."###,
      why: ###"A route is a blackhole when its NAT gateway, endpoint, peering connection or other target is gone; traffic that matches it is dropped."###,
      remediation: ###"Route to a target that exists with aws ec2 replace-route, or delete the route."###,
      severity: .error, confidence: .high,
      references: [(###"Amazon EC2 API, Route"###, ###"https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html"###), (###"Amazon VPC, route tables"###, ###"https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html"###)],
      match: [###"aws.RouteTable"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[], [###"Routes"###]],
      definition: ###"0\###u{1F}1\###u{1F}related.subnets.size() > 0\###u{1F}1\###u{1F}targets\###u{1F}['NatGatewayId', 'VpcPeeringConnectionId', 'TransitGatewayId', 'NetworkInterfaceId', 'VpcEndpointId', 'GatewayId', 'InstanceId']\###u{1F}1\###u{1F}lists.range(object.?Routes.orValue([]).size())\###u{1F}1\###u{1F}object.Routes[item].?State.orValue('') != 'blackhole'\###u{1F}1\###u{1F}'the route to ' + object.Routes[item].?DestinationCidrBlock.orValue(object.Routes[item].?DestinationIpv6CidrBlock.orValue(object.Routes[item].?DestinationPrefixListId.orValue(''))) + ' of ' + facts.id + ' is a blackhole: ' + variables.targets.filter(t, t in object.Routes[item]).map(t, object.Routes[item][t]).join(', ') + ' is gone'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'Routes[' + string(item) + '].State'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: route-blackholed
summary: A route of a subnet of a workspace leads nowhere.
why: A route is a blackhole when its NAT gateway, endpoint, peering connection or other target is gone; traffic that matches it is dropped.
remediation: Route to a target that exists with aws ec2 replace-route, or delete the route.
severity: error
confidence: high
references:
  - name: Amazon EC2 API, Route
    url: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
  - name: Amazon VPC, route tables
    url: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
match: [aws.RouteTable]
needs: [databricks.Network]
matchConditions:
  - related.subnets.size() > 0
forEach: lists.range(object.?Routes.orValue([]).size())
variables:
  targets: "['NatGatewayId', 'VpcPeeringConnectionId', 'TransitGatewayId', 'NetworkInterfaceId', 'VpcEndpointId', 'GatewayId', 'InstanceId']"
validations:
  - expression: object.Routes[item].?State.orValue('') != 'blackhole'
    messageExpression: >-
      'the route to ' + object.Routes[item].?DestinationCidrBlock.orValue(object.Routes[item].?DestinationIpv6CidrBlock.orValue(object.Routes[item].?DestinationPrefixListId.orValue('')))
      + ' of ' + facts.id + ' is a blackhole: '
      + variables.targets.filter(t, t in object.Routes[item]).map(t, object.Routes[item][t]).join(', ') + ' is gone'
    atExpression: "'Routes[' + string(item) + '].State'"

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"running-workspace-rewired"###,
      summary: ###"A plan changes the network or the private access settings of an existing workspace."###,
      why: ###"Such an update needs all clusters and pools of the workspace to be stopped, and none may start for twenty minutes after it."###,
      remediation: ###"Plan an outage, stop classic compute before the apply, and wait twenty minutes before the first cluster starts."###,
      severity: .warning, confidence: .medium,
      references: [(###"databricks-sdk-go, service/provisioning"###, ###"https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go"###), (###"Databricks Terraform provider, databricks_mws_networks"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks"###)],
      match: [###"terraform.Resource"###], needs: [], isLocal: false,
      fields: [[###"actions"###], [###"changed"###], [###"type"###], [###"changed"###, ###"private_access_settings_id"###], [###"network"###], [###"address"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.type == 'databricks_mws_workspaces' && has(object.changed) && 'update' in object.?actions.orValue([])\###u{1F}3\###u{1F}isDetached\###u{1F}object.changed.?private_access_settings_id.orValue('') == 'cleared'\###u{1F}isCutOff\###u{1F}inventory['terraform.Resource'].filter(n, n.?changed.?vpc_endpoints.orValue('') == 'cleared').exists(n, n.address == object.?network.orValue(''))\###u{1F}what\###u{1F}variables.isDetached ? [] : ['network_id', 'private_access_settings_id'].filter(n, n in object.changed && object.changed[n] != 'cleared' && (n != 'network_id' || !variables.isCutOff))\###u{1F}0\###u{1F}1\###u{1F}variables.what.size() == 0\###u{1F}1\###u{1F}'the plan changes ' + variables.what.join(' and ') + ' of ' + object.address + ': its clusters have to be stopped, and twenty minutes pass before they may start'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}actions\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: running-workspace-rewired
summary: A plan changes the network or the private access settings of an existing workspace.
why: Such an update needs all clusters and pools of the workspace to be stopped, and none may start for twenty minutes after it.
remediation: Plan an outage, stop classic compute before the apply, and wait twenty minutes before the first cluster starts.
severity: warning
confidence: medium
references:
  - name: databricks-sdk-go, service/provisioning
    url: https://github.com/databricks/databricks-sdk-go/blob/main/service/provisioning/model.go
  - name: Databricks Terraform provider, databricks_mws_networks
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_networks
match: [terraform.Resource]
matchConditions:
  - object.type == 'databricks_mws_workspaces' && has(object.changed) && 'update' in object.?actions.orValue([])
variables:
  # That PrivateLink is taken away, private-link-removed tells: of the settings, or of the network.
  isDetached: object.changed.?private_access_settings_id.orValue('') == 'cleared'
  isCutOff: inventory['terraform.Resource'].filter(n, n.?changed.?vpc_endpoints.orValue('') == 'cleared').exists(n, n.address == object.?network.orValue(''))
  what: "variables.isDetached ? [] : ['network_id', 'private_access_settings_id'].filter(n, n in object.changed && object.changed[n] != 'cleared' && (n != 'network_id' || !variables.isCutOff))"
validations:
  - expression: variables.what.size() == 0
    messageExpression: "'the plan changes ' + variables.what.join(' and ') + ' of ' + object.address + ': its clusters have to be stopped, and twenty minutes pass before they may start'"
    at: actions

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"s3-gateway-endpoint-in-peer-alone"###,
      summary: ###"Only the peered VPC has a gateway endpoint for S3."###,
      why: ###"A gateway endpoint cannot be used through a peering connection; nodes go to S3 through their own VPC."###,
      remediation: ###"Create a gateway endpoint for S3 in the workspace's VPC, and put it into the tables of its subnets."###,
      severity: .note, confidence: .high,
      references: [(###"AWS, Gateway endpoints for Amazon S3"###, ###"https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html"###)],
      match: [###"aws.VPCPeeringConnection"###], needs: [###"aws.VPCEndpoint"###], isLocal: false,
      fields: [[###"VpcPeeringConnectionId"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.s3GatewayOnlyInPeer)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!facts.s3GatewayOnlyInPeer\###u{1F}1\###u{1F}'the S3 gateway endpoint of ' + facts.peerVPC + ' does not serve nodes in ' + facts.workspaceVPC + ', which has none'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}VpcPeeringConnectionId\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: s3-gateway-endpoint-in-peer-alone
summary: Only the peered VPC has a gateway endpoint for S3.
why: A gateway endpoint cannot be used through a peering connection; nodes go to S3 through their own VPC.
remediation: Create a gateway endpoint for S3 in the workspace's VPC, and put it into the tables of its subnets.
severity: note
confidence: high
references:
  - name: AWS, Gateway endpoints for Amazon S3
    url: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
match: [aws.VPCPeeringConnection]
needs: [aws.VPCEndpoint]
matchConditions:
  - has(facts.s3GatewayOnlyInPeer)
validations:
  - expression: "!facts.s3GatewayOnlyInPeer"
    messageExpression: "'the S3 gateway endpoint of ' + facts.peerVPC + ' does not serve nodes in ' + facts.workspaceVPC + ', which has none'"
    at: VpcPeeringConnectionId

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"s3-gateway-endpoint-not-routed"###,
      summary: ###"The S3 gateway endpoint is not in the route table of a workspace subnet."###,
      why: ###"A gateway endpoint works through routes alone, so nodes of a subnet whose table lacks it go to S3 through the NAT gateway, or nowhere."###,
      remediation: ###"Add the subnet's route table to the endpoint, with modify-vpc-endpoint --add-route-table-ids or in route_table_ids."###,
      severity: .error, confidence: .high,
      references: [(###"AWS, Gateway endpoints for Amazon S3"###, ###"https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html"###), (###"Databricks, Configure classic private connectivity to Databricks"###, ###"https://docs.databricks.com/aws/en/security/network/classic/privatelink"###)],
      match: [###"databricks.Network"###], needs: [###"aws.VPCEndpoint"###, ###"aws.RouteTable"###], isLocal: false,
      fields: [[###"subnet_ids"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(facts.s3UnroutedSubnets)\###u{1F}3\###u{1F}gateways\###u{1F}related.endpoints.filter(e, e.?VpcEndpointType.orValue('') == 'Gateway' && e.?ServiceName.orValue('').endsWith('.s3'))\###u{1F}hasInterface\###u{1F}related.endpoints.exists(e, e.?VpcEndpointType.orValue('') == 'Interface' && e.?ServiceName.orValue('').endsWith('.s3'))\###u{1F}subnets\###u{1F}facts.s3UnroutedSubnets.join(', ')\###u{1F}0\###u{1F}2\###u{1F}facts.s3UnroutedSubnets.size() == 0 || variables.hasInterface || facts.?shape.orValue('') != 'fullyPrivate'\###u{1F}1\###u{1F}'nodes in ' + variables.subnets + ' have no way to S3: no route to the internet, and the gateway endpoint ' + variables.gateways.map(e, e.VpcEndpointId).join(', ') + ' is not in their route table'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}variables.gateways\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}RouteTableIds\###u{1F}0\###u{1F}1\###u{1F}the route tables of the endpoint\###u{1F}facts.s3UnroutedSubnets.size() == 0\###u{1F}1\###u{1F}'the gateway endpoint ' + variables.gateways.map(e, e.VpcEndpointId).join(', ') + ' is not in the route table of ' + variables.subnets\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}subnet_ids\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}warning\###u{1F}1\###u{1F}variables.gateways\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}RouteTableIds\###u{1F}0\###u{1F}1\###u{1F}the route tables of the endpoint\###u{1F}0"###,
      text: ###"""
id: s3-gateway-endpoint-not-routed
summary: The S3 gateway endpoint is not in the route table of a workspace subnet.
why: A gateway endpoint works through routes alone, so nodes of a subnet whose table lacks it go to S3 through the NAT gateway, or nowhere.
remediation: Add the subnet's route table to the endpoint, with modify-vpc-endpoint --add-route-table-ids or in route_table_ids.
severity: error
confidence: high
references:
  - name: AWS, Gateway endpoints for Amazon S3
    url: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
  - name: Databricks, Configure classic private connectivity to Databricks
    url: https://docs.databricks.com/aws/en/security/network/classic/privatelink
match: [databricks.Network]
needs: [aws.VPCEndpoint, aws.RouteTable]
matchConditions:
  - has(facts.s3UnroutedSubnets)
variables:
  gateways: related.endpoints.filter(e, e.?VpcEndpointType.orValue('') == 'Gateway' && e.?ServiceName.orValue('').endsWith('.s3'))
  hasInterface: related.endpoints.exists(e, e.?VpcEndpointType.orValue('') == 'Interface' && e.?ServiceName.orValue('').endsWith('.s3'))
  subnets: facts.s3UnroutedSubnets.join(', ')
validations:
  - expression: facts.s3UnroutedSubnets.size() == 0 || variables.hasInterface || facts.?shape.orValue('') != 'fullyPrivate'
    messageExpression: "'nodes in ' + variables.subnets + ' have no way to S3: no route to the internet, and the gateway endpoint ' + variables.gateways.map(e, e.VpcEndpointId).join(', ') + ' is not in their route table'"
    at: subnet_ids
    related:
      - each: variables.gateways
        at: RouteTableIds
        message: the route tables of the endpoint
  - expression: facts.s3UnroutedSubnets.size() == 0
    severity: warning
    messageExpression: "'the gateway endpoint ' + variables.gateways.map(e, e.VpcEndpointId).join(', ') + ' is not in the route table of ' + variables.subnets"
    at: subnet_ids
    related:
      - each: variables.gateways
        at: RouteTableIds
        message: the route tables of the endpoint

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"security-group-rules-mixed"###,
      summary: ###"A security group of a workspace has rules of its own and rules that are resources of their own."###,
      why: ###"The provider takes inline rules as all that the group has: each apply may delete the rules of the other resources, and the next one brings them back."###,
      remediation: ###"Write all rules as aws_vpc_security_group_ingress_rule and _egress_rule, or all of them inline."###,
      severity: .warning, confidence: .high,
      references: [(###"AWS Terraform provider, aws_security_group"###, ###"https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group"###)],
      match: [###"aws.SecurityGroup"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [],
      definition: ###"0\###u{1F}2\###u{1F}related.networks.size() > 0 || related.endpoints.size() > 0\###u{1F}related.terraformResources.exists(t, has(t.configured))\###u{1F}2\###u{1F}resource\###u{1F}related.terraformResources[0]\###u{1F}inline\###u{1F}['ingress', 'egress'].filter(d, d in variables.resource.configured)\###u{1F}0\###u{1F}1\###u{1F}variables.inline.size() == 0 || variables.resource.?rules.orValue([]).size() == 0\###u{1F}1\###u{1F}variables.resource.address + ' has inline ' + variables.inline.join(' and ') + ' rules, and ' + variables.resource.rules[0] + (variables.resource.rules.size() == 1 ? ' is a rule' : ' and ' + string(variables.resource.rules.size() - 1) + ' more are rules') + ' of it, too'\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: security-group-rules-mixed
summary: A security group of a workspace has rules of its own and rules that are resources of their own.
why: "The provider takes inline rules as all that the group has: each apply may delete the rules of the other resources, and the next one brings them back."
remediation: Write all rules as aws_vpc_security_group_ingress_rule and _egress_rule, or all of them inline.
severity: warning
confidence: high
references:
  - name: AWS Terraform provider, aws_security_group
    url: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
match: [aws.SecurityGroup]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0 || related.endpoints.size() > 0
  - related.terraformResources.exists(t, has(t.configured))
variables:
  resource: related.terraformResources[0]
  inline: "['ingress', 'egress'].filter(d, d in variables.resource.configured)"
validations:
  - expression: variables.inline.size() == 0 || variables.resource.?rules.orValue([]).size() == 0
    messageExpression: "variables.resource.address + ' has inline ' + variables.inline.join(' and ') + ' rules, and ' + variables.resource.rules[0] + (variables.resource.rules.size() == 1 ? ' is a rule' : ' and ' + string(variables.resource.rules.size() - 1) + ' more are rules') + ' of it, too'"

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"setup-credential-literal"###,
      summary: ###"A call of SETUP has its access token written out."###,
      why: ###"Whoever reads the file, its history or the query history can use the CARTO account with it."###,
      remediation: ###"Read the token with secret(scope, key), and rotate the one that was written out."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"carto.Setup"###], needs: [], isLocal: true,
      fields: [[], [###"api_access_token"###], [###"api_base_url"###], [###"procedure"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.api_base_url) || has(object.api_access_token) || object.procedure.lowerAscii().contains('carto')\###u{1F}0\###u{1F}1\###u{1F}object.filter(key, key.matches('(token|secret|password|api_key)$'))\###u{1F}1\###u{1F}object[item] != '(literal)'\###u{1F}1\###u{1F}'the ' + item + ' of ' + object.procedure + ' is written out; read it with secret(scope, key)'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'["' + item + '"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: setup-credential-literal
summary: A call of SETUP has its access token written out.
why: Whoever reads the file, its history or the query history can use the CARTO account with it.
remediation: Read the token with secret(scope, key), and rotate the one that was written out.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [carto.Setup]
matchConditions:
  # Other products have procedures of this name.
  - has(object.api_base_url) || has(object.api_access_token) || object.procedure.lowerAscii().contains('carto')
forEach: object.filter(key, key.matches('(token|secret|password|api_key)$'))
validations:
  # The value itself is never told.
  - expression: object[item] != '(literal)'
    messageExpression: "'the ' + item + ' of ' + object.procedure + ' is written out; read it with secret(scope, key)'"
    atExpression: "'[\"' + item + '\"]'"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"soa-misplaced"###,
      summary: ###"An SOA record is not at the name of the zone."###,
      why: ###"The SOA begins a zone; below another name it begins a zone that this file does not hold, and name servers refuse it."###,
      remediation: ###"Remove the record, or put that zone into a file of its own."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1035 section 5.2"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.misplacedSOA)\###u{1F}1\###u{1F}facts.misplacedSOA\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: soa-misplaced
summary: An SOA record is not at the name of the zone.
why: >-
  The SOA begins a zone; below another name it begins a zone that this file does not hold, and name servers refuse it.
remediation: Remove the record, or put that zone into a file of its own.
severity: warning
confidence: high
references:
  - name: RFC 1035 section 5.2
    url: https://www.rfc-editor.org/rfc/rfc1035
match: [dns.Record]
validations:
  - expression: "!has(facts.misplacedSOA)"
    messageExpression: "facts.misplacedSOA"
    at: rdata
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"source-range-invalid"###,
      summary: ###"A source range of a load balancer is no well-formed range."###,
      why: ###"The controller ignores a range that it cannot read, or whose address has bits beyond the mask, and adds a rule that denies everything."###,
      remediation: ###"Write the network address with its prefix length, such as 10.240.8.0/24."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/loadbalancer/accesscontrol.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/loadbalancer/accesscontrol.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###], [###"spec"###, ###"loadBalancerSourceRanges"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}object.metadata.?annotations.orValue({}).exists(k, k.startsWith('service.beta.kubernetes.io/azure-'))\###u{1F}1\###u{1F}written\###u{1F}lists.range(object.?spec.?loadBalancerSourceRanges.orValue([]).size()).map(i, {\###n  'range': object.spec.loadBalancerSourceRanges[i], 'written': object.spec.loadBalancerSourceRanges[i],\###n  'place': 'spec.loadBalancerSourceRanges[' + string(i) + ']'})\###n+ ['service.beta.kubernetes.io/azure-allowed-ip-ranges', 'service.beta.kubernetes.io/load-balancer-source-ranges'].map(k,\###n  string(dyn(object.metadata.annotations[?k].orValue(''))).split(',').map(r, r.trim()).filter(r, r != '')\###n  .map(r, {'range': r, 'written': object.metadata.annotations[k], 'place': 'metadata.annotations["' + k + '"]'})).flatten()\###u{1F}1\###u{1F}variables.written\###u{1F}2\###u{1F}isCIDR(item.range)\###u{1F}1\###u{1F}'the source range "' + item.range + '" of ' + object.metadata.name + ' is no range of addresses'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}item.place\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}cidr(item.range).ip() == cidr(item.range).masked().ip()\###u{1F}1\###u{1F}'the source range ' + item.range + ' of ' + object.metadata.name + ' has bits beyond its mask; ' + string(cidr(item.range).masked()) + ' would be the network'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}item.place\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Name the whole network\###u{1F}unsafe\###u{1F}1\###u{1F}isCIDR(item.range)\###u{1F}1\###u{1F}set\###u{1F}0\###u{1F}1\###u{1F}item.place\###u{1F}0\###u{1F}1\###u{1F}item.written.replace(item.range, string(cidr(item.range).masked()), 1)"###,
      text: ###"""
id: source-range-invalid
summary: A source range of a load balancer is no well-formed range.
why: The controller ignores a range that it cannot read, or whose address has bits beyond the mask, and adds a rule that denies everything.
remediation: Write the network address with its prefix length, such as 10.240.8.0/24.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/loadbalancer/accesscontrol.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/loadbalancer/accesscontrol.go
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  # What this rule knows is how Azure's controller behaves.
  - object.metadata.?annotations.orValue({}).exists(k, k.startsWith('service.beta.kubernetes.io/azure-'))
variables:
  # Each range with where it stands.
  written: >-
    lists.range(object.?spec.?loadBalancerSourceRanges.orValue([]).size()).map(i, {
      'range': object.spec.loadBalancerSourceRanges[i], 'written': object.spec.loadBalancerSourceRanges[i],
      'place': 'spec.loadBalancerSourceRanges[' + string(i) + ']'})
    + ['service.beta.kubernetes.io/azure-allowed-ip-ranges', 'service.beta.kubernetes.io/load-balancer-source-ranges'].map(k,
      string(dyn(object.metadata.annotations[?k].orValue(''))).split(',').map(r, r.trim()).filter(r, r != '')
      .map(r, {'range': r, 'written': object.metadata.annotations[k], 'place': 'metadata.annotations["' + k + '"]'})).flatten()
forEach: variables.written
validations:
  - expression: isCIDR(item.range)
    messageExpression: >-
      'the source range "' + item.range + '" of ' + object.metadata.name + ' is no range of addresses'
    atExpression: item.place
  - expression: cidr(item.range).ip() == cidr(item.range).masked().ip()
    messageExpression: >-
      'the source range ' + item.range + ' of ' + object.metadata.name + ' has bits beyond its mask; ' + string(cidr(item.range).masked()) + ' would be the network'
    atExpression: item.place
fixes:
  - title: Name the whole network
    safety: unsafe
    when: >-
      isCIDR(item.range)
    set:
      atExpression: >-
        item.place
      valueExpression: >-
        item.written.replace(item.range, string(cidr(item.range).masked()), 1)

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"source-ranges-open"###,
      summary: ###"An internal Service allows every source address."###,
      why: ###"The controller takes 0.0.0.0/0 for the internet, and opens the network security group to it."###,
      remediation: ###"Name the network of the Private Link Service, or leave the source ranges out."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/loadbalancer/accesscontrol.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/loadbalancer/accesscontrol.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"spec"###, ###"loadBalancerSourceRanges"###], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-allowed-ip-ranges"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/load-balancer-source-ranges"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}3\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue(''))) == 'true'\###u{1F}(object.?spec.?loadBalancerSourceRanges.orValue([]) + (string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))) + ',' + string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/load-balancer-source-ranges'].orValue('')))).split(',').map(r, r.trim()).filter(r, r != '')).size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!(object.?spec.?loadBalancerSourceRanges.orValue([]) + (string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))) + ',' + string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/load-balancer-source-ranges'].orValue('')))).split(',').map(r, r.trim()).filter(r, r != '')).exists(r, r == '0.0.0.0/0' || r == '::/0')\###u{1F}1\###u{1F}'the internal Service ' + object.metadata.name + ' allows sources from everywhere'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}has(object.spec.loadBalancerSourceRanges) ? 'spec.loadBalancerSourceRanges' : 'metadata.annotations["service.beta.kubernetes.io/azure-allowed-ip-ranges"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Leave the source ranges out\###u{1F}unsafe\###u{1F}1\###u{1F}object.?spec.?loadBalancerSourceRanges.orValue([]).size() == 1\###u{1F}1\###u{1F}remove\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}spec\###u{1F}member\###u{1F}loadBalancerSourceRanges\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: source-ranges-open
summary: An internal Service allows every source address.
why: The controller takes 0.0.0.0/0 for the internet, and opens the network security group to it.
remediation: Name the network of the Private Link Service, or leave the source ranges out.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/loadbalancer/accesscontrol.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/loadbalancer/accesscontrol.go
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-load-balancer-internal'].orValue(''))) == 'true'
  - >-
    (object.?spec.?loadBalancerSourceRanges.orValue([]) + (string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))) + ',' + string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/load-balancer-source-ranges'].orValue('')))).split(',').map(r, r.trim()).filter(r, r != '')).size() > 0
validations:
  - expression: >-
      !(object.?spec.?loadBalancerSourceRanges.orValue([]) + (string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))) + ',' + string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/load-balancer-source-ranges'].orValue('')))).split(',').map(r, r.trim()).filter(r, r != '')).exists(r, r == '0.0.0.0/0' || r == '::/0')
    messageExpression: >-
      'the internal Service ' + object.metadata.name + ' allows sources from everywhere'
    atExpression: >-
      has(object.spec.loadBalancerSourceRanges) ? 'spec.loadBalancerSourceRanges' : 'metadata.annotations["service.beta.kubernetes.io/azure-allowed-ip-ranges"]'
fixes:
  - title: Leave the source ranges out
    safety: unsafe
    when: >-
      object.?spec.?loadBalancerSourceRanges.orValue([]).size() == 1
    remove:
      at: spec.loadBalancerSourceRanges

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"source-ranges-twice"###,
      summary: ###"Source ranges are given in the spec and in an annotation."###,
      why: ###"The controller refuses a Service that has both, and its load balancer is not brought up to date."###,
      remediation: ###"Keep spec.loadBalancerSourceRanges, and remove the annotation azure-allowed-ip-ranges."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/loadbalancer/accesscontrol.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/loadbalancer/accesscontrol.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-allowed-ip-ranges"###], [###"spec"###, ###"type"###], [###"spec"###, ###"loadBalancerSourceRanges"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}object.?spec.?loadBalancerSourceRanges.orValue([]).size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))).trim() == ''\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' has loadBalancerSourceRanges and azure-allowed-ip-ranges; the controller refuses both together'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-allowed-ip-ranges\###u{1F}0\###u{1F}true\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: source-ranges-twice
summary: Source ranges are given in the spec and in an annotation.
why: The controller refuses a Service that has both, and its load balancer is not brought up to date.
remediation: Keep spec.loadBalancerSourceRanges, and remove the annotation azure-allowed-ip-ranges.
severity: error
confidence: high
references:
  - name: cloud-provider-azure, pkg/provider/loadbalancer/accesscontrol.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/loadbalancer/accesscontrol.go
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - object.?spec.?loadBalancerSourceRanges.orValue([]).size() > 0
validations:
  - expression: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))).trim() == ''
    messageExpression: >-
      'Service ' + object.metadata.name + ' has loadBalancerSourceRanges and azure-allowed-ip-ranges; the controller refuses both together'
    at: metadata.annotations["service.beta.kubernetes.io/azure-allowed-ip-ranges"]
    mark: key

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"source-ranges-with-service-tags"###,
      summary: ###"Source ranges and service tags are both given."###,
      why: ###"kube-proxy drops what comes from the service tags, because it knows the source ranges alone."###,
      remediation: ###"Use either source ranges or service tags."###,
      severity: .warning, confidence: .high,
      references: [(###"cloud-provider-azure, Azure LoadBalancer"###, ###"https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-allowed-service-tags"###], [###"spec"###, ###"type"###], [###"spec"###, ###"loadBalancerSourceRanges"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'\###u{1F}object.?spec.?loadBalancerSourceRanges.orValue([]).size() > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-service-tags'].orValue(''))).trim() == ''\###u{1F}1\###u{1F}'Service ' + object.metadata.name + ' allows the service tags ' + object.metadata.annotations['service.beta.kubernetes.io/azure-allowed-service-tags'] + ' beside loadBalancerSourceRanges, and kube-proxy drops what comes from them'\###u{1F}0\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-allowed-service-tags\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Leave the service tags out\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}remove\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-allowed-service-tags\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: source-ranges-with-service-tags
summary: Source ranges and service tags are both given.
why: kube-proxy drops what comes from the service tags, because it knows the source ranges alone.
remediation: Use either source ranges or service tags.
severity: warning
confidence: high
references:
  - name: cloud-provider-azure, Azure LoadBalancer
    url: https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
match: [kubernetes.Service]
matchConditions:
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
  - object.?spec.?loadBalancerSourceRanges.orValue([]).size() > 0
validations:
  - expression: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-service-tags'].orValue(''))).trim() == ''
    messageExpression: >-
      'Service ' + object.metadata.name + ' allows the service tags ' + object.metadata.annotations['service.beta.kubernetes.io/azure-allowed-service-tags'] + ' beside loadBalancerSourceRanges, and kube-proxy drops what comes from them'
    at: metadata.annotations["service.beta.kubernetes.io/azure-allowed-service-tags"]
fixes:
  - title: Leave the service tags out
    safety: unsafe
    remove:
      at: metadata.annotations["service.beta.kubernetes.io/azure-allowed-service-tags"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"source-ranges-without-private-link"###,
      summary: ###"The source ranges of a gateway leave its own Private Link Service out."###,
      why: ###"What comes through a Private Link Service has one of its NAT addresses as source, so these are what the ranges have to allow."###,
      remediation: ###"Add the subnet of the Private Link Service to the source ranges."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###), (###"cloud-provider-azure, pkg/provider/loadbalancer/accesscontrol.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/loadbalancer/accesscontrol.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: false,
      fields: [[], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-allowed-ip-ranges"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/load-balancer-source-ranges"###], [###"spec"###, ###"loadBalancerSourceRanges"###], [###"metadata"###, ###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'\###u{1F}object.?spec.?loadBalancerSourceRanges.orValue([]).size() > 0 || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))).trim() != '' || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/load-balancer-source-ranges'].orValue(''))).trim() != ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.uncoveredSource)\###u{1F}1\###u{1F}'the source ranges of ' + object.metadata.name + ' leave out ' + facts.uncoveredSource + ', where connections through the Private Link Service come from'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}has(object.spec.loadBalancerSourceRanges) ? 'spec.loadBalancerSourceRanges' : string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))).trim() != '' ? 'metadata.annotations["service.beta.kubernetes.io/azure-allowed-ip-ranges"]' : 'metadata.annotations["service.beta.kubernetes.io/load-balancer-source-ranges"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Add the addresses of the Private Link Service\###u{1F}unsafe\###u{1F}1\###u{1F}has(facts.uncoveredBlock) && string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))).trim() != ''\###u{1F}1\###u{1F}set\###u{1F}1\###u{1F}3\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}annotations\###u{1F}member\###u{1F}service.beta.kubernetes.io/azure-allowed-ip-ranges\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))) + ',' + facts.uncoveredBlock"###,
      text: ###"""
id: source-ranges-without-private-link
summary: The source ranges of a gateway leave its own Private Link Service out.
why: What comes through a Private Link Service has one of its NAT addresses as source, so these are what the ranges have to allow.
remediation: Add the subnet of the Private Link Service to the source ranges.
severity: error
confidence: high
references:
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
  - name: cloud-provider-azure, pkg/provider/loadbalancer/accesscontrol.go
    url: https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/loadbalancer/accesscontrol.go
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - >-
    object.?spec.?loadBalancerSourceRanges.orValue([]).size() > 0
    || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))).trim() != '' || string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/load-balancer-source-ranges'].orValue(''))).trim() != ''
validations:
  - expression: "!has(facts.uncoveredSource)"
    messageExpression: >-
      'the source ranges of ' + object.metadata.name + ' leave out ' + facts.uncoveredSource + ', where connections through the Private Link Service come from'
    atExpression: >-
      has(object.spec.loadBalancerSourceRanges) ? 'spec.loadBalancerSourceRanges'
      : string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))).trim() != '' ? 'metadata.annotations["service.beta.kubernetes.io/azure-allowed-ip-ranges"]'
      : 'metadata.annotations["service.beta.kubernetes.io/load-balancer-source-ranges"]'
fixes:
  - title: Add the addresses of the Private Link Service
    safety: unsafe
    when: >-
      has(facts.uncoveredBlock) && string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))).trim() != ''
    set:
      at: metadata.annotations["service.beta.kubernetes.io/azure-allowed-ip-ranges"]
      valueExpression: >-
        string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-allowed-ip-ranges'].orValue(''))) + ',' + facts.uncoveredBlock

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"stray-asterisk"###,
      summary: ###"An asterisk in a name is no wildcard."###,
      why: ###"Only a first label that is an asterisk alone is a wildcard; anywhere else it is a character like any other, and the record answers for nothing else."###,
      remediation: ###"Make the asterisk the whole first label, or write the names out."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 4592 section 2.1.1"###, ###"https://www.rfc-editor.org/rfc/rfc4592"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.strayAsterisk)\###u{1F}1\###u{1F}facts.strayAsterisk\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}fqdn\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: stray-asterisk
summary: An asterisk in a name is no wildcard.
why: >-
  Only a first label that is an asterisk alone is a wildcard; anywhere else it is a character like any other, and the record answers for nothing else.
remediation: Make the asterisk the whole first label, or write the names out.
severity: warning
confidence: high
references:
  - name: RFC 4592 section 2.1.1
    url: https://www.rfc-editor.org/rfc/rfc4592
match: [dns.Record]
validations:
  - expression: "!has(facts.strayAsterisk)"
    messageExpression: "facts.strayAsterisk"
    at: fqdn
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"target-is-alias"###,
      summary: ###"An NS, MX or SRV record points to an alias."###,
      why: ###"These records name hosts with addresses of their own; many resolvers and mail servers do not follow an alias here."###,
      remediation: ###"Name the host that the alias leads to."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 2181 section 10.3"###, ###"https://www.rfc-editor.org/rfc/rfc2181"###), (###"RFC 2782 section Target"###, ###"https://www.rfc-editor.org/rfc/rfc2782"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.aliasAsTarget)\###u{1F}1\###u{1F}facts.aliasAsTarget\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: target-is-alias
summary: An NS, MX or SRV record points to an alias.
why: >-
  These records name hosts with addresses of their own; many resolvers and mail servers do not follow an alias here.
remediation: Name the host that the alias leads to.
severity: warning
confidence: high
references:
  - name: RFC 2181 section 10.3
    url: https://www.rfc-editor.org/rfc/rfc2181
  - name: RFC 2782 section Target
    url: https://www.rfc-editor.org/rfc/rfc2782
match: [dns.Record]
validations:
  - expression: "!has(facts.aliasAsTarget)"
    messageExpression: "facts.aliasAsTarget"
    at: rdata
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"target-relative"###,
      summary: ###"The target of a record lacks its final dot."###,
      why: ###"A name without a final dot is relative, and the origin is appended to it: the record points to a name that nobody meant."###,
      remediation: ###"Add the final dot to the target."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1035 section 5.1"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"zone"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!has(facts.relativeTarget)\###u{1F}1\###u{1F}facts.relativeTarget\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.clashesWith\###u{1F}0\###u{1F}1\###u{1F}'here is ' + each.fqdn + ' ' + each.type\###u{1F}0\###u{1F}2\###u{1F}Add the final dot\###u{1F}safe\###u{1F}1\###u{1F}('.' + object.rdata.lowerAscii().replace(' ', '.')).endsWith('.' + object.zone + '.' + object.zone + '.')\###u{1F}1\###u{1F}append\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}.\###u{1F}0\###u{1F}Add the final dot\###u{1F}unsafe\###u{1F}0\###u{1F}1\###u{1F}append\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}rdata\###u{1F}0\###u{1F}1\###u{1F}string\###u{1F}.\###u{1F}0"###,
      text: ###"""
id: target-relative
summary: The target of a record lacks its final dot.
why: >-
  A name without a final dot is relative, and the origin is appended to it: the record points to a name that nobody meant.
remediation: Add the final dot to the target.
severity: warning
confidence: high
references:
  - name: RFC 1035 section 5.1
    url: https://www.rfc-editor.org/rfc/rfc1035
match: [dns.Record]
validations:
  - expression: "!has(facts.relativeTarget)"
    messageExpression: "facts.relativeTarget"
    at: rdata
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"
fixes:
  # A name that ends with the zone's own name twice: no one means that.
  - title: Add the final dot
    safety: safe
    when: "('.' + object.rdata.lowerAscii().replace(' ', '.')).endsWith('.' + object.zone + '.' + object.zone + '.')"
    append: {at: rdata, text: .}
  - title: Add the final dot
    safety: unsafe
    append: {at: rdata, text: .}

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"token-endpoint-public"###,
      summary: ###"A connection on a private path gets its tokens from a public host."###,
      why: ###"The connection's calls take the private path, and the calls for its tokens, with the client's secret in them, go over the internet."###,
      remediation: ###"Use a token endpoint behind a private endpoint rule, or a bearer token, or accept that tokens come from a public identity provider."###,
      severity: .warning, confidence: .medium,
      references: [(###"Databricks, connect to external HTTP services"###, ###"https://docs.databricks.com/aws/en/query-federation/http"###)],
      match: [###"databricks.Connection"###], needs: [###"databricks.PrivateEndpointRule"###], isLocal: false,
      fields: [[###"connection_type"###], [###"options"###, ###"token_endpoint"###], [###"name"###]],
      definition: ###"0\###u{1F}2\###u{1F}object.?connection_type.orValue('').upperAscii() == 'HTTP' && object.?options.?token_endpoint.orValue('') != ''\###u{1F}related.privateEndpointRules.exists(r, !r.?deactivated.orValue(false))\###u{1F}2\###u{1F}host\###u{1F}hostOf(object.options.token_endpoint)\###u{1F}names\###u{1F}inventory['databricks.PrivateEndpointRule'].filter(r, !r.?deactivated.orValue(false)).map(r, r.?domain_names.orValue([]).map(n, dnsName(n))).flatten()\###u{1F}0\###u{1F}1\###u{1F}!variables.host.matches('^[a-z0-9.-]+[.][a-z0-9-]+$') || variables.host in variables.names || variables.host.matches('[.](internal|local|lan|intranet|corp|private|home[.]arpa)$') || (isIP(variables.host) && addressScope(variables.host) != 'global')\###u{1F}1\###u{1F}'connection ' + object.name + ' takes the private path, and gets its tokens from the public host ' + variables.host\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.privateEndpointRules\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}domain_names\###u{1F}0\###u{1F}1\###u{1F}the names that take this rule's private path\###u{1F}0"###,
      text: ###"""
id: token-endpoint-public
summary: A connection on a private path gets its tokens from a public host.
why: The connection's calls take the private path, and the calls for its tokens, with the client's secret in them, go over the internet.
remediation: Use a token endpoint behind a private endpoint rule, or a bearer token, or accept that tokens come from a public identity provider.
severity: warning
confidence: medium
references:
  - name: Databricks, connect to external HTTP services
    url: https://docs.databricks.com/aws/en/query-federation/http
match: [databricks.Connection]
needs: [databricks.PrivateEndpointRule]
matchConditions:
  - object.?connection_type.orValue('').upperAscii() == 'HTTP' && object.?options.?token_endpoint.orValue('') != ''
  - related.privateEndpointRules.exists(r, !r.?deactivated.orValue(false))
variables:
  # Of the option only the host is told; the rest may name a tenant.
  host: hostOf(object.options.token_endpoint)
  names: inventory['databricks.PrivateEndpointRule'].filter(r, !r.?deactivated.orValue(false)).map(r, r.?domain_names.orValue([]).map(n, dnsName(n))).flatten()
validations:
  - expression: >-
      !variables.host.matches('^[a-z0-9.-]+[.][a-z0-9-]+$') || variables.host in variables.names || variables.host.matches('[.](internal|local|lan|intranet|corp|private|home[.]arpa)$')
      || (isIP(variables.host) && addressScope(variables.host) != 'global')
    messageExpression: "'connection ' + object.name + ' takes the private path, and gets its tokens from the public host ' + variables.host"
    related:
      - {each: related.privateEndpointRules, at: domain_names, message: the names that take this rule's private path}

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"unquoted-annotation"###,
      summary: ###"An annotation's value is a boolean or a number, not a string."###,
      why: ###"Annotations are a map of strings, so the API server refuses the object, and a tool that converts the value may write "True" where "true" is meant."###,
      remediation: ###"Put the value in quotes."###,
      severity: .error, confidence: .high,
      references: [(###"Kubernetes, annotations"###, ###"https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/"###), (###"sigs.k8s.io/yaml, how plain scalars resolve"###, ###"https://github.com/kubernetes-sigs/yaml"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.metadata.annotations)\###u{1F}0\###u{1F}1\###u{1F}object.metadata.annotations\###u{1F}1\###u{1F}type(object.metadata.annotations[item]) == string\###u{1F}1\###u{1F}'the value of the annotation ' + item + ' is a ' + (type(object.metadata.annotations[item]) == bool ? 'boolean' : 'number or a collection') + ', not a string: the API server refuses it'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + item + '"]'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}Put the value in quotes\###u{1F}safe\###u{1F}1\###u{1F}type(object.metadata.annotations[item]) in [bool, int, uint, double]\###u{1F}1\###u{1F}quote\###u{1F}0\###u{1F}1\###u{1F}'metadata.annotations["' + item + '"]'\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: unquoted-annotation
summary: An annotation's value is a boolean or a number, not a string.
why: Annotations are a map of strings, so the API server refuses the object, and a tool that converts the value may write "True" where "true" is meant.
remediation: Put the value in quotes.
severity: error
confidence: high
references:
  - name: Kubernetes, annotations
    url: https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
  - name: sigs.k8s.io/yaml, how plain scalars resolve
    url: https://github.com/kubernetes-sigs/yaml
match: [kubernetes.Service]
matchConditions:
  - has(object.metadata.annotations)
forEach: object.metadata.annotations
validations:
  - expression: type(object.metadata.annotations[item]) == string
    messageExpression: "'the value of the annotation ' + item + ' is a ' + (type(object.metadata.annotations[item]) == bool ? 'boolean' : 'number or a collection') + ', not a string: the API server refuses it'"
    atExpression: "'metadata.annotations[\"' + item + '\"]'"
fixes:
  # A null or a collection has no text that could be meant.
  - title: Put the value in quotes
    safety: safe
    when: type(object.metadata.annotations[item]) in [bool, int, uint, double]
    quote: {atExpression: "'metadata.annotations[\"' + item + '\"]'"}

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"vpc-dns-off"###,
      summary: ###"DNS resolution or DNS hostnames are off in the VPC of a workspace."###,
      why: ###"Databricks asks for both; without them names of endpoints and of the platform do not resolve in the VPC, and private DNS of endpoints does not work. In Terraform, enable_dns_hostnames is false where it is left out."###,
      remediation: ###"Turn them on with aws ec2 modify-vpc-attribute --enable-dns-support Value=true (--enable-dns-hostnames), or set enable_dns_support and enable_dns_hostnames to true."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Amazon VPC, DNS attributes"###, ###"https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html"###), (###"AWS Terraform provider, aws_vpc"###, ###"https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc"###)],
      match: [###"aws.VPC"###, ###"aws.VPCAttribute"###], needs: [###"databricks.Network"###], isLocal: false,
      fields: [[###"EnableDnsSupport"###, ###"Value"###], [###"EnableDnsHostnames"###, ###"Value"###], [###"EnableDnsHostnames"###], [###"EnableDnsSupport"###], [###"VpcId"###]],
      definition: ###"0\###u{1F}2\###u{1F}related.networks.size() > 0\###u{1F}has(object.EnableDnsSupport) || has(object.EnableDnsHostnames) || related.terraformResources.size() > 0\###u{1F}2\###u{1F}name\###u{1F}has(facts.id) ? facts.id : object.VpcId\###u{1F}leftOut\###u{1F}related.terraformResources.exists(t, has(t.configured) && 'create' in t.?actions.orValue([]) && !('enable_dns_hostnames' in t.configured))\###u{1F}0\###u{1F}2\###u{1F}object.?EnableDnsSupport.?Value.orValue(true)\###u{1F}1\###u{1F}'EnableDnsSupport is off in ' + variables.name\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}EnableDnsSupport\###u{1F}member\###u{1F}Value\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}object.?EnableDnsHostnames.?Value.orValue(true)\###u{1F}1\###u{1F}variables.leftOut ? variables.name + ' is made without enable_dns_hostnames, which is then off' : 'EnableDnsHostnames is off in ' + variables.name\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}EnableDnsHostnames\###u{1F}member\###u{1F}Value\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: vpc-dns-off
summary: DNS resolution or DNS hostnames are off in the VPC of a workspace.
why: Databricks asks for both; without them names of endpoints and of the platform do not resolve in the VPC, and private DNS of endpoints does not work. In Terraform, enable_dns_hostnames is false where it is left out.
remediation: Turn them on with aws ec2 modify-vpc-attribute --enable-dns-support Value=true (--enable-dns-hostnames), or set enable_dns_support and enable_dns_hostnames to true.
severity: error
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Amazon VPC, DNS attributes
    url: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
  - name: AWS Terraform provider, aws_vpc
    url: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc
match: [aws.VPC, aws.VPCAttribute]
needs: [databricks.Network]
matchConditions:
  - related.networks.size() > 0
  - has(object.EnableDnsSupport) || has(object.EnableDnsHostnames) || related.terraformResources.size() > 0
variables:
  name: "has(facts.id) ? facts.id : object.VpcId"
  leftOut: related.terraformResources.exists(t, has(t.configured) && 'create' in t.?actions.orValue([]) && !('enable_dns_hostnames' in t.configured))
validations:
  - expression: object.?EnableDnsSupport.?Value.orValue(true)
    messageExpression: "'EnableDnsSupport is off in ' + variables.name"
    at: EnableDnsSupport.Value
  - expression: object.?EnableDnsHostnames.?Value.orValue(true)
    messageExpression: "variables.leftOut ? variables.name + ' is made without enable_dns_hostnames, which is then off' : 'EnableDnsHostnames is off in ' + variables.name"
    at: EnableDnsHostnames.Value

"""###),
    EmbeddedRule(
      family: ###"aws"###, id: ###"vpc-managed-by-databricks"###,
      summary: ###"A workspace on AWS runs in a VPC that Databricks manages."###,
      why: ###"Routes, groups and endpoints of that VPC are not the customer's, so that neither PrivateLink nor egress control is possible; a running workspace cannot change it. The Security Analysis Tool asks for the same (NS-4)."###,
      remediation: ###"Create a workspace with a customer-managed VPC and move to it, or suppress this with the reason for it."###,
      severity: .note, confidence: .high,
      references: [(###"Databricks on AWS, configure a customer-managed VPC"###, ###"https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc"###), (###"Databricks, Security Analysis Tool"###, ###"https://github.com/databricks-industry-solutions/security-analysis-tool"###)],
      match: [###"databricks.Workspace"###], needs: [], isLocal: false,
      fields: [[###"aws_region"###], [###"private_access_settings_id"###], [###"workspace_status"###], [###"compute_mode"###], [###"network_id"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}3\###u{1F}has(object.aws_region)\###u{1F}related.privateAccessSettings.size() == 0 && object.?private_access_settings_id.orValue('') == ''\###u{1F}!(object.?workspace_status.orValue('') in ['BANNED', 'CANCELLING', 'CANCELLED', 'FAILED'])\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.?compute_mode.orValue('') == 'SERVERLESS' || object.?network_id.orValue('') != ''\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has no network_id: its nodes run in a VPC that Databricks manages'\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: vpc-managed-by-databricks
summary: A workspace on AWS runs in a VPC that Databricks manages.
why: Routes, groups and endpoints of that VPC are not the customer's, so that neither PrivateLink nor egress control is possible; a running workspace cannot change it. The Security Analysis Tool asks for the same (NS-4).
remediation: Create a workspace with a customer-managed VPC and move to it, or suppress this with the reason for it.
severity: note
confidence: high
references:
  - name: Databricks on AWS, configure a customer-managed VPC
    url: https://docs.databricks.com/aws/en/security/network/classic/customer-managed-vpc
  - name: Databricks, Security Analysis Tool
    url: https://github.com/databricks-industry-solutions/security-analysis-tool
match: [databricks.Workspace]
matchConditions:
  - has(object.aws_region)
  # With private access settings it is an error, which private-access-without-own-vpc tells.
  - related.privateAccessSettings.size() == 0 && object.?private_access_settings_id.orValue('') == ''
  - "!(object.?workspace_status.orValue('') in ['BANNED', 'CANCELLING', 'CANCELLED', 'FAILED'])"
validations:
  - expression: object.?compute_mode.orValue('') == 'SERVERLESS' || object.?network_id.orValue('') != ''
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has no network_id: its nodes run in a VPC that Databricks manages'"

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"warehouse-in-use-not-serverless"###,
      summary: ###"The SQL warehouse that runs the calls is not serverless."###,
      why: ###"Only serverless compute uses the network connectivity configuration; another warehouse reaches the gateway from the network of the workspace, or not at all."###,
      remediation: ###"Use a warehouse of type PRO with enable_serverless_compute true."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Databricks SDK for Go, service/sql/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Warehouse"###], needs: [], isLocal: false,
      fields: [[###"enable_serverless_compute"###], [###"id"###], [###"name"###], [###"warehouse_type"###]],
      definition: ###"1\###u{1F}warehouse\###u{1F}The name or id of the SQL warehouse that calls the gateway; empty where it is not known.\###u{1F}string\###u{1F}\###u{1F}2\###u{1F}params.warehouse != '' && (object.?name.orValue('') == params.warehouse || object.?id.orValue('') == params.warehouse)\###u{1F}facts.serverlessCount > 0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.serverless\###u{1F}1\###u{1F}'warehouse ' + object.?name.orValue('') + ' is ' + object.?warehouse_type.orValue('CLASSIC') + ' without serverless compute, so its calls do not use the private endpoint'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}enable_serverless_compute\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: warehouse-in-use-not-serverless
summary: The SQL warehouse that runs the calls is not serverless.
why: Only serverless compute uses the network connectivity configuration; another warehouse reaches the gateway from the network of the workspace, or not at all.
remediation: Use a warehouse of type PRO with enable_serverless_compute true.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Databricks SDK for Go, service/sql/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Warehouse]
params:
  warehouse: {type: string, default: '', description: The name or id of the SQL warehouse that calls the gateway; empty where it is not known.}
matchConditions:
  - params.warehouse != '' && (object.?name.orValue('') == params.warehouse || object.?id.orValue('') == params.warehouse)
  # Where no warehouse is serverless, no-serverless-warehouse tells it.
  - facts.serverlessCount > 0
validations:
  - expression: facts.serverless
    messageExpression: >-
      'warehouse ' + object.?name.orValue('') + ' is ' + object.?warehouse_type.orValue('CLASSIC') + ' without serverless compute, so its calls do not use the private endpoint'
    at: enable_serverless_compute

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"workload-egress-unrestricted"###,
      summary: ###"No NetworkPolicy restricts the egress of a workload."###,
      why: ###"A workload that no policy isolates may send to any address, so a compromised gateway can carry data out."###,
      remediation: ###"Add a NetworkPolicy with policyTypes Egress whose podSelector selects the pods, and name in it the services and the DNS that they need."###,
      severity: .warning, confidence: .high,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.ReplicationController"###, ###"kubernetes.Job"###, ###"kubernetes.CronJob"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"metadata"###, ###"name"###], [###"metadata"###, ###"ownerReferences"###], [###"metadata"###, ###"namespace"###]],
      definition: ###"0\###u{1F}2\###u{1F}!facts.hostNetwork\###u{1F}!has(object.metadata.ownerReferences)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.selectedForEgress\###u{1F}1\###u{1F}'no NetworkPolicy with policy type Egress selects the pods of ' + object.metadata.name + (related.networkPolicies.size() == 0 ? ': no policy of namespace ' + object.metadata.?namespace.orValue('default') + ' selects them at all' : '')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkPolicies\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}this policy selects the pods, but not for egress\###u{1F}0"###,
      text: ###"""
id: workload-egress-unrestricted
summary: No NetworkPolicy restricts the egress of a workload.
why: A workload that no policy isolates may send to any address, so a compromised gateway can carry data out.
remediation: Add a NetworkPolicy with policyTypes Egress whose podSelector selects the pods, and name in it the services and the DNS that they need.
severity: warning
confidence: high
references:
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [kubernetes.Deployment, kubernetes.StatefulSet, kubernetes.DaemonSet, kubernetes.ReplicaSet, kubernetes.ReplicationController, kubernetes.Job, kubernetes.CronJob, kubernetes.Pod]
needs: [kubernetes.NetworkPolicy]
matchConditions:
  # Policies do not apply to pods on the node's network; a ReplicaSet or Pod with an owner is judged by its owner.
  - "!facts.hostNetwork"
  - "!has(object.metadata.ownerReferences)"
validations:
  - expression: facts.selectedForEgress
    messageExpression: >-
      'no NetworkPolicy with policy type Egress selects the pods of ' + object.metadata.name
      + (related.networkPolicies.size() == 0 ? ': no policy of namespace ' + object.metadata.?namespace.orValue('default') + ' selects them at all' : '')
    at: metadata.name
    related:
      - each: related.networkPolicies
        at: metadata.name
        message: this policy selects the pods, but not for egress

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"workload-ingress-unrestricted"###,
      summary: ###"No NetworkPolicy restricts the ingress of a workload."###,
      why: ###"Every pod of the cluster, and whatever reaches a node port, may connect to a workload that no policy isolates."###,
      remediation: ###"Add a NetworkPolicy with policyTypes Ingress whose podSelector selects the pods, and name in it who may connect."###,
      severity: .warning, confidence: .high,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.ReplicationController"###, ###"kubernetes.Job"###, ###"kubernetes.CronJob"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"metadata"###, ###"name"###], [###"metadata"###, ###"ownerReferences"###], [###"metadata"###, ###"namespace"###]],
      definition: ###"0\###u{1F}2\###u{1F}!facts.hostNetwork\###u{1F}!has(object.metadata.ownerReferences)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.selectedForIngress\###u{1F}1\###u{1F}'no NetworkPolicy with policy type Ingress selects the pods of ' + object.metadata.name + (related.networkPolicies.size() == 0 ? ': no policy of namespace ' + object.metadata.?namespace.orValue('default') + ' selects them at all' : '')\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.networkPolicies\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}metadata\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}1\###u{1F}this policy selects the pods, but not for ingress\###u{1F}0"###,
      text: ###"""
id: workload-ingress-unrestricted
summary: No NetworkPolicy restricts the ingress of a workload.
why: Every pod of the cluster, and whatever reaches a node port, may connect to a workload that no policy isolates.
remediation: Add a NetworkPolicy with policyTypes Ingress whose podSelector selects the pods, and name in it who may connect.
severity: warning
confidence: high
references:
  - name: Kubernetes, network policies
    url: https://kubernetes.io/docs/concepts/services-networking/network-policies/
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [kubernetes.Deployment, kubernetes.StatefulSet, kubernetes.DaemonSet, kubernetes.ReplicaSet, kubernetes.ReplicationController, kubernetes.Job, kubernetes.CronJob, kubernetes.Pod]
needs: [kubernetes.NetworkPolicy]
matchConditions:
  # Policies do not apply to pods on the node's network; a ReplicaSet or Pod with an owner is judged by its owner.
  - "!facts.hostNetwork"
  - "!has(object.metadata.ownerReferences)"
validations:
  - expression: facts.selectedForIngress
    messageExpression: >-
      'no NetworkPolicy with policy type Ingress selects the pods of ' + object.metadata.name
      + (related.networkPolicies.size() == 0 ? ': no policy of namespace ' + object.metadata.?namespace.orValue('default') + ' selects them at all' : '')
    at: metadata.name
    related:
      - each: related.networkPolicies
        at: metadata.name
        message: this policy selects the pods, but not for ingress

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"workspace-bound-twice"###,
      summary: ###"Terraform binds one workspace to network connectivity configurations twice."###,
      why: ###"A workspace has one configuration, and each binding overwrites the other, so that each apply may attach another one."###,
      remediation: ###"Keep one databricks_mws_ncc_binding for the workspace."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks Terraform provider, databricks_mws_ncc_binding"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_ncc_binding"###)],
      match: [###"terraform.Resource"###], needs: [], isLocal: false,
      fields: [[###"workspace"###], [###"type"###], [###"address"###]],
      definition: ###"0\###u{1F}1\###u{1F}object.type == 'databricks_mws_ncc_binding'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}related.rivals.size() == 0\###u{1F}1\###u{1F}object.address + ' binds the workspace that ' + related.rivals.map(r, r.address).join(', ') + ' binds, and the last one applied wins'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}workspace\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.rivals\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}workspace\###u{1F}0\###u{1F}1\###u{1F}the same workspace\###u{1F}0"###,
      text: ###"""
id: workspace-bound-twice
summary: Terraform binds one workspace to network connectivity configurations twice.
why: A workspace has one configuration, and each binding overwrites the other, so that each apply may attach another one.
remediation: Keep one databricks_mws_ncc_binding for the workspace.
severity: error
confidence: high
references:
  - name: Databricks Terraform provider, databricks_mws_ncc_binding
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/mws_ncc_binding
match: [terraform.Resource]
matchConditions:
  - object.type == 'databricks_mws_ncc_binding'
validations:
  - expression: related.rivals.size() == 0
    messageExpression: "object.address + ' binds the workspace that ' + related.rivals.map(r, r.address).join(', ') + ' binds, and the last one applied wins'"
    at: workspace
    related:
      - each: related.rivals
        at: workspace
        message: the same workspace

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"workspace-network-policy-default"###,
      summary: ###"A workspace has no network policy of its own."###,
      why: ###"The policy default-policy applies to it, which anyone who administers the account may have changed."###,
      remediation: ###"Assign a network policy to the workspace."###,
      severity: .note, confidence: .high,
      references: [(###"Databricks Terraform provider, databricks_workspace_network_option"###, ###"https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/workspace_network_option"###)],
      match: [###"databricks.WorkspaceNetworkOption"###], needs: [], isLocal: true,
      fields: [[###"network_policy_id"###], [###"workspace_id"###]],
      definition: ###"0\###u{1F}0\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}!(object.?network_policy_id.orValue('') in ['', 'default-policy'])\###u{1F}1\###u{1F}'workspace ' + string(object.?workspace_id.orValue('')) + ' has no network policy of its own; default-policy applies'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}network_policy_id\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: workspace-network-policy-default
summary: A workspace has no network policy of its own.
why: The policy default-policy applies to it, which anyone who administers the account may have changed.
remediation: Assign a network policy to the workspace.
severity: note
confidence: high
references:
  - name: Databricks Terraform provider, databricks_workspace_network_option
    url: https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/workspace_network_option
match: [databricks.WorkspaceNetworkOption]
validations:
  - expression: "!(object.?network_policy_id.orValue('') in ['', 'default-policy'])"
    messageExpression: "'workspace ' + string(object.?workspace_id.orValue('')) + ' has no network policy of its own; default-policy applies'"
    at: network_policy_id

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"workspace-not-running"###,
      summary: ###"A workspace is not in the state RUNNING."###,
      why: ###"A workspace that failed, was never provisioned or is being removed serves no SQL."###,
      remediation: ###"Bring the workspace up, or export the one that is meant."###,
      severity: .warning, confidence: .high,
      references: [(###"Databricks SDK for Go, service/provisioning/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.Workspace"###], needs: [], isLocal: true,
      fields: [[###"workspace_status"###], [###"workspace_name"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.workspace_status)\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}object.workspace_status.upperAscii() == 'RUNNING'\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' is ' + object.workspace_status\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}workspace_status\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: workspace-not-running
summary: A workspace is not in the state RUNNING.
why: A workspace that failed, was never provisioned or is being removed serves no SQL.
remediation: Bring the workspace up, or export the one that is meant.
severity: warning
confidence: high
references:
  - name: Databricks SDK for Go, service/provisioning/model.go
    url: https://github.com/databricks/databricks-sdk-go
match: [databricks.Workspace]
matchConditions:
  - has(object.workspace_status)
validations:
  - expression: object.workspace_status.upperAscii() == 'RUNNING'
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' is ' + object.workspace_status"
    at: workspace_status

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"workspace-tier-too-low"###,
      summary: ###"A workspace is below the Premium tier."###,
      why: ###"Network connectivity configurations and, on AWS, customer-managed VPCs exist on the Premium tier only, so a workspace below it has no private path."###,
      remediation: ###"Upgrade the workspace to Premium."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Databricks on AWS, networking overview"###, ###"https://docs.databricks.com/aws/en/security/network/"###)],
      match: [###"databricks.Workspace"###, ###"azure.DatabricksWorkspace"###], needs: [], isLocal: false,
      fields: [[###"pricing_tier"###], [###"sku"###, ###"name"###], [###"aws_region"###], [###"private_access_settings_id"###], [###"network_id"###], [###"workspace_name"###], [###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}!has(object.aws_region) || related.privateAccessSettings.size() == 0 && object.?private_access_settings_id.orValue('') == '' && !related.networks.exists(n, n.?vpc_endpoints.?rest_api.orValue([]).size() > 0 || n.?vpc_endpoints.?dataplane_relay.orValue([]).size() > 0)\###u{1F}2\###u{1F}account\###u{1F}object.?pricing_tier.orValue('').upperAscii()\###u{1F}arm\###u{1F}object.?sku.?name.orValue('').lowerAscii()\###u{1F}0\###u{1F}3\###u{1F}!(variables.account in ['STANDARD', 'COMMUNITY_EDITION'])\###u{1F}1\###u{1F}'workspace ' + object.?workspace_name.orValue('') + ' has the pricing tier ' + object.pricing_tier + (object.?network_id.orValue('') == '' ? '; private endpoint rules need PREMIUM' : '; a customer-managed VPC needs PREMIUM')\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}pricing_tier\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.arm != 'standard'\###u{1F}1\###u{1F}'workspace ' + object.name + ' has the SKU ' + object.sku.name + '; private endpoint rules need premium'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}sku\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}variables.arm != 'trial'\###u{1F}1\###u{1F}'workspace ' + object.name + ' has the SKU trial, which ends; the private path needs premium then'\###u{1F}0\###u{1F}1\###u{1F}2\###u{1F}member\###u{1F}sku\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}1\###u{1F}note\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: workspace-tier-too-low
summary: A workspace is below the Premium tier.
why: Network connectivity configurations and, on AWS, customer-managed VPCs exist on the Premium tier only, so a workspace below it has no private path.
remediation: Upgrade the workspace to Premium.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
  - name: Databricks on AWS, networking overview
    url: https://docs.databricks.com/aws/en/security/network/
match: [databricks.Workspace, azure.DatabricksWorkspace]
matchConditions:
  # Of a workspace on AWS with PrivateLink more is asked, which private-link-tier-too-low tells.
  - >-
    !has(object.aws_region) || related.privateAccessSettings.size() == 0 && object.?private_access_settings_id.orValue('') == ''
    && !related.networks.exists(n, n.?vpc_endpoints.?rest_api.orValue([]).size() > 0 || n.?vpc_endpoints.?dataplane_relay.orValue([]).size() > 0)
variables:
  account: object.?pricing_tier.orValue('').upperAscii()
  arm: object.?sku.?name.orValue('').lowerAscii()
validations:
  - expression: "!(variables.account in ['STANDARD', 'COMMUNITY_EDITION'])"
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has the pricing tier ' + object.pricing_tier + (object.?network_id.orValue('') == '' ? '; private endpoint rules need PREMIUM' : '; a customer-managed VPC needs PREMIUM')"
    at: pricing_tier
  - expression: variables.arm != 'standard'
    messageExpression: "'workspace ' + object.name + ' has the SKU ' + object.sku.name + '; private endpoint rules need premium'"
    at: sku.name
  # Whether a trial, which ends after 14 days, may have a configuration is not documented.
  - expression: variables.arm != 'trial'
    messageExpression: "'workspace ' + object.name + ' has the SKU trial, which ends; the private path needs premium then'"
    at: sku.name
    severity: note

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"zone-duplicate"###,
      summary: ###"Two zones of the inputs have the same name."###,
      why: ###"Each network asks the one that it is linked to. Records that are in one of them alone are missing for the others."###,
      remediation: ###"Keep one zone, or keep their records the same."###,
      severity: .warning, confidence: .high,
      references: [(###"Azure Private Endpoint DNS"###, ###"https://learn.microsoft.com/azure/private-link/private-endpoint-dns"###)],
      match: [###"dns.Zone"###], needs: [], isLocal: false,
      fields: [[###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?visibility.orValue('') != ''\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}facts.namesakeCount == 0\###u{1F}1\###u{1F}'another zone ' + object.name + ' is among the inputs'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}1\###u{1F}related.namesakes\###u{1F}0\###u{1F}1\###u{1F}'the other zone'\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: zone-duplicate
summary: Two zones of the inputs have the same name.
why: >-
  Each network asks the one that it is linked to. Records that are in one of them alone are missing for the others.
remediation: Keep one zone, or keep their records the same.
severity: warning
confidence: high
references:
  - name: Azure Private Endpoint DNS
    url: https://learn.microsoft.com/azure/private-link/private-endpoint-dns
match: [dns.Zone]
matchConditions:
  - "facts.?visibility.orValue('') != ''"
validations:
  - expression: "facts.namesakeCount == 0"
    messageExpression: "'another zone ' + object.name + ' is among the inputs'"
    at: name
    related:
      - each: related.namesakes
        messageExpression: "'the other zone'"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"zone-generate"###,
      summary: ###"A zone file generates records."###,
      why: ###"$GENERATE is an extension of BIND; Azure and other servers do not import it, and the names that it makes stand nowhere."###,
      remediation: ###"Write the records out."###,
      severity: .warning, confidence: .high,
      references: [(###"Azure DNS, import and export of zone files"###, ###"https://learn.microsoft.com/azure/dns/dns-import-export"###), (###"BIND 9 ARM, the $GENERATE directive"###, ###"https://bind9.readthedocs.io/en/latest/chapter3.html"###)],
      match: [###"dns.Zone"###], needs: [], isLocal: true,
      fields: [[], [###"directives"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.directives)\###u{1F}0\###u{1F}1\###u{1F}object.directives\###u{1F}1\###u{1F}item.directive != '$GENERATE'\###u{1F}1\###u{1F}'$GENERATE makes ' + item.argument + ' records: Azure and other servers leave them out'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'directives[' + item.index + ']'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: zone-generate
summary: A zone file generates records.
why: >-
  $GENERATE is an extension of BIND; Azure and other servers do not import it, and the names that it makes stand nowhere.
remediation: Write the records out.
severity: warning
confidence: high
references:
  - name: Azure DNS, import and export of zone files
    url: https://learn.microsoft.com/azure/dns/dns-import-export
  - name: 'BIND 9 ARM, the $GENERATE directive'
    url: https://bind9.readthedocs.io/en/latest/chapter3.html
match: [dns.Zone]
matchConditions:
  - "has(object.directives)"
forEach: object.directives
validations:
  - expression: "item.directive != '$GENERATE'"
    messageExpression: "'$GENERATE makes ' + item.argument + ' records: Azure and other servers leave them out'"
    atExpression: "'directives[' + item.index + ']'"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"zone-include"###,
      summary: ###"A zone file includes another one."###,
      why: ###"Azure does not import $INCLUDE: the records of the other file are missing in the zone."###,
      remediation: ###"Put the records into the zone file itself."###,
      severity: .note, confidence: .high,
      references: [(###"Azure DNS, import and export of zone files"###, ###"https://learn.microsoft.com/azure/dns/dns-import-export"###), (###"RFC 1035 section 5.1"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Zone"###], needs: [], isLocal: true,
      fields: [[], [###"directives"###]],
      definition: ###"0\###u{1F}1\###u{1F}has(object.directives)\###u{1F}0\###u{1F}1\###u{1F}object.directives\###u{1F}1\###u{1F}item.directive != '$INCLUDE'\###u{1F}1\###u{1F}'$INCLUDE of ' + item.argument + ': Azure leaves it out'\###u{1F}0\###u{1F}0\###u{1F}1\###u{1F}'directives[' + item.index + ']'\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: zone-include
summary: A zone file includes another one.
why: >-
  Azure does not import $INCLUDE: the records of the other file are missing in the zone.
remediation: Put the records into the zone file itself.
severity: note
confidence: high
references:
  - name: Azure DNS, import and export of zone files
    url: https://learn.microsoft.com/azure/dns/dns-import-export
  - name: RFC 1035 section 5.1
    url: https://www.rfc-editor.org/rfc/rfc1035
match: [dns.Zone]
matchConditions:
  - "has(object.directives)"
forEach: object.directives
validations:
  - expression: "item.directive != '$INCLUDE'"
    messageExpression: "'$INCLUDE of ' + item.argument + ': Azure leaves it out'"
    atExpression: "'directives[' + item.index + ']'"

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"zone-name-invalid"###,
      summary: ###"The name of a private zone is not allowed, or is taken by another protocol."###,
      why: ###"Azure private zones have two to 34 labels; names below .local belong to multicast DNS, so that some resolvers never ask a name server for them."###,
      remediation: ###"Choose a name of two to 34 labels below a domain of your own or below .internal."###,
      severity: .warning, confidence: .high,
      references: [(###"Azure private DNS zones"###, ###"https://learn.microsoft.com/azure/dns/private-dns-privatednszone"###), (###"RFC 6762 section 3"###, ###"https://www.rfc-editor.org/rfc/rfc6762"###)],
      match: [###"dns.Zone"###], needs: [], isLocal: false,
      fields: [[###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?visibility.orValue('') == 'private'\###u{1F}0\###u{1F}0\###u{1F}3\###u{1F}object.name.split('.').size() >= 2\###u{1F}1\###u{1F}'the zone ' + object.name + ' has one label; Azure wants two to 34'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}object.name.split('.').size() <= 34\###u{1F}1\###u{1F}'the zone ' + object.name + ' has more than 34 labels'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!object.name.endsWith('.local')\###u{1F}1\###u{1F}'the zone ' + object.name + ' is below .local, which multicast DNS answers'\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: zone-name-invalid
summary: The name of a private zone is not allowed, or is taken by another protocol.
why: >-
  Azure private zones have two to 34 labels; names below .local belong to multicast DNS, so that some resolvers never ask a name server for them.
remediation: Choose a name of two to 34 labels below a domain of your own or below .internal.
severity: warning
confidence: high
references:
  - name: Azure private DNS zones
    url: https://learn.microsoft.com/azure/dns/private-dns-privatednszone
  - name: RFC 6762 section 3
    url: https://www.rfc-editor.org/rfc/rfc6762
match: [dns.Zone]
matchConditions:
  - "facts.?visibility.orValue('') == 'private'"
validations:
  - expression: "object.name.split('.').size() >= 2"
    messageExpression: "'the zone ' + object.name + ' has one label; Azure wants two to 34'"
    at: name
  - expression: "object.name.split('.').size() <= 34"
    messageExpression: "'the zone ' + object.name + ' has more than 34 labels'"
    at: name
  - expression: "!object.name.endsWith('.local')"
    messageExpression: "'the zone ' + object.name + ' is below .local, which multicast DNS answers'"
    at: name

"""###),
    EmbeddedRule(
      family: ###"dns"###, id: ###"zone-without-soa"###,
      summary: ###"A zone has no SOA record, or no NS record."###,
      why: ###"A zone begins with its SOA and names its name servers; without them name servers refuse the file. Private zones of Azure have no NS records, which is in order."###,
      remediation: ###"Add the missing record at the name of the zone."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1035 section 5.2"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Zone"###], needs: [], isLocal: false,
      fields: [[###"name"###]],
      definition: ###"0\###u{1F}1\###u{1F}facts.?recordCount.orValue(0) > 0\###u{1F}0\###u{1F}0\###u{1F}2\###u{1F}!has(facts.missingSOA)\###u{1F}1\###u{1F}facts.missingSOA\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}!has(facts.missingNS)\###u{1F}1\###u{1F}facts.missingNS\###u{1F}0\###u{1F}1\###u{1F}1\###u{1F}member\###u{1F}name\###u{1F}0\###u{1F}false\###u{1F}0\###u{1F}0\###u{1F}0"###,
      text: ###"""
id: zone-without-soa
summary: A zone has no SOA record, or no NS record.
why: >-
  A zone begins with its SOA and names its name servers; without them name servers refuse the file. Private zones of Azure have no NS records, which is in order.
remediation: Add the missing record at the name of the zone.
severity: warning
confidence: high
references:
  - name: RFC 1035 section 5.2
    url: https://www.rfc-editor.org/rfc/rfc1035
match: [dns.Zone]
matchConditions:
  - "facts.?recordCount.orValue(0) > 0"
validations:
  - expression: "!has(facts.missingSOA)"
    messageExpression: "facts.missingSOA"
    at: name
  - expression: "!has(facts.missingNS)"
    messageExpression: "facts.missingNS"
    at: name

"""###),
  ]
}

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
      family: ###"kubernetes"###, id: ###"auto-approval-open"###,
      summary: ###"Every request for a private endpoint is approved automatically."###,
      why: ###"Whoever sees the service gets a connection to a gateway that does no inbound authentication of its own."###,
      remediation: ###"Name the Databricks-managed subscriptions in azure-pls-auto-approval instead of "*"."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"metadata"###, ###"name"###]],
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
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
variables:
  visibility: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue('')))
validations:
  - expression: "!('*' in string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).split(' '))"
    messageExpression: "'azure-pls-auto-approval of ' + object.metadata.name + ' is a star, so every request' + ('*' in variables.visibility.split(' ') ? ' from any Azure subscription' : '') + ' is approved'"
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"auto-approval-outside-visibility"###,
      summary: ###"Subscriptions are approved automatically that the visibility does not name."###,
      why: ###"Automatic approval has to be a subset of the visibility; a subscription that cannot see the service cannot connect, approved or not."###,
      remediation: ###"Add the subscriptions of azure-pls-auto-approval to azure-pls-visibility."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###]],
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
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
variables:
  visibility: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).lowerAscii().split(' ').filter(s, s != '')
  automatic: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).lowerAscii().split(' ').filter(s, s != '' && s != '*')
  outside: variables.automatic.filter(s, !(s in variables.visibility))
validations:
  - expression: variables.visibility.size() == 0 || '*' in variables.visibility || variables.outside.size() == 0
    messageExpression: "'azure-pls-auto-approval names ' + variables.outside.join(', ') + ', which azure-pls-visibility does not'"
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"auto-approval-without-visibility"###,
      summary: ###"Subscriptions are approved automatically while the visibility is empty."###,
      why: ###"An empty visibility means role assignments only and contains none of the approved subscriptions, which the documentation asks for; the controller checks neither."###,
      remediation: ###"Set azure-pls-visibility to the subscriptions of azure-pls-auto-approval."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"metadata"###, ###"name"###]],
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
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue(''))).trim() != ''
validations:
  - expression: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue(''))).trim() != ''
    messageExpression: "'azure-pls-auto-approval of ' + object.metadata.name + ' names subscriptions while azure-pls-visibility names none'"
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-auto-approval"]

"""###),
    EmbeddedRule(
      family: ###"azure"###, id: ###"backend-pool-of-addresses"###,
      summary: ###"A cluster's load balancer has a backend pool of addresses."###,
      why: ###"A Private Link Service needs a backend pool of network interfaces."###,
      remediation: ###"Set the cluster's backend pool type to nodeIPConfiguration."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.ManagedCluster"###], needs: [], isLocal: true,
      fields: [[###"networkProfile"###, ###"loadBalancerProfile"###, ###"backendPoolType"###], [###"name"###]],
      text: ###"""
id: backend-pool-of-addresses
summary: A cluster's load balancer has a backend pool of addresses.
why: A Private Link Service needs a backend pool of network interfaces.
remediation: Set the cluster's backend pool type to nodeIPConfiguration.
severity: error
confidence: high
references:
  - name: Azure Kubernetes Service, use an internal load balancer
    url: https://learn.microsoft.com/azure/aks/internal-lb
  - name: Azure Private Link service overview
    url: https://learn.microsoft.com/azure/private-link/private-link-service-overview
match: [azure.ManagedCluster]
validations:
  - expression: object.?networkProfile.?loadBalancerProfile.?backendPoolType.orValue('').lowerAscii() != 'nodeip'
    messageExpression: "'cluster ' + object.name + ' has the backend pool type ' + object.networkProfile.loadBalancerProfile.backendPoolType + '; a Private Link Service needs nodeIPConfiguration'"
    at: networkProfile.loadBalancerProfile.backendPoolType

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
      family: ###"databricks"###, id: ###"connection-host-address"###,
      summary: ###"A connection's host is an IP address."###,
      why: ###"An address cannot be in domain_names, so it never takes the private path, and no certificate fits it."###,
      remediation: ###"Use the hostname that the private endpoint rule names."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[###"options"###, ###"host"###], [###"connection_type"###], [###"name"###]],
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
    messageExpression: "'connection ' + object.name + ' goes to the address ' + object.options.host + ', which no private endpoint rule can name'"
    at: options.host

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-host-not-routed"###,
      summary: ###"A connection's host is in no private endpoint rule."###,
      why: ###"Databricks sends only the names in domain_names through the private endpoint; any other name is looked up and reached over the internet."###,
      remediation: ###"Put the connection's host, exactly as it is there, into domain_names of the rule for the Private Link Service."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Databricks, manage private endpoint rules"###, ###"https://learn.microsoft.com/azure/databricks/security/network/serverless-network-security/manage-private-endpoint-rules"###), (###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.Connection"###], needs: [###"databricks.PrivateEndpointRule"###], isLocal: false,
      fields: [[###"options"###, ###"host"###], [###"connection_type"###], [###"name"###]],
      text: ###"""
id: connection-host-not-routed
summary: A connection's host is in no private endpoint rule.
why: Databricks sends only the names in domain_names through the private endpoint; any other name is looked up and reached over the internet.
remediation: Put the connection's host, exactly as it is there, into domain_names of the rule for the Private Link Service.
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
  - object.?connection_type.orValue('').upperAscii() == 'HTTP'
  - facts.host != '' && !isIP(facts.host)
validations:
  - expression: related.privateEndpointRules.exists(r, !r.?deactivated.orValue(false))
    messageExpression: >-
      'the host ' + facts.host + ' of connection ' + object.name + ' is in no domain_names, so it does not take the private path; the rules name '
      + inventory['databricks.PrivateEndpointRule'].map(r, r.?domain_names.orValue([]).join(', ')).join(', ')
    at: options.host
    related:
      - each: inventory['databricks.PrivateEndpointRule']
        at: domain_names
        message: the names that take this rule's private path

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
    messageExpression: "'the host of connection ' + object.name + ' is still the placeholder ' + object.options.host"
    at: options.host

"""###),
    EmbeddedRule(
      family: ###"databricks"###, id: ###"connection-without-tls"###,
      summary: ###"A connection uses plain HTTP."###,
      why: ###"The gateway speaks TLS, and the connection sends a bearer token that plain HTTP shows to everyone on the way."###,
      remediation: ###"Write the host with https."###,
      severity: .warning, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Databricks, connect to external HTTP services"###, ###"https://docs.databricks.com/query-federation/http"###)],
      match: [###"databricks.Connection"###], needs: [], isLocal: true,
      fields: [[###"options"###, ###"host"###], [###"connection_type"###], [###"name"###]],
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
    messageExpression: "'connection ' + object.name + ' goes to ' + object.options.host + ' without TLS'"
    at: options.host

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
      family: ###"databricks"###, id: ###"domain-name-malformed"###,
      summary: ###"A domain name of a private endpoint rule is no bare hostname."###,
      why: ###"Names are compared exactly, so one with a scheme, a port or a path matches no hostname."###,
      remediation: ###"Write the bare name, such as gateway.contoso.internal."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"domain_names"###]],
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
      family: ###"kubernetes"###, id: ###"gateway-dns-blocked"###,
      summary: ###"The policies of the pods behind a Private Link Service do not allow DNS."###,
      why: ###"Pods whose egress is isolated resolve no name unless a rule allows UDP 53 to the cluster DNS; answers that are too large for UDP come over TCP."###,
      remediation: ###"Allow UDP and TCP 53 to the pods k8s-app kube-dns of the namespace kube-system."###,
      severity: .error, confidence: .medium,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"metadata"###, ###"name"###]],
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
      family: ###"kubernetes"###, id: ###"gateway-host-network"###,
      summary: ###"The pods behind a Private Link Service use the node's network."###,
      why: ###"Most engines do not apply NetworkPolicies to pods on the node's network, so that nothing restricts these."###,
      remediation: ###"Remove hostNetwork from the pod template."###,
      severity: .warning, confidence: .high,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.Deployment"###, ###"kubernetes.StatefulSet"###, ###"kubernetes.DaemonSet"###, ###"kubernetes.ReplicaSet"###, ###"kubernetes.Pod"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"spec"###, ###"template"###, ###"spec"###, ###"hostNetwork"###], [###"metadata"###, ###"name"###]],
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
validations:
  - expression: facts.?blockedPort.orValue(0) == 0
    messageExpression: "'the policies let no address outside the pods\\' network reach TCP ' + string(facts.blockedPort) + ' of ' + facts.blockedWorkload + ', where Service ' + object.metadata.name + ' leads to'"
    at: spec.ports
    related:
      - {each: related.governedWorkloads, at: metadata.name, message: the pods}

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
      family: ###"dns"###, id: ###"hostname-with-underscore"###,
      summary: ###"A name with an underscore has addresses."###,
      why: ###"Host names have letters, digits and hyphens; some resolvers, certificates and clients refuse others."###,
      remediation: ###"Use a hyphen instead of the underscore."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 1123 section 2.1"###, ###"https://www.rfc-editor.org/rfc/rfc1123"###), (###"RFC 952 section ASSUMPTIONS"###, ###"https://www.rfc-editor.org/rfc/rfc952"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
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
      family: ###"azure"###, id: ###"load-balancer-basic"###,
      summary: ###"A cluster or load balancer has the Basic SKU."###,
      why: ###"A Private Link Service needs a Standard load balancer, and Azure Kubernetes Service ended support for Basic on 2025-09-30."###,
      remediation: ###"Move the cluster to the Standard load balancer; the SKU of an existing one cannot be changed in place."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Kubernetes Service, upgrade from the Basic load balancer"###, ###"https://learn.microsoft.com/azure/aks/upgrade-basic-load-balancer-on-aks"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.ManagedCluster"###, ###"azure.LoadBalancer"###], needs: [], isLocal: true,
      fields: [[###"networkProfile"###, ###"loadBalancerSku"###], [###"sku"###, ###"name"###], [###"name"###], [###"networkProfile"###]],
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
      family: ###"kubernetes"###, id: ###"load-balancer-public"###,
      summary: ###"A LoadBalancer Service gets a public address."###,
      why: ###"The gateway behind it does no inbound authentication, so a public frontend opens it to the internet."###,
      remediation: ###"Set the annotation service.beta.kubernetes.io/azure-load-balancer-internal to exactly "true", in lower case and in quotes."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_loadbalancer.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_loadbalancer.go"###), (###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-load-balancer-internal"###], [###"spec"###, ###"type"###], [###"spec"###, ###"loadBalancerClass"###], [###"metadata"###, ###"annotations"###], [###"metadata"###, ###"name"###]],
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
fixes:
  - title: Make the load balancer internal
    safety: unsafe
    set: {at: 'metadata.annotations["service.beta.kubernetes.io/azure-load-balancer-internal"]', value: '"true"'}

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
      family: ###"databricks"###, id: ###"network-connectivity-config-name-invalid"###,
      summary: ###"The name of a network connectivity configuration is not allowed."###,
      why: ###"The API takes 3 to 30 letters, digits, hyphens and underscores, and refuses anything else."###,
      remediation: ###"Choose a name of 3 to 30 letters, digits, hyphens and underscores."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.NetworkConnectivityConfig"###], needs: [], isLocal: true,
      fields: [[###"name"###]],
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
  - expression: inventory['databricks.PrivateEndpointRule'].exists(r, r.?network_connectivity_config_id.orValue('').lowerAscii() == variables.attached)
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
      family: ###"kubernetes"###, id: ###"network-policy-cilium-ip-block"###,
      summary: ###"An ipBlock names pod addresses in a cluster whose engine is Cilium."###,
      why: ###"Under Cilium an ipBlock never matches the addresses of pods and nodes, so that the rule allows nothing."###,
      remediation: ###"Select the pods by labels."###,
      severity: .error, confidence: .medium,
      references: [(###"Azure CNI powered by Cilium"###, ###"https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [###"azure.ManagedCluster"###], isLocal: false,
      fields: [[###"spec"###], [###"spec"###, ###"egress"###], [###"spec"###, ###"ingress"###], [###"metadata"###, ###"name"###]],
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
      match: [###"azure.ManagedCluster"###], needs: [###"kubernetes.NetworkPolicy"###], isLocal: false,
      fields: [[###"networkProfile"###, ###"networkPolicy"###], [###"networkProfile"###], [###"networkProfile"###, ###"networkDataplane"###], [###"name"###]],
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
needs: [kubernetes.NetworkPolicy]
matchConditions:
  - has(object.networkProfile)
validations:
  - expression: >-
      !(object.networkProfile.?networkPolicy.orValue('none').lowerAscii() in ['none', ''])
      || object.networkProfile.?networkDataplane.orValue('').lowerAscii() == 'cilium'
    messageExpression: "'cluster ' + object.name + ' enforces no NetworkPolicy: its network policy engine is ' + object.networkProfile.?networkPolicy.orValue('not set') + ', and ' + string(inventory['kubernetes.NetworkPolicy'].size()) + ' policies are in the inputs'"
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
      family: ###"kubernetes"###, id: ###"network-policy-namespace-label"###,
      summary: ###"A NetworkPolicy selects namespaces by a label name that none has."###,
      why: ###"Kubernetes gives every namespace the label kubernetes.io/metadata.name; a label name is there only if somebody sets it."###,
      remediation: ###"Select by kubernetes.io/metadata.name."###,
      severity: .warning, confidence: .medium,
      references: [(###"Kubernetes, network policies"###, ###"https://kubernetes.io/docs/concepts/services-networking/network-policies/"###)],
      match: [###"kubernetes.NetworkPolicy"###], needs: [###"kubernetes.Namespace"###], isLocal: false,
      fields: [[###"spec"###], [###"spec"###, ###"egress"###], [###"spec"###, ###"ingress"###], [###"metadata"###, ###"name"###]],
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
      family: ###"databricks"###, id: ###"no-serverless-warehouse"###,
      summary: ###"None of the SQL warehouses is serverless."###,
      why: ###"Only serverless warehouses use the network connectivity configuration; http_request from another one leaves the private path."###,
      remediation: ###"Use a warehouse of type PRO with enable_serverless_compute true."###,
      severity: .error, confidence: .medium,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.Warehouse"###], needs: [], isLocal: false,
      fields: [[###"warehouse_type"###]],
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
  - facts.isFirst
validations:
  - expression: facts.serverlessCount > 0
    messageExpression: "'none of the warehouses in the inputs is serverless (' + inventory['databricks.Warehouse'].map(w, w.?name.orValue('') + ' is ' + w.?warehouse_type.orValue('CLASSIC')).join(', ') + '), and only serverless ones use the private endpoint'"
    at: warehouse_type

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
      family: ###"azure"###, id: ###"private-endpoint-connection-not-approved"###,
      summary: ###"A connection of a Private Link Service is not approved."###,
      why: ###"Traffic flows through approved connections only; a rejected or disconnected one has to be made anew."###,
      remediation: ###"Approve a pending connection; for a rejected or disconnected one delete the private endpoint rule and create it again."###,
      severity: .error, confidence: .high,
      references: [(###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"azure.PrivateLinkService"###], needs: [], isLocal: true,
      fields: [[###"privateEndpointConnections"###], [###"name"###]],
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
      family: ###"databricks"###, id: ###"private-endpoint-rule-deactivated"###,
      summary: ###"A private endpoint rule is deactivated."###,
      why: ###"A deactivated rule is being deleted and routes nothing."###,
      remediation: ###"Create the rule again, and approve its endpoint."###,
      severity: .error, confidence: .high,
      references: [(###"Databricks SDK for Go, service/settings/model.go"###, ###"https://github.com/databricks/databricks-sdk-go"###)],
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"deactivated"###], [###"domain_names"###]],
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
      match: [###"databricks.PrivateEndpointRule"###], needs: [], isLocal: true,
      fields: [[###"connection_state"###], [###"deactivated"###], [###"domain_names"###], [###"error_message"###]],
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
matchConditions:
  - has(object.connection_state)
  - "!object.?deactivated.orValue(false)"
variables:
  meaning: >-
    {'PENDING': 'it waits for approval on the Private Link Service, for 14 days at most',
    'CREATING': 'the endpoint is being made', 'INIT': 'the endpoint is being made',
    'REJECTED': 'the connection was rejected, and the rule has to be made anew',
    'DISCONNECTED': 'the connection was removed, and the rule has to be made anew',
    'EXPIRED': 'it was not approved within 14 days, and has to be made anew',
    'CREATE_FAILED': 'the endpoint could not be made'}
validations:
  - expression: object.connection_state == 'ESTABLISHED'
    messageExpression: >-
      'the private endpoint rule for ' + object.?domain_names.orValue([]).join(', ') + ' is ' + object.connection_state
      + (object.connection_state in variables.meaning ? ': ' + variables.meaning[object.connection_state] : '')
      + (object.?error_message.orValue('').contains('DoesNotExistOrIsNotVisible') ? ': the Private Link Service is not visible to the subscription of Databricks' : '')
    at: connection_state

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
validations:
  # A Private Link Service that does not exist yet has an unknown id, and may be the one.
  - expression: >-
      related.privateLinkServices.size() > 0
      || inventory['azure.PrivateLinkService'].exists(s, armID(s.?id.orValue('')) == armID(object.resource_id))
    messageExpression: "'the rule targets ' + object.resource_id + ', which is none of the Private Link Services in the inputs: ' + inventory['azure.PrivateLinkService'].map(s, s.name).join(', ')"
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
      family: ###"dns"###, id: ###"private-hostname-alias"###,
      summary: ###"The hostname of a private path is an alias."###,
      why: ###"Databricks does not follow aliases on this path, so the name has to resolve to the private endpoint directly; an alias also hands the choice of the address to whoever owns its target."###,
      remediation: ###"Replace the alias by an A record with the address of the private endpoint."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"RFC 1034 section 3.6.2; RFC 6672; RFC 4592"###, ###"https://www.rfc-editor.org/rfc/rfc1034"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###], [###"target"###]],
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
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + each.options.host"

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
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + each.options.host"

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
      family: ###"dns"###, id: ###"private-hostname-provider-alias"###,
      summary: ###"The hostname of a private path is an alias of the DNS provider."###,
      why: ###"The provider fills in the addresses of the resource that the alias names, and changes them with it; an A record with the address of the private endpoint is needed."###,
      remediation: ###"Replace the alias record by an A record."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###), (###"Azure DNS alias records"###, ###"https://learn.microsoft.com/azure/dns/dns-alias"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"rdata"###], [###"type"###], [###"fqdn"###]],
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
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + each.options.host"

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
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + each.options.host"
  - expression: object.type != 'A' || !(addressScope(object.rdata) in ['shared', 'documentation', 'reserved'])
    messageExpression: "object.fqdn + ' resolves to ' + object.rdata + ', which is not in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16'"
    at: rdata
    related:
      - each: related.namedBy
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + each.options.host"

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
        messageExpression: "'the connection goes to ' + each.options.host"

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
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + each.options.host"

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
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + each.options.host"

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
        messageExpression: "has(each.domain_names) ? 'the private endpoint rule names ' + each.domain_names.join(', ') : 'the connection goes to ' + each.options.host"

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
forEach: object.metadata.annotations.filter(k, k.matches('(^|/)azure-(pls|load-balancer)-'))
validations:
  - expression: item.startsWith('service.beta.kubernetes.io/')
    messageExpression: "'the annotation ' + item + ' has no effect: the controller reads service.beta.kubernetes.io/' + item.split('/')[item.split('/').size() - 1]"
    atExpression: "'metadata.annotations[\"' + item + '\"]'"
    mark: key

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
      family: ###"kubernetes"###, id: ###"private-link-list-separator"###,
      summary: ###"A list in a Private Link annotation is separated by something else than a space."###,
      why: ###"The controller splits these lists at spaces only, so a comma makes one long token of them that matches no subscription and no address."###,
      remediation: ###"Separate the entries with single spaces."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[], [###"metadata"###, ###"annotations"###]],
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

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-on-other-service-type"###,
      summary: ###"A Service that is no LoadBalancer asks for a Private Link Service."###,
      why: ###"The Azure controller looks at Services of type LoadBalancer only, so the annotations have no effect and no Private Link Service appears."###,
      remediation: ###"Set spec.type to LoadBalancer."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"name"###]],
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
    set: {at: 'metadata.annotations["service.beta.kubernetes.io/azure-pls-create"]', value: '"true"'}

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
      family: ###"kubernetes"###, id: ###"private-link-subnet-not-a-name"###,
      summary: ###"The subnet of a Private Link Service is given as a path, not as a name."###,
      why: ###"The controller looks the value up as a subnet name in the cluster's own virtual network, and finds nothing."###,
      remediation: ###"Write the bare name of the subnet."###,
      severity: .error, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-ip-configuration-subnet"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###]],
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
      family: ###"kubernetes"###, id: ###"private-link-visibility-empty"###,
      summary: ###"A Private Link Service is visible by role assignment only."###,
      why: ###"Databricks makes its endpoint from a subscription of its own; where that one does not see the service, creating the endpoint fails or waits for approval by hand. Reports differ on an empty list, so this is a warning."###,
      remediation: ###"Name the Databricks-managed subscriptions in azure-pls-visibility, separated by single spaces."###,
      severity: .warning, confidence: .medium,
      references: [(###"Azure Kubernetes Service, use an internal load balancer"###, ###"https://learn.microsoft.com/azure/aks/internal-lb"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"spec"###, ###"type"###], [###"metadata"###, ###"annotations"###], [###"metadata"###, ###"name"###]],
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
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
  - object.?spec.?type.orValue('ClusterIP') == 'LoadBalancer'
variables:
  visibility: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue('')))
validations:
  - expression: variables.visibility.trim() != ''
    messageExpression: "'the Private Link Service of ' + object.metadata.name + ' has ' + (has(object.metadata.annotations) && 'service.beta.kubernetes.io/azure-pls-visibility' in object.metadata.annotations ? 'an empty' : 'no') + ' azure-pls-visibility: only role assignments make it visible to the subscription of Databricks'"
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]

"""###),
    EmbeddedRule(
      family: ###"kubernetes"###, id: ###"private-link-visibility-open"###,
      summary: ###"A Private Link Service is visible to every Azure subscription."###,
      why: ###"With a star anyone who knows its id or alias can ask for a connection; only the approval of each request keeps strangers out."###,
      remediation: ###"Name the Databricks-managed subscriptions instead of "*", or approve each connection by hand and keep this note."###,
      severity: .note, confidence: .high,
      references: [(###"cloud-provider-azure, pkg/provider/azure_privatelinkservice.go"###, ###"https://github.com/kubernetes-sigs/cloud-provider-azure/blob/master/pkg/provider/azure_privatelinkservice.go"###), (###"Azure Private Link service overview"###, ###"https://learn.microsoft.com/azure/private-link/private-link-service-overview"###)],
      match: [###"kubernetes.Service"###], needs: [], isLocal: true,
      fields: [[###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-visibility"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-create"###], [###"metadata"###, ###"annotations"###, ###"service.beta.kubernetes.io/azure-pls-auto-approval"###], [###"metadata"###, ###"name"###]],
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
match: [kubernetes.Service]
matchConditions:
  - string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-create'].orValue(''))).trim().lowerAscii() == 'true'
variables:
  visibility: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-visibility'].orValue('')))
  automatic: string(dyn(object.metadata.?annotations[?'service.beta.kubernetes.io/azure-pls-auto-approval'].orValue('')))
validations:
  - expression: "!('*' in variables.visibility.split(' ')) || '*' in variables.automatic.split(' ')"
    messageExpression: "'the Private Link Service of ' + object.metadata.name + ' is visible to every subscription: azure-pls-visibility is \"' + variables.visibility + '\"' + (variables.visibility.trim() == '*' ? '' : ', and a star anywhere makes the list a star')"
    at: metadata.annotations["service.beta.kubernetes.io/azure-pls-visibility"]

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
      family: ###"dns"###, id: ###"record-class-differs"###,
      summary: ###"A record has another class than its zone."###,
      why: ###"A zone has one class; name servers refuse the file."###,
      remediation: ###"Remove the class, or write IN."###,
      severity: .error, confidence: .high,
      references: [(###"RFC 1035 section 5.2"###, ###"https://www.rfc-editor.org/rfc/rfc1035"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"type"###]],
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
      fields: [[###"ttl"###]],
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
validations:
  - expression: "!has(facts.differingTTL)"
    messageExpression: "facts.differingTTL"
    at: ttl
    related:
      - each: related.clashesWith
        messageExpression: "'here is ' + each.fqdn + ' ' + each.type"

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
      family: ###"dns"###, id: ###"stray-asterisk"###,
      summary: ###"An asterisk in a name is no wildcard."###,
      why: ###"Only a first label that is an asterisk alone is a wildcard; anywhere else it is a character like any other, and the record answers for nothing else."###,
      remediation: ###"Make the asterisk the whole first label, or write the names out."###,
      severity: .warning, confidence: .high,
      references: [(###"RFC 4592 section 2.1.1"###, ###"https://www.rfc-editor.org/rfc/rfc4592"###)],
      match: [###"dns.Record"###], needs: [], isLocal: false,
      fields: [[###"fqdn"###]],
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
      fields: [[###"rdata"###]],
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
      family: ###"databricks"###, id: ###"workspace-tier-too-low"###,
      summary: ###"A workspace is below the Premium tier."###,
      why: ###"Network connectivity configurations exist on the Premium tier only, so a workspace below it has no private path."###,
      remediation: ###"Upgrade the workspace to Premium."###,
      severity: .error, confidence: .high,
      references: [(###"CARTO, Analytics Toolbox for Databricks on a private AKS"###, ###"https://docs.carto.com"###)],
      match: [###"databricks.Workspace"###, ###"azure.DatabricksWorkspace"###], needs: [], isLocal: true,
      fields: [[###"pricing_tier"###], [###"sku"###, ###"name"###], [###"workspace_name"###], [###"name"###]],
      text: ###"""
id: workspace-tier-too-low
summary: A workspace is below the Premium tier.
why: Network connectivity configurations exist on the Premium tier only, so a workspace below it has no private path.
remediation: Upgrade the workspace to Premium.
severity: error
confidence: high
references:
  - name: CARTO, Analytics Toolbox for Databricks on a private AKS
    url: https://docs.carto.com
match: [databricks.Workspace, azure.DatabricksWorkspace]
variables:
  account: object.?pricing_tier.orValue('').upperAscii()
  arm: object.?sku.?name.orValue('').lowerAscii()
validations:
  - expression: "!(variables.account in ['STANDARD', 'COMMUNITY_EDITION'])"
    messageExpression: "'workspace ' + object.?workspace_name.orValue('') + ' has the pricing tier ' + object.pricing_tier + '; private endpoint rules need PREMIUM'"
    at: pricing_tier
  - expression: variables.arm != 'standard'
    messageExpression: "'workspace ' + object.name + ' has the SKU ' + object.sku.name + '; private endpoint rules need premium'"
    at: sku.name

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

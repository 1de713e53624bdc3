import Findings
import SourceText

/// Results of runs that never were.
extension CheckResult {
  /// An estate with something of everything a report can show.
  static var estate: CheckResult {
    var summary = Summary()
    (summary.files, summary.documents, summary.resources, summary.unrecognised) = (12, 37, 31, 4)
    (summary.refused, summary.errors, summary.warnings, summary.notes) = (1, 2, 1, 1)
    (summary.suppressed, summary.notEvaluated, summary.undecided) = (1, 5, 1)
    return CheckResult(
      findings: [.publicService, .secondPublicService, .targetPort, .suppressedPort, .longName],
      rules: [
        RuleResult(id: "load-balancer-public", outcome: .fail, evaluated: 3, failed: 2, unknown: 1),
        RuleResult(id: "named-target-port", outcome: .fail, evaluated: 3, failed: 1),
        RuleResult(id: "rule-not-established", outcome: .pass, evaluated: 1),
      ]
        + ["a-rule", "b-rule", "c-rule", "d-rule"].map {
          RuleResult(
            id: $0, outcome: .notEvaluated,
            missing: [
              MissingEvidence(
                kind: "azure.PrivateLinkService",
                command: "az network private-link-service list --output json > pls.json")
            ])
        }
        + [
          RuleResult(
            id: "workspace-standard", outcome: .notEvaluated,
            missing: [MissingEvidence(kind: "databricks.Workspace", command: "")])
        ],
      descriptions: [.publicLoadBalancer, .targetPort],
      inputs: [
        InputReport(path: "k8s/service.yaml", format: "yaml", resources: 3),
        InputReport(
          path: "exports/ncc.json", format: "json", unrecognised: 1,
          problems: [
            InputProblem(
              isError: true, message: "unexpected ']' after ','; a value is expected",
              place: Place(
                path: "exports/ncc.json", range: SourceRange(line: 1, columns: 14..<15),
                line: "{\"items\": [1,]}")),
            InputProblem(
              isError: false,
              message: "the key 'a' stands more than once in this mapping; only the last one counts",
              place: Place(path: "exports/ncc.json")),
          ]),
      ],
      summary: summary, paths: [.publicPath, .privatePath], features: [.brokenLink, .absentPeering])
  }

  /// A run that found nothing.
  static var nothing: CheckResult {
    var summary = Summary()
    (summary.files, summary.documents, summary.resources) = (1, 1, 1)
    return CheckResult(
      findings: [], rules: [RuleResult(id: "load-balancer-public", outcome: .pass, evaluated: 1)],
      descriptions: [.publicLoadBalancer],
      inputs: [InputReport(path: "service.yaml", format: "yaml", resources: 1)], summary: summary)
  }

  /// One finding with a text in every place that an input can fill.
  static func hostile(_ text: String) -> CheckResult {
    let place = Place(path: text, range: SourceRange(line: 7, columns: 1..<4), line: text)
    let finding = Finding(
      rule: "load-balancer-public", severity: .error, confidence: .high, message: text, place: place,
      resource: text, related: [RelatedPlace(place: place, message: text)],
      fixes: [
        Fix(
          title: text, safety: .unsafe,
          edits: [Edit(path: text, range: SourceRange(line: 7, columns: 1..<1), replacement: text)])
      ], fingerprint: Fingerprint(value: 0x0123456789abcdef))
    var suppressed = finding
    suppressed.suppressed = text
    return CheckResult(
      findings: [finding, suppressed], rules: [], descriptions: [.publicLoadBalancer],
      inputs: [
        InputReport(
          path: text, format: "unknown", problems: [InputProblem(isError: true, message: text, place: place)])
      ], summary: Summary(),
      paths: [
        PathResult(
          name: text, verdict: .broken,
          hops: [
            HopResult(
              kind: "service", title: "Kubernetes Service", state: .contradicted, isExposed: false,
              summary: text,
              remedy: text, evidence: [RelatedPlace(place: place, message: text)], resources: [text]),
            HopResult(
              kind: "pods", title: "Pods", state: .unknown, isExposed: false, summary: text, remedy: nil,
              evidence: []),
          ], next: text)
      ],
      features: [
        FeatureResult(
          kind: "private-link", title: "PrivateLink", subject: text, verdict: .unknown,
          steps: [
            HopResult(
              kind: "back-end-endpoints", title: "Back-end endpoints", state: .unknown, isExposed: false,
              summary: text, remedy: text, evidence: [RelatedPlace(place: place, message: text)],
              resources: [text])
          ], next: text)
      ])
  }
}

extension SourceRange {
  /// A range in one line; columns start at 1.
  init(line: Int, columns: Range<Int>) {
    self.init(
      start: SourcePosition(line: line, column: columns.lowerBound),
      end: SourcePosition(line: line, column: columns.upperBound))
  }
}

extension Finding {
  fileprivate static var publicService: Finding {
    let line = "    service.beta.kubernetes.io/azure-load-balancer-internal: true"
    let range = SourceRange(line: 8, columns: 62..<66)
    return Finding(
      rule: "load-balancer-public", severity: .error, confidence: .high,
      message: "Service web is public: the internal annotation is a boolean",
      place: Place(path: "k8s/service.yaml", range: range, line: line),
      resource: "kubernetes.Service/shop/web",
      related: [
        RelatedPlace(
          place: Place(
            path: "exports/load balancer.json", range: SourceRange(line: 120, columns: 2..<19),
            line: "\t\"publicIPAddress\": {\"id\": \"/subscriptions/1\"}"),
          message: "the frontend that it gets")
      ],
      fixes: [
        Fix(
          title: "Make the load balancer internal", safety: .safe,
          edits: [
            Edit(path: "k8s/service.yaml", range: range, replacement: "\"true\""),
            Edit(path: "k8s/other.yaml", range: range, replacement: "x\n"),
            Edit(path: "k8s/service.yaml", range: SourceRange(line: 9, columns: 1..<1), replacement: "y"),
          ])
      ], fingerprint: Fingerprint(value: 0x00000000000000a1))
  }

  fileprivate static var secondPublicService: Finding {
    Finding(
      rule: "load-balancer-public", severity: .error, confidence: .high,
      message: "Service api is public: the internal annotation is absent",
      place: Place(
        path: "k8s/service.yaml",
        range: SourceRange(
          start: SourcePosition(line: 1024, column: 3), end: SourcePosition(line: 1026, column: 1)),
        line: "\tannotations:\t{日本: 語}"), resource: "kubernetes.Service/shop/api",
      fingerprint: Fingerprint(value: 0x00000000000000a2))
  }

  fileprivate static var targetPort: Finding {
    Finding(
      rule: "named-target-port", severity: .warning, confidence: .low, message: "port http is named",
      place: Place(path: "k8s/web.yaml"), resource: "kubernetes.Service/shop/web",
      fingerprint: Fingerprint(value: 0x00000000000000a3))
  }

  fileprivate static var suppressedPort: Finding {
    Finding(
      rule: "named-target-port", severity: .error, confidence: .medium, message: "port grpc is named",
      place: Place(
        path: "k8s/web.yaml", range: SourceRange(line: 3, columns: 5..<9), line: "  - grpc"),
      resource: "kubernetes.Service/shop/grpc", fingerprint: Fingerprint(value: 0x00000000000000a4),
      suppressed: "the port is pinned in the chart")
  }

  fileprivate static var longName: Finding {
    let line =
      "{" + String(repeating: "\"padding\":\"before\",", count: 20) + "\"public\":true,"
      + String(repeating: "\"padding\":\"after\",", count: 20)
    return Finding(
      rule: "not-described", severity: .note, confidence: .medium, message: "public is true",
      place: Place(path: "exports/min.json", range: SourceRange(line: 1, columns: 382..<395), line: line),
      resource: "azure.LoadBalancer/rg/lb", fingerprint: Fingerprint(value: 0x00000000000000a5))
  }
}

extension RuleDescription {
  fileprivate static var publicLoadBalancer: RuleDescription {
    RuleDescription(
      id: "load-balancer-public", family: "kubernetes",
      summary: "A LoadBalancer Service gets a public address.",
      why: "The AT Gateway does no inbound authentication, so a public frontend opens it to the internet.",
      remediation:
        "Set the annotation service.beta.kubernetes.io/azure-load-balancer-internal to exactly \"true\", in quotes, and apply the Service again.",
      severity: .error, confidence: .high,
      references: [
        ("cloud-provider-azure, azure_loadbalancer.go", nil),
        ("Internal load balancer", "https://learn.microsoft.com/azure/aks/internal-lb"),
      ])
  }

  fileprivate static var targetPort: RuleDescription {
    RuleDescription(
      id: "named-target-port", family: "kubernetes", summary: "A target port is named.", why: "",
      remediation: "",
      severity: .warning, confidence: .low, references: [])
  }
}

extension PathResult {
  fileprivate static var publicPath: PathResult {
    PathResult(
      name: "web.shop.internal", verdict: .public,
      hops: [
        HopResult(
          kind: "connection", title: "HTTP connection", state: .unknown, isExposed: false,
          summary: "no connection is among the inputs",
          remedy: "add the output of: databricks connections list -o json",
          evidence: []),
        HopResult(
          kind: "dns", title: "DNS", state: .drifted, isExposed: false,
          summary: "web.shop.internal is 10.1.0.5 in one zone and 10.1.0.6 in another",
          remedy: "keep one of the two zones",
          evidence: [
            RelatedPlace(
              place: Place(
                path: "dns/shop.zone", range: SourceRange(line: 4, columns: 1..<4),
                line: "web 300 IN A 10.1.0.5"),
              message: "dns.Record/shop.internal/web")
          ], resources: ["dns.Record/shop.internal/web"]),
        HopResult(
          kind: "service", title: "Kubernetes Service", state: .contradicted, isExposed: true,
          summary: "Service web gets a public load balancer", remedy: "make its load balancer internal",
          evidence: [
            RelatedPlace(
              place: Finding.publicService.place, message: "annotations: kubernetes.Service/shop/web")
          ], resources: ["kubernetes.Service/shop/web"]),
        HopResult(
          kind: "pods", title: "Pods", state: .missing, isExposed: false,
          summary: "no pod has the labels app=web",
          remedy: "give the pods the labels", evidence: []),
      ], next: "Kubernetes Service: make its load balancer internal")
  }

  fileprivate static var privatePath: PathResult {
    PathResult(
      name: "api.shop.internal", verdict: .private,
      hops: [
        HopResult(
          kind: "dns", title: "DNS", state: .proven, isExposed: false,
          summary: "api.shop.internal is 10.1.0.7", remedy: nil,
          evidence: [
            RelatedPlace(
              place: Place(path: "dns/shop.zone", range: SourceRange(line: 5, columns: 1..<4)),
              message: "dns.Record/shop.internal/api")
          ], resources: ["dns.Record/shop.internal/api"])
      ], next: nil)
  }
}

extension FeatureResult {
  fileprivate static var brokenLink: FeatureResult {
    FeatureResult(
      kind: "private-link", title: "PrivateLink", subject: "acme-prod", verdict: .broken,
      steps: [
        HopResult(
          kind: "private-access-settings", title: "Private access settings", state: .proven, isExposed: false,
          summary: "the workspace has private access settings", remedy: nil,
          evidence: [
            RelatedPlace(
              place: Place(path: "exports/workspaces.json", range: SourceRange(line: 9, columns: 5..<31)),
              message: "private_access_settings_id: databricks.Workspace/acme-prod")
          ], resources: ["databricks.Workspace/acme-prod"]),
        HopResult(
          kind: "back-end-endpoints", title: "Back-end endpoints", state: .contradicted, isExposed: false,
          summary: "private names of the REST endpoint are off",
          remedy: "turn private DNS names of vpce-1 on", evidence: [], resources: ["azure.LoadBalancer/rg/lb"]
        ),
      ], next: "Back-end endpoints: turn private DNS names of vpce-1 on")
  }

  fileprivate static var absentPeering: FeatureResult {
    FeatureResult(
      kind: "vpc-peering", title: "VPC peering", subject: "acme-prod", verdict: .absent,
      steps: [
        HopResult(
          kind: "peering-connection", title: "Peering connection", state: .unknown, isExposed: false,
          summary: "no peering connection is in use", remedy: nil, evidence: [])
      ], next: nil)
  }
}

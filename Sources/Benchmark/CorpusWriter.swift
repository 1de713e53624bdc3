import FoundationEssentials

/// Makes the corpora that airtight is measured on: the same bytes each time.
///
/// The sizes are those of an estate of one service, of a team's repository, and of a company; the shapes are hand-written
/// manifests with comments, several styles of quoting and flow collections, a zone as an IPAM writes it, and a minified export.
struct CorpusWriter {
  private let folder: String
  /// Whether what is made now is written.
  private var isKept = true
  private var random = CorpusRandom(state: 0x9E37_79B9_7F4A_7C15)

  init(_ folder: String) { self.folder = folder }

  static let names = ["small", "repo", "fleet", "zone", "export"]

  /// Writes some of them; each is a folder of its own, and the same whichever others are written.
  mutating func write(_ wanted: [String]) throws {
    // What comes before a corpus is made all the same, because all take their words from one row of numbers.
    guard let last = Self.names.lastIndex(where: wanted.contains) else { return }
    for name in Self.names[...last] {
      isKept = wanted.contains(name)
      switch name {
      case "small": try text("small/gateway.yaml", manifest(0, documents: 2))
      case "repo": for file in 0..<500 { try text(path("repo", file), manifest(file, documents: 4)) }
      case "fleet": for file in 0..<5000 { try text(path("fleet", file), manifest(file, documents: 8)) }
      case "zone": try zone(records: 1_000_000)
      default: try export(rules: 60_000)
      }
    }
  }

  private mutating func path(_ corpus: String, _ file: Int) -> String {
    "\(corpus)/team-\(file % 25)/\(["dev", "test", "prod"][file % 3])/app-\(file).yaml"
  }

  private func text(_ path: String, _ text: String) throws {
    guard isKept else { return }
    let whole = folder + "/" + path
    let parent = whole.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: whole))
  }

  // MARK: Manifests

  private mutating func manifest(_ number: Int, documents: Int) -> String {
    (0..<documents).map { index in
      let name = "\(word())-\(word())-\(number)-\(index)"
      return switch index % 4 {
      case 0: CorpusManifests.deployment(name, &random)
      case 1: CorpusManifests.service(name, &random)
      case 2: CorpusManifests.policy(name, &random)
      default: CorpusManifests.configMap(name, &random)
      }
    }.joined(separator: "---\n")
  }

  private mutating func word() -> String { random.word() }

  // MARK: Zone and export

  private mutating func zone(records: Int) throws {
    var lines =
      "$ORIGIN example.internal.\n$TTL 300\n@ IN SOA ns1 host ( 2026010101 7200 900 1209600 300 )\n  IN NS ns1\n"
    lines.reserveCapacity(records * 56)
    for index in 0..<records {
      let owner = "\(word())-\(index).\(word())"
      lines +=
        index % 5 == 4
        ? "\(owner) 600 IN CNAME \(word())-\(index - 1).example.internal.\n"
        : "\(owner) IN A 10.\(index >> 16 & 255).\(index >> 8 & 255).\(index & 255) ; \(word())\n"
    }
    try text("zone/zone.zone", lines)
  }

  private mutating func export(rules: Int) throws {
    var objects: [String] = []
    for index in 0..<rules {
      let (id, configuration) = (guid(index), guid(index / 100 + 1_000_000))
      objects.append(
        #"{"rule_id":"\#(id)","network_connectivity_config_id":"\#(configuration)","resource_id":"/subscriptions/\#(guid(7))/resourceGroups/rg-\#(word())/providers/Microsoft.Network/privateLinkServices/\#(word())-\#(index)","group_id":null,"endpoint_name":"databricks-\#(id)-pe","connection_state":"ESTABLISHED","domain_names":["\#(word())-\#(index).\#(word()).example.com"],"creation_time":17\#(10_000_000_000 + index),"updated_time":17\#(10_000_000_000 + index),"deactivated":false,"error_message":null,"note":"\#((0..<40).map { _ in word() }.joined(separator: " "))"}"#
      )
    }
    try text("export/export.json", #"{"private_endpoint_rules":[\#(objects.joined(separator: ","))]}"#)
  }

  private mutating func guid(_ number: Int) -> String {
    let digits = String(number &* 2_654_435_761 & 0xFFFF_FFFF, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits + "-4b3e-4a86-9d0f-1e2a3b4c5d60"
  }
}

/// A generator of numbers that is the same everywhere (Steele and others, "Fast splittable pseudorandom number generators",
/// 2014).
struct CorpusRandom {
  var state: UInt64

  mutating func next(below limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(limit))
  }

  private static let words = [
    "api", "worker", "web", "gateway", "cache", "queue", "indexer", "relay", "store", "ledger", "search",
    "catalog", "media", "pricing", "billing", "edge", "router", "audit", "session", "profile",
  ]

  mutating func word() -> String { Self.words[next(below: Self.words.count)] }
}

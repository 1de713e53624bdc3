import Foundation
import Testing

/// Each limit that an option sets: a file that is at it, and the same file where it is one less.
@Suite struct OptionTests {
  private let folder: BombFolder

  init() throws { folder = try BombFolder() }

  @Test(arguments: [
    (
      "bomb.yaml", "a: 1\n", "--max-file-size", 5,
      "larger than 4 bytes; at most 4 bytes are read (--max-file-size)"
    ),
    ("bomb.yaml", "[[[]]]\n", "--max-depth", 3, "1:3: nested deeper than 2 levels; at most 2 are allowed"),
    ("bomb.json", "[[[]]]\n", "--max-depth", 3, "1:3: nested deeper than 2 levels; at most 2 are allowed"),
    (
      "bomb.yaml", "a: [1, 2]\n", "--max-nodes", 5,
      "1:8: more than 4 keys and values; at most 4 are read (--max-nodes)"
    ),
    (
      "bomb.yaml", "? [1, 2]\n: 3\n", "--max-nodes", 5,
      "2:3: more than 4 keys and values; at most 4 are read (--max-nodes)"
    ),
    (
      "bomb.json", "{\"a\": [1, 2]}", "--max-nodes", 5,
      "1:11: more than 4 keys and values; at most 4 are read (--max-nodes)"
    ),
    (
      "bomb.json", "{\"a\": [1, []]}", "--max-nodes", 5,
      "1:11: more than 4 keys and values; at most 4 are read (--max-nodes)"
    ),
    (
      "bomb.yaml", "--- a\n--- b\n--- c\n", "--max-documents", 3,
      "3:5: more than 2 documents; at most 2 are read (--max-documents)"
    ),
    (
      "bomb.yaml", "a: &a [1]\nb: [*a, *a, *a, *a, *a]\n", "--max-alias-nodes", 16,
      "2:21: aliases expand to more than 15 nodes; at most 15 are allowed"
    ),
    (
      "bomb.zone", "a.example. 1 A 192.0.2.1\nb.example. 1 A 192.0.2.2\n", "--max-zone-records", 2,
      "2:1: more than 1 records; the rest of the file is not read"
    ),
    (
      "bomb.zone", "$TTL 1\n$GENERATE 1-3 a$.example. A 192.0.2.$\n", "--max-generated", 3,
      "2:1: $GENERATE makes too many records; a file may generate 2"
    ),
    (
      "bomb.zone", "$INCLUDE part\n$INCLUDE part\n", "--max-includes", 2,
      "2:1: too many $INCLUDE directives; at most 1 are followed"
    ),
    (
      "bomb.zone", "$INCLUDE part\n", "--max-include-depth", 1,
      "1:1: $INCLUDE too deep; at most 0 files stand inside each other"
    ),
  ]) func limits(_ name: String, _ text: String, _ option: String, _ limit: Int, _ message: String) throws {
    try folder.write(name, text)
    try folder.write("part", "x.example. 1 A 192.0.2.3\n")
    func check(_ value: Int) throws -> Airtight.Run {
      try folder.airtight.run(
        "check", name, option, "\(value)", "--fail-on", "never", "--only", "load-balancer-public")
    }
    let within = try check(limit)
    #expect(within.status == 0, "\(within.output)\(within.errors)")
    // A value of 0 is refused where it could let nothing in.
    let beyond = try check(limit - 1)
    #expect(beyond.status == 3, "\(beyond.output)\(beyond.errors)")
    let place = message.prefix { $0.isNumber || $0 == ":" }
    let told =
      "\(name):\(place) error: \(message.dropFirst(place.count).drop { $0 == " " }) [input-refused]\n"
    #expect(beyond.output.contains(told), "\(beyond.output)")
  }

  /// Standard input has no size that could be asked for first.
  @Test func theSizeOfStandardInput() throws {
    try folder.write("input", "a: 1\n")
    for (limit, status) in [("5", 0), ("4", 3)] {
      let input = open(folder.path + "/input", O_RDONLY | O_CLOEXEC)
      defer { close(input) }
      let run = try folder.airtight.run(
        "check", "-", "--max-file-size", limit, "--fail-on", "never", "--only", "load-balancer-public",
        input: input)
      #expect(run.status == Int32(status), "\(run.output)\(run.errors)")
      let isTold = run.output.contains(
        "-: error: larger than 4 bytes; at most 4 bytes are read (--max-file-size) [input-refused]\n")
      #expect(isTold == (limit == "4"), "\(run.output)")
    }
  }

  @Test func theTimeOfAFile() throws {
    let options = ["check", ".", "--only", "load-balancer-public", "--max-file-time"]
    let long = try folder.airtight.run(options + ["60"])
    #expect(long.status == 1)
    let short = try folder.airtight.run(options + ["0.000000001"])
    #expect(short.status == 3)
    #expect(
      short.output.hasPrefix(
        "neighbour.yaml: error: judging it took longer than 1e-09 s; what was left has no findings (--max-file-time) "
          + "[input-refused]\n"), "\(short.output)")
  }

  /// A Service and its pod, which are linked both ways, and two names in a private endpoint rule.
  @Test(arguments: [
    ("--max-links", "bomb.yaml:3:1: error: more than 1 links between resources"),
    ("--max-hostnames", "bomb.json:1:12: error: more than 1 hostnames of private paths"),
  ]) func whatIsRelated(_ option: String, _ message: String) throws {
    try folder.write(
      "bomb.yaml",
      """
      {apiVersion: v1, kind: Service, metadata: {name: s, namespace: x}, spec: {selector: {a: b}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: x, labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}
      """)
    try folder.write(
      "bomb.json",
      """
      {"items": [{"rule_id": "r1", "network_connectivity_config_id": "b2f4d6a8-1c3e-4f50-8a9b-0d1e2f3a4b5c",
        "resource_id": "/subscriptions/7c1d9f52-4b3e-4a86-9d0f-1e2a3b4c5d60/resourceGroups/rg/providers/Microsoft.Network/privateLinkServices/pls",
        "domain_names": ["a.example.com", "A.example.com", "b.example.com"], "connection_state": "ESTABLISHED"}]}
      """)
    try folder.write("bomb.zone", BombFolder.zoneHead)
    let within = try folder.airtight.run("check", ".", option, "2", "--fail-on", "never")
    #expect(within.status == 0 && !within.output.contains("more than"), "\(within.output)\(within.errors)")
    let beyond = try folder.airtight.run("check", ".", option, "1", "--fail-on", "never")
    #expect(beyond.status == 3, "\(beyond.errors)")
    let told =
      message + "; rules that look at several resources are not applied (\(option)) [input-refused]\n"
    #expect(beyond.output.contains(told), "\(beyond.output)")
    let left = "rules, because there is too much to relate to one another\n"
    #expect(beyond.output.contains(left), "\(beyond.output)")
    #expect(beyond.output.contains("neighbour.yaml:7:"), "\(beyond.output)")
  }

  @Test(arguments: [
    "--max-file-size", "--max-depth", "--max-nodes", "--max-documents", "--max-alias-nodes",
    "--max-zone-records", "--max-links", "--max-hostnames",
  ]) func noLimitMayBeNothing(_ option: String) throws {
    let run = try folder.airtight.run("check", ".", option, "0")
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("Error: \(option) is at least 1\n"), "\(run.errors)")
  }
}

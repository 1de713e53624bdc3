import Engine
import Findings
import Foundation
import Reports
import Rules
import Testing

/// A large file is read, recognised, judged and reported on several threads: nobody can tell from what comes out.
@Suite struct ThreadCountTests {
  @Test func whatIsFoundDoesNotDependOnThreads() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "airtight-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "export.json")
    try Data(Self.export.utf8).write(to: file)
    var texts: [String] = []
    for jobs in [1, 2, 3] {
      var options = CheckOptions(
        paths: [file.path()], jobs: jobs,
        only: [
          "domain-name-malformed", "domain-name-in-several-rules", "private-endpoint-rule-not-established",
          "network-connectivity-limit-exceeded",
        ])
      options.showsLines = false
      let result = try CheckRun(RuleLibrary(RuleLibrary.embedded()), options).result()
      var output = OutputBuffer()
      JSONReport(jobs: jobs).write(result, into: &output)
      texts.append(String(decoding: output.bytes, as: UTF8.self))
    }
    #expect(texts[0].utf8.count { $0 == 0x0A } > 20_000)
    #expect(texts[1] == texts[0])
    #expect(texts[2] == texts[0])
    #expect(texts[0].contains("domain-name-in-several-rules"))
  }

  /// Above the sizes from which on a file is cut, a list is looked at in parts, and rules are joined in parts.
  private static let export: String = {
    let padding = String(repeating: "x", count: 400)
    let rules = (0..<5000).map { number in
      let host = number % 7 == 0 ? "bad name" : "n\(number).example.com"
      let state = number % 3 == 0 ? "PENDING" : "ESTABLISHED"
      return #"{"rule_id":"r\#(number)","network_connectivity_config_id":"c\#(number % 40)","#
        + #""resource_id":"/subscriptions/s/\#(number)","domain_names":["h\#(number % 4900).example.com","\#(host)"],"#
        + #""connection_state":"\#(state)","creation_time":17000\#(number)00,"#
        + #""deactivated":\#(number % 50 == 0),"error_message":"caf\u00e9 \#(padding)"}"#
    }
    let groups = (0..<4200).map {
      #"{"GroupId":"sg-\#($0)","VpcId":"v","IpPermissions":[{"x":{}},{"y":"\#(padding)"}]}"#
    }
    let configurations = (0..<60).map {
      let region = $0 % 2 == 0 ? "westeurope" : "West Europe"
      return
        #"{"network_connectivity_config_id":"c\#($0)","name":"n\#($0)","region":"\#(region)","account_id":"a"}"#
    }
    return """
      {"private_endpoint_rules":[\(rules.joined(separator: ","))],
      "SecurityGroups": [
        \(groups.joined(separator: " ,\n        "))
      ], "items": [\(configurations.joined(separator: ", "))]}
      """
  }()
}

import Engine
import Findings
import Foundation
import Rules
import SourceText
import Testing

/// What is told of a rule that meets an error.
@Suite struct RuleFaultTests {
  /// The problems of a run over one file.
  private func problems(_ entries: [RuleLibrary.Entry], _ name: String, _ file: String) throws -> [String] {
    let folder = NSTemporaryDirectory() + "airtight-rule-fault-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(file.utf8).write(to: URL(filePath: folder + "/" + name))
    let result = try CheckRun(RuleLibrary(entries), CheckOptions(paths: [folder])).result()
    return result.inputs.flatMap(\.problems).map(\.message)
  }

  /// The problems of a run of one rule over one object.
  private func problems(_ expressions: String, _ object: String) throws -> [String] {
    let text = """
      id: some-rule
      summary: A sentence.
      why: A sentence.
      remediation: A sentence.
      severity: error
      confidence: high
      references: [{name: a source}]
      match: [kubernetes.Service]
      \(expressions)
      """
    let entry = try RuleLibrary.entry(SourceFile(path: "rule.yaml", text: text), family: "kubernetes")
    return try problems([entry], "service.yaml", object)
  }

  private static let service = """
    apiVersion: v1
    kind: Service
    metadata: {name: gateway, namespace: carto}
    spec: {type: ClusterIP}

    """

  @Test func aVariableWithoutAValueIsToldByItsOwnError() throws {
    let problems = try problems(
      """
      variables:
        port: object.spec.ports[0].port
      validations:
        - expression: variables.port == 443 && object.spec.type == 'LoadBalancer'
          messageExpression: "'port ' + string(variables.port)"
      """, Self.service)
    #expect(
      problems == [
        "the rule some-rule could not judge kubernetes.Service/carto/gateway: no such key: ports"
      ])
  }

  @Test func aVariableThatNeedsItselfIsTold() throws {
    let problems = try problems(
      """
      variables:
        port: variables.port
      validations:
        - expression: variables.port == 443
          message: a message
      """, Self.service)
    #expect(
      problems == [
        "the rule some-rule could not judge kubernetes.Service/carto/gateway: "
          + "the variable 'port' is defined by itself"
      ])
  }

  /// Found by `FuzzEstate`.
  @Test func aPlanThatListsNoChangesIsJudged() throws {
    let plan = """
      {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": [{
          "address": "aws_vpc_peering_connection.data", "mode": "managed", "type": "aws_vpc_peering_connection",
          "values": {"id": "pcx-02727272727272727"}}]}},
        "configuration": {"root_module": {"resources": [{
          "address": "aws_vpc_peering_connection.data", "expressions": {}}]}}
      }
      """
    #expect(try problems(RuleLibrary.embedded(), "plan.json", plan) == [])
  }
}

import Foundation
import Testing

/// What `trace` shows of workspaces on AWS, in each of its formats.
@Suite struct TraceCommandTests {
  private static let sound = "samples/databricks-aws/sound/back-end-private-link"

  private func airtight(_ arguments: String...) throws -> CommandTests.Run {
    try CommandTests.airtight(arguments)
  }

  @Test func soundFeaturesEndWith0() throws {
    let run = try airtight("trace", Self.sound)
    #expect(run.status == 0)
    #expect(
      run.output.contains(
        """
          ✔ Tunnel to the relay
              nodes reach the relay's endpoint on port 6666
              samples/databricks-aws/sound/back-end-private-link/aws/security-groups.json:5:36  aws.SecurityGroup/sg-02a12a12a12a12a12

        acme-prod: Customer-managed VPC  sound

        """), "\(run.output)")
  }

  @Test func missingEvidenceEndsWith1AndTheCommand() throws {
    let run = try airtight("trace", Self.sound + "/databricks")
    #expect(run.status == 1)
    #expect(run.output.contains("acme-prod: PrivateLink  unknown\n"))
    #expect(
      run.output.contains("  next: Back-end endpoints: add the output of: aws ec2 describe-vpc-endpoints\n"))
  }

  @Test func jsonHasTheFeatures() throws {
    let run = try airtight("trace", Self.sound, "--format", "json")
    let whole = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect((whole?["paths"] as? [Any])?.isEmpty == true)
    let features = try #require(whole?["features"] as? [[String: Any]])
    #expect(
      features.compactMap { $0["kind"] as? String } == [
        "secure-cluster-connectivity", "customer-managed-vpc", "vpc-peering", "private-link",
      ])
    let steps = try #require(features.last?["steps"] as? [[String: Any]])
    #expect(steps.first?["kind"] as? String == "private-access-settings")
    #expect(steps.allSatisfy { $0["state"] as? String == "proven" })
    #expect(
      features.last?["verdict"] as? String == "sound" && features.last?["subject"] as? String == "acme-prod")
  }

  /// `check` says of a feature what `trace` does, in short.
  @Test func checkTellsTheVerdicts() throws {
    let run = try airtight("check", "samples/databricks-aws/private-dns-off")
    #expect(
      run.output.contains(
        """
        feature acme-prod: Secure cluster connectivity: sound, 3 of 3 steps proven
        feature acme-prod: Customer-managed VPC: sound, 7 of 7 steps proven
        feature acme-prod: VPC peering: sound, 4 of 4 steps proven
        feature acme-prod: PrivateLink: broken, 5 of 6 steps proven
          next: Private names: aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-02e12e12e12e12e12 --private-dns-enabled
        """), "\(run.output)")
    let page = try airtight("check", "samples/databricks-aws/private-dns-off", "--format", "html").output
    #expect(page.contains("<h1>3 of 4 features of the classic compute plane are sound; 1 is broken</h1>"))
    let steps = page.components(separatedBy: "<li class=\"hop ")
    let names = try #require(steps.first { $0.contains("<strong>Private names</strong>") })
    #expect(names.contains("#finding-1\"") && names.contains("#finding-2\""))
    #expect(page.contains("On <a href=\"#path-4\">acme-prod: PrivateLink</a>"))
  }

  @Test func picturesHaveTheFeatures() throws {
    let mermaid = try airtight("trace", Self.sound, "--format", "mermaid").output
    #expect(mermaid.contains("  subgraph p3[\"acme-prod: PrivateLink: sound\"]\n"))
    let svg = try airtight("trace", Self.sound, "--format", "svg").output
    #expect(svg.contains(">acme-prod: VPC peering</text>"))
    #expect(svg.contains("<title>acme-prod: Secure cluster connectivity: sound; "))
  }
}

import Documents
import Inventory
import Loaders
import SourceText
import Testing

/// Credentials in inputs: found by their shape or their name, told by their place, and never shown.
@Suite struct CredentialTests {
  /// Not a token of anybody: a header, claims and a signature of zeros.
  private static let webToken =
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJzYW1wbGUifQ." + String(repeating: "A0b1C2d3E4", count: 5)
  private static let databricks = "da" + "pi0123456789abcdef0123456789abcdef"

  private static let entra = "abc8Q" + "~0123456789abcdefghijklmnopqrstuvw"

  private func load(_ text: String, _ format: ArtefactFormat = .yaml) -> LoadedFile {
    ArtefactLoader.load(SourceFile(path: "a", text: text), format: format)
  }

  /// `form at member`, with the text that is marked.
  private func found(_ text: String, _ format: ArtefactFormat = .yaml) -> [String] {
    load(text, format).credentials.filter { $0.node["state"]?.text == "clear" }.map {
      "\($0.node["form"]?.text ?? "") at \($0.node["member"]?.text ?? "")"
    }
  }

  @Test(arguments: [
    ("a:\n- b: \(webToken)\n", ["JSON Web Token at a[0].b"]),
    ("# \(webToken)\na: 1\n", ["JSON Web Token at "]),
    ("a: \(databricks)\n", ["Databricks token at a"]), ("a: \(databricks)-2\n", ["Databricks token at a"]),
    ("a: x\(databricks)\n", []), ("a: \(databricks)0\n", []),
    // In base64, as Secrets hold it.
    ("data: {t: ZGFwaTAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm}\n", ["Databricks token at data.t"]),
    ("data: {t: ZGFwaTAxMjM=}\n", []),
    ("a: eyJhbGciOiJSUzI1NiJ9\n", []), ("a: eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJzYW1wbGUifQ.\n", []),
    ("a: \(entra)\n", ["client secret at a"]),
    ("a: abcxQ~0123456789abcdefghijklmnopqrstuvw\n", []),
    ("h: 'Authorization: Bearer 0a1b2c3d4e5f60718293'\n", ["bearer token at h"]),
    ("h: 'Authorization: Bearer <token of the gateway>'\n", []),
    ("h: Bearer certificates are checked twice\n", []),
    ("o: {client_secret: 0a1b2c3d4e5f60718293}\n", ["client secret at o.client_secret"]),
    ("o: {client_secret: '${CLIENT_SECRET_OF_2026}'}\n", []),
    ("o: {bearerToken: 3f0c9a1e-5b27-4d68-9c31-7a8e2b4d6f10}\n", []),
    // Found by its name and by its shape, and told once.
    ("o: {bearer_token: \(databricks)}\n", ["Databricks token at o.bearer_token"]),
    // A connection's options are judged by rules of their own.
    ("{connection_type: HTTP, name: c, options: {bearer_token: \(databricks)}}\n", []),
  ])
  func formsAndPlaces(_ text: String, _ expected: [String]) {
    #expect(found(text) == expected)
  }

  @Test func plansAreLeftToTheRuleForPlans() {
    let plan =
      #"{"format_version": "1.2", "planned_values": {"root_module": {}}, "t": "\#(Self.databricks)"}"#
    #expect(found(plan, .json) == [])
  }

  @Test func whatIsFoundIsNeverInTheTreeAndAlwaysHidden() throws {
    let text = #"{"users": [{"api": {"token": "\#(Self.webToken)", "key": "\#(Self.databricks)"}}]}"#
    let loaded = load(text, .json)
    #expect(loaded.credentials.count == 2)
    for credential in loaded.credentials {
      for pair in credential.node.pairs {
        #expect(pair.value.text?.contains("eyJ") == false && pair.value.text?.contains("dapi") == false)
      }
    }
    let hidden = SensitiveSpans.spans(in: SourceFile(path: "a", text: text), format: .json)
    let shown = hidden.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    #expect(shown.contains(Self.webToken) && shown.contains(Self.databricks))
  }

  @Test func aliasesAreNotFollowed() {
    let text = "a: &a {client_secret: 0a1b2c3d4e5f60718293}\nb: *a\nc: [*a, *a]\n"
    #expect(found(text) == ["client secret at a.client_secret"])
  }

  /// The pass over the bytes takes time in proportion to them, whatever stands there.
  @Test func hostileBytesAreReadOnce() {
    for unit in ["eyJ", "eyJ.", "ZXlK", "8Q~", "Bearer ", "dapi", "=eyJ", "=ZXlK"] {
      let text = "a: \"" + String(repeating: unit, count: 50_000) + "\"\n"
      #expect(load(text).credentials.count < 100)
    }
  }
}

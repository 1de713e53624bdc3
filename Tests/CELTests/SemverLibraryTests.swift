import CEL
import Testing

/// Semantic versions. Expected results from semver.org and the documentation of Kubernetes' library.
@Suite struct SemverLibraryTests {
  @Test(arguments: [
    ("1.2.3", true), ("0.0.0", true), ("18446744073709551615.0.0", true), ("18446744073709551616.0.0", false),
    ("1.2.3-alpha", true), ("1.2.3-0.3.7", true), ("1.2.3-x-y-z.4", true), ("1.2.3-a..b", false),
    ("1.2.3-", false),
    ("1.2.3-01", false), ("1.2.3-0", true), ("1.2.3-01a", true), ("1.2.3+001", true), ("1.2.3+", false),
    ("1.2.3+a.b-c", true), ("1.2.3-a+b+c", false), ("1.2.3+a-b", true),
    ("1.2.3-99999999999999999999999", true),
    ("1.2", false), ("1", false), ("", false), ("1.2.3.4", false), ("v1.2.3", false), ("01.2.3", false),
    ("1.02.3", false), ("1.2.03", false), ("-1.2.3", false), ("1.2.x", false), (" 1.2.3", false),
    ("1.2.3-ü", false),
    ("1..3", false), ("1.2.", false), ("+1.2.3", false),
  ]) func strict(text: String, expected: Bool) throws {
    #expect(try value("isSemver('\(text)')") == String(expected))
    #expect((evaluationError("semver('\(text)')") == nil) == expected)
    #expect(try value("isSemver('\(text)', false)") == String(expected))
  }

  @Test(arguments: [
    ("v1.2.3", "1.2.3"), ("1", "1.0.0"), ("v1", "1.0.0"), ("1.2", "1.2.0"), ("01.002.0003", "1.2.3"),
    ("00.0.000", "0.0.0"), ("1.2.03-rc.1", "1.2.3-rc.1"), ("1.2.0-rc", "1.2.0-rc"), ("1.2.00+b", "1.2.0+b"),
    ("1.2.3", "1.2.3"),
  ]) func normalized(text: String, expected: String) throws {
    #expect(try value("semver('\(text)', true)") == "kubernetes.Semver('\(expected)')")
    #expect(try value("isSemver('\(text)', true)") == "true")
  }

  @Test(arguments: [
    "V1.2.3", "vv1.2.3", "1-rc", "1.2-rc", "1.2+b", "", "v", "1.", "1..3", "1.2.-rc", "1.2.3-01", "x.1",
  ])
  func notToBeNormalized(text: String) throws {
    #expect(try value("isSemver('\(text)', true)") == "false")
  }

  /// Each one precedes the next one: semver.org section 11, and a number beyond 64 bits.
  private static let ascending = [
    "0.9.9", "1.0.0-0", "1.0.0-9", "1.0.0-10", "1.0.0-99999999999999999999", "1.0.0-A", "1.0.0-alpha",
    "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
    "1.0.1", "1.1.0", "1.10.0", "2.0.0", "10.0.0",
  ]

  @Test(arguments: ascending.indices) func precedence(index: Int) throws {
    for other in Self.ascending.indices {
      let (left, right) = ("semver('\(Self.ascending[index])')", "semver('\(Self.ascending[other])')")
      let expected = index < other ? -1 : index == other ? 0 : 1
      #expect(try value("\(left).compareTo(\(right))") == String(expected))
      #expect(try value("\(left).isLessThan(\(right))") == String(expected < 0))
      #expect(try value("\(left).isGreaterThan(\(right))") == String(expected > 0))
      #expect(try value("\(left) == \(right)") == String(expected == 0))
    }
  }

  @Test(arguments: [
    ("semver('1.2.3-rc.1+b').major()", "1"), ("semver('1.2.3-rc.1+b').minor()", "2"),
    ("semver('1.2.3-rc.1+b').patch()", "3"), ("semver('1.2.3+a') == semver('1.2.3+b')", "true"),
    ("semver('9223372036854775807.0.0').major()", "9223372036854775807"),
    ("type(semver('1.2.3')) == kubernetes.Semver", "true"), ("semver('1.2.3') == dyn('1.2.3')", "false"),
    ("semver('v1.2', true) == semver('1.2.0')", "true"),
  ]) func parts(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("semver('1.2')", "'1.2' is no semantic version; write it as '1.2.3' or '1.2.3-rc.1'"),
    ("semver('x', true)", "'x' is no semantic version; write it as '1.2.3' or '1.2.3-rc.1'"),
    ("semver('9223372036854775808.0.0').major()", "major() overflows"),
    ("semver('1.2.3').compareTo(dyn('1.2.3'))", "no form of 'compareTo' takes (kubernetes.Semver, string)"),
  ]) func errors(source: String, expected: String) {
    #expect(evaluationError(source) == expected)
  }

  @Test func longest() throws {
    let digits = String(repeating: "9", count: 1018)
    #expect(try value("isSemver('1.2.3-\(digits)')") == "true")
    #expect(try value("isSemver('1.2.3-\(digits)9')") == "false")
  }

  @Test func comparingVersionsAndQuantitiesDoesNotCompile() {
    #expect(
      compileError("semver('1.2.3').isLessThan(quantity('1'))")
        == "no form of 'isLessThan' takes (kubernetes.Semver, kubernetes.Quantity); allowed are "
        + "kubernetes.Quantity.isLessThan(kubernetes.Quantity), kubernetes.Semver.isLessThan(kubernetes.Semver)"
    )
  }
}

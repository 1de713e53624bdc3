import CEL
import Testing

/// Named formats. Expected results from the documentation of Kubernetes' library, "Object Names and IDs" and "Labels and
/// Selectors" of its manual, and the RFCs.
@Suite struct FormatLibraryTests {
  private static let names = [
    "dns1123Label", "dns1123Subdomain", "dns1035Label", "qualifiedName", "dns1123LabelPrefix",
    "dns1123SubdomainPrefix", "dns1035LabelPrefix", "labelValue", "uri", "uuid", "byte", "date", "datetime",
  ]

  @Test(arguments: names) func named(name: String) throws {
    #expect(try value("format.named('\(name)').value()") == "kubernetes.NamedFormat('\(name)')")
    for other in Self.names {
      let source = "format.named('\(other)').value() == format.\(name)()"
      #expect(try value(source) == String(other == name))
    }
  }

  @Test func unknownName() throws {
    #expect(try value("format.named('dns1123label')") == "optional.none()")
    #expect(try value("type(format.uri()) == kubernetes.NamedFormat") == "true")
    #expect(
      compileError("format.dns1123label()") == "undeclared variable 'format'; no variables are declared")
  }

  private static func a(_ count: Int) -> String { String(repeating: "a", count: count) }

  private struct Case: Sendable {
    let name: String
    let valid: [String]
    let invalid: [String]

    init(_ name: String, _ valid: [String], not invalid: [String]) {
      (self.name, self.valid, self.invalid) = (name, valid, invalid)
    }
  }

  private static let cases: [Case] = [
    Case(
      "dns1123Label", ["a", "0", "my-name", "1-2", a(63)],
      not: ["", "-a", "a-", "A", "a.b", "a_b", "ä", "a b", a(64)]),
    Case("dns1035Label", ["a", "my-name", "a1", a(63)], not: ["", "1a", "-a", "a-", "A", "a.b", a(64)]),
    Case(
      "dns1123Subdomain", ["a", "example.com", "1.2.3", a(253), a(100) + ".b"],
      not: ["", ".", "a.", ".a", "a..b", "a.-b", "a-.b", "A.b", "a_b", a(254)]),
    Case(
      "dns1123LabelPrefix", ["my-", "a", "my", "a1-", "A-", a(63) + "-"],
      not: ["", "-", "-a-", "Ab-", a(64) + "-"]),
    Case("dns1035LabelPrefix", ["my-", "a-", "a"], not: ["1-a-", "1a", "-", ""]),
    Case("dns1123SubdomainPrefix", ["my.name.-", "my-", "a.b"], not: ["", "-", "my.", "Ab-"]),
    Case(
      "qualifiedName",
      ["MyName", "my.name", "123-abc", "a_b", "example.com/MyName", "a/b", a(63), a(253) + "/b"],
      not: ["", "/", "a/", "/b", "a/b/c", "-a", "a-", "A/b", "a b", a(64), a(254) + "/b", "a/" + a(64)]),
    Case(
      "labelValue", ["", "MyValue", "my_value", "12345", "a.b", a(63)],
      not: ["-a", "a-", ".", "a b", "a/b", "ä", a(64)]),
    Case("uri", ["http://example.com", "/x", "mailto:a@b"], not: ["", "x", "http://a:b:c/", "/%zz"]),
    Case(
      "uuid",
      [
        "123e4567-e89b-12d3-a456-426614174000", "123E4567E89B12D3A456426614174000",
        "123e4567e89b-12d3a456-426614174000",
      ],
      not: [
        "", "123e4567-e89b-12d3-a456-42661417400", "123e4567-e89b-12d3-a456-4266141740000",
        "g23e4567-e89b-12d3-a456-426614174000", "123e4567--e89b-12d3-a456-426614174000",
        "123e456-7e89b-12d3-a456-426614174000",
      ]),
    Case(
      "byte", ["aGVsbG8=", "aGVsbA==", "aGVs", "+/+/"],
      not: ["", "aGVsbG8", "aGVs\\n", "a===", "=aGV", "aG=s", "_-_-"]),
    Case(
      "date", ["2020-02-29", "0000-01-01", "9999-12-31"],
      not: [
        "", "2021-02-29", "2020-01-32", "2020-13-01", "2020-00-01", "2020-01-00", "2020-1-01", "20200101",
        "2020-01-01T", "2020-01-01-", "+020-01-01", "2100-02-29",
      ]),
    Case(
      "datetime",
      [
        "2020-01-01T00:00:00Z", "2020-12-31t23:59:59.999999z", "2020-01-01T00:00:00+01:00",
        "2020-01-01T00:00:00.5-23:59",
      ],
      not: [
        "", "2020-01-01", "2020-01-32T00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01T00:60:00Z",
        "2020-01-01T00:00:60Z", "2020-01-01T00:00:00", "2020-01-01T00:00:00.Z", "2020-01-01T00:00:00Zx",
        "2020-01-01 00:00:00Z", "2020-01-01T00:00:00+0100", "2020-01-01T00:00:00+24:00",
        "2020-01-01T0:00:00Z",
      ]),
  ]

  @Test(arguments: cases.indices) func validity(index: Int) throws {
    let form = Self.cases[index]
    for text in form.valid {
      #expect(try value("format.\(form.name)().validate('\(text)')") == "optional.none()", "\(text)")
    }
    for text in form.invalid {
      #expect(try value("format.\(form.name)().validate('\(text)').value().size() > 0") == "true", "\(text)")
    }
  }

  @Test(arguments: [
    (
      "format.dns1123Label().validate('a b')",
      "['a DNS label has lower-case letters, digits and \\'-\\', and begins and ends with a letter or digit']"
    ),
    (
      "format.dns1035Label().validate('1')",
      "['a DNS label has lower-case letters, digits and \\'-\\', begins with a letter and ends with a letter or digit']"
    ),
    (
      "format.dns1123Subdomain().validate('a..b')",
      "['a DNS name has lower-case letters, digits, \\'-\\' and \\'.\\', and each part begins and ends with a letter or digit']"
    ),
    (
      "format.labelValue().validate('a'.replace('a', '\(a(64))'))",
      "['the value has 64 bytes; at most 63 are allowed']"
    ),
    ("format.qualifiedName().validate('/')", "['nothing stands before the \\'/\\'', 'the name is empty']"),
    (
      "format.qualifiedName().validate('a/b/c')",
      "['it has more than one \\'/\\'; write it as \\'example.com/name\\' or \\'name\\'']"
    ),
    (
      "format.qualifiedName().validate('a/-')",
      "['the name has letters, digits, \\'-\\', \\'_\\' and \\'.\\', and begins and ends with a letter or digit']"
    ),
    ("format.uri().validate('x')", "['\\'x\\' is no URL: it begins neither with a scheme nor with \\'/\\'']"),
    ("format.uuid().validate('x')", "['a UUID is 32 hexadecimal digits in groups of 8, 4, 4, 4, 12']"),
    ("format.byte().validate('x')", "['the text is not base64 with padding']"),
    ("format.date().validate('x')", "['a date is written as \\'2006-01-02\\'']"),
    ("format.datetime().validate('x')", "['a date with time is written as \\'2006-01-02T15:04:05Z\\'']"),
  ]) func problems(source: String, expected: String) throws {
    #expect(try value(source) == "optional.of(\(expected))")
  }

  @Test func types() throws {
    let program = try Program("format.named('uri')", environment: Environment())
    #expect(program.resultType == .optional(.opaque("kubernetes.NamedFormat")))
    let validation = try Program("format.uri().validate('x')", environment: Environment())
    #expect(validation.resultType == .optional(.list(.string)))
    #expect(evaluationError("dyn('uri').validate('x')") == "no form of 'validate' takes (string, string)")
  }
}

@testable import Documents
import Testing

/// What plain scalars stand for: YAML as `sigs.k8s.io/yaml` (`goyaml.v2/resolve.go`), JSON as RFC 8259.
struct ScalarResolutionTests {
  @Test(arguments: [
    ("", ScalarValue.null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
    ("nULL", .string("nULL")), ("~a", .string("~a")), ("true", .bool(true)), ("True", .bool(true)),
    ("TRUE", .bool(true)), ("tRUE", .string("tRUE")), ("false", .bool(false)), ("yes", .bool(true)),
    ("Yes", .bool(true)), ("no", .bool(false)), ("NO", .bool(false)), ("on", .bool(true)),
    ("off", .bool(false)),
    ("Off", .bool(false)), ("y", .bool(true)), ("N", .bool(false)), ("yess", .string("yess")),
    ("nope", .string("nope")), ("truest", .string("truest")), ("offline", .string("offline")),
  ])
  func words(_ text: String, _ expected: ScalarValue) { #expect(yaml(text) == expected) }

  @Test(arguments: [
    ("0", ScalarValue.int(0)), ("-0", .int(0)), ("+7", .int(7)), ("42", .int(42)), ("0777", .int(511)),
    ("-0777", .int(-511)), ("0o17", .int(15)), ("0x1F", .int(31)), ("-0x1f", .int(-31)), ("0b101", .int(5)),
    ("1_000", .int(1000)), ("0x", .string("0x")), ("0xZZ", .string("0xZZ")), ("0b2", .string("0b2")),
    ("089", .double(89)), ("08", .double(8)), ("0o8", .string("0o8")), ("+", .string("+")),
    ("-", .string("-")),
    ("--1", .string("--1")), ("0x-5", .string("0x-5")), ("1a", .string("1a")),
    ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
    ("9223372036854775808", .uint(9_223_372_036_854_775_808)), ("18446744073709551615", .uint(.max)),
    ("18446744073709551616", .bigInteger("18446744073709551616")),
    ("-9223372036854775809", .bigInteger("-9223372036854775809")),
  ])
  func wholeNumbers(_ text: String, _ expected: ScalarValue) { #expect(yaml(text) == expected) }

  @Test(arguments: [
    (".5", ScalarValue.double(0.5)), ("-.5", .double(-0.5)), ("1e3", .double(1000)), ("1E+2", .double(100)),
    ("1.", .double(1)), ("1.5e-1", .double(0.15)), ("1_0.5", .double(10.5)), (".inf", .double(.infinity)),
    ("-.INF", .double(-.infinity)), ("+.Inf", .double(.infinity)), ("1e", .string("1e")),
    ("1e400", .string("1e400")), (".", .string(".")), ("..5", .string("..5")), ("1.2.3", .string("1.2.3")),
    ("10.0.0.0/8", .string("10.0.0.0/8")), ("0x1p3", .string("0x1p3")),
  ])
  func fractions(_ text: String, _ expected: ScalarValue) { #expect(yaml(text) == expected) }

  @Test func notANumber() {
    guard case .double(let value) = yaml(".nan") else {
      Issue.record(".nan is no double")
      return
    }
    #expect(value.isNaN)
  }

  /// Timestamps and base-60 numbers stay strings.
  @Test(arguments: ["2001-12-14", "2001-12-14t21:59:43.10-05:00", "12:30:45", "190:20:30", "1:2"])
  func datesAndTimes(_ text: String) { #expect(yaml(text) == .string(text)) }

  @Test(arguments: [
    ("true", ScalarValue.bool(true)), ("false", .bool(false)), ("null", .null), ("0", .int(0)),
    ("-0", .int(0)),
    ("-12", .int(-12)), ("9223372036854775808", .uint(9_223_372_036_854_775_808)),
    ("18446744073709551616", .bigInteger("18446744073709551616")), ("1E+2", .double(100)),
    ("0.10", .double(0.1)),
    ("1e400", .double(.infinity)),
  ])
  func json(_ text: String, _ expected: ScalarValue) {
    #expect(resolve(text, .json) == expected)
  }

  @Test(arguments: ["yes", "1", "null", ""]) func zoneAndSQLScalarsAreStrings(_ text: String) {
    #expect(resolve(text, .zone) == .string(text))
    #expect(resolve(text, .sql) == .string(text))
  }

  @Test(arguments: [
    ("tag:yaml.org,2002:str", "true", ScalarValue.string("true")), ("tag:yaml.org,2002:int", "7", .int(7)),
    ("tag:yaml.org,2002:float", "7", .double(7)), ("tag:yaml.org,2002:bool", "yes", .bool(true)),
    ("tag:yaml.org,2002:null", "", .null), ("!custom", "7", .string("7")),
  ])
  func tags(_ tag: String, _ text: String, _ expected: ScalarValue) {
    #expect(ScalarValue(tag: tag, text: text, plain: true) == expected)
  }

  /// What is lent as a string without a closer look is one.
  @Test func whatIsSurelyAStringIsOne() {
    let marks = Array("+-.,~0189=<|yYnNtTfFoOaZ/_:#!&*%@\"'äÄ ".unicodeScalars).map(String.init)
    let rests = [
      "", "es", "o", "rue", "ull", "alse", "n", "ff", "inf", "nan", ".5", "0x1", "1e3", "ES", "onger-word",
    ]
    for text in marks.flatMap({ mark in rests.map { mark + $0 } }) {
      let isString = Array(text.utf8).withUnsafeBufferPointer(YAMLScalarResolution.isString)
      if isString { #expect(yaml(text) == .string(text)) }
    }
    for text in ["a", "LoadBalancer", "/subscriptions/a", "yonder", "ä"] {
      #expect(Array(text.utf8).withUnsafeBufferPointer(YAMLScalarResolution.isString), "\(text)")
    }
  }

  private func yaml(_ text: String) -> ScalarValue { resolve(text, .yaml) }

  private func resolve(_ text: String, _ syntax: DocumentSyntax) -> ScalarValue {
    Array(text.utf8).withUnsafeBufferPointer { ScalarValue(plain: $0, syntax: syntax) }
  }
}

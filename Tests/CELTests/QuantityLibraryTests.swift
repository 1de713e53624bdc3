import CEL
import Testing

/// Quantities. Expected results from the documentation of Kubernetes' library and of apimachinery's `resource.Quantity`.
@Suite struct QuantityLibraryTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("+5", "5"), ("007", "7"), ("1.5", "1500m"), (".5", "500m"), ("5.", "5"),
    ("1.50", "1500m"), ("1n", "1n"), ("1u", "1u"), ("1m", "1m"), ("1k", "1k"), ("1M", "1M"), ("1G", "1G"),
    ("1T", "1T"), ("1P", "1P"), ("1E", "1E"), ("1Ki", "1024"), ("1Mi", "1048576"), ("1Gi", "1073741824"),
    ("1Ti", "1099511627776"), ("1Pi", "1125899906842624"), ("1Ei", "1152921504606846976"), ("1e3", "1k"),
    ("1E3", "1k"), ("1e+3", "1k"), ("12e-3", "12m"), ("-1.5Gi", "-1610612736"), ("0.5Ki", "512"),
    ("0.1Ki", "102400m"), ("1000000", "1M"), ("1e30", "1000000000000E"), ("0e999999999999", "0"),
    // More than nine places are rounded away from 0.
    ("0.0000000001", "1n"), ("-0.0000000001", "-1n"), ("1.0000000001", "1000000001n"), ("0.1n", "1n"),
    ("1.0000000010", "1000000001n"), ("1e-999999999999", "1n"), ("0.0000000000", "0"),
    ("0.00000000000000000000000000001Ki", "1n"),
    // A binary suffix ends at 2^63-1.
    ("7.9999999999999999999Ei", "9223372036854775807"), ("8Ei", "9223372036854775807"),
    ("-99999999999999999999999999999999999999999999999999999999999999999Ki", "-9223372036854775807"),
    ("9999999999999999999999999999999999999G", "9999999999999999999999999999999999999G"),
  ]) func texts(text: String, expected: String) throws {
    #expect(try value("quantity('\(text)')") == "kubernetes.Quantity('\(expected)')")
    #expect(try value("isQuantity('\(text)')") == "true")
  }

  @Test(arguments: [
    "", "+", "-", ".", "Mi", "k", "e3", "1e", "1e+", "1E-", "1ee3", "1e3k", "1e3.5", "1.1.1", "1,3G", "Three",
    "200K",
    "1KI", "1ki", "1i", "1Mii", "1 ", " 1", "1 k", "0x10", "--1", "+-1", "1-", "1mM", "1Zi", "١", "NaN",
    "1_000",
  ]) func malformed(text: String) throws {
    #expect(try value("isQuantity('\(text)')") == "false")
    #expect(
      evaluationError("quantity('\(text)')")
        == "'\(text)' is no quantity; write it as '1.5Gi', '200m' or '1e3'")
  }

  @Test(arguments: [
    ("quantity('200M').compareTo(quantity('0.2G'))", "0"),
    ("quantity('50M').compareTo(quantity('50Mi'))", "-1"),
    ("quantity('50Mi').compareTo(quantity('50M'))", "1"), ("quantity('-1').compareTo(quantity('-2'))", "1"),
    ("quantity('-1').compareTo(quantity('1'))", "-1"), ("quantity('0').compareTo(quantity('-0'))", "0"),
    ("quantity('1Ki').isGreaterThan(quantity('1k'))", "true"),
    ("quantity('1k').isGreaterThan(quantity('1k'))", "false"),
    ("quantity('1').isLessThan(quantity('1.000000001'))", "true"),
    ("quantity('1e60').isLessThan(quantity('1e61'))", "true"),
    ("quantity('1').isLessThan(quantity('1'))", "false"),
    ("quantity('1024') == quantity('1Ki')", "true"), ("quantity('1000m') == quantity('1')", "true"),
    ("quantity('1') == quantity('1n')", "false"), ("quantity('1') == dyn(1)", "false"),
    ("quantity('-7').sign()", "-1"), ("quantity('0').sign()", "0"), ("sign(quantity('7m'))", "1"),
    ("quantity('50k').add(quantity('20k'))", "kubernetes.Quantity('70k')"),
    ("quantity('50k').add(20)", "kubernetes.Quantity('50020')"),
    ("quantity('50k').sub(quantity('20k'))", "kubernetes.Quantity('30k')"),
    ("quantity('50k').sub(60000)", "kubernetes.Quantity('-10k')"),
    ("quantity('1').sub(1)", "kubernetes.Quantity('0')"),
    ("quantity('50k').add(20).sub(quantity('100k')).sub(-50000) == quantity('20')", "true"),
    ("quantity('-1').add(quantity('1n'))", "kubernetes.Quantity('-999999999n')"),
    ("quantity('8Ei').add(quantity('1'))", "kubernetes.Quantity('9223372036854775808')"),
    ("quantity('0').sub(-9223372036854775808)", "kubernetes.Quantity('9223372036854775808')"),
    ("quantity('1e40').add(quantity('1n')).sub(quantity('1e40'))", "kubernetes.Quantity('1n')"),
    ("type(quantity('1')) == kubernetes.Quantity", "true"),
  ]) func comparisonsAndSums(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("quantity('50k').asInteger()", "50000"), ("quantity('50000000G').isInteger()", "true"),
    ("quantity('1500m').isInteger()", "false"), ("quantity('2000m').asInteger()", "2"),
    ("quantity('0.5Gi').asInteger()", "536870912"),
    ("quantity('9223372036854775807').asInteger()", "9223372036854775807"),
    ("quantity('9223372036854775808').isInteger()", "false"),
    ("quantity('-9223372036854775808').asInteger()", "-9223372036854775808"),
    ("quantity('-9223372036854775809').isInteger()", "false"), ("quantity('1e60').isInteger()", "false"),
    ("quantity('1.5').asApproximateFloat()", "1.5"), ("quantity('-1n').asApproximateFloat()", "-1e-09"),
    ("quantity('0').asApproximateFloat()", "0.0"), ("quantity('1e60').asApproximateFloat()", "1e+60"),
    ("quantity('50k').sub(20000).asApproximateFloat()", "30000.0"),
    ("quantity('0.1').asApproximateFloat()", "0.1"),
  ]) func numbers(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("quantity('1500m').asInteger()", "the quantity 1500m is no int"),
    ("quantity('1e19').asInteger()", "the quantity 10E is no int"),
    // 2^256 billionths are a little more than 1.15e68.
    ("quantity('1e69')", "quantity('1e69') overflows"),
    ("quantity('1e999999999999')", "quantity('1e999999999999') overflows"),
    ("quantity('1e68').add(quantity('1e68'))", "add() overflows"),
    ("quantity('-1e68').sub(quantity('1e68'))", "sub() overflows"),
    ("dyn(1).asInteger()", "no form of 'asInteger' takes (int)"),
    ("quantity('1').isLessThan(dyn(2))", "no form of 'isLessThan' takes (kubernetes.Quantity, int)"),
  ]) func errors(source: String, expected: String) {
    #expect(evaluationError(source) == expected)
  }

  @Test func limits() throws {
    #expect(try value("quantity('1e68').sub(quantity('1e68'))") == "kubernetes.Quantity('0')")
    #expect(try value("isQuantity('1e68')") == "true")
    #expect(try value("isQuantity('1e69')") == "false")
    let digits = String(repeating: "9", count: 50_000)
    #expect(try value("isQuantity('0.\(digits)')") == "true")
    #expect(try value("isQuantity('\(digits)')") == "false")
    #expect(try value("quantity('\(digits)Ki') == quantity('8Ei')") == "true")
    let short = try #require(cost("isQuantity('1')"))
    #expect(try #require(cost("isQuantity('0.\(digits)')")) >= short + 5000)
  }
}

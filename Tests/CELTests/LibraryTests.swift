import CEL
import Testing

/// Functions and operators, each with the value that it gives.
@Suite struct LibraryTests {
  private func value(_ source: String) throws -> String {
    try Program(source, environment: Environment()).evaluate().description
  }

  @Test(arguments: [
    ("'tacocat'.charAt(3)", "'o'"), ("'abc'.charAt(3)", "''"), ("'tacocat'.indexOf('ac')", "1"),
    ("'tacocat'.indexOf('none')", "-1"), ("'tacocat'.indexOf('a', 3)", "5"), ("'tacocat'.indexOf('')", "0"),
    ("'tacocat'.lastIndexOf('at')", "5"), ("'tacocat'.lastIndexOf('a', 4)", "1"),
    ("'a'.lastIndexOf('')", "1"),
    ("'TacÖCat'.lowerAscii()", "'tacÖcat'"), ("'tacocat'.upperAscii()", "'TACOCAT'"),
    ("'hello hello'.replace('he', 'we')", "'wello wello'"),
    ("'hello hello'.replace('he', 'we', 1)", "'wello hello'"), ("'abc'.replace('', '_')", "'_a_b_c_'"),
    ("'hello hello'.replace('he', 'we', 0)", "'hello hello'"), ("'ab'.replace('', '_', 2)", "'_a_b'"),
    ("'hello world'.split(' ')", "['hello', 'world']"), ("'abc'.split('')", "['a', 'b', 'c']"),
    ("'a b c'.split(' ', 2)", "['a', 'b c']"), ("'a b'.split(' ', 0)", "[]"), ("''.split(',')", "['']"),
    ("['x', 'y'].join()", "'xy'"), ("['x', 'y'].join('-')", "'x-y'"), ("[].join('-')", "''"),
    ("'tacocat'.substring(4)", "'cat'"), ("'tacocat'.substring(0, 4)", "'taco'"),
    ("' \\t a b \\n'.trim()", "'a b'"), ("'abc'.reverse()", "'cba'"),
    ("strings.quote('a\"b\\n')", "'\"a\\\\\"b\\\\n\"'"),
    ("'%s is %d%%, %.2f, %e'.format(['x', 5, 1.005, 1234.5])", "'x is 5%, 1.00, 1.234500e+03'"),
    ("'%x %X %o %b %b'.format([255, 'ab', 8, 5, true])", "'ff 6162 10 101 1'"),
    ("'%s'.format([[1, 'a', {'k': 2.0}]])", "'[1, a, {k: 2}]'"),
  ]) func strings(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("[1, 2, 2].isSorted()", "true"), ("[2, 1].isSorted()", "false"), ("[1, 2, 3].sum()", "6"),
    ("[1.5, 2.0].sum()", "3.5"), ("[3, 1, 2].min()", "1"), ("['a', 'c', 'b'].max()", "'c'"),
    ("[1, 2, 1].indexOf(1)", "0"), ("[1, 2, 1].lastIndexOf(1)", "2"),
    ("[1, 1.0, 'a', 'a', [2], [2]].distinct()", "[1, 'a', [2]]"),
    ("[[1], [2, 3]].flatten()", "[1, 2, 3]"), ("[1, [2, [3]]].flatten(2)", "[1, 2, 3]"),
    ("[1, 2, 3, 4].slice(1, 3)", "[2, 3]"), ("[3, 1, 2].sort()", "[1, 2, 3]"), ("[1, 2].reverse()", "[2, 1]"),
    ("[1, 2].first()", "optional.of(1)"), ("[].last()", "optional.none()"), ("lists.range(3)", "[0, 1, 2]"),
    ("sets.contains([1, 2], [2])", "true"), ("sets.equivalent([1, 2, 2], [2, 1])", "true"),
    ("sets.intersects([1], [2])", "false"), ("math.greatest(1, 2.5, 2u)", "2.5"),
    ("math.least([3, 1])", "1"), ("math.ceil(1.2)", "2.0"), ("math.floor(-1.2)", "-2.0"),
    ("math.round(-1.5)", "-2.0"), ("math.trunc(-1.9)", "-1.0"), ("math.abs(-3)", "3"),
    ("math.sign(-2.5)", "-1.0"), ("math.isNaN(0.0 / 0.0)", "true"), ("math.isInf(1.0 / 0.0)", "true"),
    ("math.isFinite(1.0)", "true"), ("math.sqrt(16)", "4.0"), ("math.bitAnd(6, 3)", "2"),
    ("math.bitOr(6u, 3u)", "7u"), ("math.bitXor(6, 3)", "5"), ("math.bitNot(1)", "-2"),
    ("math.bitShiftLeft(1, 3)", "8"), ("math.bitShiftRight(-1, 63)", "1"), ("math.bitShiftLeft(1, 64)", "0"),
    ("base64.encode(b'hello')", "'aGVsbG8='"), ("base64.decode('aGVsbG8=')", "b'hello'"),
    ("base64.decode('aGVsbG8')", "b'hello'"),
  ]) func collectionsAndNumbers(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("int('-5')", "-5"), ("int(3.9)", "3"), ("int(-3.9)", "-3"), ("uint(3.9)", "3u"), ("uint('7')", "7u"),
    ("double('1e3')", "1000.0"), ("string(1.5)", "'1.5'"), ("string(1e21)", "'1e+21'"),
    ("string(123.0)", "'123'"), ("string(b'abc')", "'abc'"), ("bytes('ü')", "b'\\xc3\\xbc'"),
    ("bool('true')", "true"), ("string(true)", "'true'"), ("string(7u)", "'7'"),
    ("string(timestamp('2009-02-13T23:31:30Z'))", "'2009-02-13T23:31:30Z'"),
    ("timestamp('2009-02-13T23:31:30.5+01:00')", "timestamp('2009-02-13T22:31:30.5Z')"),
    ("int(timestamp('2009-02-13T23:31:30Z'))", "1234567890"), ("int(duration('1s'))", "1000000000"),
    ("string(duration('1h30m1.5s'))", "'5401.5s'"),
    ("duration('-1.5s') + duration('1s')", "duration('-0.5s')"),
    ("duration('100ms').getMilliseconds()", "100"), ("duration('90m').getHours()", "1"),
    ("duration('90m').getMinutes()", "90"), ("duration('1m1s').getSeconds()", "61"),
    ("timestamp('2009-02-13T23:31:30Z') - timestamp('2009-02-13T23:31:00Z')", "duration('30s')"),
    ("timestamp('2009-02-13T23:31:30Z') + duration('30s')", "timestamp('2009-02-13T23:32:00Z')"),
    ("timestamp('2009-02-13T23:31:30Z').getFullYear()", "2009"),
    ("timestamp('2009-02-13T23:31:30Z').getMonth()", "1"),
    ("timestamp('2009-02-13T23:31:30Z').getDayOfWeek()", "5"),
    ("timestamp('2009-02-13T23:31:30Z').getDayOfYear()", "43"),
    ("timestamp('2009-02-13T23:31:30Z').getDate()", "13"),
    ("timestamp('2009-02-13T23:31:30Z').getDayOfMonth()", "12"),
    ("timestamp('2009-02-13T23:31:30Z').getHours('+02:00')", "1"),
    ("timestamp('2009-02-13T23:31:30.123Z').getMilliseconds()", "123"),
    ("timestamp('2000-02-29T00:00:00Z').getDayOfYear()", "59"),
    ("timestamp('0001-01-01T00:00:00Z')", "timestamp('0001-01-01T00:00:00Z')"),
    ("timestamp('9999-12-31T23:59:59.999999999Z')", "timestamp('9999-12-31T23:59:59.999999999Z')"),
    ("type(1)", "int"), ("type([]) == list", "true"), ("type(type(1)) == type", "true"),
    ("type(null)", "null_type"), ("type(timestamp(0)) == google.protobuf.Timestamp", "true"),
  ]) func conversionsAndTimes(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("[1, 2, 3].map(x, x > 1, x * 2)", "[4, 6]"), ("{'a': 1, 'b': 2}.map(k, k)", "['a', 'b']"),
    ("[1, 2].all(i, v, i < v)", "true"), ("{'a': 1}.exists(k, v, k == 'a' && v == 1)", "true"),
    ("[1, 2].transformList(i, v, i + v)", "[1, 3]"),
    ("{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v + 1)", "{'b': 3}"),
    ("['a'].transformMapEntry(i, v, {v: i})", "{'a': 0}"), ("[1, 2, 3].exists_one(x, x > 2)", "true"),
    ("[1, 2, 3].filter(x, x != 2)", "[1, 3]"), ("[1, 2].exists(x, 1 / (x - 1) == 1)", "true"),
    ("[[1, 2], [3]].map(x, x.map(y, y + x[0]))", "[[2, 3], [6]]"), ("cel.bind(x, 2, x * x)", "4"),
    ("optional.of(1).optMap(x, x + 1)", "optional.of(2)"),
    ("optional.none().optMap(x, 1).hasValue()", "false"),
    ("optional.of(1).optFlatMap(x, optional.of(x + 1)).value()", "2"),
    ("optional.none().or(optional.of(3)).value()", "3"), ("optional.ofNonZeroValue('').orValue('x')", "'x'"),
    ("{'a': {'b': 1}}.?a.b", "optional.of(1)"), ("{'a': {'b': 1}}.?a.c", "optional.none()"),
    ("[1][?5].orValue(7)", "7"), ("{?'a': optional.none(), 'b': 1}", "{'b': 1}"),
    ("[?optional.of(1), ?optional.none()]", "[1]"), ("has({'a': 1}.a)", "true"), ("has({'a': 1}.b)", "false"),
    ("has({'a': {'b': 1}}.?a.b)", "true"), ("{1: 'a', 2u: 'b'}[2]", "'b'"), ("{1: 'a'}[dyn(1.0)]", "'a'"),
    ("dyn(1u) in {1: 2}", "true"), ("dyn(1) in [1.0]", "true"),
    ("{'a': 1, 'b': 2} == dyn({'b': 2.0, 'a': 1u})", "true"), ("r'\\d' + \"\"\"a\"b\"\"\"", "'\\\\da\"b'"),
    ("b'\\xff' == b'\\377'", "true"), ("'\\ud83d\\udc31' == '🐱'", "true"), ("1 // comment\n + 2", "3"),
    ("{'a-b': 1}.`a-b`", "1"), ("'é' == 'e\\u0301'", "false"),
    ("'abc' < 'abd' && 1 < 2u && 2u < 2.5", "true"),
    ("[1, 2,]", "[1, 2]"), ("{'a': 1,}", "{'a': 1}"), ("true ? 1 : false ? 2 : 3", "1"), ("2 - 1 - 1", "0"),
    ("2 + 3 * 4 == 14 && !(1 > 2)", "true"), ("- -1", "1"), ("!!true", "true"), ("-(1)", "-1"),
  ]) func languageForms(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("'aaa'.matches('^a+$')", true), ("'abc'.matches('b')", true), ("'abc'.matches('^b')", false),
    ("'192.168.0.1'.matches(r'^(\\d{1,3}\\.){3}\\d{1,3}$')", true), ("'ABC'.matches('(?i)abc')", true),
    ("'a\\nb'.matches('a.b')", false), ("'a\\nb'.matches('(?s)a.b')", true),
    ("'a\\nb'.matches('(?m)^b$')", true), ("'foo bar'.matches(r'\\bbar\\b')", true),
    ("'é'.matches(r'^\\p{L}$')", true), ("'x'.matches('[^a-w]')", true),
    ("'aaaa'.matches('^(a|aa)+$')", true),
    ("'ab'.matches('^(?:a(?:b|c)?){2}$')", false), ("''.matches('')", true), ("']'.matches('[]]')", true),
    ("'a.b'.matches(r'a\\Q.\\Eb')", true), ("'Z'.matches('[[:upper:]]')", true),
    ("matches('abc', 'a' + '.c')", true), ("'a{1'.matches('a{1')", true), ("'b'.matches('a??b')", true),
  ]) func regularExpressions(source: String, expected: Bool) throws {
    #expect(try value(source) == String(expected))
  }
}

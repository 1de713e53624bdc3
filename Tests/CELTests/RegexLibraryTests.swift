import CEL
import Testing

/// Finding and replacing. Expected results from the documentation of cel-go's and Kubernetes' libraries and of Go's
/// `regexp`, whose leftmost-first matches are RE2's.
@Suite struct RegexLibraryTests {
  @Test(arguments: [
    ("'port 8080'.find('[0-9]+')", "'8080'"), ("'port'.find('[0-9]+')", "''"),
    ("'port 80'.find('[0-9]*')", "''"),
    ("'ab'.find('a|ab')", "'a'"), ("'aaa'.find('a+?')", "'a'"), ("'xaab'.find('a*b')", "'aab'"),
    ("'größe'.find('ö.')", "'öß'"), ("'a\\nb'.find('(?m)^b$')", "'b'"), ("''.find('^$')", "''"),
    ("'ab'.find('a' + '.')", "'ab'"), ("'xabcabc'.find('(abc)+$')", "'abcabc'"),
    ("'1 a 22'.findAll('[0-9]+')", "['1', '22']"), ("'1 a 22'.findAll('[0-9]+', 1)", "['1']"),
    ("'1 a 22'.findAll('[0-9]+', 0)", "[]"), ("'1 a 22'.findAll('[0-9]+', -1)", "['1', '22']"),
    ("'1 a 22'.findAll('[0-9]+', 9223372036854775807)", "['1', '22']"), ("'abc'.findAll('x')", "[]"),
    ("'baaac'.findAll('a*')", "['', 'aaa', '']"), ("'ab'.findAll('')", "['', '', '']"),
    ("''.findAll('')", "['']"),
    ("'abab'.findAll('b?')", "['', 'b', 'b']"), ("'aaaa'.findAll('aa')", "['aa', 'aa']"),
    ("'one two'.findAll(r'\\b')", "['', '', '', '']"), ("'a1b2'.findAll('([a-z])([0-9])')", "['a1', 'b2']"),
    ("'^a^a'.findAll('^.a')", "['^a']"), ("'äöä'.findAll('ä')", "['ä', 'ä']"),
  ]) func finding(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("regex.replace('no no', 'no', 'yes')", "'yes yes'"), ("regex.replace('papa', 'a', 'o', 0)", "'papa'"),
    ("regex.replace('papa', 'a', 'o', 1)", "'popa'"), ("regex.replace('papa', 'a', 'o', 7)", "'popo'"),
    ("regex.replace('papa', 'a', 'o', -7)", "'popo'"), ("regex.replace('', 'a', 'b')", "''"),
    ("regex.replace('key: value', r'(\\w+): (\\w+)', r'\\2=\\1')", "'value=key'"),
    ("regex.replace('ab', '(a)|(b)', r'<\\1\\2>')", "'<a><b>'"),
    ("regex.replace('ab', 'b', r'[\\0]')", "'a[b]'"),
    ("regex.replace('a.b', '[.]', r'\\\\')", "'a\\\\b'"), ("regex.replace('a.b', '[.]', '$1')", "'a$1b'"),
    ("regex.replace('ab', '', '-')", "'-a-b-'"), ("regex.replace('baac', 'a*', '-')", "'-b-c-'"),
    ("regex.replace('aaa', 'a', 'aa')", "'aaaaaa'"),
    ("regex.replace('x1y', r'(?P<n>\\d)', r'<\\1>')", "'x<1>y'"),
    ("regex.replace('123456789', '(1)(2)(3)(4)(5)(6)(7)(8)(9)', r'\\9\\5\\1')", "'951'"),
    ("regex.replace('abcdefghij', '(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)', r'\\10')", "'a0'"),
    ("regex.replace('aab', '(a*)(a)(b)', r'\\1,\\2,\\3')", "'a,a,b'"),
    ("regex.replace('aab', '(a*?)(a+)(b)', r'\\1,\\2,\\3')", "',aa,b'"),
    ("regex.replace('abab', '(?:(a)|(b))*', r'<\\1\\2>')", "'<ab>'"),
    ("regex.replace('x', 'y', r'\\7')", "'x'"), ("regex.replace('äxä', 'x', 'ü')", "'äüä'"),
  ]) func replacing(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("regex.extract('user=ann', 'user=(.*)')", "optional.of('ann')"),
    ("regex.extract('a-1, a-2', r'a-(\\d)')", "optional.of('1')"),
    ("regex.extract('ANN', 'ann')", "optional.none()"),
    ("regex.extract('ann', 'n+')", "optional.of('nn')"), ("regex.extract('ann', 'x*')", "optional.of('')"),
    ("regex.extract('tel: 55', 'tel: ([+]49)?')", "optional.none()"),
    ("regex.extract('', '()')", "optional.none()"),
    ("regex.extract('tel: +4955', 'tel: ((?:[+]49)?)')", "optional.of('+49')"),
    ("regex.extractAll('id:1, id:23', r'id:\\d+')", "['id:1', 'id:23']"),
    ("regex.extractAll('id:1, id:23', r'id:(\\d+)')", "['1', '23']"), ("regex.extractAll('id', 'x')", "[]"),
    ("regex.extractAll('a1 a a2', r'a(\\d?)')", "['1', '2']"),
    ("regex.extractAll('banananana', '(ana)')", "['ana', 'ana']"),
  ]) func extracting(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  private static let groups =
    "the regular expression has 2 groups; at most one is allowed, write the others as '(?:…)'"
  private static let escape = "after a '\\' in a replacement stands the number of a group, or another '\\'"

  @Test(arguments: [
    ("regex.extract('a@b', '(.*)@(.*)')", groups), ("regex.extractAll('a@b', '(.*)@(.*)')", groups),
    (
      "regex.replace('test', '(.)', r'\\2')",
      "the replacement has '\\2', but the regular expression has 1 groups"
    ),
    ("regex.replace('test', '.', r'\\x')", escape), ("regex.replace('test', '.', r'a\\')", escape),
    ("'a'.find('(' + '')", "a '(' is not closed; write '\\(' for a parenthesis"),
    ("dyn(1).find('a')", "no form of 'find' takes (int, string)"),
    ("regex.extract('a', dyn(1))", "no form of 'regex.extract' takes (string, int)"),
    ("'a'.findAll('a', dyn('1'))", "no form of 'findAll' takes (string, string, string)"),
  ]) func errors(source: String, expected: String) {
    #expect(evaluationError(source) == expected)
  }

  @Test(arguments: [
    ("'a'.find('[')", "the regular expression is wrong: a '[' is not closed; write '\\[' for a bracket"),
    (
      "regex.replace('a', '(', '')",
      "the regular expression is wrong: a '(' is not closed; write '\\(' for a parenthesis"
    ),
    (
      "regex.extract('a', 1)",
      "no form of 'regex.extract' takes (string, int); allowed are regex.extract(string, string)"
    ),
  ]) func compileErrors(source: String, expected: String) {
    #expect(compileError(source) == expected)
  }

  @Test func unknowns() throws {
    let environment = Environment(variables: ["t": .string])
    for source in ["t.find('a')", "'a'.findAll(t)", "regex.replace('a', 'a', t)", "regex.extract(t, 'a')"] {
      let program = try Program(source, environment: environment)
      #expect(try program.evaluate([.unknown(UnknownSet("t"))]).description == "unknown(t)")
    }
  }

  /// Patterns that are slow by backtracking, and texts whose matches each look to the end; all end with the cost, or soon.
  @Test func hostilePatterns() throws {
    let text = String(repeating: "a", count: 5000)
    #expect(try value("'\(text)'.find('(a*)*b')") == "''")
    #expect(try value("regex.replace('\(text)', '(a|a)*$', 'x')") == "'x'")
    let quadratic = "'\(text)\(text)'.findAll('a(?:.*b)?').size()"
    #expect(evaluationError(quadratic) == "the evaluation costs more than the limit of 1000000")
    let growing = "regex.replace(regex.replace('\(text)', 'a', '\(text)'), 'a', '\(text)').size()"
    #expect(evaluationError(growing) == "the evaluation costs more than the limit of 1000000")
    let many = String(repeating: "()", count: 3000)
    #expect(try value("regex.replace('b', '\(many)b', 'x')") == "'x'")
  }

  @Test func costGrowsWithTheText() throws {
    let short = try #require(cost("'a'.findAll('b')"))
    let long = try #require(cost("'\(String(repeating: "a", count: 1000))'.findAll('b')"))
    #expect(long >= short + 1000)
  }
}

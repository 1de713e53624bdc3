import CEL
import Testing

/// URLs. Expected results from the documentation of Kubernetes' library and of Go's net/url, and from RFC 3986.
@Suite struct URLLibraryTests {
  private static let whole =
    "url('HTTPS://ann:s%3Acret@db.example.net:8443/a%2Fb/c%20d?x=1&y=2&x=3#part%20two')"

  @Test(arguments: [
    (".getScheme()", "'https'"), (".getHost()", "'db.example.net:8443'"),
    (".getHostname()", "'db.example.net'"),
    (".getPort()", "'8443'"), (".getEscapedPath()", "'/a%2Fb/c%20d'"),
    (".getQuery()", "{'x': ['1', '3'], 'y': ['2']}"),
    ("", "kubernetes.URL('https://ann:s%3Acret@db.example.net:8443/a%2Fb/c%20d?x=1&y=2&x=3#part%20two')"),
  ]) func parts(part: String, expected: String) throws {
    #expect(try value(Self.whole + part) == expected)
  }

  @Test(arguments: [
    ("url('/healthz').getScheme()", "''"), ("url('/healthz').getHost()", "''"),
    ("url('/healthz').getPort()", "''"),
    ("url('/healthz').getHostname()", "''"), ("url('/healthz').getEscapedPath()", "'/healthz'"),
    ("url('/healthz').getQuery()", "{}"), ("url('https://example.net').getEscapedPath()", "''"),
    ("url('https://example.net/').getEscapedPath()", "'/'"), ("url('https://example.net:/').getPort()", "''"),
    ("url('https://example.net:/').getHost()", "'example.net:'"),
    ("url('https://example.net:/').getHostname()", "'example.net'"),
    ("url('http://[2001:db8::1]:6443/').getHost()", "'[2001:db8::1]:6443'"),
    ("url('http://[2001:db8::1]:6443/').getHostname()", "'2001:db8::1'"),
    ("url('http://[2001:db8::1]/').getHost()", "'[2001:db8::1]'"),
    ("url('http://[2001:db8::1]/').getPort()", "''"),
    ("url('http://[fe80::1%25en0]:80/').getHostname()", "'fe80::1%en0'"),
    ("url('http://b%C3%BCcher.example/').getHost()", "'bücher.example'"),
    ("url('https://example.net/my file[1]').getEscapedPath()", "'/my%20file%5B1%5D'"),
    ("url('https://example.net/a[1]').getEscapedPath()", "'/a[1]'"),
    ("url('https://example.net/ü%2f').getEscapedPath()", "'/%C3%BC/'"),
    ("url('https://example.net/%7Euser').getEscapedPath()", "'/%7Euser'"),
    ("url('*').getEscapedPath()", "'*'"),
    ("url('mailto:ann@example.net').getScheme()", "'mailto'"),
    ("url('mailto:ann@example.net').getHost()", "''"),
    ("url('file:///etc/hosts').getEscapedPath()", "'/etc/hosts'"),
    ("url('//proxy.example.net/x').getHost()", "'proxy.example.net'"),
    ("url('https://u@v@example.net/').getHost()", "'example.net'"),
    ("url('http://10.0.0.1:80').getHostname()", "'10.0.0.1'"),
    ("type(url('/')) == kubernetes.URL", "true"),
  ]) func partsOfOtherForms(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("?", "{}"), ("", "{}"), ("?a", "{'a': ['']}"), ("?a=", "{'a': ['']}"), ("?=a", "{'': ['a']}"),
    ("?&&a=1&", "{'a': ['1']}"),
    ("?a=b=c", "{'a': ['b=c']}"), ("?a+b=c%20d", "{'a b': ['c d']}"), ("?a b=c d", "{'a b': ['c d']}"),
    ("?%C3%BC=%E2%82%AC", "{'ü': ['€']}"), ("?a=%zz&b=1", "{'b': ['1']}"), ("?a;b=1&c=2", "{'c': ['2']}"),
    ("?a=1?b=2", "{'a': ['1?b=2']}"), ("?b=1&a=2&b=3&b=", "{'b': ['1', '3', ''], 'a': ['2']}"),
    ("?a=1#b=2", "{'a': ['1']}"),
  ]) func queries(query: String, expected: String) throws {
    #expect(try value("url('https://example.net/\(query)').getQuery()") == expected)
  }

  @Test(arguments: [
    ("https://user:pass@example.net:80/path?query=val#fragment", true), ("/absolute-path", true),
    ("https://a:b:c/", false),
    ("../relative-path", false), ("", false), ("example.net", false), ("example.net:80", true),
    ("?a=1", false),
    (":80/", false), ("1http://x/", false), ("https://example.net:port/", false), ("https://a:b:80/", false),
    ("https://::1/", false), ("https://[::1/", false), ("https://[::1]x/", false),
    ("https://[1.2.3.4]/", false),
    ("https://[::1]:8x/", false), ("https://exam ple.net/", false), ("https://example.net/%", false),
    ("https://example.net/%2", false), ("https://example.net/%zz", false), ("https://example.net/?%zz", true),
    ("https://example.net/#%zz", false), ("https://%41.example/", false), ("https://example.net#top", false),
    ("https://a b@example.net/", false), ("https://u%zz@example.net/", false), ("https:///x", true),
    ("https:x", true),
    ("https://example.net/\\\\n", true), ("https://example.net/\\n", false),
    ("https://example.net/\\x7f", false),
    ("//a:b:c/", false),
  ]) func validity(text: String, expected: Bool) throws {
    #expect(try value("isURL('\(text)')") == String(expected))
    #expect((evaluationError("url('\(text)')") == nil) == expected)
  }

  @Test(arguments: [
    ("url('HTTP://example.net/') == url('http://example.net/')", "true"),
    ("url('http://example.net') == url('http://example.net/')", "false"),
    ("url('http://%61@example.net/') == url('http://a@example.net/')", "true"),
    ("url('/a b') == url('/a%20b')", "true"), ("url('/a?') == url('/a')", "false"),
    ("url('/a#') == url('/a')", "true"), ("url('/a') == dyn('/a')", "false"),
  ]) func equality(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("url('../x')", "'../x' is no URL: it begins neither with a scheme nor with '/'"),
    (
      "url('https://a:b:c/')",
      "'https://a:b:c/' is no URL: the port is no number; an IPv6 address stands in brackets"
    ),
    ("url('/%4')", "'/%4' is no URL: a '%' has no two hexadecimal digits after it"),
    ("url('http://[::1')", "'http://[::1' is no URL: a '[' is not closed"),
    ("url('http://[x]')", "'http://[x]' is no URL: what stands in brackets is no IPv6 address"),
    ("url('http://a^b/')", "'http://a^b/' is no URL: the host has a character that hosts do not have"),
    ("url('http://a%41/')", "'http://a%41/' is no URL: the host has an escape that hosts do not have"),
    ("url('http://<@a/')", "'http://<@a/' is no URL: characters that must be escaped stand before '@'"),
    ("url('/a\\tb')", "'/a\\tb' is no URL: it has control characters"),
    ("url('://x')", "'://x' is no URL: the scheme before ':' is missing"),
    ("dyn('/a').getHost()", "no form of 'getHost' takes (string)"),
  ]) func errors(source: String, expected: String) {
    #expect(evaluationError(source) == expected)
  }

  @Test func costGrowsWithTheText() throws {
    let short = try #require(cost("isURL('/' + 'a')"))
    let long = try #require(cost("isURL('/' + '" + String(repeating: "a", count: 10_000) + "')"))
    #expect(long >= short + 2000)
  }
}

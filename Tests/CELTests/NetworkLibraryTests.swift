import CEL
import Testing

/// IP addresses and networks. Expected results from cel-spec's `network_ext` cases, Go's net/netip and RFC 5952.
@Suite struct NetworkLibraryTests {
  @Test(arguments: [
    ("string(ip('203.0.113.7'))", "'203.0.113.7'"), ("type(ip('203.0.113.7')) == net.IP", "true"),
    ("ip('203.0.113.7')", "net.IP('203.0.113.7')"), ("ip('0.0.0.0').family()", "4"),
    ("ip('255.255.255.255')", "net.IP('255.255.255.255')"), ("ip('::').family()", "6"),
    ("string(ip('2001:DB8:0:0:1:0:0:1'))", "'2001:db8::1:0:0:1'"),
    ("string(ip('2001:db8:0:1:1:1:1:1'))", "'2001:db8:0:1:1:1:1:1'"),
    ("string(ip('1:0:0:2:0:0:0:3'))", "'1:0:0:2::3'"), ("string(ip('0:0:0:0:0:0:0:0'))", "'::'"),
    ("string(ip('1::'))", "'1::'"), ("string(ip('::ffff'))", "'::ffff'"),
    ("string(ip('64:ff9b::192.0.2.33'))", "'64:ff9b::c000:221'"),
    (
      "string(ip('ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255'))",
      "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'"
    ),
    ("ip('::ffff:c0a8:1') == ip('192.168.0.1')", "true"),
    ("ip('::ffff:c0a8:1') == ip('192.168.10.1')", "false"), ("ip('::ffff:c0a8:1').family()", "4"),
    ("ip('2001:db8::1') == ip('2001:DB8:0::0:1')", "true"), ("ip('::1') == ip('0.0.0.1')", "false"),
    ("isIP('198.51.100.255')", "true"), ("isIP('198.51.100.256')", "false"), ("isIP('198.51.100')", "false"),
    ("isIP('198.51.100.1.1')", "false"), ("isIP('198.51.100.01')", "false"), ("isIP('')", "false"),
    ("isIP('198.51.100.')", "false"), ("isIP('198.51.100.+1')", "false"), ("isIP(' 198.51.100.1')", "false"),
    ("isIP('2001:db8:::68')", "false"), ("isIP('1::2::3')", "false"), ("isIP(':1:2:3:4:5:6:7')", "false"),
    ("isIP('1:2:3:4:5:6:7:')", "false"), ("isIP('1:2:3:4:5:6:7:8')", "true"),
    ("isIP('1:2:3:4:5:6:7')", "false"), ("isIP('1:2:3:4:5:6:7:8:9')", "false"),
    ("isIP('1:2:3:4::5:6:7:8')", "false"), ("isIP('1:2:3::5:6:7:8')", "true"), ("isIP('::12345')", "false"),
    ("isIP('::g')", "false"), ("isIP('1.2.3.4::')", "false"), ("isIP('1:2:3:4:5:6:7:1.2.3.4')", "false"),
    ("isIP('::ffff:192.0.2.1')", "false"), ("isIP('::192.0.2.1')", "true"), ("isIP('fe80::1%eth0')", "false"),
    ("isIP('10.0.0.0/8')", "false"), ("isIP(lists.range(9000).map(i, '1').join(':'))", "false"),
    ("ip.isCanonical('127.0.0.1')", "true"), ("ip.isCanonical('2001:db8::68')", "true"),
    ("ip.isCanonical('2001:DB8::68')", "false"), ("ip.isCanonical('2001:db8::0:68')", "false"),
    ("ip.isCanonical('::ffff:c0a8:1')", "false"),
    (
      "[ip('::1'), ip('127.255.255.255'), ip('128.0.0.1'), ip('::2')].map(a, a.isLoopback())",
      "[true, true, false, false]"
    ),
    ("['0.0.0.0', '::', '0.0.0.1', '::1'].map(a, ip(a).isUnspecified())", "[true, true, false, false]"),
    (
      "['224.0.0.255', '224.0.1.0', 'ff02::1', 'ff12::1', 'ff05::1', 'fd02::1'].map(a, ip(a).isLinkLocalMulticast())",
      "[true, false, true, true, false, false]"
    ),
    (
      "['169.254.0.0', '169.255.0.0', 'fe80::', 'febf::1', 'fec0::'].map(a, ip(a).isLinkLocalUnicast())",
      "[true, false, true, true, false]"
    ),
    ("['10.0.0.1', '2001:db8::1', 'fd00::1', '240.0.0.1'].all(a, ip(a).isGlobalUnicast())", "true"),
    (
      "['0.0.0.0', '::', '127.0.0.1', '::1', '224.0.1.1', 'ff0e::1', '169.254.1.1', 'fe80::1', '255.255.255.255']"
        + ".exists(a, ip(a).isGlobalUnicast())", "false"
    ),
  ]) func addresses(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("string(cidr('192.0.2.77/24'))", "'192.0.2.77/24'"), ("type(cidr('::/0')) == net.CIDR", "true"),
    ("cidr('2001:DB8::/32')", "net.CIDR('2001:db8::/32')"), ("cidr('192.0.2.77/24').prefixLength()", "24"),
    ("cidr('192.0.2.77/24').ip() == ip('192.0.2.77')", "true"),
    ("cidr('192.0.2.77/24').masked()", "net.CIDR('192.0.2.0/24')"),
    ("cidr('192.0.2.77/0').masked()", "net.CIDR('0.0.0.0/0')"),
    ("cidr('192.0.2.77/32').masked()", "net.CIDR('192.0.2.77/32')"),
    ("cidr('2001:db8::ff/0').masked()", "net.CIDR('::/0')"),
    ("cidr('2001:db8::ff/127').masked()", "net.CIDR('2001:db8::fe/127')"),
    ("cidr('192.0.2.0/24') == cidr('192.0.2.77/24')", "false"),
    ("cidr('192.0.2.0/24') == cidr('192.0.2.0/25')", "false"), ("cidr('::/0') == cidr('0.0.0.0/0')", "false"),
    ("cidr('192.0.2.77/24') == cidr('192.0.2.77/24')", "true"),
    ("cidr('192.0.2.128/25').containsIP('192.0.2.128')", "true"),
    ("cidr('192.0.2.128/25').containsIP('192.0.2.127')", "false"),
    ("cidr('192.0.2.200/25').containsIP(ip('192.0.2.130'))", "true"),
    ("cidr('0.0.0.0/0').containsIP('::1')", "false"), ("cidr('::/0').containsIP('0.0.0.1')", "false"),
    ("cidr('::/0').containsIP('ffff::')", "true"),
    ("cidr('2001:db8::1/128').containsIP('2001:db8::1')", "true"),
    ("cidr('10.0.0.0/8').containsCIDR('10.0.0.0/8')", "true"),
    ("cidr('10.0.0.0/8').containsCIDR(cidr('10.1.2.3/32'))", "true"),
    ("cidr('10.0.0.0/9').containsCIDR('10.0.0.0/8')", "false"),
    ("cidr('10.0.0.0/8').containsCIDR('11.0.0.0/9')", "false"),
    ("cidr('0.0.0.0/0').containsCIDR('2001:db8::/32')", "false"),
    ("cidr('2001:db8::/32').containsCIDR('2001:db8:ffff::/48')", "true"),
    ("isCIDR('192.0.2.0/32')", "true"), ("isCIDR('192.0.2.0/33')", "false"), ("isCIDR('::/128')", "true"),
    ("isCIDR('::/129')", "false"), ("isCIDR('192.0.2.0/')", "false"), ("isCIDR('192.0.2.0')", "false"),
    ("isCIDR('192.0.2.0/08')", "false"), ("isCIDR('192.0.2.0/0')", "true"),
    ("isCIDR('192.0.2.0/-1')", "false"),
    ("isCIDR('192.0.2.0/+8')", "false"), ("isCIDR('::ffff:c0a8:0/112')", "false"), ("isCIDR('/8')", "false"),
    ("isCIDR('fe80::1%en0/64')", "false"), ("isCIDR('10.0.0.0/255.0.0.0')", "false"),
    ("isCIDR('10.0.0.0/8/8')", "false"),
  ]) func networks(source: String, expected: String) throws {
    #expect(try value(source) == expected)
  }

  @Test(arguments: [
    ("ip('192.0.2.300')", "'192.0.2.300' is no IP address; write it as '192.0.2.1' or '2001:db8::1'"),
    ("ip('fe80::1%en0')", "'fe80::1%en0' is no IP address: a zone is not allowed"),
    (
      "ip('::ffff:192.0.2.1')", "'::ffff:192.0.2.1' is an IPv4 address in an IPv6 one; write the IPv4 address"
    ),
    ("ip.isCanonical('x')", "'x' is no IP address; write it as '192.0.2.1' or '2001:db8::1'"),
    ("cidr('192.0.2.0')", "'192.0.2.0' is no network; write it as '192.0.2.0/24' or '2001:db8::/32'"),
    ("cidr('fe80::1%en0/24')", "'fe80::1%en0/24' is no network: a zone is not allowed"),
    (
      "cidr('::ffff:192.0.2.1/24')",
      "'::ffff:192.0.2.1/24' is an IPv4 address in an IPv6 one; write the IPv4 address"
    ),
    (
      "cidr('10.0.0.0/8').containsIP('10.0.0')",
      "'10.0.0' is no IP address; write it as '192.0.2.1' or '2001:db8::1'"
    ),
    (
      "cidr('10.0.0.0/8').containsCIDR('10.0.0.0/99')",
      "'10.0.0.0/99' is no network; write it as '192.0.2.0/24' or '2001:db8::/32'"
    ),
    ("dyn('192.0.2.1').family()", "no form of 'family' takes (string)"),
    ("dyn(cidr('::/0')).isLoopback()", "no form of 'isLoopback' takes (net.CIDR)"),
  ]) func errors(source: String, expected: String) {
    #expect(evaluationError(source) == expected)
  }

  @Test(arguments: [
    ("isIP(cidr('192.0.2.0/24'))", "no form of 'isIP' takes (net.CIDR); allowed are isIP(string)"),
    (
      "ip('::1').prefixLength()",
      "no form of 'prefixLength' takes (net.IP); allowed are net.CIDR.prefixLength()"
    ),
    (
      "cidr('::/0').containsIP(1)",
      "no form of 'containsIP' takes (net.CIDR, int); allowed are net.CIDR.containsIP(net.IP), net.CIDR.containsIP(string)"
    ),
    ("net.IQ", "undeclared variable 'net'; no variables are declared"),
  ]) func compileErrors(source: String, expected: String) {
    #expect(compileError(source) == expected)
  }
}

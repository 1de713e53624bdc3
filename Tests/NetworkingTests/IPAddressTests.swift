import Networking
import Testing

struct IPAddressTests {
  @Test(arguments: ["0.0.0.0", "10.1.0.5", "255.255.255.255"])
  func ipv4IsFourOctets(_ text: String) {
    #expect(IPv4Address(text)?.description == text)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "0x1.2.3.4", "1.2.3.4 ", "1..2.3", ".1.2.3", "1.2.3.",
    "1.2.3.00", "+1.2.3.4", "1.2.3.4444", "١.2.3.4", "256",
  ])
  func ipv4HasNoOtherForm(_ text: String) {
    #expect(IPv4Address(text) == nil)
  }

  @Test(arguments: [
    ("::", "::"), ("::1", "::1"), ("1::", "1::"),
    ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"),
    ("::ffff:c000:201", "::ffff:192.0.2.1"), ("64:ff9b::10.0.0.1", "64:ff9b::a00:1"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
    ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
    ("::1.2.3.4", "::1.2.3.4"),
    ("fda1:b2:c3::127:19:11:41", "fda1:b2:c3:0:127:19:11:41"),
  ])
  func ipv6IsPrintedAsRFC5952HasIt(_ text: String, _ expected: String) {
    #expect(IPv6Address(text)?.description == expected)
  }

  @Test(arguments: [
    "", ":", ":::", "1", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::",
    "::1%eth0",
    "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "1.2.3.4::", "1:2:3:4:5:6:7:8::", "::1:", "[::1]", "1:::2",
  ])
  func ipv6HasNoOtherForm(_ text: String) {
    #expect(IPv6Address(text) == nil)
  }

  @Test(arguments: [
    ("0.1.2.3", IPScope.unspecified), ("10.0.0.1", .private), ("172.15.255.255", .global),
    ("172.16.0.0", .private),
    ("172.31.255.255", .private), ("172.32.0.0", .global), ("192.168.1.1", .private), ("100.64.0.1", .shared),
    ("100.128.0.0", .global), ("127.0.0.1", .loopback), ("169.254.1.1", .linkLocal),
    ("224.0.0.1", .multicast),
    ("255.255.255.255", .broadcast), ("240.0.0.1", .reserved), ("192.0.2.1", .documentation),
    ("192.0.0.9", .global), ("192.0.0.8", .reserved), ("198.18.0.1", .reserved), ("20.42.4.211", .global),
    ("::", .unspecified), ("::1", .loopback), ("fe80::1", .linkLocal), ("febf::1", .linkLocal),
    ("fec0::1", .reserved), ("fd00::1", .private), ("ff02::1", .multicast), ("2001:db8::1", .documentation),
    ("3fff:fff::1", .documentation), ("3fff:1000::", .global), ("::ffff:10.0.0.1", .private),
    ("2603:1030::1", .global), ("2001::1", .reserved),
    ("2001:1::1", .global), ("64:ff9b::a00:1", .private), ("4000::", .reserved),
  ])
  func scopesFollowTheRegistries(_ text: String, _ scope: IPScope) {
    #expect(IPAddress(text)?.scope == scope)
  }

  @Test func addressesSortByFamilyAndNumber() {
    let sorted = ["10.0.0.10", "::1", "10.0.0.9"].compactMap { IPAddress($0) }.sorted()
    #expect(sorted.map(\.description) == ["10.0.0.9", "10.0.0.10", "::1"])
  }
}

import Networking

/// Regions as AWS' names carry them.
enum AWSRegion {
  /// The Region of a zone's name: `us-east-1` of `us-east-1a`, and of the local zone `us-east-1-bos-1a`.
  static func of(zone: String) -> String? {
    let parts = zone.split(separator: "-", omittingEmptySubsequences: false)
    guard let end = parts.firstIndex(where: { $0.utf8.first.map(ASCII.isDigit) == true }), end >= 2 else {
      return nil
    }
    let digits = parts[end].prefix { $0.isASCII && $0.isNumber }
    return (parts[..<end] + [digits]).joined(separator: "-")
  }

  /// The Region of an ARN: its fourth part.
  static func of(arn: String) -> String? {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 4 && !parts[3].isEmpty ? String(parts[3]) : nil
  }

  static func isGovCloud(_ region: String) -> Bool { region.hasPrefix("us-gov-") }
}

/// Internationalised names: labels beyond ASCII as the ASCII labels that DNS holds (RFC 5890, RFC 3492).
package enum InternationalName {
  /// A name with each label beyond ASCII as its A-label, `xn--` and Punycode; a name in ASCII as it is.
  ///
  /// Letters are put into lower case; other mappings of RFC 5895 are left to whoever wrote the name.
  ///
  /// - Returns: `nil` for a label that has no A-label of at most 63 octets.
  package static func ascii(_ name: String) -> String? {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
    var labels: [String] = []
    for label in name.split(separator: ".", omittingEmptySubsequences: false) {
      if label.utf8.allSatisfy({ $0 < 0x80 }) {
        labels.append(String(label))
        continue
      }
      guard let encoded = encode(Array(label.lowercased().unicodeScalars)) else { return nil }
      labels.append("xn--" + encoded)
    }
    return labels.joined(separator: ".")
  }

  /// Punycode of a label (RFC 3492 section 6.3); `nil` where it and its prefix are longer than a label may be.
  private static func encode(_ scalars: [Unicode.Scalar]) -> String? {
    guard scalars.count <= WireName.maximumLabel else { return nil }
    var output = scalars.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
    let basic = output.count
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var (next, delta, bias, handled) = (UInt32(128), 0, 72, basic)
    while handled < scalars.count {
      guard let smallest = scalars.lazy.map(\.value).filter({ $0 >= next }).min() else { return nil }
      delta += Int(smallest - next) * (handled + 1)
      next = smallest
      for scalar in scalars {
        if scalar.value < next { delta += 1 }
        guard scalar.value == next else { continue }
        append(delta, bias, to: &output)
        bias = adapted(delta, points: handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    guard output.count + 4 <= WireName.maximumLabel else { return nil }
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends a number as digits of variable base.
  private static func append(_ number: Int, _ bias: Int, to output: inout [UInt8]) {
    var rest = number
    var place = 36
    while true {
      let threshold = place <= bias ? 1 : place >= bias + 26 ? 26 : place - bias
      if rest < threshold { break }
      output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
      rest = (rest - threshold) / (36 - threshold)
      place += 36
    }
    output.append(digit(rest))
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: value < 26 ? value + 0x61 : value - 26 + 0x30)
  }

  /// The bias for the next number (RFC 3492 section 6.1).
  private static func adapted(_ delta: Int, points: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / points
    var place = 0
    while delta > 455 {
      delta /= 35
      place += 36
    }
    return place + 36 * delta / (delta + 38)
  }
}

/// An exact decimal number with nine places, as of Kubernetes' quantities (apimachinery, pkg/api/resource).
struct DecimalQuantity: Hashable, Sendable {
  /// Whether it is below 0; never for 0 itself.
  let isNegative: Bool
  /// The absolute value in billionths, below 2^256.
  let magnitude: UInt256

  /// How many decimal places there are.
  static let places = 9

  init(isNegative: Bool, magnitude: UInt256) {
    self.isNegative = isNegative && !magnitude.isZero
    self.magnitude = magnitude
  }

  /// A whole number.
  init(_ number: Int64) {
    let product = UInt128(number.magnitude) * 1_000_000_000
    self.init(isNegative: number < 0, magnitude: UInt256(high: 0, low: product))
  }

  /// -1, 0 or 1.
  var sign: Int64 { magnitude.isZero ? 0 : isNegative ? -1 : 1 }

  var negated: DecimalQuantity { DecimalQuantity(isNegative: !isNegative, magnitude: magnitude) }

  /// The sum; `nil` where it is too large.
  func adding(_ other: DecimalQuantity) -> DecimalQuantity? {
    if isNegative == other.isNegative {
      return magnitude.adding(other.magnitude).map {
        DecimalQuantity(isNegative: isNegative, magnitude: $0)
      }
    }
    if magnitude < other.magnitude {
      return DecimalQuantity(
        isNegative: other.isNegative, magnitude: other.magnitude.subtracting(magnitude))
    }
    return DecimalQuantity(isNegative: isNegative, magnitude: magnitude.subtracting(other.magnitude))
  }

  /// The number as an integer; `nil` where it has a fraction or is too large.
  var whole: Int64? {
    let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    guard remainder == 0, quotient.high == 0, let count = UInt64(exactly: quotient.low) else { return nil }
    if isNegative, count == Int64.min.magnitude { return Int64.min }
    guard let number = Int64(exactly: count) else { return nil }
    return isNegative ? -number : number
  }

  /// The nearest double.
  var double: Double {
    (Double("\(magnitude.decimalDigits)e-\(DecimalQuantity.places)") ?? .infinity) * (isNegative ? -1 : 1)
  }
}

extension DecimalQuantity: Comparable {
  static func < (left: DecimalQuantity, right: DecimalQuantity) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? right.magnitude < left.magnitude : left.magnitude < right.magnitude
  }
}

extension DecimalQuantity: CustomStringConvertible {
  private static let suffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]

  /// The number without a point, with the largest decimal suffix that needs none: `1500m`.
  var description: String {
    var digits = magnitude.decimalDigits
    if digits == "0" { return digits }
    var suffix = 0
    while suffix < Self.suffixes.count - 1, digits.hasSuffix("000") {
      digits.removeLast(3)
      suffix += 1
    }
    return (isNegative ? "-" : "") + digits + Self.suffixes[suffix]
  }
}

/// A whole number of 256 bits, with as much arithmetic as quantities need.
struct UInt256: Hashable, Sendable, Comparable {
  var high: UInt128 = 0
  var low: UInt128 = 0

  var isZero: Bool { high == 0 && low == 0 }

  static func < (left: UInt256, right: UInt256) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }

  /// The sum; `nil` where it is too large.
  func adding(_ other: UInt256) -> UInt256? {
    let (low, carries) = low.addingReportingOverflow(other.low)
    let (sum, overflowed) = high.addingReportingOverflow(other.high)
    let (high, failed) = sum.addingReportingOverflow(carries ? 1 : 0)
    return overflowed || failed ? nil : UInt256(high: high, low: low)
  }

  /// The difference; the other one is not the larger one.
  func subtracting(_ other: UInt256) -> UInt256 {
    let (low, borrows) = low.subtractingReportingOverflow(other.low)
    return UInt256(high: high &- other.high &- (borrows ? 1 : 0), low: low)
  }

  /// The product and one digit more; `nil` where it is too large.
  func timesTen(plus digit: UInt8) -> UInt256? {
    let product = low.multipliedFullWidth(by: 10)
    let (high, overflowed) = high.multipliedReportingOverflow(by: 10)
    if overflowed { return nil }
    return UInt256(high: high, low: product.low).adding(UInt256(high: product.high, low: UInt128(digit)))
  }

  /// - Parameter divisor: not 0.
  func quotientAndRemainder(dividingBy divisor: UInt128) -> (quotient: UInt256, remainder: UInt128) {
    let (quotient, remainder) = high.quotientAndRemainder(dividingBy: divisor)
    let lower = divisor.dividingFullWidth((remainder, low))
    return (UInt256(high: quotient, low: lower.quotient), lower.remainder)
  }

  /// The number in decimal digits.
  var decimalDigits: String {
    var rest = self
    var groups: [String] = []
    while rest.high != 0 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
      let digits = String(remainder)
      groups.append(String(repeating: "0", count: 18 - digits.utf8.count) + digits)
      rest = quotient
    }
    return String(rest.low) + groups.reversed().joined()
  }
}

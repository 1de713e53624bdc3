extension DecimalQuantity {
  /// Why a text is no quantity.
  enum Failure: Error {
    case malformed
    /// It is beyond what is held here: 10^68 or so.
    case tooLarge
  }

  /// Reads a number with a suffix: `1.5Gi`, `200m`, `1e3`.
  ///
  /// What is more precise than nine places is rounded away from 0. A binary suffix (`Ki` to `Ei`) makes 2^63-1 the
  /// largest number; beyond it the number is that.
  init(_ text: String) throws(Failure) {
    var reader = QuantityReader(Array(text.utf8)[...])
    try reader.readNumber()
    try reader.readSuffix()
    self = try reader.quantity()
  }
}

private struct QuantityReader {
  private var rest: ArraySlice<UInt8>
  private var isNegative = false
  /// The digits as numbers, without leading zeros.
  private var digits: [UInt8] = []
  /// The power of ten of the last digit.
  private var exponent = 0
  private var isBinary = false

  /// Larger exponents than this one, either way, are taken for it.
  private static let largestExponent = 1_000_000_000

  init(_ text: ArraySlice<UInt8>) { rest = text }

  /// A sign, digits, and digits after a point; there is one digit at least.
  mutating func readNumber() throws(DecimalQuantity.Failure) {
    isNegative = readSign()
    let whole = readDigits()
    digits = whole.drop { $0 == 0 } + []
    var count = whole.count
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let fraction = readDigits()
      digits = (digits + fraction).drop { $0 == 0 } + []
      exponent = -fraction.count
      count += fraction.count
    }
    guard count > 0 else { throw .malformed }
  }

  /// Takes a sign; whether it is a minus.
  private mutating func readSign() -> Bool {
    guard rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") else { return false }
    return rest.removeFirst() == UInt8(ascii: "-")
  }

  private mutating func readDigits() -> [UInt8] {
    let digits = rest.prefix(while: \.isDigit)
    rest.removeFirst(digits.count)
    return digits.map { $0 &- 0x30 }
  }

  mutating func readSuffix() throws(DecimalQuantity.Failure) {
    let suffix = String(decoding: rest, as: UTF8.self)
    if let place = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"].firstIndex(of: suffix) {
      exponent += (place - 3) * 3
    } else if let place = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].firstIndex(of: suffix) {
      isBinary = true
      multiply(by: 1 << UInt64(10 * (place + 1)))
    } else {
      try readExponent()
    }
  }

  /// `e` or `E`, a sign, and digits.
  private mutating func readExponent() throws(DecimalQuantity.Failure) {
    guard let letter = rest.popFirst(), letter | 0x20 == UInt8(ascii: "e") else { throw .malformed }
    let isNegative = readSign()
    let digits = readDigits()
    guard !digits.isEmpty, rest.isEmpty else { throw .malformed }
    let power = digits.reduce(0) { min($0 * 10 + Int($1), Self.largestExponent) }
    exponent += isNegative ? -power : power
  }

  /// - Parameter factor: at most 2^60.
  private mutating func multiply(by factor: UInt64) {
    var product: [UInt8] = []
    var carry: UInt64 = 0
    for digit in digits.reversed() {
      carry += UInt64(digit) * factor
      product.append(UInt8(carry % 10))
      carry /= 10
    }
    while carry > 0 {
      product.append(UInt8(carry % 10))
      carry /= 10
    }
    digits = product.reversed()
  }

  func quantity() throws(DecimalQuantity.Failure) -> DecimalQuantity {
    if let magnitude = magnitude(), !isBinary || magnitude <= Self.largestBinary {
      return DecimalQuantity(isNegative: isNegative, magnitude: magnitude)
    }
    guard isBinary else { throw .tooLarge }
    return DecimalQuantity(isNegative: isNegative, magnitude: Self.largestBinary)
  }

  private static let largestBinary = DecimalQuantity(Int64.max).magnitude

  /// The absolute value in billionths, rounded up; `nil` where it is too large.
  private func magnitude() -> UInt256? {
    let shift = exponent + DecimalQuantity.places
    let kept = shift < 0 ? digits.dropLast(min(-shift, digits.count)) : digits[...]
    var magnitude = UInt256()
    for digit in kept {
      guard let next = magnitude.timesTen(plus: digit) else { return nil }
      magnitude = next
    }
    if digits[kept.count...].contains(where: { $0 != 0 }) { return magnitude.adding(UInt256(low: 1)) }
    var zeros = magnitude.isZero ? 0 : shift
    while zeros > 0 {
      guard let next = magnitude.timesTen(plus: 0) else { return nil }
      magnitude = next
      zeros -= 1
    }
    return magnitude
  }
}

import FoundationEssentials
import SourceText

/// Many estates made of one: each copy has its own ids, names, hosts and addresses, so that nothing joins one copy with
/// another.
struct EstateCopies {
  private let files: [(path: String, bytes: [UInt8])]

  /// - Parameter folder: a folder of artefacts.
  init(_ folder: String) {
    files = BenchmarkFiles.all(below: folder).map { path in
      (String(path.dropFirst(folder.count + 1)), Array(FileManager.default.contents(atPath: path) ?? Data()))
    }
  }

  /// The files of one copy, by a number from 0 on; the first one is the estate itself.
  func sources(_ copy: Int) throws -> [SourceFile] {
    try files.map { file in
      let bytes = copy == 0 ? file.bytes : Self.renamed(file.bytes, copy)
      return try SourceFile(path: "copy-\(copy)/\(file.path)", raw: bytes)
    }
  }

  /// A text with everything in it renamed that names something.
  private static func renamed(_ text: [UInt8], _ copy: Int) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count + 1024)
    var index = 0
    while index < text.count {
      let isStart = index == 0 || !isWord(text[index - 1])
      if isStart, let word = words.first(where: { text[index...].starts(with: $0) }) {
        output += word + Array("\(copy)".utf8)
        index += word.count
      } else if isStart, let end = hexadecimal(text, index) {
        output += changed(text[index..<end], copy)
        index = end
      } else if isStart, let (octet, end) = secondOctet(text, index) {
        output += Array("10.\((octet + copy) % 250)".utf8)
        index = end
      } else {
        output.append(text[index])
        index += 1
      }
    }
    return output
  }

  /// The names that the samples are made of.
  private static let words = ["contoso", "carto", "analytics", "prod"].map { Array($0.utf8) }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// The end of a run of at least eight hexadecimal digits with a digit among them, as ids have it.
  private static func hexadecimal(_ text: [UInt8], _ start: Int) -> Int? {
    var end = start
    while end < text.count, (0x30...0x39).contains(text[end]) || (0x61...0x66).contains(text[end]) {
      end += 1
    }
    let hasDigit = text[start..<end].contains { $0 < 0x3A }
    let isWhole = end == text.count || !isWord(text[end])
    return end - start >= 8 && hasDigit && isWhole ? end : nil
  }

  /// An id with the copy's number added to its last seven digits, in the base that it is written in.
  private static func changed(_ id: ArraySlice<UInt8>, _ copy: Int) -> [UInt8] {
    let isDecimal = id.allSatisfy { $0 < 0x3A }
    let (radix, modulus) = isDecimal ? (10, 10_000_000) : (16, 0x1000_0000)
    let number = Int(String(decoding: id.suffix(7), as: UTF8.self), radix: radix) ?? 0
    let digits = String((number + copy * 104_729) % modulus, radix: radix).suffix(7)
    return Array(id.dropLast(7)) + Array(repeating: 0x30, count: 7 - digits.count) + Array(digits.utf8)
  }

  /// The second octet of an address in 10.0.0.0/8, and where it ends.
  private static func secondOctet(_ text: [UInt8], _ start: Int) -> (Int, end: Int)? {
    guard text[start...].starts(with: "10.".utf8) else { return nil }
    var end = start + 3
    while end < text.count, (0x30...0x39).contains(text[end]) { end += 1 }
    guard end > start + 3, end < text.count, text[end] == UInt8(ascii: "."),
      let octet = Int(String(decoding: text[(start + 3)..<end], as: UTF8.self))
    else { return nil }
    return (octet, end)
  }
}

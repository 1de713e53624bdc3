import Documents
import JSONSyntax
import SourceText
import YAMLSyntax

/// Varies a bundle as a person would who edits, forgets and copies: members of trees, records and statements, not bytes.
///
/// Edits are made in the text, so that the rest of a file stays as it is written, comments included. An edit may spoil a file's
/// syntax: what does not read is an input as well.
struct StructureMutator {
  private var bundle: FileBundle
  private var numbers: MutationNumbers
  private let limit: Int

  /// - Parameter limit: bytes of the bundle.
  init(_ bundle: FileBundle, seed: UInt64, limit: Int) {
    self.bundle = bundle
    numbers = MutationNumbers(seed: seed)
    self.limit = limit
  }

  /// The bundle after one to four edits.
  mutating func mutated() -> [UInt8] {
    for _ in 0...numbers.below(4) { mutate() }
    return bundle.bytes
  }

  private mutating func mutate() {
    guard !bundle.files.isEmpty else { return }
    let index = numbers.below(bundle.files.count)
    let file = bundle.files[index]
    switch numbers.below(32) {
    case 0 where bundle.files.count > 1: bundle.files.remove(at: index)
    case 1: bundle.files.append(FileBundle.File(name: "copy-" + file.name, bytes: file.bytes))
    case 2:
      bundle.files[index].bytes = Mutation.bytes(file.bytes, limit: Swift.min(limit, file.bytes.count + 64))
    case 3, 4: bundle.files[index].bytes = lines(file.bytes)
    case 5: bundle.files[index].bytes = encoded(file.bytes)
    default:
      if file.name.hasSuffix(".json") || file.name.hasSuffix(".yaml") || file.name.hasSuffix(".yml") {
        bundle.files[index].bytes = tree(file)
      } else {
        bundle.files[index].bytes = numbers.once(in: 2) ? lines(file.bytes) : words(file.bytes)
      }
    }
  }

  /// The same text with a byte-order mark, in UTF-16, or with line breaks of two characters.
  private mutating func encoded(_ bytes: [UInt8]) -> [UInt8] {
    let units = Array(String(decoding: bytes, as: UTF8.self).utf16)
    switch numbers.below(4) {
    case 0: return [0xEF, 0xBB, 0xBF] + bytes
    case 1: return [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 2: return [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    default:
      return Array(
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false).joined(separator: [0x0D, 0x0A]))
    }
  }

  // MARK: Trees

  /// A member of a mapping or an element of a list, as it stands in the text.
  private struct Member {
    var key: DocumentNode?
    var value: DocumentNode
    /// Where the next one of its parent begins, and where the one before it ends.
    var next: Int?
    var previousEnd: Int?

    var start: Int { (key?.span ?? value.span).range.lowerBound }
    var end: Int { value.span.range.upperBound }
  }

  private static func tree(of file: FileBundle.File) -> (SourceFile, DocumentTree)? {
    guard let source = try? SourceFile(path: file.name, raw: file.bytes) else { return nil }
    return (
      source, file.name.hasSuffix(".json") ? JSONReader.read(source).tree : YAMLReader.read(source).tree
    )
  }

  /// The members of a tree, without what only an alias shows.
  private static func members(of tree: DocumentTree) -> [Member] {
    var members: [Member] = []
    var waiting = tree.documents
    while let node = waiting.popLast(), members.count < 20_000 {
      if node.isAlias || node.isMerging { continue }
      let parts =
        node.pairs.map { (key: DocumentNode?.some($0.key), value: $0.value) }
        + node.elements.map { (key: DocumentNode?.none, value: $0) }
      for (index, part) in parts.enumerated() {
        var member = Member(key: part.key, value: part.value)
        if index > 0 { member.previousEnd = parts[index - 1].value.span.range.upperBound }
        if index + 1 < parts.count {
          member.next = (parts[index + 1].key?.span ?? parts[index + 1].value.span).range.lowerBound
        }
        members.append(member)
        waiting.append(part.value)
      }
    }
    return members
  }

  private mutating func tree(_ file: FileBundle.File) -> [UInt8] {
    guard let (source, tree) = Self.tree(of: file) else { return file.bytes }
    // An edit of a text in UTF-16 makes it one in UTF-8.
    let members = Self.members(of: tree)
    guard let member = numbers.element(of: members) else { return lines(file.bytes) }
    let bytes = source.bytes
    func replaced(_ range: Range<Int>, _ text: some Sequence<UInt8>) -> [UInt8] {
      guard range.upperBound <= bytes.count else { return bytes }
      return bytes[..<range.lowerBound] + Array(text) + bytes[range.upperBound...]
    }
    let value = member.value.span.range
    switch numbers.below(16) {
    case 0, 1: return replaced(extent(of: member), [])
    case 2: return doubled(member, bytes)
    case 3, 4: return replaced(value, word().utf8)
    case 5: return replaced(value, other(than: members).utf8)
    case 6, 7, 8:
      guard let scalar = numbers.element(of: members.filter { $0.value.kind == .scalar && !$0.value.isAlias })
      else { return bytes }
      return replaced(scalar.value.span.range, self.scalar(in: file, members, scalar.value).utf8)
    case 9:
      guard let key = member.key else { return replaced(value, word().utf8) }
      let name = numbers.element(of: members.compactMap { $0.key?.text }) ?? "kind"
      return replaced(key.span.range, JSONText.string(numbers.once(in: 3) ? "x" : name).utf8)
    case 10: return replaced(value, "[\(JSONText.of(member.value, limit: 200))]".utf8)
    case 11: return replaced(value, "{\"items\": \(JSONText.of(member.value, limit: 200))}".utf8)
    case 12:
      guard
        let inner = member.value.elements.first(where: { _ in true })
          ?? member.value.pairs.first(where: { _ in true })?.value
      else { return replaced(value, "[]".utf8) }
      return replaced(value, JSONText.of(inner, limit: 200).utf8)
    case 13: return inserted(into: member.value, bytes, members)
    default: return replaced(value, self.scalar(in: file, members, member.value).utf8)
    }
  }

  /// What is to be taken out so that a member's neighbours stay together: up to the next one, or from the end of the one before.
  private func extent(of member: Member) -> Range<Int> {
    if let next = member.next, next > member.start { return member.start..<next }
    let start = member.previousEnd ?? member.start
    return Swift.min(start, member.end)..<member.end
  }

  private func doubled(_ member: Member, _ bytes: [UInt8]) -> [UInt8] {
    let range = extent(of: member)
    guard range.upperBound <= bytes.count else { return bytes }
    return Array(bytes[..<range.upperBound]) + bytes[range] + bytes[range.upperBound...]
  }

  /// A member of some other place, put first into a mapping.
  private mutating func inserted(into node: DocumentNode, _ bytes: [UInt8], _ members: [Member]) -> [UInt8] {
    guard node.isMapping, !node.isAlias, let first = node.pairs.first(where: { _ in true }) else {
      return bytes
    }
    guard let other = numbers.element(of: members.filter { $0.key != nil }) else { return bytes }
    let start = first.key.span.range.lowerBound
    guard start <= bytes.count else { return bytes }
    let text = "\(JSONText.string(other.key?.text ?? "")): \(JSONText.of(other.value, limit: 200))"
    let line = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let separator = node.style == .flow ? ", " : "\n" + String(repeating: " ", count: start - line)
    return bytes[..<start] + Array((text + separator).utf8) + bytes[start...]
  }

  // MARK: Values

  private static let words = [
    "null", "true", "false", "0", "1", "-1", "443", "80", "65535", "65536", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "1e400", "0.5", "\"\"", "\" \"", "\"true\"", "\"false\"",
    "\"*\"",
    "{}", "[]", "[null]", "[\"\"]", "[{}]", "{\"\": null}", "\"0.0.0.0/0\"", "\"::/0\"", "\"10.0.0.0/8\"",
    "\"10.240.0.4\"", "\"fd00::1\"", "\"168.63.129.16\"", "\"300.1.1.1\"", "\"10.0.0.0/33\"", "\"tcp\"",
    "\"-1\"", "\"Tcp\"",
    "\"ESTABLISHED\"", "\"PENDING\"", "\"REJECTED\"", "\"Approved\"", "\"LoadBalancer\"", "\"ClusterIP\"",
    "\"Ingress\"", "\"Egress\"", "\"443-80\"", "\"https\"", "\"http://\"", "\"a.b.\"", "\"*.example.com\"",
    "\"..\"",
    "\"${x}\"", "\"{{ .Values.x }}\"", "\"[parameters('x')]\"", "\"[resourceId('a/b', 'c')]\"",
    "\"westeurope\"",
    "\"West Europe\"", "\"2026-01-01T00:00:00Z\"", "\"9999-99-99\"", "\"\\u202e\\u0007x\"", "\"a\\nb\"",
    "\"/subscriptions/5a1f0c3e-7d24-4b61-9e8a-0c2d4f6a8b10/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s\"",
    "\"arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1b2c3d\"", "\"vpce-0a1b2c3d4e5f60718\"",
    "\"sg-0a1b2c3d4e5f60718\"",
    "\"airtight: allow load-balancer-public reason\"", "\"load-balancer-public accepted until 2030-01-01\"",
    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
  ]

  private mutating func word() -> String { numbers.element(of: Self.words) ?? "null" }

  /// A value of another place of the same file, as JSON.
  private mutating func other(than members: [Member]) -> String {
    numbers.element(of: members).map { JSONText.of($0.value, limit: 200) } ?? "null"
  }

  /// A scalar in the place of one: a word, a neighbouring number, or one of some file, so that joins meet or miss.
  private mutating func scalar(in file: FileBundle.File, _ members: [Member], _ node: DocumentNode) -> String
  {
    let text = node.text ?? ""
    switch numbers.below(5) {
    case 0: return word()
    case 1:
      guard let number = Int(text) else { return JSONText.string(text.uppercased()) }
      let near = [number &+ 1, number &- 1, 0 &- number, number &* 10, number &* 1000][numbers.below(5)]
      return node.style == .plain ? "\(near)" : "\"\(near)\""
    case 2: return node.style == .plain ? JSONText.string(text) : text.isEmpty ? "null" : text
    case 3:
      guard let other = numbers.element(of: bundle.files), let (_, tree) = Self.tree(of: other) else {
        return word()
      }
      let scalars = Self.members(of: tree).filter { $0.value.kind == .scalar }
      return numbers.element(of: scalars).map { JSONText.of($0.value) } ?? word()
    default:
      let scalars = members.filter { $0.value.kind == .scalar }
      return numbers.element(of: scalars).map { JSONText.of($0.value) } ?? word()
    }
  }

  // MARK: Lines and words

  private static let lines = [
    "# airtight: allow load-balancer-public reason",
    "# airtight: allow gateway-network-policy-missing reason until 2030-01-31",
    "# airtight: allow no-such-rule reason", "; airtight: allow zone-without-ns reason until 2020-01-31",
    "-- airtight: allow connection-without-tls reason", "# airtight: allow", "# airtight: deny x", "", "---",
    "...", "    ",
    "\t", "  # a comment", "/* a comment", "*/", "$TTL 300", "$ORIGIN example.com.",
    "@ IN SOA a. b. 1 2 3 4 5", "x IN CNAME x",
    "x 60 IN A 10.0.0.4", "* IN TXT \"a", "$INCLUDE db.part", "$GENERATE 1-3 h$ A 10.0.0.$", "|", ">-", "\"",
    "'", "- ", "{", "]",
    "GRANT USE CONNECTION ON CONNECTION c TO `p`;", "%YAML 1.1", "a: &a {b: *a}", "<<: *a", "\r",
  ]

  /// A line taken out, put in, doubled, moved, or indented otherwise.
  private mutating func lines(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let index = numbers.below(lines.count)
    switch numbers.below(8) {
    case 0: lines.remove(at: index)
    case 1: lines.insert(lines[index], at: index)
    case 2: lines.insert(lines[numbers.below(lines.count)], at: index)
    case 3: lines.swapAt(index, numbers.below(lines.count))
    case 4: lines[index] = Array("  ".utf8) + lines[index]
    case 5: lines[index] += Array((" " + (numbers.element(of: Self.lines) ?? "")).utf8)
    case 6: lines[index].append(0x0D)
    default:
      let indentation = lines[index].prefix { $0 == 0x20 }
      lines.insert(indentation + Array((numbers.element(of: Self.lines) ?? "").utf8), at: index)
    }
    return Array(lines.joined(separator: [0x0A]))
  }

  /// A word of a line in the place of another one of the file, or one from the list without its quotes.
  private mutating func words(_ bytes: [UInt8]) -> [UInt8] {
    var words = bytes.split(omittingEmptySubsequences: false) { $0 == 0x20 || $0 == 0x0A }
    let index = numbers.below(words.count)
    let start = words[index].startIndex
    switch numbers.below(4) {
    case 0: words[index] = []
    case 1: words[index] += words[index]
    case 2: words[index] = words[numbers.below(words.count)]
    default:
      let word = self.word()
      words[index] = Array((word.hasPrefix("\"") ? String(word.dropFirst().dropLast()) : word).utf8)[...]
    }
    // The separators stand where they stood.
    let old = bytes.split(omittingEmptySubsequences: false) { $0 == 0x20 || $0 == 0x0A }
    return bytes[..<start] + Array(words[index]) + bytes[old[index].endIndex...]
  }
}

import Networking
import SourceText

extension ZoneParser {
  /// Reads an entry: a record, a directive, or nothing but blanks and a comment.
  mutating func readEntry(_ encoder: inout RDataEncoder, in frame: Frame) throws(SourceProblem) {
    let start = encoder.scanner.index
    let first = encoder.scanner.peek
    encoder.scanner.begin()
    guard let token = try encoder.scanner.next() else { return }
    if first == 0x20 || first == 0x09 {
      encoder.scanner.hold(token)
      if state.owner == State.noOwner {
        // What owner it inherits stands before the part.
        if isPart { isStopped = true }
        throw ZoneMessage.noOwner(at: token.span)
      }
      return try readRecord(&encoder, in: frame, start: token.start, flags: .inheritsOwner)
    }
    if token.start == start, first == UInt8(ascii: "$") {
      return try readDirective(token, &encoder, in: frame)
    }
    state.owner = try addOwner(token, &encoder, in: frame)
    try readRecord(&encoder, in: frame, start: Int(token.span.start), flags: [])
  }

  /// Checks an owner's name, and gives it a number; names that are stated again are put together at the end.
  private mutating func addOwner(
    _ token: ZoneToken, _ encoder: inout RDataEncoder, in frame: Frame
  ) throws(SourceProblem) -> Int {
    state.owner = State.badOwner
    encoder.wire.clear()
    try encoder.encodeName(token)
    ownerHashes.append(hasher.hash(encoder.wire.octets))
    file.traits.append(traits(of: encoder.scanner.text(token), encoder.wire.octets))
    file.owners.append(
      ZoneOwner(
        text: UInt32(truncatingIfNeeded: frame.text), start: UInt32(truncatingIfNeeded: token.start),
        end: UInt32(truncatingIfNeeded: token.end), origin: state.originIndex))
    return file.owners.count - 1
  }

  /// What the letters of the next owner tell; one with unusual letters is listed.
  private mutating func traits(
    of text: UnsafeBufferPointer<UInt8>, _ wire: UnsafeBufferPointer<UInt8>
  ) -> ZoneOwner.Traits {
    let isUnusual = text.contains {
      $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "\\") || $0 > 0x7E
    }
    if isUnusual { file.unusualOwners.append(UInt32(truncatingIfNeeded: file.owners.count)) }
    var start = text.count
    while start > 0, text[start - 1] != UInt8(ascii: ".") { start -= 1 }
    if start == 0 { return [] }
    if start == text.count { return [.isDotted, .endsWithDot] }
    let label = UnsafeBufferPointer(rebasing: text[start...])
    // What an escape stands for is not looked at here.
    let mayRepeat = isUnusual || Self.isLast(label, of: wire)
    return mayRepeat ? [.isDotted, .mayRepeatOrigin] : .isDotted
  }

  /// Whether a label may be the last one of a name in wire form; one that holds control characters may look like it.
  private static func isLast(
    _ label: UnsafeBufferPointer<UInt8>, of wire: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = wire.count - 1 - label.count
    guard start > 0, wire[start - 1] == UInt8(truncatingIfNeeded: label.count) else { return false }
    for index in 0..<label.count
    where ASCII.lowercased(label[index]) != ASCII.lowercased(wire[start + index]) {
      return false
    }
    return true
  }

  /// Reads what stands behind the owner: `[TTL] [class] type data`, the first two in either order.
  private mutating func readRecord(
    _ encoder: inout RDataEncoder, in frame: Frame, start: Int, flags: ZoneRecord.Flags
  ) throws(SourceProblem) {
    var flags = flags
    var ttl: UInt32?
    var recordClass: RecordClass?
    while true {
      guard let token = try encoder.scanner.next() else {
        throw ZoneMessage.missingType(at: encoder.scanner.gap)
      }
      let text = encoder.scanner.text(token)
      if ttl == nil, let byte = text.first, ASCII.isDigit(byte), !token.isQuoted {
        ttl = try readTTL(token, encoder.scanner, in: frame)
        flags.insert(.hasTTL)
        continue
      }
      if !token.isQuoted, let type = typeNames.value(of: text) {
        if encoder.scanner.open >= 0 { flags.insert(.isInParentheses) }
        let head = Head(
          start: start, typeStart: token.start, ttl: ttl, class: recordClass ?? .in,
          type: RecordType(rawValue: type),
          flags: flags)
        if head.type.isMeta { throw ZoneMessage.metaType(head.type.description, at: token.span) }
        return try readData(head, &encoder, in: frame)
      }
      guard recordClass == nil, !token.isQuoted, let number = classNames.value(of: text) else {
        throw ZoneMessage.unknownType(encoder.scanner.quote(token), at: token.span)
      }
      recordClass = RecordClass(rawValue: number)
    }
  }

  /// What stands before a record's data.
  private struct Head {
    let start: Int
    let typeStart: Int
    let ttl: UInt32?
    let `class`: RecordClass
    let type: RecordType
    let flags: ZoneRecord.Flags
  }

  /// A TTL in seconds; above 2^31 - 1 it counts as 0.
  mutating func readTTL(
    _ token: ZoneToken, _ scanner: ZoneScanner, in frame: Frame
  ) throws(SourceProblem) -> UInt32 {
    guard !token.isQuoted, let ttl = ZoneNumber.period(scanner.text(token)) else {
      throw ZoneMessage.badTTL(scanner.quote(token), at: token.span)
    }
    if ttl > UInt32(Int32.max) {
      report(ZoneMessage.longTTL(at: token.span), in: frame)
      return 0
    }
    return ttl
  }

  private mutating func readData(_ head: Head, _ encoder: inout RDataEncoder, in frame: Frame)
    throws(SourceProblem)
  {
    try encoder.encode(head.type)
    if state.owner < 0 { return }
    if file.records.count >= file.limits.records {
      isStopped = true
      throw ZoneMessage.tooManyRecords(
        file.limits.records, at: ByteSpan(head.start..<Int(encoder.scanner.gap.end)))
    }
    let ttl = timeToLive(head, encoder, in: frame)
    let flags = encoder.hasDottedRelativeName ? head.flags.union(.hasDottedRelativeName) : head.flags
    file.records.append(
      ZoneRecord(
        ttl: ttl, type: head.type, class: head.class, text: UInt32(truncatingIfNeeded: frame.text),
        owner: UInt32(truncatingIfNeeded: state.owner), origin: state.originIndex,
        start: UInt32(truncatingIfNeeded: head.start), end: encoder.scanner.gap.end,
        typeStart: UInt32(truncatingIfNeeded: head.typeStart), flags: flags))
    noteTarget(head.type, encoder)
    if head.type == .soa, soaOwner == nil, let record = file.records.last {
      soaOwner = file.owner(of: record)
    }
  }

  /// Notes what the record just kept points to.
  private mutating func noteTarget(_ type: RecordType, _ encoder: RDataEncoder) {
    let record = UInt32(truncatingIfNeeded: file.records.count - 1)
    guard type == .ns || type == .mx || type == .srv, let prefix = type.offsetOfTarget else { return }
    let data = encoder.wire.octets
    guard data.count > prefix else { return }
    file.targets.append((record, hasher.hash(UnsafeBufferPointer(rebasing: data[prefix...]))))
  }

  /// A record's TTL: its own, `$TTL`'s, the last one stated (RFC 1035), or the minimum of a first SOA as in BIND.
  private mutating func timeToLive(_ head: Head, _ encoder: RDataEncoder, in frame: Frame) -> UInt32 {
    if let ttl = head.ttl {
      lastTTL = ttl
      return ttl
    }
    if let ttl = defaultTTL ?? lastTTL { return ttl }
    if head.type == .soa, encoder.wire.count >= 4 {
      let minimum = encoder.wire.octets.suffix(4).reduce(0) { $0 << 8 | UInt32($1) }
      defaultTTL = minimum
      return minimum
    }
    report(ZoneMessage.noTTL(at: ByteSpan(head.typeStart..<head.typeStart)), in: frame)
    lastTTL = 3600
    return 3600
  }
}

import Glibc
import Networking
import SourceText
import Synchronization

// Other threads read what stands further on in a large file, from line to line where a new owner begins, as if nothing before it mattered
// but the origin and `$TTL`: they begin at the end, and this thread meets them. What they have read is taken over where it comes to the very
// place at which that begins: no entry leads over it then. Directives change what follows, and none is read ahead.
extension ZoneParser {
  /// The parts of a file that other threads may read, in order.
  struct Ahead {
    let parts: ZoneReader.Parts
    /// How many parts have been taken over.
    fileprivate(set) var taken = 0
    /// Where to look next: at the first part that this thread has not read, or where some may be begun.
    var next: Int
    /// Where each part begins, and where the last one ends; empty where nothing is being read ahead.
    fileprivate var starts: [Int] = []
    /// How many parts this thread has read or is reading.
    fileprivate var own = 0
    fileprivate var claims: PartClaims?
    fileprivate var others: [Awaited<[ZonePart]>] = []
    /// Where the entries end that may be read ahead: at a directive.
    fileprivate var end = 0

    /// How much is read first, because directives mostly stand at the beginning.
    private static let head = 4096

    init(_ parts: ZoneReader.Parts, bytes: Int) {
      self.parts = parts
      let head = Swift.min(Self.head, parts.size)
      next = parts.jobs > 1 && bytes >= head + 2 * parts.size ? head : .max
    }

    /// Ends what has been begun, and begins nothing until behind the next directive.
    fileprivate mutating func finish() {
      claims?.end()
      (starts, own, claims, others) = ([], 0, nil, [])
      next = end
    }
  }

  /// Goes on with the part that begins here, or takes over what others have read of the rest; or has them begin.
  mutating func takeParts(_ bytes: UnsafeBufferPointer<UInt8>, _ encoder: inout RDataEncoder) {
    guard let claims = ahead.claims else { return beginParts(bytes, from: encoder.scanner.index) }
    guard ahead.own < ahead.starts.count - 1 else { return ahead.finish() }
    if !ahead.parts.leavesAll, claims.first() {
      ahead.own += 1
      ahead.next = ahead.starts[ahead.own]
      return
    }
    for part in ahead.others.flatMap(\.value).sorted(by: { $0.start < $1.start }) {
      guard part.start == encoder.scanner.index, take(part) else { break }
      ahead.taken += 1
      encoder.scanner = ZoneScanner(bytes, at: part.end, tokenLimit: file.limits.tokenLength)
    }
    ahead.finish()
  }

  private mutating func beginParts(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    ahead.end = Self.directive(in: bytes, from: start) ?? .max
    let end = Swift.min(ahead.end, bytes.count)
    // Small parts, so that no thread waits long for another one.
    let count = Swift.min(8 * ahead.parts.jobs, (end - start) / ahead.parts.size)
    // Without a TTL for all records, one may depend on any before it.
    guard count > 1, let defaultTTL else { return ahead.finish() }
    var starts: [Int] = []
    for number in 1..<count {
      guard let line = Self.line(in: bytes, from: start + (end - start) / count * number, to: end) else {
        break
      }
      if line > starts.last ?? start { starts.append(line) }
    }
    guard let first = starts.first else { return ahead.finish() }
    let seed = ZonePart.Seed(
      source: file.texts[0].source, limits: file.limits, origins: file.origins,
      originIndex: state.originIndex, defaultTTL: defaultTTL)
    let (claims, bounds) = (PartClaims(starts.count), starts + [end])
    ahead.others = (1..<ahead.parts.jobs).map { _ in
      Awaited {
        var parts: [ZonePart] = []
        while let number = claims.last() {
          parts.append(ZoneParser.part(bounds[number]..<bounds[number + 1], seed))
        }
        return parts
      }
    }
    (ahead.starts, ahead.claims, ahead.next) = (bounds, claims, first)
  }

  /// The first line that begins with `$` behind a place, as directives do.
  private static func directive(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var place = start
    while place < bytes.count, let found = memchr(base + place, 0x24, bytes.count - place) {
      place = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
      if place > 0, bytes[place - 1] == 0x0A || bytes[place - 1] == 0x0D { return place }
      place += 1
    }
    return nil
  }

  /// The first line behind a place that begins with an owner.
  private static func line(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var place = start
    while place < end, let found = memchr(base + place, 0x0A, end - place) {
      place = base.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
      if place < end, !" \t\r\n;()\"$".utf8.contains(bytes[place]) { return place }
    }
    return nil
  }

  /// Adds a part; `false`, and nothing is added, where reading it after all before it might have given something else.
  private mutating func take(_ part: ZonePart) -> Bool {
    guard part.isWhole, part.seed.originIndex == state.originIndex, part.seed.defaultTTL == defaultTTL,
      file.records.count + part.records.count <= file.limits.records,
      problems + part.problems.count <= file.limits.problems
    else { return false }
    let (owners, records) = (
      UInt32(truncatingIfNeeded: file.owners.count), UInt32(truncatingIfNeeded: file.records.count)
    )
    file.owners.append(contentsOf: part.owners)
    file.traits.append(contentsOf: part.traits)
    ownerHashes.append(contentsOf: part.ownerHashes)
    file.unusualOwners.append(contentsOf: part.unusualOwners.lazy.map { $0 &+ owners })
    file.records.append(
      contentsOf: part.records.lazy.map { record in
        var record = record
        record.owner &+= owners
        return record
      })
    file.targets.append(contentsOf: part.targets.lazy.map { ($0.record &+ records, $0.hash) })
    file.texts[0].problems += part.problems
    problems += part.problems.count
    if part.owner != State.noOwner {
      state.owner = part.owner < 0 ? part.owner : part.owner + Int(owners)
    }
    soaOwner = soaOwner ?? part.soaOwner
    return true
  }

  /// Reads the entries that begin in a part of a file.
  private static func part(_ range: Range<Int>, _ seed: ZonePart.Seed) -> ZonePart {
    var parser = ZoneParser(
      seed.source, origin: nil, limits: seed.limits, includes: nil, parts: ZoneReader.Parts())
    defer { parser.wire.free() }
    parser.reserve(bytes: range.count)
    parser.isPart = true
    parser.file.origins = seed.origins
    parser.state.originIndex = seed.originIndex
    parser.state.origin = seed.originIndex < 0 ? nil : seed.origins[Int(seed.originIndex)].labels
    parser.defaultTTL = seed.defaultTTL
    let frame = Frame(text: 0, index: range.lowerBound)
    let end = seed.source.bytes.withUnsafeBufferPointer { bytes in
      var encoder = parser.encoder(bytes, of: frame)
      while encoder.scanner.index < range.upperBound, !parser.isStopped {
        _ = parser.readNext(&encoder, in: frame)
      }
      return encoder.scanner.index
    }
    return ZonePart(
      seed: seed, start: range.lowerBound, end: end, isWhole: !parser.isStopped, records: parser.file.records,
      owners: parser.file.owners, traits: parser.file.traits, ownerHashes: parser.ownerHashes,
      unusualOwners: parser.file.unusualOwners, targets: parser.file.targets,
      problems: parser.file.texts[0].problems, owner: parser.state.owner,
      soaOwner: parser.soaOwner)
  }
}

/// Who reads which part: one thread from the first on, the others from the last back, until they meet.
private final class PartClaims: Sendable {
  private let free: Mutex<Range<Int>>

  init(_ count: Int) { free = Mutex(0..<count) }

  /// Claims the first part that is left; `false` where there is none.
  func first() -> Bool {
    free.withLock { free in
      if free.isEmpty { return false }
      free = free.dropFirst()
      return true
    }
  }

  /// Claims the last part that is left.
  func last() -> Int? {
    free.withLock { free in
      let last = free.last
      free = free.dropLast()
      return last
    }
  }

  /// Leaves no part to be claimed.
  func end() { free.withLock { $0 = 0..<0 } }
}

/// What a part of a file holds; owners and records are numbered from 0.
struct ZonePart: Sendable {
  /// What was taken to hold where the part begins.
  struct Seed: Sendable {
    let source: SourceFile
    let limits: ZoneLimits
    let origins: [DomainName]
    let originIndex: Int32
    let defaultTTL: UInt32
  }

  let seed: Seed
  let start: Int
  /// Where the next entry begins.
  let end: Int
  /// Whether it was read to its end.
  let isWhole: Bool
  let records: [ZoneRecord]
  let owners: [ZoneOwner]
  let traits: [ZoneOwner.Traits]
  let ownerHashes: [UInt32]
  let unusualOwners: [UInt32]
  let targets: [(record: UInt32, hash: UInt32)]
  let problems: [SourceProblem]
  /// The owner that the next record inherits, as in `ZoneParser.State`.
  let owner: Int
  let soaOwner: DomainName?
}

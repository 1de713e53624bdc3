import Networking
import SourceText

/// Reads a file and what it includes or generates, text by text, without recursion.
struct ZoneParser {
  /// What holds at a place in a text.
  struct State {
    /// The labels that complete relative names, and which of the file's origins they are; -1 for none.
    var origin: [UInt8]?
    var originIndex: Int32 = -1
    /// Which of the file's owners the next record inherits, or one of the two below.
    var owner = State.noOwner

    /// No owner has been stated yet.
    static let noOwner = -1
    /// The last one stated was no name: its records are checked but not kept.
    static let badOwner = -2
  }

  /// A text that is being read, and where to go on in it.
  struct Frame {
    let text: Int
    var index = 0
    /// What to restore in the text below when this one ends; `$INCLUDE` changes neither its origin nor its owner.
    var restored: State?
    var isGenerated = false
    var depth = 0
  }

  var file: ZoneFile
  var state = State()
  var frames: [Frame]
  let includes: ZoneReader.Includes?
  var wire: WireBuffer
  /// Seconds of `$TTL`, or of the first SOA where nothing else gave any.
  var defaultTTL: UInt32?
  var lastTTL: UInt32?
  var firstOrigin: DomainName?
  var soaOwner: DomainName?
  var problems = 0
  var generated = 0
  var generatedBytes = 0
  var included = 0
  var includedBytes = 0
  var isStopped = false
  let typeNames = RecordType.mnemonics
  let classNames = RecordClass.mnemonics
  let hasher = NameHasher()
  /// By owner: the hash of its name.
  var ownerHashes: [UInt32] = []
  /// What of the file itself other threads read meanwhile (`ZoneParser+Parts`).
  var ahead: Ahead
  /// Whether this reads a part for another parser: no directive is in it, and the owner before it is not known.
  var isPart = false

  /// - Parameter parts: in how many parts at most, and from what size of each on, the file is read at once.
  init(
    _ source: SourceFile, origin: DomainName?, limits: ZoneLimits, includes: ZoneReader.Includes?,
    parts: ZoneReader.Parts
  ) {
    file = ZoneFile(
      texts: [ZoneText(origin: .file, source: source)], index: OwnerIndex(),
      limits: limits)
    frames = [Frame(text: 0)]
    ahead = Ahead(parts, bytes: source.bytes.count)
    self.includes = includes
    wire = WireBuffer(limit: limits.dataLength)
    if let origin {
      file.zone = ZoneName(name: origin, source: .argument)
    } else if let name = ZoneName.fromFile(source.path) {
      file.zone = ZoneName(name: name, source: .fileName)
    }
    if let name = file.zone?.name { setOrigin(name) }
  }

  /// Makes room for the records of some bytes.
  mutating func reserve(bytes: Int) {
    let expected = Swift.min(bytes / 40 + 1, file.limits.records)
    file.records.reserveCapacity(expected)
    file.owners.reserveCapacity(expected)
    ownerHashes.reserveCapacity(expected)
    LargePages.advise(&file.records)
    LargePages.advise(&file.owners)
  }

  /// Reads everything.
  mutating func run() -> ZoneFile {
    defer { wire.free() }
    reserve(bytes: file.texts[0].source.bytes.count)
    while let frame = frames.last, !isStopped {
      let bytes = file.texts[frame.text].source.bytes
      bytes.withUnsafeBufferPointer { read($0, of: frame) }
    }
    file.linkRecords(ownerHashes, jobs: ahead.parts.jobs)
    nameZone()
    for index in file.texts.indices {
      file.texts[index].problems.sort {
        ($0.span?.start ?? 0, $0.span?.end ?? 0) < ($1.span?.start ?? 0, $1.span?.end ?? 0)
      }
    }
    return file
  }

  /// Settles the zone's name: what the caller gave, the SOA's owner, the first `$ORIGIN`, the file's name.
  private mutating func nameZone() {
    guard file.zone?.source != .argument else { return }
    if let soaOwner {
      let isFromFile = firstOrigin == nil && soaOwner == file.zone?.name
      file.zone = ZoneName(name: soaOwner, source: isFromFile ? .fileName : .soa)
    } else if let firstOrigin {
      file.zone = ZoneName(name: firstOrigin, source: .origin)
    }
  }

  /// Reads a text to its end, or to a directive that puts another one on top.
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, of frame: Frame) {
    let depth = frames.count
    var encoder = encoder(bytes, of: frame)
    while !encoder.scanner.isDone, !isStopped {
      if depth == 1, encoder.scanner.index >= ahead.next { takeParts(bytes, &encoder) }
      let isRead = readNext(&encoder, in: frame)
      if !isRead, frame.isGenerated { break }
      if frames.count != depth {
        frames[depth - 1].index = encoder.scanner.index
        return
      }
    }
    frames.removeLast()
    if let restored = frame.restored { state = restored }
  }

  /// What reads a text from where a frame is in it.
  func encoder(_ bytes: UnsafeBufferPointer<UInt8>, of frame: Frame) -> RDataEncoder {
    let scanner = ZoneScanner(bytes, at: frame.index, tokenLimit: file.limits.tokenLength)
    var encoder = RDataEncoder(scanner: scanner, wire: wire, origin: state.origin)
    encoder.joinsStrings = AzureExport.isOne(file.texts[frame.text].source)
    return encoder
  }

  /// Reads an entry; whether there is no error in it.
  mutating func readNext(_ encoder: inout RDataEncoder, in frame: Frame) -> Bool {
    do throws(SourceProblem) {
      try readEntry(&encoder, in: frame)
      if !encoder.remarks.isEmpty { reportRemarks(&encoder, in: frame) }
      return true
    } catch {
      recover(from: error, &encoder, in: frame)
      return false
    }
  }

  /// Reports an error and goes to the next entry.
  ///
  /// Where the error comes of a parenthesis that is never closed, that is the error: the lines behind it are read
  /// again as entries of their own.
  private mutating func recover(from error: SourceProblem, _ encoder: inout RDataEncoder, in frame: Frame) {
    encoder.remarks.removeAll()
    guard let place = encoder.scanner.recover() else { return report(error, in: frame) }
    let unbalanced = ZoneMessage.unbalancedOpen(at: place)
    if let span = error.span, Int(span.start) < encoder.scanner.index, error != unbalanced {
      report(error, in: frame)
    }
    report(unbalanced, in: frame)
  }

  private mutating func reportRemarks(_ encoder: inout RDataEncoder, in frame: Frame) {
    for problem in encoder.remarks { report(problem, in: frame) }
    encoder.remarks.removeAll()
  }

  /// Keeps a problem; one in generated text is shown at its directive.
  mutating func report(_ problem: SourceProblem, in frame: Frame) {
    var problem = problem
    var text = frame.text
    if case .generated(let directive) = file.texts[text].origin {
      problem.span = file.directives[directive].span
      problem.message += " (in what $GENERATE makes)"
      text = file.directives[directive].text
    }
    file.texts[text].problems.append(problem)
    problems += 1
    if problems > file.limits.problems {
      file.texts[text].problems.removeLast()
      let span = problem.span ?? ByteSpan(0..<0)
      file.texts[text].problems.append(ZoneMessage.tooManyProblems(file.limits.problems, at: span))
      isStopped = true
    }
  }

  /// Makes a name the origin of what follows.
  mutating func setOrigin(_ name: DomainName) {
    state.origin = name.labels
    state.originIndex = Int32(truncatingIfNeeded: file.origins.count)
    file.origins.append(name)
  }
}

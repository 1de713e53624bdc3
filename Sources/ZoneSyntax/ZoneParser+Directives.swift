import Networking
import SourceText

extension ZoneParser {
  /// Reads a line that begins with `$`; the names of directives are taken in any case.
  mutating func readDirective(
    _ token: ZoneToken, _ encoder: inout RDataEncoder, in frame: Frame
  ) throws(SourceProblem) {
    let name = String(decoding: encoder.scanner.text(token).prefix(16).map(ASCII.lowercased), as: UTF8.self)
    switch name {
    case "$origin": try readOrigin(token, &encoder, in: frame)
    case "$ttl": try readDefaultTTL(token, &encoder, in: frame)
    case "$include": try readInclude(token, &encoder, in: frame)
    case "$generate": try readGenerate(token, &encoder, in: frame)
    case "$date":
      let argument = try argument(of: "$DATE", "YYYYMMDDHHmmSS", &encoder)
      guard ZoneTime.seconds(encoder.scanner.text(argument)) != nil else {
        throw ZoneMessage.bad(
          "date", encoder.scanner.quote(argument), "a date is YYYYMMDDHHmmSS in UTC, 1970 to 2106",
          at: argument.span)
      }
      try end(of: "$DATE", "one date", &encoder)
      addDirective(.date, token, encoder, in: frame)
    default: throw ZoneMessage.unknownDirective(encoder.scanner.quote(token), at: token.span)
    }
  }

  /// Keeps a directive that was read to its end.
  mutating func addDirective(
    _ kind: ZoneDirective.Kind, _ token: ZoneToken, _ encoder: RDataEncoder, in frame: Frame
  ) {
    let span = ByteSpan(token.start..<Swift.max(token.end, Int(encoder.scanner.gap.end)))
    file.directives.append(ZoneDirective(kind: kind, span: span, text: frame.text))
  }

  private func argument(
    of directive: String, _ wanted: String, _ encoder: inout RDataEncoder
  ) throws(SourceProblem) -> ZoneToken {
    guard let token = try encoder.scanner.next() else {
      throw ZoneMessage.missingArgument(directive, wanted, at: encoder.scanner.gap)
    }
    return token
  }

  private func end(
    of directive: String, _ wanted: String, _ encoder: inout RDataEncoder
  ) throws(SourceProblem) {
    if let extra = try encoder.scanner.next() {
      throw ZoneMessage.extraArgument(directive, wanted, at: extra.span)
    }
  }

  private func domainName(
    _ token: ZoneToken, _ scanner: ZoneScanner, origin: DomainName?
  ) throws(SourceProblem) -> DomainName {
    do throws(DomainNameError) {
      return try DomainName(utf8: scanner.text(token), origin: origin)
    } catch {
      throw SourceProblem(error.description, at: token.span)
    }
  }

  private var currentOrigin: DomainName? {
    state.originIndex < 0 ? nil : file.origins[Int(state.originIndex)]
  }

  /// `$ORIGIN name`; a relative one is below the origin before, as in BIND, and is reported.
  private mutating func readOrigin(
    _ token: ZoneToken, _ encoder: inout RDataEncoder, in frame: Frame
  ) throws(SourceProblem) {
    let argument = try argument(of: "$ORIGIN", "a domain name", &encoder)
    let text = encoder.scanner.text(argument)
    let written = try domainName(argument, encoder.scanner, origin: nil)
    let name = try domainName(argument, encoder.scanner, origin: currentOrigin).absolute
    try end(of: "$ORIGIN", "one domain name", &encoder)
    if !written.isAbsolute, !text.elementsEqual([UInt8(ascii: "@")]) {
      report(ZoneMessage.relativeOrigin(name.description, at: argument.span), in: frame)
    }
    setOrigin(name)
    encoder.origin = name.labels
    if firstOrigin == nil { firstOrigin = name }
    addDirective(.origin(name), token, encoder, in: frame)
  }

  /// `$TTL seconds` (RFC 2308 section 4).
  private mutating func readDefaultTTL(
    _ token: ZoneToken, _ encoder: inout RDataEncoder, in frame: Frame
  ) throws(SourceProblem) {
    let argument = try argument(of: "$TTL", "a TTL", &encoder)
    let ttl = try readTTL(argument, encoder.scanner, in: frame)
    try end(of: "$TTL", "one TTL", &encoder)
    defaultTTL = ttl
    addDirective(.ttl(ttl), token, encoder, in: frame)
  }

  /// `$INCLUDE file [origin]`.
  private mutating func readInclude(
    _ token: ZoneToken, _ encoder: inout RDataEncoder, in frame: Frame
  ) throws(SourceProblem) {
    let wanted = "a file and an origin or none"
    let argument = try argument(of: "$INCLUDE", wanted, &encoder)
    let name = String(decoding: encoder.scanner.text(argument), as: UTF8.self)
    var origin: DomainName?
    if let second = try encoder.scanner.next() {
      origin = try domainName(second, encoder.scanner, origin: currentOrigin).absolute
    }
    try end(of: "$INCLUDE", wanted, &encoder)
    guard let source = try included(name, token, encoder, in: frame) else {
      addDirective(.include(file: name, origin: origin, isRead: false), token, encoder, in: frame)
      return
    }
    addDirective(.include(file: name, origin: origin, isRead: true), token, encoder, in: frame)
    push(source, .include(directive: file.directives.count - 1), above: frame)
    if let origin { setOrigin(origin) }
  }

  /// The text of an included file; `nil`, and a problem, where there is none.
  private mutating func included(
    _ name: String, _ token: ZoneToken, _ encoder: RDataEncoder, in frame: Frame
  ) throws(SourceProblem) -> SourceFile? {
    let span = ByteSpan(token.start..<Int(encoder.scanner.gap.end))
    guard let includes else {
      report(ZoneMessage.unresolvedInclude(at: span), in: frame)
      return nil
    }
    if frame.depth >= file.limits.includeDepth {
      throw ZoneMessage.includeDepth(file.limits.includeDepth, at: span)
    }
    included += 1
    if included > file.limits.includes { throw ZoneMessage.tooManyIncludes(file.limits.includes, at: span) }
    do throws(SourceProblem) {
      let source = try includes(name, file.texts[frame.text].source)
      if frames.contains(where: { file.texts[$0.text].source.path == source.path }) {
        throw ZoneMessage.includesItself(at: span)
      }
      includedBytes += source.bytes.count
      if includedBytes > file.limits.includedBytes {
        throw ZoneMessage.tooMuchIncluded(file.limits.includedBytes, at: span)
      }
      return source
    } catch {
      report(SourceProblem(error.message, at: span, severity: error.severity), in: frame)
      return nil
    }
  }

  /// Puts a text on top of the one that is being read.
  mutating func push(_ source: SourceFile, _ origin: ZoneText.Origin, above frame: Frame) {
    var isGenerated = false
    if case .generated = origin { isGenerated = true }
    file.texts.append(ZoneText(origin: origin, source: source))
    frames.append(
      Frame(
        text: file.texts.count - 1, restored: state, isGenerated: isGenerated,
        depth: frame.depth + (isGenerated ? 0 : 1)))
  }
}

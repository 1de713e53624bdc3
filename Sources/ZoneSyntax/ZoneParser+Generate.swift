import Networking
import SourceText

extension ZoneParser {
  /// The arguments of a `$GENERATE`.
  private struct Generate {
    var first: UInt32
    var last: UInt32
    var step: UInt32
    /// The owner and the data, in which the counter stands.
    let owner: GenerateTemplate
    let data: GenerateTemplate
    /// TTL, class and type with blanks around them.
    let middle: [UInt8]
    let span: ByteSpan

    var count: Int { (Int(last) - Int(first)) / Int(step) + 1 }
  }

  /// `$GENERATE start-stop[/step] owner [TTL] [class] type data`, as in BIND.
  ///
  /// The records are written out as master file text, which is then read like any other.
  mutating func readGenerate(
    _ token: ZoneToken, _ encoder: inout RDataEncoder, in frame: Frame
  ) throws(SourceProblem) {
    if frame.isGenerated { throw ZoneMessage.unknownDirective("$GENERATE", at: token.span) }
    let generate = try generateArguments(token, &encoder)
    if generated + generate.count > file.limits.generated {
      throw ZoneMessage.tooManyGenerated(file.limits.generated, at: generate.span)
    }
    generated += generate.count
    let text = try text(of: generate)
    generatedBytes += text.count
    let source = try SourceFile(path: file.texts[frame.text].source.path, raw: text)
    let kind = ZoneDirective.Kind.generate(
      first: generate.first, last: generate.last, step: generate.step, records: generate.count)
    addDirective(kind, token, encoder, in: frame)
    push(source, .generated(directive: file.directives.count - 1), above: frame)
  }

  /// The records as master file text. It begins with a line break, so that no octets look like a byte-order mark.
  private func text(of generate: Generate) throws(SourceProblem) -> [UInt8] {
    var text: [UInt8] = [0x0A]
    for counter in stride(from: Int(generate.first), through: Int(generate.last), by: Int(generate.step)) {
      do throws(GenerateTemplate.Failure) {
        try generate.owner.append(UInt32(counter), to: &text)
        text += generate.middle
        try generate.data.append(UInt32(counter), to: &text)
        text.append(0x0A)
      } catch {
        throw ZoneMessage.generatedOverflow(at: generate.span)
      }
      if generatedBytes + text.count > file.limits.generatedBytes {
        throw ZoneMessage.tooMuchGenerated(file.limits.generatedBytes, at: generate.span)
      }
    }
    return text
  }

  private func generateArguments(
    _ token: ZoneToken, _ encoder: inout RDataEncoder
  ) throws(SourceProblem) -> Generate {
    var arguments: [ZoneToken] = []
    while let next = try encoder.scanner.next() { arguments.append(next) }
    let scanner = encoder.scanner
    var type = 2
    while type < arguments.count, typeNames.value(of: scanner.text(arguments[type])) == nil { type += 1 }
    guard arguments.count > 3, type < arguments.count - 1 else {
      throw ZoneMessage.missingArgument("$GENERATE", "a range, an owner, a type and data", at: scanner.gap)
    }
    let (first, last, step) = try generateRange(arguments[0], scanner)
    var middle: [UInt8] = []
    for argument in arguments[2...type] { middle += [0x20] + Array(scanner.text(argument)) }
    middle.append(0x20)
    return Generate(
      first: first, last: last, step: step,
      owner: try generateTemplate(arguments[1...1], scanner),
      data: try generateTemplate(arguments[(type + 1)...], scanner),
      middle: middle, span: ByteSpan(token.start..<Int(scanner.gap.end)))
  }

  /// `start-stop` or `start-stop/step`, numbers of 31 bits; the step is not 0 and the range not empty.
  private func generateRange(
    _ token: ZoneToken, _ scanner: ZoneScanner
  ) throws(SourceProblem) -> (first: UInt32, last: UInt32, step: UInt32) {
    let text = scanner.text(token)
    func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt32? {
      ZoneNumber.decimal(UnsafeBufferPointer(rebasing: digits)).flatMap { $0 <= UInt32(Int32.max) ? $0 : nil }
    }
    let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let ends = parts[0].split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count <= 2, ends.count == 2, let first = number(ends[0]), let last = number(ends[1]),
      first <= last,
      let step = parts.count == 2 ? number(parts[1]) : 1, step > 0
    else { throw ZoneMessage.badRange(scanner.quote(token), at: token.span) }
    return (first, last, step)
  }

  /// Tokens as a template: one alone without its quotes, as BIND reads it; several with blanks between them.
  private func generateTemplate(
    _ tokens: ArraySlice<ZoneToken>, _ scanner: ZoneScanner
  ) throws(SourceProblem) -> GenerateTemplate {
    var text: [UInt8] = []
    for token in tokens {
      if !text.isEmpty { text.append(0x20) }
      text += tokens.count == 1 ? Array(scanner.text(token)) : Array(scanner.bytes[token.span.range])
    }
    let span = ByteSpan(start: tokens.first?.span.start ?? 0, end: tokens.last?.span.end ?? 0)
    var failure: GenerateTemplate.Failure?
    let template = text.withUnsafeBufferPointer { bytes -> GenerateTemplate? in
      do throws(GenerateTemplate.Failure) {
        return try GenerateTemplate(bytes)
      } catch {
        failure = error
        return nil
      }
    }
    guard let template, failure == nil else { throw ZoneMessage.badModifier(at: span) }
    return template
  }
}

package import Networking
package import SourceText

/// A text that a zone was read from.
package struct ZoneText: Sendable {
  package enum Origin: Sendable {
    /// The file that was asked for.
    case file
    /// Another file, from an `$INCLUDE` that is the given one of the directives.
    case include(directive: Int)
    /// What a `$GENERATE` makes; its records and their places are in text that stands nowhere.
    case generated(directive: Int)
  }

  package let origin: Origin
  /// The file; for generated text a made-up one with the path of the file that the directive is in.
  package let source: SourceFile
  /// What is wrong in this text, by place.
  package internal(set) var problems: [SourceProblem] = []
}

/// A zone as a master file has it.
package struct ZoneFile: Sendable {
  /// The file itself first, then what its directives brought in, in their order.
  package internal(set) var texts: [ZoneText]
  /// All records in the order of the file, those of `$GENERATE` and `$INCLUDE` at their directive.
  package internal(set) var records: [ZoneRecord] = []
  package internal(set) var directives: [ZoneDirective] = []
  /// The zone's name and how it was found; `nil` if nothing tells it.
  package internal(set) var zone: ZoneName?
  /// Each name once, in the order in which they are first stated.
  var owners: [ZoneOwner] = []
  /// By owner: what its letters tell.
  var traits: [ZoneOwner.Traits] = []
  var index: OwnerIndex
  /// By record: the next one of the same owner; `UInt32.max` for the last.
  var following: [UInt32] = []
  /// Owners with an underscore or an asterisk in their names.
  var unusualOwners: [UInt32] = []
  /// The names that NS, MX and SRV records point to, by record, as hashes.
  var targets: [(record: UInt32, hash: UInt32)] = []
  var origins: [DomainName] = []
  let limits: ZoneLimits

  /// Everything wrong in the file itself, by place; that of included files is in their texts.
  package var problems: [SourceProblem] { texts.first?.problems ?? [] }

  /// The same with the problems of included files, each at the directive in this file that brought it in.
  package var allProblems: [SourceProblem] {
    var all = problems
    for text in texts.indices.dropFirst() {
      let source = texts[text].source
      guard case .include = texts[text].origin, !texts[text].problems.isEmpty else { continue }
      let lines = LineIndex(source.bytes)
      for problem in texts[text].problems {
        let start = problem.span.map { lines.position(of: Int($0.start), in: source.bytes) }
        let place = start.map { ":\($0.line):\($0.column)" } ?? ""
        all.append(
          SourceProblem(
            "in \(source.path)\(place): \(problem.message)", at: rootSpan(of: problem.span, inText: text),
            severity: problem.severity))
      }
    }
    return all
  }

  /// The owner of a record; always absolute.
  package func owner(of record: ZoneRecord) -> DomainName {
    name(ofOwner: Int(record.owner))
  }

  func name(ofOwner number: Int) -> DomainName {
    let owner = owners[number]
    return texts[Int(owner.text)].source.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[Int(owner.start)..<Int(owner.end)])
      let origin = owner.origin < 0 ? nil : origins[Int(owner.origin)]
      return (try? DomainName(utf8: text, origin: origin)) ?? .root
    }
  }

  /// Where a record's owner is written, in the record's text; for a record that inherits its owner an empty place
  /// at the record's start.
  package func ownerSpan(of record: ZoneRecord) -> ByteSpan {
    if record.inheritsOwner { return ByteSpan(start: record.start, end: record.start) }
    return texts[Int(record.text)].source.bytes.withUnsafeBufferPointer { bytes in
      var scanner = ZoneScanner(bytes, at: Int(record.start), tokenLimit: limits.tokenLength)
      scanner.begin()
      return (try? scanner.next())?.span ?? record.span
    }
  }

  /// Where a record's type is written.
  package func typeSpan(of record: ZoneRecord) -> ByteSpan {
    texts[Int(record.text)].source.bytes.withUnsafeBufferPointer { bytes in
      var scanner = self.scanner(bytes, of: record)
      let token = try? scanner.next()
      return token?.span ?? ByteSpan(start: record.typeStart, end: record.typeStart)
    }
  }

  /// The place of a record in the file itself: its own, or that of the directive that made it or brought it in.
  package func rootSpan(of record: ZoneRecord) -> ByteSpan {
    rootSpan(of: record.span, inText: Int(record.text)) ?? record.span
  }

  private func rootSpan(of inner: ByteSpan?, inText number: Int) -> ByteSpan? {
    var text = number
    var span = inner
    while text > 0 {
      switch texts[text].origin {
      case .file: return span
      case .include(let directive), .generated(let directive):
        span = directives[directive].span
        text = directives[directive].text
      }
    }
    return span
  }

  /// A scanner that stands before a record's type.
  func scanner(_ bytes: UnsafeBufferPointer<UInt8>, of record: ZoneRecord) -> ZoneScanner {
    var scanner = ZoneScanner(bytes, at: Int(record.typeStart), tokenLimit: limits.tokenLength)
    scanner.begin(inParentheses: record.flags.contains(.isInParentheses))
    return scanner
  }
}

/// What `az network dns zone export` and `az network private-dns zone export` write.
enum AzureExport {
  /// Whether a text begins with the comment that both write above a zone.
  static func isOne(_ source: SourceFile) -> Bool {
    let mark = "; Exported zone file from Azure DNS"
    guard let start = source.bytes.firstIndex(where: { $0 > 0x20 }), start < 16 else { return false }
    return source.bytes[start...].starts(with: mark.utf8)
  }
}

import Findings
import Networking
import SourceText
import ZoneSyntax

/// Edits of master files: the final dot of a name, and a record's TTL.
struct ZoneEditor {
  let zone: ZoneFile
  private let layout: TextLayout
  /// The records of the file itself, in its order; those of `$INCLUDE` and `$GENERATE` are in none of its lines.
  private let own: [Int]

  init(_ source: SourceFile) {
    zone = ZoneReader.read(source)
    layout = TextLayout(bytes: source.bytes)
    own = zone.records.indices.filter { [records = zone.records] in records[$0].text == 0 }
  }

  func edits(for change: Change) throws(FixRefusal) -> [TextEdit] {
    switch change {
    case .append(let target, "."):
      let (_, span) = try name(of: target)
      return [TextEdit(Int(span.end)..<Int(span.end), ".")]
    case .set(let target, let value) where target.name == "ttl":
      return [try setTTL(of: zone.records[try record(at: target)], to: try Self.seconds(value))]
    default:
      throw FixRefusal("in a zone file only a final dot is added, or a TTL set; change it by hand")
    }
  }

  /// The record that a target stands in.
  func record(at target: ChangeTarget) throws(FixRefusal) -> Int {
    var low = 0
    var high = own.count
    while low < high {
      let middle = (low + high) / 2
      if zone.records[own[middle]].span.start <= target.value.start {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0, zone.records[own[low - 1]].span.end >= target.value.end else {
      throw FixRefusal("a directive made the record; change it where it is written")
    }
    return own[low - 1]
  }

  /// The record of a target and the name in it that a final dot is added to: its owner, or the last name of its data.
  func name(of target: ChangeTarget) throws(FixRefusal) -> (record: Int, span: ByteSpan) {
    let index = try record(at: target)
    let record = zone.records[index]
    let span: ByteSpan?
    if target.name == "fqdn" {
      span = record.inheritsOwner ? nil : zone.ownerSpan(of: record)
    } else {
      span = zone.fields(of: record).last?.span
    }
    guard let span, span.start < span.end, span.end == target.value.end else {
      throw FixRefusal("the name does not stand in the record as such")
    }
    return (index, span)
  }

  static func seconds(_ value: ChangedValue) throws(FixRefusal) -> UInt32 {
    let seconds: UInt32? =
      switch value {
      case .int(let number): UInt32(exactly: number)
      case .string(let text): UInt32(text)
      default: nil
      }
    guard let seconds else { throw FixRefusal("a TTL is a number of seconds") }
    return seconds
  }

  /// Replaces the TTL before the type, or adds one there.
  private func setTTL(of record: ZoneRecord, to seconds: UInt32) throws(FixRefusal) -> TextEdit {
    let start = record.inheritsOwner ? Int(record.span.start) : Int(zone.ownerSpan(of: record).end)
    let type = Int(zone.typeSpan(of: record).start)
    var index = start
    var target = type
    while index < type, let byte = layout.byte(at: index) {
      if byte == UInt8(ascii: ";") {
        index = layout.lineEnd(of: index)
      } else if layout.isSpace(index) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") {
        index += 1
      } else {
        let end = tokenEnd(index)
        if (0x30...0x39).contains(byte) { return TextEdit(index..<end, String(seconds)) }
        target = Swift.min(target, index)
        index = end
      }
    }
    return TextEdit(target..<target, "\(seconds) ")
  }

  private func tokenEnd(_ start: Int) -> Int {
    var end = start
    while let byte = layout.byte(at: end), !layout.isSpace(end), !"();".utf8.contains(byte) { end += 1 }
    return end
  }
}

// Whether a zone reads as was meant.
extension ZoneEditor {
  /// What reads differently than the changes meant, in a later text of the zone; `nil` where nothing does.
  func difference(from after: ZoneEditor, _ changes: [Change]) -> String? {
    guard after.zone.problems.count <= zone.problems.count else { return "new problems" }
    guard after.zone.records.count == zone.records.count else { return "another number of records" }
    var owners: [Int: String] = [:]
    var data: [Int: String] = [:]
    var ttls: [Int: UInt32] = [:]
    do throws(FixRefusal) {
      for change in changes {
        switch change {
        case .set(let target, let value): ttls[try record(at: target)] = try Self.seconds(value)
        default:
          let (index, span) = try name(of: change.target)
          let name = layout.text(span.range).lowercased()
          if change.target.name == "fqdn" { owners[index] = name } else { data[index] = name }
        }
      }
    } catch {
      return error.reason
    }
    var owner: String?
    for index in zone.records.indices {
      let (old, new) = (zone.records[index], after.zone.records[index])
      // A record without an owner of its own has that of the one before.
      owner = old.inheritsOwner ? owner : owners[index]
      let expected = owner.map(DomainText.normal) ?? DomainText.normal(zone.owner(of: old).key)
      guard DomainText.normal(after.zone.owner(of: new).key) == expected, old.type == new.type,
        old.class == new.class,
        new.ttl == ttls[index] ?? old.ttl
      else { return "another record than was meant" }
      let (was, now) = (zone.data(of: old), after.zone.data(of: new))
      if let name = data[index] {
        guard now.lowercased().hasSuffix(name + ".") else { return "another name than was meant" }
      } else if was != now {
        return "another record than was meant"
      }
    }
    return nil
  }
}

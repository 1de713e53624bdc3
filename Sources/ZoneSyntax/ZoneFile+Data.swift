import Networking
import SourceText

/// The data of records, which is not kept but read anew from the text.
extension ZoneFile {
  /// The fields of a record's data; a type without a known format has one, `data`.
  package func fields(of record: ZoneRecord) -> [ZoneField] {
    let wire = WireBuffer(limit: limits.dataLength)
    defer { wire.free() }
    return withEncoder(of: record, in: wire) { encoder, bytes in
      encoder.spans = []
      guard (try? encoder.encode(record.type)) != nil else { return [] }
      return fields(encoder, of: record, in: bytes)
    }
  }

  /// A record's data in canonical text.
  package func data(of record: ZoneRecord) -> String {
    fields(of: record).map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The octets by which a record's data is compared with that of others of its type (RFC 4034 section 6.2): as on the wire, with its
  /// names in lower case. Where only the generic form of a type is known, they are type and data as written.
  ///
  /// - Parameter wire: where they are put; they are valid until it is used again.
  func canonicalData(of record: ZoneRecord, in wire: inout WireBuffer) -> UnsafeBufferPointer<UInt8> {
    wire = withEncoder(of: record, in: wire) { encoder, bytes in
      encoder.lowersNames = true
      let isRead = (try? encoder.encode(record.type)) != nil
      if !isRead || encoder.isUnchecked {
        encoder.wire.clear()
        encoder.wire.append(bytes[Int(record.typeStart)..<Int(record.end)])
      }
      return encoder.wire
    }
    return wire.octets
  }

  /// The name that a record's data points to; `nil` for other types than NS, CNAME, DNAME, PTR, MX and SRV.
  ///
  /// - Parameters:
  ///   - wire: where it is put; it is valid until that is used again.
  ///   - isWritten: whether it is the name as written, as if the origin were the root.
  func wireTarget(of record: ZoneRecord, in wire: inout WireBuffer, isWritten: Bool = false) -> WireLabels? {
    guard let offset = record.type.offsetOfTarget else { return nil }
    wire = withEncoder(of: record, in: wire) { encoder, _ in
      if isWritten { encoder.origin = [] }
      if (try? encoder.encode(record.type)) == nil { encoder.wire.clear() }
      return encoder.wire
    }
    return wire.count > offset ? WireLabels(UnsafeBufferPointer(rebasing: wire.octets[offset...])) : nil
  }

  /// Lends an encoder that stands before a record's data, and the bytes of the record's text.
  @inline(__always)
  private func withEncoder<Result>(
    of record: ZoneRecord, in wire: WireBuffer,
    _ body: (inout RDataEncoder, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let source = texts[Int(record.text)].source
    return source.bytes.withUnsafeBufferPointer { bytes in
      var scanner = self.scanner(bytes, of: record)
      _ = try? scanner.next()
      var encoder = RDataEncoder(scanner: scanner, wire: wire, origin: origin(of: record))
      encoder.joinsStrings = AzureExport.isOne(source)
      return body(&encoder, bytes)
    }
  }

  private func fields(
    _ encoder: RDataEncoder, of record: ZoneRecord, in bytes: UnsafeBufferPointer<UInt8>
  ) -> [ZoneField] {
    let spans = encoder.spans ?? []
    let decoder = RDataDecoder(encoder.wire.octets)
    guard let format = RecordFormat.of(record.type) else {
      let span = spans.first ?? record.span
      if encoder.isUnchecked {
        let text = String(decoding: bytes[span.range], as: UTF8.self)
        return [ZoneField(name: "data", value: .text(text), text: text, span: span)]
      }
      let octets = Array(encoder.wire.octets)
      return [ZoneField(name: "data", value: .data(octets), text: decoder.generic, span: span)]
    }
    return zip(decoder.fields(format) ?? [], spans).map { field, span in
      ZoneField(name: field.name, value: field.value, text: field.text, span: span)
    }
  }

  /// The labels that complete names in a record's data.
  private func origin(of record: ZoneRecord) -> [UInt8]? {
    record.origin < 0 ? nil : origins[Int(record.origin)].labels
  }
}

extension RecordType {
  /// Where the name begins that the data points to, which is the last of its fields (RFC 1035 section 3.3, RFC 2782, RFC 6672).
  var offsetOfTarget: Int? {
    switch self {
    case .ns, .cname, .dname, .ptr: 0
    case .mx: 2
    case .srv: 6
    default: nil
    }
  }
}

import Documents
import Networking
import SourceText

/// The one shape of a `dns.Record`, whichever artefact it comes from.
struct RecordShape {
  /// Where its parts stand.
  struct Places {
    var record: ByteSpan
    var name: ByteSpan
    var type: ByteSpan
    var ttl: ByteSpan
    var rdata: ByteSpan
  }

  var fqdn: String
  var zone: String
  var type: String
  var ttl: String
  var rdata: String
  /// What stands between the record and the one whose owner it inherits: `a blank line` or `a directive`; empty where nothing
  /// does, and where the record has an owner of its own.
  var inheritsAcross = ""
  var places: Places

  /// Adds the record as a document of its own.
  func add(to copier: inout TreeCopier) {
    copier.openMapping(span: places.record)
    copier.member(named: "fqdn", string: fqdn, at: places.name)
    copier.member(named: "zone", string: zone, at: places.name)
    copier.member(named: "type", string: type, at: places.type)
    copier.member(named: "ttl", string: ttl, at: places.ttl)
    copier.member(named: "rdata", string: rdata, at: places.rdata)
    if !inheritsAcross.isEmpty {
      copier.member(named: "inheritsAcross", string: inheritsAcross, at: places.record)
    }
    if ["CNAME", "DNAME", "NS", "PTR"].contains(type) {
      copier.member(named: "target", string: DomainText.normal(rdata), at: places.rdata)
    }
    copier.close()
  }
}

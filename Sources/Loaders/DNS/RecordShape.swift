import Documents
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
  var places: Places

  /// A name in lower case without its final dot.
  static func normal(_ name: String) -> String {
    let lower = name.lowercased()
    return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }

  /// The record as a mapping over the tree's file.
  func node(in tree: DocumentTree) -> DocumentNode {
    var copier = TreeCopier(tree, keepsSource: false)
    add(to: &copier)
    let made = copier.finish()
    return made.documents.first ?? DocumentNode(tree: tree, id: tree.roots[0])
  }

  /// Adds the record as a document of its own.
  func add(to copier: inout TreeCopier) {
    copier.openMapping(span: places.record)
    copier.member(named: "fqdn", string: fqdn, at: places.name)
    copier.member(named: "zone", string: zone, at: places.name)
    copier.member(named: "type", string: type, at: places.type)
    copier.member(named: "ttl", string: ttl, at: places.ttl)
    copier.member(named: "rdata", string: rdata, at: places.rdata)
    if ["CNAME", "DNAME", "NS", "PTR"].contains(type) {
      copier.member(named: "target", string: Self.normal(rdata), at: places.rdata)
    }
    copier.close()
  }
}

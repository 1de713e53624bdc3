import Networking
import SourceText
import Testing
import ZoneSyntax

/// Reads a text as a zone file, below `example.com.` unless told otherwise.
func readZone(
  _ text: String, origin: String? = "example.com.", path: String = "zone.txt",
  limits: ZoneLimits = ZoneLimits(),
  includes: ZoneReader.Includes? = nil
) throws -> ZoneFile {
  let origin = try origin.map { try DomainName($0) }
  return ZoneReader.read(
    SourceFile(path: path, text: text), origin: origin, limits: limits, includes: includes)
}

/// The records as `owner TTL class type data`.
func lines(_ zone: ZoneFile) -> [String] {
  zone.records.map {
    "\(zone.owner(of: $0)) \($0.ttl) \($0.class) \($0.type) \(zone.data(of: $0))"
  }
}

/// The problems as `line:column-line:column severity: message`.
func problems(_ zone: ZoneFile, text: Int = 0) -> [String] {
  let bytes = zone.texts[text].source.bytes
  let index = LineIndex(bytes)
  return zone.texts[text].problems.map { problem in
    guard let span = problem.span else { return "\(problem.severity): \(problem.message)" }
    let range = index.range(of: span, in: bytes)
    return
      "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column) \(problem.severity): \(problem.message)"
  }
}

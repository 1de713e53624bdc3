import Engine
import Networking
import Reports
import SourceText
import ZoneSyntax

/// A zone file's records and problems as JSON.
enum ZoneJSON {
  /// Prints `records` as `[owner, ttl, class, type, rdata]` and `problems` with their places; the problems come back.
  static func print(_ source: SourceFile, origin: DomainName?, _ roots: IncludeRoots) -> [SourceProblem] {
    let zone = ZoneReader.read(source, origin: origin, includes: roots.read)
    let problems = zone.allProblems + ZoneIntegrity.defects(of: zone).map { $0.problem(in: zone) }
    let lines = LineIndex(source.bytes)
    var output = OutputBuffer()
    JSONWriter.write(into: &output) { json in
      json.object { json in
        json.member("zone", orNull: zone.zone?.name.description)
        json.member("records", each: zone.records) { json, record in
          json.beginArray()
          json.string(zone.owner(of: record).description)
          json.number(record.ttl)
          json.string(record.class.description)
          json.string(record.type.description)
          json.string(zone.data(of: record))
          json.endArray()
        }
        json.member("problems", each: problems) { json, problem in
          json.object { json in
            json.member("severity", problem.severity.rawValue)
            json.member("message", problem.message)
            if let span = problem.span {
              let start = lines.position(of: Int(span.start), in: source.bytes)
              json.member("line", start.line)
              json.member("column", start.column)
            }
          }
        }
      }
    }
    StandardOutput.write(output.bytes)
    return problems
  }
}

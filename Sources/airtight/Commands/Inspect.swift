import Analysis
import ArgumentParser
import Documents
import Engine
import Inventory
import Loaders
import Networking
import Rendering
import Reports
import SourceText

/// `airtight inspect [PATH…]`: what was recognised, what was not, and how it hangs together.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the inventory as JSON: resources, relations, what was recognised and what was not.")

  @Argument(help: "Files and folders; the working folder where none is given.") var paths: [String] = ["."]
  @Option(help: "Print instead what a resolver answers for this name from the zones of the inputs.")
  var resolve: String?
  @OptionGroup var file: ConfigurationOptions
  @OptionGroup var render: RenderOptions

  func validate() throws {
    if let resolve, (try? DomainName(resolve)) == nil {
      throw ValidationError("'\(resolve)' is no domain name")
    }
  }

  func run() throws {
    let configuration: Configuration
    do throws(CheckFailure) { configuration = try file.configuration() } catch { throw Failure.report(error) }
    let files = try render.files(below: paths, configuration)
    let inspection = Inspection(files, IncludeRoots(paths: paths, limit: CheckOptions.defaultFileSize))
    var output = OutputBuffer()
    if let name = try resolve.map({ try DomainName(InternationalName.ascii($0) ?? $0).absolute }) {
      JSONWriter.write(into: &output) {
        AnswerJSON(inspection.inventory, inspection.sources).write(name, &$0)
      }
    } else {
      JSONWriter.write(into: &output) { inspection.write(&$0) }
    }
    StandardOutput.write(output.bytes)
    if inspection.isRefused { throw Status.unreadable }
  }
}

/// The inventory of some files.
private struct Inspection {
  private struct Input {
    var path: String
    var format: String
    var resources: Int
    var unrecognised: [(description: String, place: SourcePosition)]
    var problems: [String]
  }

  private var inputs: [Input] = []
  /// Where each resource stands.
  private var places: [(path: String, start: SourcePosition)] = []
  let inventory: Inventory
  /// The sources of files with zones, by the file's index.
  let sources: [Int: SourceFile]
  private let analysis: EstateAnalysis
  private(set) var isRefused = false

  init(_ files: [InputFile], _ roots: IncludeRoots) {
    var resources: [Resource] = []
    var zones: [InventoryZone] = []
    var sources: [Int: SourceFile] = [:]
    let readings = files.map { Self.read($0, roots) }
    let included = Set(readings.flatMap { $0.loaded?.zones.flatMap(\.includedPaths) ?? [] })
    for (index, reading) in readings.enumerated() {
      let path = files[index].path
      guard let source = reading.source, let loaded = reading.loaded else {
        inputs.append(
          Input(path: path, format: "unknown", resources: 0, unrecognised: [], problems: [reading.failure]))
        isRefused = true
        continue
      }
      // A part of another zone is told there.
      if loaded.format == .zone, included.contains(path), !loaded.zones.contains(where: \.isComplete) {
        inputs.append(Input(path: path, format: "zone", resources: 0, unrecognised: [], problems: []))
        continue
      }
      let lines = LineIndex(source.bytes)
      func place(_ span: ByteSpan) -> SourcePosition {
        lines.position(of: Int(span.start), in: source.bytes)
      }
      inputs.append(
        Input(
          path: path, format: loaded.format.rawValue,
          resources: loaded.resources.count + loaded.recordCount,
          unrecognised: loaded.unrecognised.map { ($0.description, place($0.span)) },
          problems: (files[index].note.map { [$0.message] } ?? []) + loaded.problems.map(\.message)))
      if loaded.problems.contains(where: { $0.severity == .error }) { isRefused = true }
      for zone in loaded.zones {
        var zone = zone
        zone.file = index
        zones.append(zone)
        sources[index] = source
      }
      for resource in loaded.resources {
        var resource = resource
        resource.file = index
        resources.append(resource)
        places.append(Self.written(place(resource.node.span), in: files[index]))
      }
    }
    analysis = EstateAnalysis(Inventory(resources, zones: zones))
    inventory = analysis.inventory
    if let excess = analysis.excess {
      inputs[inventory[excess.resource].file].problems.append(excess.message)
      isRefused = true
    }
    self.sources = sources
    // What the analysis added are records, whose files have their sources kept.
    for resource in inventory.resources.dropFirst(places.count) {
      let position = sources[resource.file].map { source in
        LineIndex(source.bytes).position(of: Int(resource.node.span.start), in: source.bytes)
      }
      places.append((inputs[resource.file].path, position ?? SourcePosition(line: 1, column: 1)))
    }
  }

  /// Where what stands at a place of a file was written: the line's beginning, where the file is rendered.
  private static func written(
    _ position: SourcePosition, in file: InputFile
  ) -> (path: String, start: SourcePosition) {
    guard let origin = file.rendered?.origin(ofLine: position.line) else { return (file.path, position) }
    return (origin.path, SourcePosition(line: origin.line ?? 1, column: 1))
  }

  /// A file as read; without a source the failure says why.
  private struct Reading {
    var source: SourceFile?
    var loaded: LoadedFile?
    var failure = ""
  }

  private static func read(_ file: InputFile, _ roots: IncludeRoots) -> Reading {
    do throws(SourceProblem) {
      let source = try file.source(limit: CheckOptions.defaultFileSize)
      return Reading(source: source, loaded: file.load(source, includes: roots.read))
    } catch {
      return Reading(failure: error.message)
    }
  }

  func write(_ json: inout JSONWriter) {
    json.object { json in
      json.member("resources", each: inventory.resources.indices) { json, index in resource(index, &json) }
      json.member("inputs", each: inputs) { json, input in
        json.object { json in
          json.member("path", input.path)
          json.member("format", input.format)
          json.member("resources", input.resources)
          json.member("unrecognised", each: input.unrecognised) { json, entry in
            json.object { json in
              json.member("what", entry.description)
              json.member("line", entry.place.line)
              json.member("column", entry.place.column)
            }
          }
          json.member("problems", strings: input.problems)
        }
      }
    }
  }

  private func resource(_ index: Int, _ json: inout JSONWriter) {
    let resource = inventory.resources[index]
    let id = ResourceID(index)
    json.object { json in
      json.member("kind", resource.kind.name)
      json.member("name", resource.identity)
      json.member("path", places[index].path)
      json.member("line", places[index].start.line)
      json.member("column", places[index].start.column)
      json.member("relations") { json in
        for name in analysis.relations.names(of: id) {
          json.key(named: name)
          json.array(analysis.relations.related(id, name)) { json, id in json.string(inventory[id].identity) }
        }
      }
      json.member("facts") { json in
        for (name, fact) in analysis.facts[id].sorted(by: { $0.key < $1.key }) {
          json.key(named: name)
          switch fact {
          case .bool(let flag): json.bool(flag)
          case .int(let number): json.number(number)
          case .string(let text): json.string(text)
          case .strings(let texts): json.array(texts) { json, text in json.string(text) }
          case .unknown(let cause): json.object { json in json.member("unknown", cause) }
          }
        }
      }
    }
  }
}

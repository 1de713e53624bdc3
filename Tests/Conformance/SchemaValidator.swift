import Foundation

/// Reports against the schemas of `conformance/schemas`: Python's `jsonschema` for JSON, `xmllint` for XML, each where
/// it is on this machine.
package enum SchemaValidator {
  /// A schema, and how a document is checked against it.
  package enum Schema: String, Sendable, CaseIterable, CustomStringConvertible {
    case sarif = "sarif-2.1.0.json"
    /// Describes one entry of the list that a report is.
    case gitlab = "gitlab-codequality.json"
    case junit = "junit-10.xsd"
    /// airtight's own report; this schema is published in the tree.
    case json = "report.schema.json"

    package var description: String { rawValue }

    /// The arguments of `--format` have these names.
    package var format: String {
      switch self {
      case .sarif: "sarif"
      case .gitlab: "gitlab"
      case .junit: "junit"
      case .json: "json"
      }
    }

    /// Where the schema is; `nil` where it is not on this machine.
    var path: String? {
      guard self == .json else { return ConformanceSuite.path("schemas/\(rawValue)") }
      return URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/schema/\(rawValue)").path
    }
  }

  /// Whether the schemas and both programs are here.
  package static var isAvailable: Bool {
    Schema.allCases.allSatisfy { $0.path != nil }
      && (try? run("python3", ["-c", "import jsonschema"]))?.status == 0
      && (try? run("xmllint", ["--version"]))?.status == 0
  }

  /// What is missing where `isAvailable` is false.
  package static let needs = "needs AIRTIGHT_SHARED, python3 with jsonschema, and xmllint"

  /// What is wrong with a document, a line each; empty where it is valid.
  package static func problems(in bytes: [UInt8], _ kind: Schema) throws -> String {
    try problems(in: [bytes], kind)
  }

  /// What is wrong with documents, a line each with the document's 0-based number.
  package static func problems(in documents: [[UInt8]], _ kind: Schema) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [String] = []
    for (number, bytes) in documents.enumerated() {
      let file = folder.appending(path: "\(number)")
      try Data(bytes).write(to: file)
      files.append(file.path)
    }
    return try problems(inFiles: files, kind)
  }

  /// What is wrong with documents, a line each with the file's path; empty where all are valid.
  package static func problems(inFiles files: [String], _ kind: Schema) throws -> String {
    guard let schema = kind.path else { return "no schema" }
    let result =
      kind == .junit
      ? try run("xmllint", ["--noout", "--nonet", "--schema", schema] + files)
      : try run("python3", ["-c", program, schema] + files)
    return result.status == 0 ? result.output : "invalid: \(result.output)"
  }

  /// Prints what is wrong, file by file; a list is judged entry by entry.
  private static let program = """
    import json, jsonschema, sys
    schema = json.load(open(sys.argv[1], encoding="utf-8"))
    checker = jsonschema.validators.validator_for(schema)
    validator = checker(schema, format_checker=checker.FORMAT_CHECKER)
    for path in sys.argv[2:]:
        document = json.load(open(path, encoding="utf-8"))
        for entry in document if isinstance(document, list) else [document]:
            for error in validator.iter_errors(entry):
                print(path, error.json_path, error.message[:200])
    """

  private static func run(_ program: String, _ arguments: [String]) throws -> (
    status: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = program == "xmllint" ? pipe : FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self)
    let isSaid = program == "xmllint" && process.terminationStatus == 0
    return (process.terminationStatus, isSaid ? "" : text)
  }
}

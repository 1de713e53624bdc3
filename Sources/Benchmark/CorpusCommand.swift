import ArgumentParser

/// `benchmark corpora`: makes what airtight is measured on.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpora", abstract: "Write the corpora that airtight is measured on, about 300 MB.")

  @Argument(help: "The folder that gets one folder for each corpus.")
  var folder: String

  @Option(help: "The corpora, with commas between them.")
  var only = CorpusWriter.names.joined(separator: ",")

  func run() throws {
    let wanted = only.split(separator: ",").map(String.init)
    if let unknown = wanted.first(where: { !CorpusWriter.names.contains($0) }) {
      throw ValidationError(
        "there is no corpus \(unknown); they are \(CorpusWriter.names.joined(separator: ", "))")
    }
    var writer = CorpusWriter(folder)
    try writer.write(wanted)
  }
}

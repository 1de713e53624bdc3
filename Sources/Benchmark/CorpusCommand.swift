import ArgumentParser

/// `benchmark corpora`: makes what airtight is measured on.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpora", abstract: "Write the corpora that airtight is measured on, about 300 MB.")

  @Argument(help: "The folder that gets one folder for each corpus.")
  var folder: String

  func run() throws {
    var writer = CorpusWriter(folder)
    try writer.write()
  }
}

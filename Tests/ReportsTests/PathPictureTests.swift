import Findings
import Foundation
import FoundationXML
import Reports
import Testing

/// Pictures of private paths.
struct PathPictureTests {
  @Test func picturesAreAsTheyShouldBe() throws {
    var output = OutputBuffer()
    PathSVG.write(CheckResult.estate.paths, into: &output)
    try Golden.expect(output.bytes, is: "paths.svg")
    output.removeAll()
    PathMermaid.write(CheckResult.estate.paths, into: &output)
    try Golden.expect(output.bytes, is: "paths.mmd")
  }

  @Test(arguments: HostileText.all) func aPictureIsWellFormedWhateverItShows(_ text: String) throws {
    var output = OutputBuffer()
    PathSVG.write(CheckResult.hostile(text).paths, into: &output)
    let parser = XMLParser(data: Data(output.bytes))
    let names = ElementNames()
    parser.delegate = names
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(names.found == ["svg", "title", "style", "rect", "text", "path", "g"])
  }
}

private final class ElementNames: NSObject, XMLParserDelegate {
  var found: Set<String> = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    found.insert(name)
  }
}

import Foundation
import Testing

/// Chromium without a window, where it is on this machine.
enum Browser {
  static let program: String? = ["chromium", "chromium-browser", "google-chrome"].lazy.compactMap {
    name -> String? in
    let found = try? CommandTests.run("/usr/bin/env", ["sh", "-c", "command -v \(name)"])
    guard let path = found?.output.trimmingCharacters(in: .whitespacesAndNewlines), !path.isEmpty else {
      return nil
    }
    return path
  }.first

  /// Opens a page in a frame of a width, and gives what the frame needs, what is drawn, and the console's lines.
  static func open(_ page: URL, width: Int, isDark: Bool) throws -> (
    needed: Int, ground: String, console: [String]
  ) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let frame = folder.appending(path: "frame.html")
    try """
    <!DOCTYPE html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><body>
    <iframe width="\(width)" height="800" style="border:0" src="\(page.absoluteString)"></iframe>
    <script>addEventListener("load", () => {
      const shown = document.querySelector("iframe").contentDocument;
      for (const part of shown.querySelectorAll("details")) part.open = true;
      const style = getComputedStyle(shown.body);
      document.body.textContent = `needed=${shown.documentElement.scrollWidth} ground=${style.backgroundColor} end`;
    });</script>
    """.write(to: frame, atomically: true, encoding: .utf8)
    let run = try CommandTests.run(
      try #require(program),
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--allow-file-access-from-files",
        "--enable-logging=stderr", "--hide-scrollbars", "--user-data-dir=\(folder.path)/profile",
        "--window-size=1400,1000",
        "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)", "--dump-dom", frame.absoluteString,
      ])
    let match = try #require(try /needed=(\d+) ground=(.*) end/.firstMatch(in: run.output), "\(run.errors)")
    let console = run.errors.split(separator: "\n").map(String.init).filter { $0.contains(":CONSOLE") }
    return (Int(match.1) ?? 0, String(match.2), console)
  }
}

/// The HTML report as a browser has it: no complaint, no sideways scrolling on a phone, and the reader's colours.
@Suite(.enabled(if: Browser.program != nil, "needs Chromium"), .serialized)
struct BrowserTests {
  private func report(_ paths: [String]) throws -> (folder: URL, page: URL) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let page = folder.appending(path: "report.html")
    _ = try CommandTests.airtight(["check", "--format", "html=\(page.path)"] + paths)
    return (folder, page)
  }

  @Test(
    arguments: ["samples/private-aks/broken", "samples/databricks-aws/relay-port-closed"],
    [(390, false), (390, true), (1280, false)])
  func theReportFitsAndNothingIsRefused(_ sample: String, _ screen: (width: Int, isDark: Bool)) throws {
    let (width, isDark) = screen
    let (folder, page) = try report([sample])
    defer { try? FileManager.default.removeItem(at: folder) }
    let shown = try Browser.open(page, width: width, isDark: isDark)
    #expect(shown.console == [])
    #expect(shown.needed == width)
    #expect(shown.ground == (isDark ? "rgb(21, 24, 28)" : "rgb(246, 247, 249)"))
  }

  /// What the samples lack: missing evidence, an input that is refused, and a name without an end.
  @Test func aReportWithMissingEvidenceFits() throws {
    let inputs = FileManager.default.temporaryDirectory.appending(path: "inputs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: inputs) }
    try FileManager.default.createDirectory(at: inputs, withIntermediateDirectories: true)
    let name = String(repeating: "x", count: 200)
    let service = "apiVersion: v1\nkind: Service\nmetadata: {name: \(name)}\nspec: {type: LoadBalancer}\n"
    try service.write(to: inputs.appending(path: name + ".yaml"), atomically: true, encoding: .utf8)
    try "a: [1\nb: 2\n".write(to: inputs.appending(path: "bad.yaml"), atomically: true, encoding: .utf8)
    let (folder, page) = try report([inputs.path, "samples/private-aks/broken/kubernetes"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.contains("id=\"open\"") && text.contains("not read"))
    let shown = try Browser.open(page, width: 390, isDark: false)
    #expect(shown.console == [] && shown.needed == 390)
  }

  @Test func theBrowserTellsOfWhatIsWrong() throws {
    let (folder, page) = try report(["samples/private-aks/broken"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = try String(contentsOf: page, encoding: .utf8)
    try text.replacing("<style>", with: "<style>pre{min-width:900px}").write(
      to: page, atomically: true, encoding: .utf8)
    let refused = try Browser.open(page, width: 390, isDark: false)
    #expect(refused.console.contains { $0.contains("Content Security Policy") })
    try text.replacing("<main", with: "<svg width=\"900\" height=\"9\"></svg><main")
      .write(to: page, atomically: true, encoding: .utf8)
    #expect(try Browser.open(page, width: 390, isDark: false).needed > 390)
  }
}

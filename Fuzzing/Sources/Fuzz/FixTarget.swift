import Engine
import Findings
import Fixes
import JSONSyntax
import SourceText

/// Mends the files of a bundle with all fixes, safe and unsafe, as docs/fix.md promises it.
///
/// No file is given up: rules do not undo each other, and the fixes of one pass do not spoil each other. A mended file reads
/// without a problem that it did not have before, a second run changes nothing, and the patch leads from the old file to the new
/// one.
enum FixTarget: FuzzTarget {
  static func run(_ bytes: [UInt8]) {
    let bundle = FileBundle(bytes)
    Shared.folder.hold(bundle.files)
    guard let first = fix() else { return }
    for problem in first.problems { fatalError("\(problem.place.path): \(problem.message)") }
    let checks = ReportChecks(sources: Shared.sources(bundle))
    checks.result(first.before)
    if first.files.isEmpty { return }
    var mended = bundle
    for file in first.files {
      precondition(file.old != file.new && !file.applied.isEmpty, "changed without a fix")
      let name = String(file.path.dropFirst(Shared.folder.path.count + 1))
      guard let index = mended.files.firstIndex(where: { $0.name == name }) else { fatalError("no \(name)") }
      mended.files[index].bytes = file.new
      checkProblems(first, file.path)
      let patch = UnifiedPatch.of(path: name, from: file.old, to: file.new)
      if PatchReader.apply(patch, to: file.old) != file.new {
        fatalError("the patch of \(name) is for another file")
      }
    }
    ReportChecks(sources: Shared.sources(mended)).result(first.after)
    Shared.folder.hold(mended.files)
    guard let second = fix() else { fatalError("nothing to check after fixing") }
    for file in second.files {
      fatalError("a second run makes \(file.applied.map(\.title)) in \(file.path)")
    }
  }

  private static func fix() -> FixResult? {
    var run = FixRun(Shared.library, Shared.options(), allowsUnsafe: true)
    do throws(CheckFailure) {
      return try run.result(writes: false)
    } catch {
      if case .nothingToCheck = error { return nil }
      fatalError("the run fails: \(error)")
    }
  }

  /// What is wrong with the file itself was wrong with it before.
  private static func checkProblems(_ result: FixResult, _ path: String) {
    func problems(_ result: CheckResult) -> [String] {
      result.inputs.filter { $0.path == path }.flatMap(\.problems)
        .filter { !ReportChecks.isOfRule($0) }.map(\.message)
    }
    var known = problems(result.before)
    for message in problems(result.after) {
      guard let index = known.firstIndex(of: message) else { fatalError("after fixing: \(path): \(message)") }
      known.remove(at: index)
    }
  }
}

/// Applies a unified patch as `patch` does, without looking for moved lines. (POSIX, `diff`, "Diff -u Output Format".)
enum PatchReader {
  static func apply(_ patch: [UInt8], to old: [UInt8]) -> [UInt8]? {
    let source = lines(old)
    var new: [UInt8] = []
    var position = 0
    let rows = lines(patch).dropFirst(2)
    for (number, row) in rows.enumerated() {
      switch row.first {
      case UInt8(ascii: "@"):
        let numbers = row.split(separator: UInt8(ascii: " "))
        guard numbers.count > 2 else { return nil }
        let parts = numbers[1].dropFirst().split(separator: UInt8(ascii: ","))
        guard let line = parts.first.flatMap({ Int(String(decoding: $0, as: UTF8.self)) }) else { return nil }
        let count = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 1 : 1
        let start = count == 0 ? line : line - 1
        guard start >= position, start <= source.count else { return nil }
        new += source[position..<start].joined()
        position = start
      case UInt8(ascii: "\\"): continue
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "+"):
        var text = Array(row.dropFirst())
        let next = rows.dropFirst(number + 1).first
        if next?.first == UInt8(ascii: "\\"), text.last == 0x0A { text.removeLast() }
        if row.first != UInt8(ascii: "+") {
          guard position < source.count, Array(source[position]) == text else { return nil }
          position += 1
        }
        if row.first != UInt8(ascii: "-") { new += text }
      default: return nil
      }
    }
    return new + source[position...].joined()
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }
}

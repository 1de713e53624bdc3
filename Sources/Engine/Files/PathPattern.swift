/// A pattern for paths below a folder, as one line of a `.gitignore` has it (gitignore(5)).
///
/// Without a slash, or with one at the end only, it is for a name at any depth; else for a path from the folder on. `**` is
/// any number of folders. A slash at the end makes it a pattern for folders, and `!` before it takes back what lines
/// before it ignore.
package struct PathPattern: Hashable, Sendable {
  private enum Step: Hashable, Sendable {
    case anyDepth
    case name(ComponentGlob)
  }

  /// Whether what matches is not ignored after all.
  package let isNegated: Bool
  private let isForFolders: Bool
  private let isForNames: Bool
  private let steps: [Step]

  /// The pattern of a line without its line break; `nil` for a comment and for a line without a pattern.
  package init?(_ line: some Collection<UInt8>) {
    var text = Self.withoutTrailingSpaces(Array(line))[...]
    guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
    isNegated = first == UInt8(ascii: "!")
    if isNegated { text = text.dropFirst() }
    isForFolders = text.last == UInt8(ascii: "/")
    if isForFolders { text = text.dropLast() }
    isForNames = !text.contains(UInt8(ascii: "/"))
    if text.first == UInt8(ascii: "/") { text = text.dropFirst() }
    if text.isEmpty { return nil }
    let parts = text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isDeep = parts.count > 1
    steps = parts.map {
      isDeep && $0.count > 1 && $0.allSatisfy { $0 == UInt8(ascii: "*") }
        ? .anyDepth : .name(ComponentGlob($0))
    }
  }

  /// Spaces at the end do not count, unless a backslash stands before them.
  private static func withoutTrailingSpaces(_ line: [UInt8]) -> ArraySlice<UInt8> {
    var end = 0
    var index = 0
    while index < line.count {
      if line[index] == UInt8(ascii: "\\") {
        index += 2
        end = Swift.min(index, line.count)
      } else {
        index += 1
        if line[index - 1] != 0x20 { end = index }
      }
    }
    return line[..<end]
  }

  /// Whether the pattern is for this path.
  ///
  /// - Parameter path: the components from the pattern's folder on; at least one.
  func matches(_ path: ArraySlice<ArraySlice<UInt8>>, isFolder: Bool) -> Bool {
    guard let name = path.last, isFolder || !isForFolders else { return false }
    if isForNames {
      guard case .name(let glob) = steps.first else { return false }
      return glob.matches(name)
    }
    return matches(path)
  }

  /// Only the last `**` is tried again, as with the stars of a component.
  private func matches(_ path: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    var index = path.startIndex
    var step = 0
    var retry: (step: Int, index: Int)?
    while index < path.endIndex {
      if step < steps.count {
        switch steps[step] {
        case .anyDepth:
          if step == steps.count - 1 { return true }
          step += 1
          retry = (step, index)
          continue
        case .name(let glob):
          if glob.matches(path[index]) {
            step += 1
            index += 1
            continue
          }
        }
      }
      guard let last = retry else { return false }
      retry = (last.step, last.index + 1)
      (step, index) = (last.step, last.index + 1)
    }
    return step == steps.count
  }
}

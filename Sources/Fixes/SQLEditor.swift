import Findings
import SQLSyntax
import SourceText

/// Edits of SQL text: one token for another.
struct SQLEditor {
  let tokens: [SQLToken]
  let problems: [SourceProblem]

  init(_ source: SourceFile) {
    var tokens: [SQLToken] = []
    do throws(SourceProblem) {
      var lexer = try SQLLexer(source)
      while let statement = lexer.statement() { tokens += statement.tokens }
      problems = lexer.problems
    } catch {
      problems = [error]
    }
    self.tokens = tokens
  }

  func edits(for change: Change) throws(FixRefusal) -> [TextEdit] {
    let (index, text) = try replacement(change)
    let token = tokens[index]
    return [TextEdit(token.span, try Self.written(text, like: token))]
  }

  /// What reads differently than the changes meant, in a later text; `nil` where nothing does.
  func difference(from after: SQLEditor, _ changes: [Change]) -> String? {
    guard after.problems.count <= problems.count else { return "new problems" }
    guard after.tokens.count == tokens.count else { return "other tokens than were meant" }
    var texts: [Int: String] = [:]
    do throws(FixRefusal) {
      for change in changes {
        let (index, text) = try replacement(change)
        texts[index] = text
      }
    } catch {
      return error.reason
    }
    for (index, (old, new)) in zip(tokens, after.tokens).enumerated() {
      guard old.kind == new.kind, new.text == texts[index] ?? old.text else {
        return "other tokens than were meant"
      }
    }
    return nil
  }

  /// The token that a change is about and the text that it shall have.
  private func replacement(_ change: Change) throws(FixRefusal) -> (index: Int, text: String) {
    var index = 0
    var high = tokens.count
    while index < high {
      let middle = (index + high) / 2
      if tokens[middle].span.start < change.target.value.start { index = middle + 1 } else { high = middle }
    }
    guard index < tokens.count, tokens[index].span == change.target.value else {
      throw FixRefusal("what it would change does not stand in the statement as such")
    }
    switch change {
    case .set(_, .string(let text)): return (index, text)
    case .set(_, .int(let number)): return (index, String(number))
    case .set(_, .bool(let flag)): return (index, flag ? "true" : "false")
    case .append(_, let text): return (index, tokens[index].text + text)
    default: throw FixRefusal("in SQL only a value is put in the place of another; change it by hand")
    }
  }

  /// A text as a token of the same kind: strings keep their quotes.
  private static func written(_ text: String, like token: SQLToken) throws(FixRefusal) -> String {
    switch token.kind {
    case .string:
      let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
        switch scalar {
        case "'", "\"", "\\": result += "\\" + String(scalar)
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        default: result.unicodeScalars.append(scalar)
        }
      }
      return "'" + escaped + "'"
    case .identifier: return "`" + text.replacing("`", with: "``") + "`"
    case .word, .number, .parameter, .symbol:
      let isWord =
        !text.isEmpty
        && text.utf8.allSatisfy {
          (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x5F
        }
      guard isWord, token.kind == .word || token.kind == .number else {
        throw FixRefusal("'\(text)' cannot stand in the place of this token")
      }
      return text
    }
  }
}

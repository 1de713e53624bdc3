import SourceText

/// The wording of everything that reading a master file may find: what was found; what is allowed.
enum ZoneMessage {
  static func unbalancedOpen(at index: Int) -> SourceProblem {
    SourceProblem("unbalanced parenthesis; every \"(\" needs a \")\"", at: ByteSpan(index..<index + 1))
  }

  static func unbalancedClose(at index: Int) -> SourceProblem {
    SourceProblem("unbalanced parenthesis; every \")\" needs a \"(\"", at: ByteSpan(index..<index + 1))
  }

  static func nestedParenthesis(at index: Int) -> SourceProblem {
    SourceProblem("parenthesis in parentheses; they do not nest", at: ByteSpan(index..<index + 1))
  }

  static func unbalancedQuote(at range: Range<Int>) -> SourceProblem {
    SourceProblem("unbalanced quote; a quoted string ends on the line it begins on", at: ByteSpan(range))
  }

  static func longToken(_ length: Int, limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("token of \(length) bytes; at most \(limit) are read", at: span)
  }

  // MARK: Entries

  static func missingType(at span: ByteSpan) -> SourceProblem {
    SourceProblem("record without a type; a record is [owner] [TTL] [class] type data", at: span)
  }

  static func unknownType(_ text: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("unknown type \(text); a type is a name such as A, or TYPE and a number", at: span)
  }

  static func metaType(_ text: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("type \(text) is for messages only; a zone holds data types", at: span)
  }

  static func badTTL(_ text: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("bad TTL \(text); a TTL is seconds, or numbers with w, d, h, m, s", at: span)
  }

  static func longTTL(at span: ByteSpan) -> SourceProblem {
    SourceProblem(
      "TTL above 2147483647; servers take it for 0 (RFC 2181 section 8)", at: span, severity: .warning)
  }

  static func noOwner(at span: ByteSpan) -> SourceProblem {
    SourceProblem("record without an owner; the first record of a file names its owner", at: span)
  }

  static func noOrigin(at span: ByteSpan) -> SourceProblem {
    SourceProblem(
      "relative name without an origin; $ORIGIN, the zone's name or a final dot makes it absolute", at: span)
  }

  static func noTTL(at span: ByteSpan) -> SourceProblem {
    SourceProblem(
      "record without a TTL; $TTL or an earlier record gives one, here 3600 is taken", at: span,
      severity: .warning)
  }

  static func tooManyRecords(_ limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("more than \(limit) records; the rest of the file is not read", at: span)
  }

  static func tooManyProblems(_ limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("more than \(limit) problems; the rest of the file is not read", at: span)
  }

  // MARK: Directives

  static func unknownDirective(_ text: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("unknown directive \(text); $ORIGIN, $TTL, $INCLUDE and $GENERATE are known", at: span)
  }

  static func missingArgument(_ directive: String, _ wanted: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("\(directive) without its argument; it takes \(wanted)", at: span)
  }

  static func extraArgument(_ directive: String, _ wanted: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("too much after \(directive); it takes \(wanted)", at: span)
  }

  static func relativeOrigin(_ name: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem(
      "relative $ORIGIN, read as \(name); an origin ends with a dot", at: span, severity: .warning)
  }

  static func unresolvedInclude(at span: ByteSpan) -> SourceProblem {
    SourceProblem(
      "$INCLUDE is not followed; what the file holds is unknown", at: span, severity: .warning)
  }

  static func includeDepth(_ limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("$INCLUDE too deep; at most \(limit) files stand inside each other", at: span)
  }

  static func tooManyIncludes(_ limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("too many $INCLUDE directives; at most \(limit) are followed", at: span)
  }

  static func includesItself(at span: ByteSpan) -> SourceProblem {
    SourceProblem("$INCLUDE of a file that is being read; a file does not include itself", at: span)
  }

  static func tooMuchIncluded(_ limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("$INCLUDE brings in too much; at most \(limit) bytes are read", at: span)
  }

  static func badRange(_ text: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("bad range \(text); $GENERATE takes start-stop or start-stop/step", at: span)
  }

  static func badModifier(at span: ByteSpan) -> SourceProblem {
    SourceProblem("bad modifier; it is ${offset[,width[,base]]} with base d, o, x, X, n or N", at: span)
  }

  static func generatedOverflow(at span: ByteSpan) -> SourceProblem {
    SourceProblem("counter out of range; counter and offset together have 32 bits with a sign", at: span)
  }

  static func tooManyGenerated(_ limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("$GENERATE makes too many records; a file may generate \(limit)", at: span)
  }

  static func tooMuchGenerated(_ limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("$GENERATE makes too much text; a file may generate \(limit) bytes", at: span)
  }

  // MARK: Record data

  static func missingField(_ field: StaticString, of type: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("\(type) without its \(field); the data ends too early", at: span)
  }

  static func extraData(_ type: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("too much data; \(type) ends before this", at: span)
  }

  static func quotedField(_ field: StaticString, at span: ByteSpan) -> SourceProblem {
    SourceProblem("quoted \(field); only character strings stand in quotes", at: span)
  }

  static func bad(_ field: StaticString, _ text: String, _ allowed: String, at span: ByteSpan)
    -> SourceProblem
  {
    SourceProblem("bad \(field) \(text); \(allowed)", at: span)
  }

  static func longString(_ length: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("string of \(length) octets; a character string has at most 255", at: span)
  }

  static func joinedString(at span: ByteSpan) -> SourceProblem {
    SourceProblem(
      "string of more than 255 octets in an Azure export; read as several strings", at: span,
      severity: .warning)
  }

  static func longData(_ limit: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("too much data; a record has at most \(limit) octets", at: span)
  }

  static func wrongLength(_ field: StaticString, _ length: Int, wanted: Int, at span: ByteSpan)
    -> SourceProblem
  {
    SourceProblem("\(field) of \(length) octets; here it has \(wanted)", at: span)
  }

  static func genericLength(_ found: Int, stated: Int, at span: ByteSpan) -> SourceProblem {
    SourceProblem("\\# with \(found) octets of data; it states \(stated)", at: span)
  }

  static func genericMismatch(_ type: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("\\# data is no \(type); the octets fit the type's wire form", at: span)
  }

  static func unchecked(_ type: String, at span: ByteSpan) -> SourceProblem {
    SourceProblem("\(type) data is not checked; its format is not known here", at: span, severity: .warning)
  }
}

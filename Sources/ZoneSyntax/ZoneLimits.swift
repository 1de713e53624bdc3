/// What reading a zone file may cost; the author of a file controls every byte of it.
package struct ZoneLimits: Sendable {
  /// Records of a file, those of `$GENERATE` and `$INCLUDE` among them. 1.1 million take up to 220 MiB, and two seconds where they are made
  /// to cost much.
  package var records: Int
  /// Records that the `$GENERATE` directives of a file may make together; a /16 of reverse names is 65,536.
  package var generated: Int
  /// Bytes of master file text that they may make together.
  package var generatedBytes: Int
  /// Bytes of one word or quoted string as written. The longest record data is 131,070 hexadecimal digits.
  package var tokenLength: Int
  /// Octets of one record's data; the wire format has no more than 65,535.
  package var dataLength: Int
  /// Files inside each other by `$INCLUDE`.
  package var includeDepth: Int
  /// Files that `$INCLUDE` may bring in altogether.
  package var includes: Int
  /// Bytes of the files that `$INCLUDE` brings in together.
  package var includedBytes: Int
  /// Problems, warnings included, after which the rest of a file is left unread.
  package var problems: Int

  package init(
    records: Int = 1_100_000, generated: Int = 131_072, generatedBytes: Int = 16 << 20,
    tokenLength: Int = 262_144, dataLength: Int = 65_535, includeDepth: Int = 10, includes: Int = 1000,
    includedBytes: Int = 128 << 20, problems: Int = 1000
  ) {
    self.records = records
    self.generated = generated
    self.generatedBytes = generatedBytes
    self.tokenLength = tokenLength
    self.dataLength = Swift.min(dataLength, 65_535)
    self.includeDepth = includeDepth
    self.includes = includes
    self.includedBytes = includedBytes
    self.problems = problems
  }
}

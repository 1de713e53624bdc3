import SourceText

/// Hides credentials in source lines before they are shown: a finding may stand on the same line as a token,
/// above all in JSON without line breaks.
enum SecretMask {
  /// The members and options whose values are credentials, or tell where they are had, in lower case.
  private static let names = [
    "bearer_token", "bearertoken", "client_secret", "clientsecret", "access_token", "refresh_token",
    "api_token", "apitoken", "password",
    "passwd",
    "secret_key", "private_key", "account_key", "sas_token", "client-key-data", "authorization",
    "token_endpoint",
  ].map { Array($0.utf8) }

  /// Whether a file is a plan or state of Terraform's. What is secret in one is told by marks elsewhere in it, and its variables and
  /// outputs may be secrets without any mark, so that no line of it can be shown.
  static func isTerraform(_ bytes: [UInt8]) -> Bool { terraformKeys.stand(in: bytes) }

  private static let terraformKeys = ByteSearch.Texts(["\"format_version\"", "\"terraform_version\""])

  /// The line with every byte of a credential replaced by `*`: in ASCII, which tokens are, columns stay what they are.
  static func masked(_ line: [UInt8]) -> [UInt8] {
    let lower = line.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    var masked = line
    for name in names {
      var index = 0
      while let found = place(of: name, in: lower, from: index) {
        index = found + name.count
        let value = self.value(after: index, in: line)
        for place in value { masked[place] = UInt8(ascii: "*") }
      }
    }
    hideUsers(in: line, &masked)
    return masked
  }

  /// Hides what stands between `://` and `@` in a URL: a user and often a password.
  private static func hideUsers(in line: [UInt8], _ masked: inout [UInt8]) {
    var index = 0
    while let found = place(of: Array("://".utf8), in: line, from: index) {
      index = found + 3
      let end = line[index...].firstIndex { "/?# \t\"'`<>,;".utf8.contains($0) } ?? line.count
      if let at = line[index..<end].lastIndex(of: UInt8(ascii: "@")) {
        for place in index..<at { masked[place] = UInt8(ascii: "*") }
      }
    }
  }

  private static func place(of name: [UInt8], in line: [UInt8], from start: Int) -> Int? {
    guard line.count - start >= name.count else { return nil }
    for index in start...(line.count - name.count) where line[index] == name[0] {
      if line[index..<index + name.count].elementsEqual(name) { return index }
    }
    return nil
  }

  /// The value that follows a name: after a quote, `:`, `=` or blanks, up to its own closing quote or the next blank.
  private static func value(after start: Int, in line: [UInt8]) -> Range<Int> {
    var index = start
    if index < line.count, line[index] == UInt8(ascii: "\"") || line[index] == UInt8(ascii: "'") {
      index += 1
    }
    while index < line.count, " \t:=".utf8.contains(line[index]) { index += 1 }
    guard index > start, index < line.count else { return start..<start }
    let quote = line[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let end = line[index...].firstIndex { " \t,}]".utf8.contains($0) } ?? line.count
      return index..<end
    }
    var end = index + 1
    while end < line.count, line[end] != quote { end += line[end] == UInt8(ascii: "\\") ? 2 : 1 }
    return index + 1..<Swift.max(index + 1, Swift.min(end, line.count))
  }
}

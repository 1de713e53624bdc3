/// What the bytes of a file alone tell of the credentials in it: it can be found out while the file is read.
package struct CredentialScan: Sendable {
  let hits: [CredentialScanner.Hit]
  /// Whether a member's name may say that it is a credential.
  let mayNameSecrets: Bool

  package init(_ bytes: [UInt8]) {
    hits = CredentialScanner.hits(in: bytes)
    mayNameSecrets = CredentialLoader.mayNameSecrets(bytes)
  }
}

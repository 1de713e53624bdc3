extension String {
  /// Lends the text's bytes in UTF-8. `withUTF8` changes the text that it is asked of, so that a constant has to be copied first, which
  /// counts its references. (This module needs no other, so it has its own.)
  func withLentBytes<Answer>(_ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
    if let answer = utf8.withContiguousStorageIfAvailable(body) { return answer }
    var copy = self
    return copy.withUTF8(body)
  }
}

import Networking
import Testing

struct InternationalNameTests {
  /// Samples of RFC 3492 section 7.1, and names in use.
  @Test(arguments: [
    ("example.com", "example.com"), ("bücher.example", "xn--bcher-kva.example"),
    ("MÜNCHEN.example.", "xn--mnchen-3ya.example."), ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
    ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"), ("ü", "xn--tda"), ("", ""),
    ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
  ])
  func labelsBecomeASCII(_ name: String, _ expected: String) {
    #expect(InternationalName.ascii(name) == expected)
  }

  @Test func aLabelThatGetsTooLongIsNone() {
    #expect(InternationalName.ascii(String(repeating: "ü", count: 55) + ".com") != nil)
    #expect(InternationalName.ascii(String(repeating: "字ü", count: 31) + ".com") == nil)
  }
}

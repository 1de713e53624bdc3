/// Texts that an author of inputs might write to get out of where a report puts them.
enum HostileText {
  static let all = [
    "", "\u{0}\u{1B}[31m\u{202E} \n\"\\😀{0} [a](b)", "]]>", "a%0A::error file=b::c\r\n::stop-commands::x",
    "a | b \\| c `d` | ` | \\", "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style></title></svg>--><!-- &amp; &#x3c;b&gt;", "\u{FFFE}\u{FFFF}\u{85}\u{2028}",
    "see [this](https://evil.example) ![i](//evil.example/i.png) <https://evil.example> https://evil.example "
      + "www.evil.example a@evil.example @org/team #1 GH-1 !2 :tada: [x]: //evil.example",
    "' onload='alert(1)' style=\"x", "/close", "| --- |", "`", "``", "a`b", "*a* _b_ __c__ ~~d~~ $e$ **",
    "javascript:alert(1)",
  ]
}

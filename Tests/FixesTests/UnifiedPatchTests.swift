import Testing

@testable import Fixes

@Suite struct UnifiedPatchTests {
  @Test func nothingWhereNothingDiffers() {
    #expect(UnifiedPatch.of(path: "a", from: Array("x\n".utf8), to: Array("x\n".utf8)).isEmpty)
  }

  @Test func aMissingLineBreakIsSaid() {
    let patch = UnifiedPatch.of(path: "a b", from: Array("x\ny".utf8), to: Array("x\ny\nz".utf8))
    #expect(
      String(decoding: patch, as: UTF8.self) == """
        --- a/a b\t
        +++ b/a b\t
        @@ -1,2 +1,3 @@
         x
        -y
        \\ No newline at end of file
        +y
        +z
        \\ No newline at end of file

        """)
  }
}

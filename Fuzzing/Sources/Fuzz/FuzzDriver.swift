import Glibc

/// What is given one input after the other. A broken promise ends the process, which is how libFuzzer learns of it.
protocol FuzzTarget {
  static func run(_ bytes: [UInt8])
}

/// libFuzzer's entry, as LLVM's FuzzerInterface declares it. (LLVM documentation, "Using libFuzzer as a library".)
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Runs a target under libFuzzer; its options are those of the command line.
enum FuzzDriver {
  nonisolated(unsafe) private static var target: any FuzzTarget.Type = CELTarget.self

  /// Calls the target with one input after the other, and ends the process.
  static func run(_ target: any FuzzTarget.Type) -> Never {
    self.target = target
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runDriver(&count, &arguments) { start, count in
        FuzzDriver.target.run(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }
}

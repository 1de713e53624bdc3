import Glibc

/// libFuzzer's entry, as LLVM's FuzzerInterface declares it. (LLVM documentation, "Using libFuzzer as a library".)
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Runs a target under libFuzzer; its options are those of the command line.
public enum FuzzDriver {
  nonisolated(unsafe) private static var target: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }

  /// Calls the target with one input after the other, and ends the process.
  public static func run(_ target: @escaping (UnsafeBufferPointer<UInt8>) -> Void) -> Never {
    self.target = target
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runDriver(&count, &arguments) { start, count in
        FuzzDriver.target(UnsafeBufferPointer(start: start, count: count))
        return 0
      })
  }
}

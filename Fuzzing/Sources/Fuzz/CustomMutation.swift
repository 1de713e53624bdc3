/// libFuzzer's own mutation of bytes. (LLVM's FuzzerInterface.)
@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int) -> Int

/// How inputs are varied: those of targets that take bundles by their structure, all others by libFuzzer.
enum Mutation {
  nonisolated(unsafe) static var isStructured = false

  /// Some bytes as libFuzzer varies them.
  static func bytes(_ bytes: [UInt8], limit: Int) -> [UInt8] {
    let limit = Swift.max(limit, 1)
    return [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      let given = Swift.min(bytes.count, limit)
      for index in 0..<given { buffer[index] = bytes[index] }
      if let base = buffer.baseAddress { count = mutateBytes(base, given, limit) }
    }
  }
}

/// libFuzzer asks for a variation of an input, in its place.
@_cdecl("LLVMFuzzerCustomMutator")
func customMutator(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: CUnsignedInt)
  -> Int
{
  guard Mutation.isStructured else { return mutateBytes(data, size, limit) }
  var mutator = StructureMutator(
    FileBundle(Array(UnsafeBufferPointer(start: data, count: size))), seed: UInt64(seed), limit: limit)
  let bytes = mutator.mutated()
  guard !bytes.isEmpty, bytes.count <= limit else { return mutateBytes(data, size, limit) }
  for (index, byte) in bytes.enumerated() { data[index] = byte }
  return bytes.count
}

/// libFuzzer asks for an input made of two: files of both, or the beginning of one and the end of the other.
@_cdecl("LLVMFuzzerCustomCrossOver")
func customCrossOver(
  _ first: UnsafePointer<UInt8>, _ firstSize: Int, _ second: UnsafePointer<UInt8>, _ secondSize: Int,
  _ output: UnsafeMutablePointer<UInt8>, _ limit: Int, _ seed: CUnsignedInt
) -> Int {
  let one = Array(UnsafeBufferPointer(start: first, count: firstSize))
  let other = Array(UnsafeBufferPointer(start: second, count: secondSize))
  var numbers = MutationNumbers(seed: UInt64(seed))
  var bytes: [UInt8]
  if Mutation.isStructured {
    var bundle = FileBundle(one)
    for file in FileBundle(other).files where numbers.once(in: 3) {
      if let index = bundle.files.firstIndex(where: { $0.name == file.name }) {
        bundle.files[index] = file
      } else {
        bundle.files.append(file)
      }
    }
    bytes = bundle.bytes
  } else {
    bytes = Array(one.prefix(numbers.below(firstSize + 1)) + other.suffix(numbers.below(secondSize + 1)))
  }
  bytes = Array(bytes.prefix(limit))
  for (index, byte) in bytes.enumerated() { output[index] = byte }
  return bytes.count
}

/// SplitMix64: the numbers of one mutation, from libFuzzer's seed.
struct MutationNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// From 0 up to, and without, a limit; 0 for none.
  mutating func below(_ limit: Int) -> Int { limit < 1 ? 0 : Int(next() % UInt64(limit)) }

  mutating func once(in count: Int) -> Bool { below(count) == 0 }

  mutating func element<Element>(of list: [Element]) -> Element? {
    list.isEmpty ? nil : list[below(list.count)]
  }
}

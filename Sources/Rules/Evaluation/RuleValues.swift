import CEL

/// The values of the variables that rules see, by `RuleCompiler.Slot`: in memory that does not move and is not copied, because
/// hundreds of rules look at each resource.
final class RuleValues {
  private let slots: UnsafeMutableBufferPointer<Value>
  /// Whether `params` has any, of the rule before or of the one that judges: most have none, which need not be told again.
  var hasParameters = true
  /// What expressions keep of those parts that read the inventory alone; `nil` where they see none.
  private(set) var memory: Unmanaged<StableMemory>?
  private var ownMemory: StableMemory?

  init() {
    slots = .allocate(capacity: RuleCompiler.names.count)
    slots.initialize(repeating: .null)
  }

  deinit {
    slots.deinitialize()
    slots.deallocate()
  }

  /// All of them, as programs take them; for as long as this is there.
  var all: UnsafeBufferPointer<Value> { UnsafeBufferPointer(slots) }

  /// Takes a memory, which is kept here and lent to every evaluation.
  func use(_ memory: StableMemory) {
    if ownMemory === memory { return }
    ownMemory = memory
    self.memory = Unmanaged.passUnretained(memory)
  }

  subscript(slot: RuleCompiler.Slot) -> Value {
    get { slots[slot.rawValue] }
    set { slots[slot.rawValue] = newValue }
  }
}

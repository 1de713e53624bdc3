import Synchronization

/// What programs keep from one evaluation to the next: the values of those parts that read stable variables alone, so that a list of
/// all resources is gone through once and not once for each resource.
///
/// For one thread, and for as long as the stable variables have the same values.
public final class StableMemory {
  /// What an `exists` over a list looks up, where its body compares one text of each element.
  struct TextIndex {
    var texts: Set<ExactText> = []
    var count = 0
    /// What the texts of some elements hang on.
    var unknown: UnknownSet?
    /// Whether some element has no text, so that it has to be asked.
    var isMixed = false
  }

  enum Entry {
    case value(Value)
    case failure(EvaluationError)
    case index(TextIndex)
  }

  /// By plan and slot.
  private var entries: [Key: Entry] = [:]

  private struct Key: Hashable {
    var plan: Int
    var slot: Int32
  }

  public init() {}

  /// - Parameter plan: its number.
  subscript(plan: Int, slot: Int32) -> Entry? {
    get { entries[Key(plan: plan, slot: slot)] }
    set { entries[Key(plan: plan, slot: slot)] = newValue }
  }
}

/// A text by its scalars, as `==` compares texts.
struct ExactText: Hashable {
  let text: String

  static func == (a: ExactText, b: ExactText) -> Bool { a.text.hasSameScalars(as: b.text) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

/// A list of texts in which each can be looked up.
final class IndexedTexts: ListAdapter {
  private let values: [Value]
  private let texts: Set<ExactText>

  /// From how many elements on an index is worth its making.
  private static let many = 16

  /// `nil` for a short list, and for one with other elements.
  init?(_ values: [Value]) {
    guard values.count >= Self.many else { return nil }
    var texts: Set<ExactText> = []
    for value in values {
      guard case .string(let text) = value else { return nil }
      texts.insert(ExactText(text: text))
    }
    self.values = values
    self.texts = texts
  }

  func count(ofList node: UInt32) -> Int { values.count }

  func element(ofList node: UInt32, at index: Int) -> Value? {
    values.indices.contains(index) ? values[index] : nil
  }

  func elements(ofList node: UInt32) -> [Value] { values }

  func contains(_ text: String, inList node: UInt32) -> Bool? { texts.contains(ExactText(text: text)) }
}

/// What the built-in functions cost at most, and how large their values are at most.
enum FunctionCost {
  /// The bounds for arguments of these sizes (see `CostEstimator`), the receiver first.
  static func of(_ name: String, _ sizes: [UInt64]) -> (most: UInt64, size: UInt64) {
    let first = sizes.first ?? 0
    let second = sizes.count > 1 ? sizes[1] : 0
    let all: UInt64 = sizes.reduce(0) { $0.addingSaturated($1) }
    switch name {
    case "type", "optional.of", "optional.none", "optional.ofNonZeroValue", "hasValue", "value":
      return (0, all)
    case "size", "int", "uint", "double", "bool", "timestamp", "duration", "bytes": return (all.tenth, all)
    case "string": return (all.tenth, max(first, longestNumber))
    case "startsWith", "endsWith": return (second.tenth, 0)
    case "contains": return (search(second, in: first), 0)
    case "indexOf", "lastIndexOf": return (all.addingSaturated(search(second, in: first)), 0)
    case "lowerAscii", "upperAscii", "trim", "substring", "charAt", "reverse", "first", "last", "slice":
      return (all, first)
    case "strings.quote", "base64.encode", "base64.decode": return (all.tenth, first.multipliedSaturated(4))
    case "split":
      let cost = all.addingSaturated(search(second, in: first)).addingSaturated(first)
      return (cost, first.multipliedSaturated(2).addingSaturated(1))
    case "join":
      let size = first.addingSaturated(first.multipliedSaturated(second))
      return (size, size)
    case "sum", "min", "max", "isSorted": return (first, first)
    case "sort": return (first.multipliedSaturated(5), first)
    case "sets.contains", "sets.equivalent", "sets.intersects":
      return (all.addingSaturated(first.multipliedSaturated(second).multipliedSaturated(4)), 0)
    default:
      let isArithmetic = name.hasPrefix("math.") || name.hasPrefix("get")
      return isArithmetic ? (all, all) : (.max, .max)
    }
  }

  /// No number, time or truth value has a longer text.
  private static let longestNumber: UInt64 = 64

  private static func search(_ part: UInt64, in text: UInt64) -> UInt64 {
    part.tenth.addingSaturated(1).multipliedSaturated(text.tenth.addingSaturated(1))
  }
}

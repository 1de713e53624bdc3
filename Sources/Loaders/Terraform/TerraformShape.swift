import Inventory

/// How a provider's attributes become the vendor's own API shape. The tables of each provider stand in files of their own.
struct TerraformShape: Sendable {
  /// One member of the shape. Paths go through single blocks (`network_profile`, `network_policy`); of two members with one key
  /// the later one counts.
  indirect enum Member: Sendable {
    /// The value of an attribute as it is, with all that is marked in it.
    case copy(String, from: [String])
    /// The same where it is known: an output that says nothing before it exists.
    case ifKnown(String, from: [String])
    /// The same in upper case.
    case upper(String, from: [String])
    /// The same although the provider marks all that it stands in as sensitive.
    case shown(String, from: [String])
    /// An object; with `ifSet` only where that attribute is set in the configuration.
    case object(String, [Member], ifSet: [String]? = nil)
    /// A list with the elements of all its sources.
    case list(String, [Source])
    /// A text that is the same for all.
    case text(String, String)
    /// One text if an attribute is true, another one if it is false.
    case choice(String, from: [String], yes: String, no: String)
    /// A list of ids: those of an attribute, and those that parts of the resource add. A list that is known only after apply has
    /// the members that its expression refers to, where they are certain and at least as many as the provider demands.
    case ids(String, from: [String], atLeast: Int = 1, parts: Part? = nil)
    /// An attribute of the first resource that is a part of this one; left out where there is none.
    case ofPart(String, Part)
    /// An attribute of the resource that another attribute refers to.
    case followed(String, from: [String], take: [String])
    /// In a resource that is part of another: an attribute of that one's block whose `name` is the text of `from`.
    case ofOwner(String, blocks: String, named: [String], take: String)
  }

  /// Where elements of a list come from.
  indirect enum Source: Sendable {
    /// An object for each block at a path; paths within begin at the block. With `only` those whose attribute has the value.
    case blocks([String], only: Filter? = nil, [Member])
    /// An object for each resource of a type that refers to this one's attribute `id` by an attribute of its own.
    /// With `only` of those whose attribute has the text.
    case resources(String, by: String, only: Equal? = nil, [Member])
    /// An object `{member: text}` for each text of a list.
    case texts([String], as: String)
    /// One object with members of the resource itself; with `unless` only where no such resource is part of what an attribute
    /// refers to, or of the resource that has the attribute's value as its id.
    case own([Member], unless: Unless? = nil)
  }

  /// Resources of a type that refer to another one by an attribute, and the attribute of theirs that counts.
  struct Part: Sendable {
    var type: String
    var by: String
    var take: String
  }

  struct Unless: Sendable {
    var type: String
    var by: String
    /// The attributes of this resource that may tell the other one.
    var of: [String]
  }

  struct Equal: Sendable {
    var attribute: String
    var text: String
  }

  struct Filter: Sendable {
    var attribute: String
    var value: Bool
  }

  let kind: ResourceKind
  /// The attribute that names the resource.
  let name: String
  /// The attribute without which the resource is nothing of this kind.
  var requires: String?
  let members: [Member]

  /// By the resource's type. Another provider's table is one more entry here.
  static let shapes: [String: TerraformShape] = [azure, aws, databricks, databricksAccount].reduce(into: [:])
  { all, table in
    all.merge(table) { first, _ in first }
  }

  /// The attributes by which resources are parts of others.
  static let joins: [(type: String, attribute: String)] = {
    var joins: [(type: String, attribute: String)] = []
    for shape in shapes.values { shape.members.forEach { collect($0, &joins) } }
    for join in TerraformResource.joins { note(join.type, join.attribute, &joins) }
    return joins
  }()

  private static func note(
    _ type: String, _ attribute: String, _ joins: inout [(type: String, attribute: String)]
  ) {
    if !joins.contains(where: { $0 == (type, attribute) }) { joins.append((type, attribute)) }
  }

  private static func collect(_ member: Member, _ joins: inout [(type: String, attribute: String)]) {
    switch member {
    case .object(_, let members, _): members.forEach { collect($0, &joins) }
    case .ids(_, _, _, let part?), .ofPart(_, let part): note(part.type, part.by, &joins)
    case .list(_, let sources):
      for source in sources {
        switch source {
        case .resources(let type, let attribute, _, let members):
          note(type, attribute, &joins)
          members.forEach { collect($0, &joins) }
        case .own(let members, let unless):
          if let unless { note(unless.type, unless.by, &joins) }
          members.forEach { collect($0, &joins) }
        case .blocks(_, _, let members): members.forEach { collect($0, &joins) }
        case .texts: break
        }
      }
    default: break
    }
  }
}

extension TerraformShape.Member {
  /// An attribute at the top under the API's name for it.
  static func copy(_ key: String, _ attribute: String) -> Self { .copy(key, from: [attribute]) }
}

extension [TerraformShape.Member] {
  /// Attributes that have the API's own names.
  static func same(_ names: String...) -> [TerraformShape.Member] { names.map { .copy($0, from: [$0]) } }
}

import SQLSyntax

/// What is there after a text has been run: later statements change what earlier ones made. Each statement costs what it is long,
/// whatever stands before it, but for those that change the grants of one connection.
struct SQLState {
  /// In the order in which they were made; `nil` for those that are dropped.
  private(set) var connections: [SQLConnection?] = []
  /// In order; `nil` for those of which nothing is left.
  private(set) var grants: [SQLGrant?] = []
  private(set) var calls: [SQLCall] = []
  /// Places in `connections` by name.
  private var connectionPlaces: [String: Int] = [:]
  /// Places in `grants` by connection.
  private var grantPlaces: [String: [Int]] = [:]
  /// Places in `grants` by connection and principal.
  private var heldPlaces: [Holder: [Int]] = [:]

  private struct Holder: Hashable {
    var connection: String
    var principal: String
  }

  mutating func run(_ statement: SQLStatement) {
    switch statement {
    case .createConnection(let connection): create(connection)
    case .alterConnection(let change): alter(change)
    case .renameConnection(let name, let new): rename(name, new)
    case .dropConnection(let name): drop(Self.key(name))
    case .grant(let grant): add(grant)
    case .revoke(let revoked): revoke(revoked)
    case .call(let call): calls.append(call)
    }
  }

  /// Names of Unity Catalog do not tell capital letters from small ones.
  private static func key(_ name: SQLToken) -> String { name.text.lowercased() }

  // MARK: Connections

  private mutating func create(_ connection: SQLConnection) {
    let key = Self.key(connection.name)
    // What a parameter stands for may be another name each time.
    let known = connection.name.kind == .parameter ? nil : connectionPlaces[key]
    switch connection.existing {
    case .kept where known != nil: return
    case .replaced: if let known { connections[known] = nil }
    default: break
    }
    connectionPlaces[key] = connections.count
    connections.append(connection)
  }

  private mutating func alter(_ change: SQLConnection) {
    guard let place = connectionPlaces[Self.key(change.name)] else { return }
    let keys = Set(change.options.map(\.key.text))
    connections[place]?.options.removeAll { keys.contains($0.key.text) }
    connections[place]?.options += change.options
  }

  /// A connection keeps its grants under its new name.
  private mutating func rename(_ name: SQLToken, _ new: SQLToken) {
    let old = Self.key(name)
    guard let place = connectionPlaces.removeValue(forKey: old) else { return }
    connections[place]?.name = new
    connectionPlaces[Self.key(new)] = place
    for place in grantPlaces.removeValue(forKey: old) ?? [] {
      guard var grant = grants[place] else { continue }
      grants[place] = nil
      grant.connection.text = new.text
      add(grant)
    }
  }

  /// The grants on a connection go with it.
  private mutating func drop(_ key: String) {
    if let place = connectionPlaces.removeValue(forKey: key) { connections[place] = nil }
    for place in grantPlaces.removeValue(forKey: key) ?? [] { grants[place] = nil }
  }

  // MARK: Grants

  private mutating func add(_ grant: SQLGrant) {
    let connection = Self.key(grant.connection)
    guard !grant.privileges.isEmpty else { return }
    for principal in grant.principals {
      var own = grant
      own.principals = [principal]
      grantPlaces[connection, default: []].append(grants.count)
      heldPlaces[Holder(connection: connection, principal: principal.text), default: []].append(grants.count)
      grants.append(own)
    }
  }

  private mutating func revoke(_ revoked: SQLGrant) {
    let connection = Self.key(revoked.connection)
    let taken = Set(revoked.privileges.map(\.text))
    for principal in revoked.principals {
      let holder = Holder(connection: connection, principal: principal.text)
      var left: [Int] = []
      for place in heldPlaces[holder] ?? [] {
        if taken.contains("ALL PRIVILEGES") { grants[place] = nil }
        grants[place]?.privileges.removeAll { taken.contains($0.text) }
        if grants[place]?.privileges.isEmpty == true { grants[place] = nil }
        if grants[place] != nil { left.append(place) }
      }
      heldPlaces[holder] = left
    }
  }
}

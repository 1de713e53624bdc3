/// The endpoint services that Databricks offers in each Region, as of August 2026 (section 4.7 of the AWS reference). Services
/// that are not listed may be newer.
enum DatabricksServices {
  enum Role: String, Sendable {
    case generalAccess, relay, serviceDirect
  }

  /// The role and the Region of a service, by the last part of its name: `vpce-svc-…`.
  static func find(_ service: String) -> (role: Role, region: String)? {
    guard let id = service.split(separator: ".").last else { return nil }
    return byID[String(id)]
  }

  private static let byID: [String: (role: Role, region: String)] = {
    var found: [String: (role: Role, region: String)] = [:]
    for (region, general, relay, direct) in table {
      if !general.isEmpty { found["vpce-svc-" + general] = (.generalAccess, region) }
      if !relay.isEmpty { found["vpce-svc-" + relay] = (.relay, region) }
      if !direct.isEmpty { found["vpce-svc-" + direct] = (.serviceDirect, region) }
    }
    return found
  }()

  /// Region, general access, relay, Service Direct.
  private static let table: [(String, String, String, String)] = [
    ("ap-northeast-1", "02691fd610d24fd64", "02aa633bda3edbec0", "00645ba5aa920181a"),
    ("ap-northeast-2", "0babb9bde64f34d7e", "0dc0e98a5800db5c4", "0eda2860bd3ffdc62"),
    ("ap-south-1", "0dbfe5d9ee18d6411", "03fd4d9b61414f3de", "0f8cf0950ddb2df95"),
    ("ap-southeast-1", "02535b257fc253ff4", "0557367c6fc1a0c5c", "095bb0c17301d018c"),
    ("ap-southeast-2", "0b87155ddd6954974", "0b4a72e8f825495f6", "0bad186019cff33de"),
    ("ap-southeast-3", "07a698e7e9ccfd04a", "025ca447c232c6a1b", "028527b0920c3e620"),
    ("ca-central-1", "0205f197ec0e28d65", "0c4e25bdbcbfbb684", "0a677b49b6d71cf54"),
    ("eu-central-1", "081f78503812597f7", "08e5dfca9572c85c4", "040453426d7a48946"),
    ("eu-north-1", "", "", "034c0ab59f7a99d04"),
    ("eu-west-1", "0da6ebf1461278016", "09b4eb2bc775f4e8c", "0a5d3be4f026f5bd7"),
    ("eu-west-2", "01148c7cdc1d1326c", "05279412bf5353a45", "000fc680ee188fcf6"),
    ("eu-west-3", "008b9368d1d011f37", "005b039dd0b5f857d", "041f8eb165985a7eb"),
    ("sa-east-1", "0bafcea8cdfe11b66", "0e61564963be1b43f", "09d56640b3fed29b8"),
    ("us-east-1", "09143d1e626de2f04", "00018a8c3ff62ffdf", "0a1a39ada4ec3bcdc"),
    ("us-east-2", "041dc2b4d7796b8d3", "090a8fab0d73e39a6", "052fbd90ec8e1af31"),
    ("us-west-1", "09bb6ca26208063f2", "04cb91f9372b792fe", "070673a01d3f28066"),
    ("us-west-2", "0129f463fcfbc46c5", "0158114c0c730c3bb", "0d7fe235ba1abe9d2"),
    ("us-gov-west-1", "0f25e28401cbc9418", "05f27abef1a1a3faa", ""),
    ("us-gov-west-1", "08fddf710780b2a54", "05c210a2feea23ad7", ""),
  ]
}

extension RecordFormat {
  private static let target = RecordFormat(.init("target", .name))
  private static let text = RecordFormat(.init("text", .strings))
  private static let delegation = RecordFormat(
    .init("key tag", .int16), .init("algorithm", .mnemonic(.algorithm)), .init("digest type", .int8),
    .init("digest", .digest(.delegation)))
  private static let childDelegation = RecordFormat(
    .init("key tag", .int16), .init("algorithm", .mnemonic(.algorithm)), .init("digest type", .int8),
    .init("digest", .digest(.childDelegation)))
  private static let key = RecordFormat(
    .init("flags", .keyFlags), .init("protocol", .mnemonic(.keyProtocol)),
    .init("algorithm", .mnemonic(.algorithm)),
    .init("public key", .base64))
  private static let signature = RecordFormat(
    .init("type covered", .type), .init("algorithm", .mnemonic(.algorithm)), .init("labels", .int8),
    .init("original TTL", .period), .init("expiration", .time), .init("inception", .time),
    .init("key tag", .int16), .init("signer", .name), .init("signature", .base64))
  private static let association = RecordFormat(
    .init("usage", .int8), .init("selector", .int8), .init("matching type", .int8), .init("data", .hex))
  private static let service = RecordFormat(
    .init("priority", .int16), .init("target", .name), .init("parameters", .parameters))

  /// The presentation and wire formats of the types, by number.
  static let formats: [UInt16: RecordFormat] = [
    1: RecordFormat(.init("address", .ipv4)),
    2: target, 3: target, 4: target, 5: target,
    6: RecordFormat(
      .init("mname", .name), .init("rname", .name), .init("serial", .int32), .init("refresh", .period),
      .init("retry", .period), .init("expire", .period), .init("minimum", .period)),
    7: target, 8: target, 9: target,
    11: RecordFormat(.init("address", .ipv4), .init("protocol", .services)), 12: target,
    13: RecordFormat(.init("cpu", .string), .init("os", .string)),
    14: RecordFormat(.init("rmailbx", .name), .init("emailbx", .name)),
    15: RecordFormat(.init("preference", .int16), .init("exchange", .name)),
    16: text,
    17: RecordFormat(.init("mailbox", .name), .init("text name", .name)),
    18: RecordFormat(.init("subtype", .int16), .init("host", .name)),
    19: RecordFormat(.init("address", .digits)),
    20: RecordFormat(.init("address", .string), .init("subaddress", .optionalString)),
    21: RecordFormat(.init("preference", .int16), .init("host", .name)),
    22: RecordFormat(.init("address", .nsap)), 23: target, 24: signature, 25: key,
    26: RecordFormat(.init("preference", .int16), .init("map822", .name), .init("mapx400", .name)),
    27: RecordFormat(.init("longitude", .string), .init("latitude", .string), .init("altitude", .string)),
    28: RecordFormat(.init("address", .ipv6)),
    29: RecordFormat(.init("location", .location)),
    33: RecordFormat(
      .init("priority", .int16), .init("weight", .int16), .init("port", .int16), .init("target", .name)),
    35: RecordFormat(
      .init("order", .int16), .init("preference", .int16), .init("flags", .flags), .init("services", .string),
      .init("regexp", .substitution), .init("replacement", .name)),
    36: RecordFormat(.init("preference", .int16), .init("exchanger", .name)),
    37: RecordFormat(
      .init("type", .mnemonic(.certificate)), .init("key tag", .int16),
      .init("algorithm", .mnemonic(.namedAlgorithm)),
      .init("certificate", .base64)),
    38: RecordFormat(.init("prefix length", .chain)), 39: target,
    42: RecordFormat(.init("prefix", .prefixes)), 43: delegation,
    44: RecordFormat(
      .init("algorithm", .int8), .init("type", .int8), .init("fingerprint", .digest(.fingerprint))),
    45: RecordFormat(
      .init("precedence", .int8), .init("gateway type", .int8), .init("algorithm", .int8),
      .init("gateway", .gateway), .init("public key", .optionalBase64)),
    46: signature,
    47: RecordFormat(.init("next name", .name), .init("types", .types)),
    48: key,
    49: RecordFormat(.init("identity", .base64)),
    50: RecordFormat(
      .init("hash algorithm", .int8), .init("flags", .int8), .init("iterations", .int16),
      .init("salt", .salt),
      .init("next hash", .hash), .init("types", .types)),
    51: RecordFormat(
      .init("hash algorithm", .int8), .init("flags", .int8), .init("iterations", .int16), .init("salt", .salt)
    ),
    52: association, 53: association,
    55: RecordFormat(.init("algorithm", .hostIdentity), .init("rendezvous server", .names)), 56: text,
    57: key,
    58: RecordFormat(.init("previous", .name), .init("next", .name)),
    59: childDelegation, 60: key,
    61: RecordFormat(.init("public key", .base64)),
    62: RecordFormat(.init("serial", .int32), .init("flags", .int16), .init("types", .types)),
    63: RecordFormat(
      .init("serial", .int32), .init("scheme", .int8), .init("hash algorithm", .int8),
      .init("digest", .digest(.zone))),
    64: service, 65: service,
    66: RecordFormat(
      .init("type", .type),
      .init(
        "scheme", .mnemonic(.notification)),
      .init("port", .int16), .init("target", .name)),
    99: text,
    104: RecordFormat(.init("preference", .int16), .init("node", .locator)),
    105: RecordFormat(.init("preference", .int16), .init("locator", .ipv4)),
    106: RecordFormat(.init("preference", .int16), .init("locator", .locator)),
    107: RecordFormat(.init("preference", .int16), .init("name", .name)),
    108: RecordFormat(.init("address", .eui(octets: 6))),
    109: RecordFormat(.init("address", .eui(octets: 8))),
    256: RecordFormat(.init("priority", .int16), .init("weight", .int16), .init("target", .longString)),
    257: RecordFormat(.init("flags", .int8), .init("tag", .tag), .init("value", .longString)),
    260: RecordFormat(
      .init("precedence", .int8), .init("discovery bit", .relayKind), .init("relay", .gateway)),
    258: text, 261: text, 262: text,
    32768: delegation, 32769: delegation,
    65401: RecordFormat(.init("alias type", .type), .init("resource", .resource)),
  ]
}

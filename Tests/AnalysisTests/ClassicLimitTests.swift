import Documents
import Inventory
import Loaders
import Networking
import SourceText
import Testing

@testable import Analysis

/// Route tables and security groups with as many entries as are read, and with one more: then nothing is claimed to be known.
@Suite struct ClassicLimitTests {
  private func resource(_ text: String) throws -> Resource {
    try #require(ArtefactLoader.load(SourceFile(path: "a.json", text: text), format: .json).resources.first)
  }

  @Test(arguments: [2000, 2001]) func permissionsOfAGroup(_ count: Int) throws {
    let permissions = (0..<count).map {
      "{\"IpProtocol\": \"tcp\", \"FromPort\": \($0), \"ToPort\": \($0), \"IpRanges\": [{\"CidrIp\": \"10.0.0.0/8\"}]}"
    }
    let group = try resource(
      "{\"SecurityGroups\": [{\"GroupId\": \"sg-1\", \"VpcId\": \"vpc-1\", \"IpPermissions\": [\(permissions.joined(separator: ","))]}]}"
    )
    let reading = SecurityGroupReader.read(group.node["IpPermissions"])
    #expect(reading.permissions.all.count == 2000)
    #expect(reading.isComplete == (count == 2000))
  }

  @Test(arguments: [2000, 2001]) func routesOfATable(_ count: Int) throws {
    let routes = (0..<count).map {
      "{\"DestinationCidrBlock\": \"10.\($0 / 250).\($0 % 250).0/24\", \"GatewayId\": \"local\"}"
    }
    let table = try resource(
      "{\"RouteTables\": [{\"RouteTableId\": \"rtb-1\", \"VpcId\": \"vpc-1\", \"Routes\": [\(routes.joined(separator: ","))]}]}"
    )
    #expect(Route.all(of: table.node)?.count == (count == 2000 ? 2000 : nil))
  }
}

import Networking
import Testing

struct ARMResourceIDTests {
  private let service =
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/MC_rg/providers/Microsoft.Network/privateLinkServices/pls"

  @Test func idsCompareIgnoringCase() throws {
    let id = try #require(ARMResourceID(service))
    let other = try #require(ARMResourceID(service.uppercased()))
    #expect(id == other)
    #expect(Set([id, other]).count == 1)
    #expect(id.description == service)
    #expect(id != ARMResourceID(service + "2"))
    #expect(ARMResourceID(service + "/") == id)
  }

  @Test func partsAreNamed() throws {
    let id = try #require(ARMResourceID(service))
    #expect(id.subscription == GUID("0B1F6471-1bf0-4dda-aec3-cb9272f09590"))
    #expect(id.resourceGroup == "MC_rg")
    #expect(id.providerNamespace == "Microsoft.Network")
    #expect(id.type == "Microsoft.Network/privateLinkServices")
    #expect(id.isOf(type: "microsoft.network/privatelinkservices"))
    #expect(id.name == "pls")
    #expect(id.parent?.name == "MC_rg")
    #expect(id.parent?.parent?.parent == nil)
    #expect(id.parent?.type == nil)
  }

  @Test func subresourcesKnowTheirParent() throws {
    let id = try #require(ARMResourceID(service + "/privateEndpointConnections/c1"))
    #expect(id.type == "Microsoft.Network/privateLinkServices/privateEndpointConnections")
    #expect(id.parent == ARMResourceID(service))
    let lock = try #require(ARMResourceID(service + "/providers/Microsoft.Authorization/locks/l"))
    #expect(lock.type == "Microsoft.Authorization/locks")
    #expect(lock.parent == ARMResourceID(service))
  }

  @Test(arguments: [
    "", "/", "subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590", "/subscriptions/x",
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups",
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/g/providers",
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/g/providers/N",
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/g/providers/N/t",
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/g/providers/N/t/n/s",
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590//g",
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/x/y",
    "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/g/providers/N/t/n/providers/M/u",
  ])
  func malformedIdsAreNone(_ text: String) {
    #expect(ARMResourceID(text) == nil)
  }
}

struct AzureNamesTests {
  @Test func regionsAreShortNames() {
    #expect(AzureRegion("East US 2") == AzureRegion("eastus2"))
    #expect(AzureRegion("East US 2")?.description == "eastus2")
    for text in ["", " ", "east-us", "é"] { #expect(AzureRegion(text) == nil) }
  }

  @Test func guidsAreLowerCase() {
    #expect(
      GUID("0B1F6471-1BF0-4DDA-AEC3-CB9272F09590")?.description == "0b1f6471-1bf0-4dda-aec3-cb9272f09590")
    for text in [
      "", "0b1f6471", "0b1f6471-1bf0-4dda-aec3-cb9272f09590 ", "0b1f6471-1bf0-4dda-aec3-cb9272f0959g",
    ] {
      #expect(GUID(text) == nil)
    }
  }

  @Test func aliasesHaveFourParts() throws {
    let text = "PLS-atg.9d2b1c0a-0000-4dda-aec3-cb9272f09590.westeurope.azure.privatelinkservice"
    let alias = try #require(PrivateLinkServiceAlias(text))
    #expect(alias.prefix == "pls-atg")
    #expect(alias.region == AzureRegion("West Europe"))
    #expect(alias.description == ASCII.lowercased(text))
    #expect(PrivateLinkServiceAlias("a.b.c.azure.privatelinkservice") == nil)
    #expect(PrivateLinkServiceAlias("azure.privatelinkservice") == nil)
  }
}

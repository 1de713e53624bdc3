import Documents
import Inventory

/// The addresses of a service behind a gateway endpoint: an attribute of the endpoint to Terraform, a list of its own to EC2
/// (`aws ec2 describe-prefix-lists`), which rules of groups name.
enum TerraformPrefixList {
  static func resource(of instance: TerraformInstance, _ estate: TerraformEstate) -> Resource? {
    let own = TerraformValue(instance)
    guard instance.type == "aws_vpc_endpoint", own["vpc_endpoint_type"].shownText?.lowercased() == "gateway",
      let service = own["service_name"].shownText
    else { return nil }
    if case .absent = own["prefix_list_id"].state { return nil }
    let node = TerraformWriter.node(
      of: instance, [.copy("PrefixListId", "prefix_list_id"), .copy("PrefixListName", "service_name")], estate
    )
    return Resource(kind: .prefixList, name: own["prefix_list_id"].shownText ?? service, node: node)
  }
}

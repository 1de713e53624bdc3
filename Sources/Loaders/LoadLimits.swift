package import Documents
package import ZoneSyntax

/// What reading one file may cost, whatever its format.
package struct LoadLimits: Sendable {
  /// YAML and JSON.
  package var tree = TreeLimits()
  /// Master files.
  package var zone = ZoneLimits()

  package init() {}
}

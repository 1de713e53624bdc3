@preconcurrency import Glibc

/// A program of the user's that turns a folder into manifests.
package enum RenderTool: String, CaseIterable, Hashable, Sendable {
  case helm, kustomize

  /// The program found in `PATH` and the words before its own arguments; `nil` where there is none.
  ///
  /// Folders of `PATH` that are no absolute paths are passed over: what stands in the working folder was written by whoever
  /// wrote the inputs.
  package func command(searching path: String) -> (program: String, arguments: [String])? {
    let folders = path.split(separator: ":").filter { $0.hasPrefix("/") }
    func program(_ name: String) -> String? {
      folders.lazy.map { "\($0)/\(name)" }.first { path in
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
      }
    }
    switch self {
    case .helm: return program("helm").map { ($0, ["template"]) }
    case .kustomize:
      if let own = program("kustomize") { return (own, ["build"]) }
      return program("kubectl").map { ($0, ["kustomize"]) }
    }
  }

  /// The environment that it gets: where programs and its own files are, and nothing that leads elsewhere. Neither tool
  /// fetches anything by the arguments that it is given; what would all the same goes to a port where nobody listens.
  package static func environment(searching path: String) -> [String] {
    let kept = ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"]
    let nowhere = "http://127.0.0.1:9"
    return ["PATH=\(path)", "LC_ALL=C.UTF-8", "HELM_NO_PLUGINS=1", "KUBECONFIG=/dev/null"]
      + ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"].map { "\($0)=\(nowhere)" }
      + ["GIT_ALLOW_PROTOCOL=none", "GIT_TERMINAL_PROMPT=0"]
      + kept.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
  }
}

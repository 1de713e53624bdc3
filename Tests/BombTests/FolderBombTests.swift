import Foundation
import Glibc
import Testing

/// Folders made to lead a run astray, or to hold it up for ever.
@Suite(.serialized) struct FolderBombTests {
  private let folder: BombFolder

  init() throws { folder = try BombFolder() }

  private func check(_ paths: String...) throws -> Airtight.Run {
    try folder.airtight.run(["check", "--only", "load-balancer-public"] + paths)
  }

  /// Links to the folder itself, to each other, to nothing and to what is outside are not followed.
  @Test func aMazeOfLinks() throws {
    for index in 0..<50 {
      try #require(symlink(".", folder.path + "/here\(index)") == 0)
      try #require(symlink("ring\((index + 1) % 50).yaml", folder.path + "/ring\(index).yaml") == 0)
    }
    for (name, target) in [("zero.yaml", "/dev/zero"), ("up", ".."), ("root", "/"), ("none.yaml", "none")] {
      try #require(symlink(target, folder.path + "/" + name) == 0)
    }
    let run = try check(".")
    #expect(run.status == 1, "\(run.output)")
    #expect(run.output.contains("\n1 error in 1 file (1 resource)\n"), "\(run.output)")
    #expect(run.time < Airtight.mostTime)
  }

  /// A link that the user names is followed; where it leads to itself there is nothing.
  @Test func aNamedLinkToItself() throws {
    try #require(symlink("loop.yaml", folder.path + "/loop.yaml") == 0)
    let run = try check("loop.yaml", "neighbour.yaml")
    #expect(run.status == 2)
    #expect(run.errors == "airtight: loop.yaml: no such file or folder\n")
  }

  @Test func whatIsNoFileIsNotRead() throws {
    try #require(mkfifo(folder.path + "/pipe.yaml", 0o644) == 0)
    let within = try check(".")
    #expect(within.status == 1 && within.output.contains("\n1 error in 1 file (1 resource)\n"))
    for path in ["pipe.yaml", "/dev/zero", "/dev/null"] {
      let run = try check(path, "neighbour.yaml")
      #expect(run.status == 3, "\(path): \(run.output)")
      #expect(
        run.output.contains(
          "\(path): error: is no regular file; a file or a folder is allowed [input-refused]\n"),
        "\(run.output)")
      #expect(run.output.contains("neighbour.yaml:7:"))
    }
  }

  /// What airtight reads without being told to: its configuration, and what git ignores.
  @Test(arguments: [".airtight.yaml", ".gitignore"]) func aPipeWhereAFileIsExpected(_ name: String) throws {
    try #require(mkdir(folder.path + "/.git", 0o755) == 0)
    try #require(mkfifo(folder.path + "/" + name, 0o644) == 0)
    let run = try check(".")
    #expect(run.status == (name == ".gitignore" ? 1 : 2), "\(run.output)\(run.errors)")
  }

  /// Endless standard input ends at the limit.
  @Test func endlessInput() throws {
    let zero = open("/dev/zero", O_RDONLY | O_CLOEXEC)
    defer { close(zero) }
    let run = try folder.airtight.run(
      "check", "--only", "load-balancer-public", "-", "neighbour.yaml", input: zero)
    #expect(run.status == 3)
    #expect(
      run.output.contains(
        "-: error: larger than 134217728 bytes; at most 134217728 bytes are read (--max-file-size) [input-refused]\n"
      ))
    #expect(run.output.contains("neighbour.yaml:7:"))
    #expect(run.time < Airtight.mostTime, "\(run.time) s")
  }

  /// A chain of folders that is longer than a path may be.
  @Test func foldersBeyondTheLongestPath() throws {
    let name = String(repeating: "d", count: 250)
    var descriptor = open(folder.path, O_RDONLY | O_DIRECTORY)
    for _ in 0..<20 {
      try #require(mkdirat(descriptor, name, 0o755) == 0)
      let next = openat(descriptor, name, O_RDONLY | O_DIRECTORY)
      close(descriptor)
      descriptor = next
    }
    close(descriptor)
    let run = try check(".")
    #expect(run.status == 3, "\(run.output)")
    #expect(run.output.contains(": error: cannot be opened: File name too long [input-refused]\n"))
    #expect(run.output.contains("neighbour.yaml:7:"))
    // Foundation removes no folder whose path is too long.
    _ = try Child(["/bin/rm", "-rf", folder.path], output: "/dev/null", errors: "/dev/null").wait()
  }

  /// As a user who may not read them; the superuser may read everything.
  @Test func whatMayNotBeRead() throws {
    try folder.write("secret.yaml", BombFolder.service)
    try #require(mkdir(folder.path + "/locked", 0o755) == 0)
    try folder.write("locked/a.yaml", BombFolder.service)
    chmod(folder.path + "/secret.yaml", 0)
    chmod(folder.path + "/locked", 0)
    defer { chmod(folder.path + "/locked", 0o755) }
    chmod(folder.path, 0o755)
    var command = [Airtight.binary, "check", "--only", "load-balancer-public", folder.path]
    if geteuid() == 0 {
      let others = ["/usr/bin/setpriv", "--reuid=65534", "--clear-groups"]
      let probe = try Child(
        others + [Airtight.binary, "--version"], output: "/dev/null", errors: "/dev/null")
      // A build folder that others may not look into, or a system without setpriv.
      guard probe.wait().status == 0 else { return }
      command = others + command
    }
    let run = try folder.airtight.finish(
      Child(command, output: folder.path + ".out", errors: folder.path + ".err"))
    #expect(run.status == 3, "\(run.output)\(run.errors)")
    for name in ["locked", "secret.yaml"] {
      #expect(
        run.output.contains(
          "\(folder.path)/\(name): error: cannot be opened: Permission denied [input-refused]\n"),
        "\(run.output)")
    }
    #expect(run.output.contains("neighbour.yaml:7:"))
  }

  /// A file that goes after it was found: standard input, which is read first, holds the run until then.
  @Test func aFileThatVanishes() throws {
    try folder.write("zz.yaml", BombFolder.service)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    let child = try folder.airtight.start(
      ["check", "--only", "load-balancer-public", "-", "neighbour.yaml", "zz.yaml"], input: ends[0])
    close(ends[0])
    // It has found the files by the time that it has taken what does not fit into the pipe.
    let text = Array(repeating: UInt8(ascii: "#"), count: 1 << 20)
    try #require(write(ends[1], text, text.count) == text.count)
    unlink(folder.path + "/zz.yaml")
    close(ends[1])
    let run = try folder.airtight.finish(child)
    #expect(run.status == 3, "\(run.output)\(run.errors)")
    #expect(
      run.output.contains(
        "zz.yaml: error: cannot be opened: No such file or directory [input-refused]\n"), "\(run.output)")
    #expect(run.output.contains("neighbour.yaml:7:"))
  }

  @Test func invalidUTF8() throws {
    let path = folder.path + "/bomb.yaml"
    try Data([0x61, 0x3A, 0x20, 0xFF, 0xFE, 0x0A]).write(to: URL(filePath: path))
    try folder.isRefused([
      "bomb.yaml:1:4: error: invalid leading UTF-8 octet; a file is UTF-8, or UTF-16 with a byte-order mark, without "
        + "control characters"
    ])
  }

  /// Names that would move the cursor, end a line or a workflow command, or that are no text at all.
  @Test func namesWithControlCharacters() throws {
    try folder.write("a\u{1B}[2J\n::error::\u{7}\u{202E}.yaml", "a: [\n")
    for format in ["text", "json", "sarif", "junit", "github", "gitlab", "markdown", "html"] {
      let run = try folder.airtight.run(
        "check", ".", "--only", "load-balancer-public", "--format", format)
      #expect(run.status == 3, "\(format): \(run.errors)")
      let raw = run.output.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x7F || $0 == "\u{202E}"
      }
      #expect(raw.isEmpty, "\(format): \(raw.map(\.value))")
      #expect(!run.output.contains("\n::error::"), "\(format)")
    }
  }

  @Test func namesThatAreNoText() throws {
    let file = open(folder.path + "/x", O_WRONLY | O_CREAT, 0o644)
    close(file)
    let bytes = Array("\(folder.path)/a".utf8CString.dropLast()) + [-1] + Array(".yaml".utf8CString)
    try #require(rename(folder.path + "/x", bytes) == 0)
    try folder.isRefused(["a\u{FFFD}.yaml: error: cannot be opened: its name is no UTF-8"])
  }
}

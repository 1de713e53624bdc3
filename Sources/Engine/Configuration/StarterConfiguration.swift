/// What `airtight init` writes and prints.
package enum StarterConfiguration {
  /// A configuration that says nothing yet but shows what can be said.
  package static let text = """
    # The configuration of airtight; docs/configuration.md has all of it. The command line wins over this file.
    # What is commented out shows a form; what airtight does without it stands beside it.

    # Only files that one of these patterns is for (as in .gitignore); otherwise every file with artefacts.
    # include: [kubernetes/, exports/]

    # What is left out. Files that git ignores are left out anyway.
    # exclude: ["**/charts/"]

    # The lowest severity that makes a run fail: error, warning, note or never.
    fail-on: warning

    # Whether a run fails as well where a rule was not evaluated for lack of evidence, or could not decide.
    require-evidence: false

    # The weight of a rule's findings in place of its own, or off.
    # severity:
    #   load-balancer-basic: note

    # The gateway and what is known of its surroundings.
    # profiles:
    #   production:
    #     gateway: {namespace: carto, service: at-gateway}
    #     hosts: [carto-atg.contoso.internal]
    #     databricks-subscriptions: [00000000-0000-0000-0000-000000000000]
    #     dns-mode: customer-managed

    # Charts and overlays are rendered with your own helm, and kustomize or kubectl (docs/charts.md).
    # render: [helm, kustomize]
    # charts:
    #   - {path: charts/gateway, namespace: carto, values: [environments/production.yaml]}

    # Known findings: airtight check --write-baseline .airtight-baseline.jsonl
    # baseline: .airtight-baseline.jsonl

    # Findings that are accepted. A comment at the line does the same: # airtight: allow RULE-ID reason
    # allow:
    #   - rule: load-balancer-public
    #     resource: kubernetes.Service/sandbox/*
    #     reason: The sandbox is reached over the internet on purpose
    #     until: 2027-01-31

    """

  /// A hook for `.pre-commit-config.yaml` that runs the installed program over the whole folder: a path has its hops in
  /// several files, so changed files alone would not do.
  package static let hook = """
    repos:
      - repo: local
        hooks:
          - id: airtight
            name: airtight
            entry: airtight check
            language: system
            files: \\.(ya?ml|json|zone|db|sql)$
            pass_filenames: false

    """
}

/// Kubernetes objects as people write them.
enum CorpusManifests {
  static func deployment(_ name: String, _ random: inout CorpusRandom) -> String {
    let variables = (0..<4 + random.next(below: 12)).map { index in
      "        - name: \(random.word().uppercased())_\(index)\n          value: \"https://\(random.word()).\(random.word()).svc:8080/v1\"\n"
    }
    return """
      # Managed by the \(random.word()) team.
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: \(name)
        namespace: \(random.word())-prod
        labels: {app.kubernetes.io/name: \(name), tier: back}
      spec:
        replicas: \(1 + random.next(below: 9))
        selector:
          matchLabels:
            app.kubernetes.io/name: \(name)
        template:
          metadata:
            labels:
              app.kubernetes.io/name: \(name)
              tier: back
          spec:
            serviceAccountName: \(name)
            containers:
            - name: \(random.word())
              image: "registry.example.com/\(random.word())/\(random.word()):1.\(random.next(below: 30)).3"
              args: ["--port=8080", '--log-level=info']
              ports:
              - {name: http, containerPort: 8080}
              env:
      \(variables.joined())        resources:
                requests: {cpu: 50m, memory: 64Mi}
                limits:
                  cpu: "2"
                  memory: 1Gi
              readinessProbe:
                httpGet:
                  path: /healthz
                  port: http
                periodSeconds: 10  # seconds

      """
  }

  static func service(_ name: String, _ random: inout CorpusRandom) -> String {
    """
    apiVersion: v1
    kind: Service
    metadata:
      name: \(name)
      namespace: \(random.word())-prod
      annotations:
        service.beta.kubernetes.io/azure-load-balancer-internal: "true"
    spec:
      type: \(random.next(below: 5) == 0 ? "LoadBalancer" : "ClusterIP")
      selector:
        app.kubernetes.io/name: \(name)
      ports:
      - name: https
        port: 443
        targetPort: 8443

    """
  }

  static func policy(_ name: String, _ random: inout CorpusRandom) -> String {
    """
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata:
      name: \(name)
      namespace: \(random.word())-prod
    spec:
      podSelector:
        matchLabels: {app.kubernetes.io/name: \(name)}
      policyTypes: [Ingress, Egress]
      ingress:
      - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: \(random.word())-prod
        ports: [{protocol: TCP, port: 8443}]
      egress:
      - to:
        - ipBlock: {cidr: 10.\(random.next(below: 250)).0.0/16}

    """
  }

  static func configMap(_ name: String, _ random: inout CorpusRandom) -> String {
    let lines = (0..<20 + random.next(below: 120)).map { index in
      "    \(random.word()).\(random.word()).\(index) = \(random.word()) \(random.word()) \(random.word())\n"
    }
    return """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: \(name)
        namespace: \(random.word())-prod
      data:
        retries: '\(random.next(below: 9))'
        application.properties: |
      \(lines.joined())
      """
  }
}

// Placeholder until the first file of YAMLSyntax lands.

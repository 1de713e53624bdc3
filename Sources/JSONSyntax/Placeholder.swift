// Placeholder until the first file of JSONSyntax lands.

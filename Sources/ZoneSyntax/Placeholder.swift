// Placeholder until the first file of ZoneSyntax lands.

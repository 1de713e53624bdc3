// Placeholder until the first file of CEL lands.

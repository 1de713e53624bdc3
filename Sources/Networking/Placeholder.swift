// Placeholder until the first file of Networking lands.

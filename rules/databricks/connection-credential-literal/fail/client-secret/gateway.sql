CREATE CONNECTION carto_at_gateway TYPE HTTP
OPTIONS (
  host 'https://carto-atg.carto.contoso.internal',
  client_id 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6',
  client_secret 'S3CR3T' || '-canary',
  oauth_scope 'api',
  token_endpoint 'https://login.contoso.internal/token'
);

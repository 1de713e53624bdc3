CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE HTTP
OPTIONS (
  host 'http://svc:S3CR3T-canary@carto-atg.carto.contoso.internal',
  port 80
);

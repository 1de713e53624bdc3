CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE HTTP
OPTIONS (
  host 'carto-atg.carto.contoso.internal',
  port 443,
  bearer_token secret('carto', 'at-gateway')
);

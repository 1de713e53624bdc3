CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE HTTP
OPTIONS (
  HOST 'https://carto-atg.carto.contoso.internal',
  Port 443
);

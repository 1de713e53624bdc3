CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE HTTP
OPTIONS (
  host 'https://carto-atg.carto.contoso.internal',
  base_path '/lds/v1.0'
);

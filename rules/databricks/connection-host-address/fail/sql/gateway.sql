CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE HTTP
OPTIONS (
  host 'https://10.20.0.15'
);

CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE HTTP
OPTIONS (
  host :gateway_url,
  port '443'
);

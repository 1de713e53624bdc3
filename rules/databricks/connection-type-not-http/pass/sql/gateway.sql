CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE http
OPTIONS (
  host 'https://carto-atg.carto.contoso.internal',
  port '443',
  base_path '/',
  bearer_token secret('carto', 'at-gateway')
);
SELECT http_request(
  CONN => 'carto_at_gateway',
  METHOD => 'POST',
  PATH => '/lds/v1/isolines',
  JSON => to_json(named_struct('lat', 40.4, 'lng', -3.7))
).text AS answer;

-- How analysts reach the gateway: through the HTTP connection, from a serverless SQL warehouse.
CREATE OR REPLACE FUNCTION main.carto.gateway_health()
RETURNS STRING
RETURN http_request(
  CONN => 'carto_at_gateway',
  METHOD => 'GET',
  PATH => '/health'
).text;

CREATE FUNCTION main.carto.options() RETURNS STRING
RETURN http_request(CONN => 'carto_at_gateway', METHOD => 'OPTIONS', PATH => '/health').text;

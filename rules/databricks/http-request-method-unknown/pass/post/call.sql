SELECT http_request(
  CONN => 'carto_at_gateway',
  METHOD => 'POST',
  PATH => '/lds/v1/isolines',
  JSON => to_json(named_struct('lat', 40.4, 'lng', -3.7))
).text AS answer;

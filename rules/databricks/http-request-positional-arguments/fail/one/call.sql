SELECT http_request(
  'carto_at_gateway',
  METHOD => 'GET',
  PATH => '/health'
).text AS answer;

SELECT http_request(
  CONN => 'carto_at_gateway',
  METHOD => 'HEAD',
  PATH => '/health'
).text AS answer;

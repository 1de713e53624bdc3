SELECT http_request(
  CONN => 'carto_at_gateway',
  METHOD => 'GET',
  PATH => '/lds/../admin'
).text AS answer;

SELECT http_request(
  CONN => 'carto_at_gateway',
  METHOD => 'GET',
  PATH => '/files/a..b'
).text AS answer;

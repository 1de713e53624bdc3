SELECT http_request(
  CONN => 'carto_at_gateway',
  METHOD => 'GET',
  PATH => '%2E%2e/admin?v=1'
).text AS answer;

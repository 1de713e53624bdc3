SELECT http_request(
  conn => 'carto_at_gateway',
  method => 'get',
  path => '/health'
).text AS answer;

SELECT http_request(
  'carto_at_gateway',
  'GET',
  '/health'
).text AS answer;

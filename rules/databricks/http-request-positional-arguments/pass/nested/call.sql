SELECT http_request(
  CONN => 'carto_at_gateway',
  METHOD => 'POST',
  PATH => concat('/lds/', lower('V1')),
  JSON => to_json(array(1, 2))
).text AS answer;

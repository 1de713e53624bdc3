CREATE CONNECTION IF NOT EXISTS carto_at_gateway TYPE HTTP
  OPTIONS (host 'http://carto-atg.carto.contoso.internal', port '70000', base_path '', bearer_token 'CANARY-sql-bearer',
    client_secret = "CANARY-sql-secret", Client_Id 'CANARY-sql-id', token_endpoint 'https://x.example/CANARY-sql-endpoint');
CREATE CONNECTION other TYPE mysql OPTIONS (host 'db.example', password 'CANARY-sql-password', user 'CANARY-sql-user');
ALTER CONNECTION other OPTIONS (password 'CANARY-sql-new-password');
GRANT USAGE ON CONNECTION carto_at_gateway TO `account users`;
CALL carto.SETUP('{"connection": "carto_at_gateway", "API_BASE_URL": "https://carto.example", "API_ACCESS_TOKEN": "CANARY-sql-setup"}');
SELECT carto.SETUP(R'{"connection": "nowhere", "API_ACCESS_TOKEN": "CANARY-sql-raw"}');
SELECT http_request(CONN => 'nowhere', METHOD => 'TRACE', PATH => '/../x', HEADERS => map('authorization', 'Bearer CANARY-sql-header'), JSON => '{"token": "CANARY-sql-body"}');
SELECT http_request('carto_at_gateway', 'GET', '/', 'CANARY-sql-positional');

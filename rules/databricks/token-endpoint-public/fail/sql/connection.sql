CREATE CONNECTION carto_at_gateway TYPE HTTP OPTIONS (
  host 'https://carto-atg.carto.contoso.internal',
  port '443',
  client_id secret('carto', 'client'),
  client_secret secret('carto', 'secret'),
  token_endpoint 'https://idp.contoso.com/realms/carto/protocol/openid-connect/token'
);

-- Tells the functions of the Analytics Toolbox where the platform is; the token stays in the secret scope.
CALL main.carto.SETUP(
  CONNECTION => 'carto_at_gateway',
  API_BASE_URL => 'https://carto.contoso.internal/api',
  API_ACCESS_TOKEN => secret('carto', 'api-access-token')
);

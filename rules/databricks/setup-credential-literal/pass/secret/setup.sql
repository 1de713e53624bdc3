CALL main.carto.SETUP(API_BASE_URL => 'https://api.contoso.internal', API_ACCESS_TOKEN => secret('carto', 'api'));

CALL app.SETUP(role => 'reader', password => 'none-of-our-business');
CALL main.carto.SETUP(API_BASE_URL => 'https://carto.contoso.internal/api', API_ACCESS_TOKEN => :token);

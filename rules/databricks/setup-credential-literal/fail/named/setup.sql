USE SCHEMA main.carto;
CALL SETUP(API_BASE_URL => 'https://api.contoso.internal', API_ACCESS_TOKEN => 'S3CR3T-canary');

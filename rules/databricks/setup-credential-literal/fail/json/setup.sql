CALL main.carto.SETUP('{
  "connection": "carto_at_gateway",
  "api_base_url": "https://gcp-us-east1.api.contoso.internal",
  "api_access_token": "S3CR3T-canary-eyJhbGciOiJIUzI1NiJ9"
}');

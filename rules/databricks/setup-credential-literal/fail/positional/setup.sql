CALL analytics.at.SETUP('https://carto.contoso.internal/api', 'S3CR3T-canary-0123456789abcdef');

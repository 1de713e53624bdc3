GRANT USE CONNECTION ON CONNECTION carto_at_gateway TO analysts, `account users`;

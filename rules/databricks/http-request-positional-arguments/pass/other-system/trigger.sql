-- Supabase calls its webhooks by a function of the same name.
CREATE TRIGGER orders_webhook AFTER INSERT ON public.orders
FOR EACH ROW EXECUTE FUNCTION supabase_functions.http_request(
  'https://hooks.contoso.internal/orders', 'POST', '{}', '{}', '10000'
);

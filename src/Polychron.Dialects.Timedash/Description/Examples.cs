using System.Text.Json.Nodes;

namespace Polychron.Dialects.Timedash.Description;

/// <summary>The examples of the API's description.</summary>
internal static class Examples
{
    public static JsonNode Contact => Parse(
        """
        {
          "id": 12, "object": "contact", "name": "Acme Inc.", "archived": false, "external_id": null,
          "created": "2024-03-01T12:00:00.000000+00:00", "updated": "2024-03-01T12:00:00.000000+00:00",
          "metadata": { "order_id": "6735" }
        }
        """);

    public static JsonNode ContactBody => Parse("""{ "name": "Acme Inc.", "metadata": { "order_id": "6735" } }""");

    public static JsonNode Agreement => Parse(
        """
        {
          "id": 13, "object": "agreement", "contact": 12, "name": "Website", "rate": 12000, "currency": "usd", "billable": true,
          "terms": "Net 30 days.", "budget_type": "time", "budget": 360000, "archived": false,
          "created": "2024-03-01T12:00:00.000000+00:00", "updated": "2024-03-01T12:00:00.000000+00:00", "metadata": {}
        }
        """);

    public static JsonNode AgreementBody => Parse(
        """
        { "contact": 12, "name": "Website", "rate": 12000, "billable": true, "terms": "Net 30 days.", "budget_type": "time", "budget": 360000 }
        """);

    public static JsonNode Assignment => Parse(
        """
        {
          "id": 14, "object": "assignment", "agreement": 13, "contact": 12, "user": 1,
          "timestamp": "2024-03-01T09:00:00.000000+00:00", "duration": 5400, "title": "Client meeting", "notes": null,
          "billable": true, "invoiced": false, "paid": false, "rate": 12000, "amount": 18000, "currency": "usd", "running": false,
          "created": "2024-03-01T12:00:00.000000+00:00", "updated": "2024-03-01T12:00:00.000000+00:00", "metadata": {}
        }
        """);

    public static JsonNode AssignmentBody => Parse(
        """{ "agreement": 13, "timestamp": "2024-03-01T09:00:00Z", "duration": 5400, "title": "Client meeting" }""");

    public static JsonNode ApiKey => Parse(
        """
        {
          "id": 15, "object": "api_key", "name": "Invoicing script", "current": false, "requests_per_minute": null,
          "created": "2024-03-01T12:00:00.000000+00:00", "updated": "2024-03-01T12:00:00.000000+00:00"
        }
        """);

    public static JsonNode ApiKeyBody => Parse("""{ "name": "Invoicing script" }""");

    public static JsonNode NewApiKey
    {
        get
        {
            var key = ApiKey;
            key["key"] = "pcn_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
            return key;
        }
    }

    public static JsonNode Account => Parse(
        """
        {
          "id": 2, "object": "account", "name": "My workspace", "currency": "usd", "time_zone": "UTC", "plan": "business",
          "read_only": false, "created": "2024-03-01T12:00:00.000000+00:00", "updated": "2024-03-01T12:00:00.000000+00:00",
          "user": { "id": 1, "object": "user", "name": "Owner", "email": "owner@example.com", "role": "owner" },
          "users": [ { "id": 1, "object": "user", "name": "Owner", "email": "owner@example.com", "role": "owner" } ]
        }
        """);

    public static JsonNode Document => Parse("""{ "openapi": "3.1.1" }""");

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}

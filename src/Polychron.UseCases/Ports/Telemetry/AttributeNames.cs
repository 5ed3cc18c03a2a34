namespace Polychron.UseCases.Ports.Telemetry;

/// <summary>
/// The names of attributes of measurements and spans: OpenTelemetry's where its semantic conventions have one. Nothing that a
/// person wrote, no address of a person and no secret is ever a value of one.
/// </summary>
public static class AttributeNames
{
    /// <summary>The API of a request, in lower case; "none" for functions of no API.</summary>
    public const string Dialect = "polychron.dialect";

    /// <summary>The name of the function that was run.</summary>
    public const string Operation = "polychron.operation";

    /// <summary>A workspace's id. On spans only: there are too many for measurements.</summary>
    public const string Workspace = "polychron.workspace";

    /// <summary>A sequence number of a workspace's log. On spans only.</summary>
    public const string Sequence = "polychron.sequence";

    /// <summary>What came of something, in one word.</summary>
    public const string Outcome = "polychron.outcome";

    /// <summary>The method of a request.</summary>
    public const string HttpMethod = "http.request.method";

    /// <summary>The route that a request matched, with its parameters' names in place of their values.</summary>
    public const string HttpRoute = "http.route";

    /// <summary>The status of a response.</summary>
    public const string HttpStatus = "http.response.status_code";

    /// <summary>The host that a request was sent to.</summary>
    public const string ServerAddress = "server.address";

    /// <summary>The port that a request was sent to.</summary>
    public const string ServerPort = "server.port";

    /// <summary>What went wrong, as a word or a type's name.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Which table store.</summary>
    public const string DbSystem = "db.system.name";

    /// <summary>get, query or commit.</summary>
    public const string DbOperation = "db.operation.name";

    /// <summary>The table.</summary>
    public const string DbCollection = "db.collection.name";

    /// <summary>send, receive, delete, and so on.</summary>
    public const string MessagingOperation = "messaging.operation.name";

    /// <summary>The queue.</summary>
    public const string MessagingDestination = "messaging.destination.name";
}

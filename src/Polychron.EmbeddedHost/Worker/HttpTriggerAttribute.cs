namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the <c>HttpRequest</c> parameter of a function that answers HTTP requests.</summary>
/// <param name="authLevel">Which key of the host is needed; the embedded host takes only <see cref="AuthorizationLevel.Anonymous"/>.</param>
/// <param name="methods">The HTTP methods answered, in any case; none: every method.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    /// <summary>
    /// The route template in ASP.NET Core's syntax, below the <c>routePrefix</c> of host.json; null: the function's name.
    /// </summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods answered; empty: every method.</summary>
#pragma warning disable CA1819 // The official attribute's signature.
    public string[]? Methods { get; private set; } = methods;
#pragma warning restore CA1819

    /// <summary>Which key of the host is needed.</summary>
    public AuthorizationLevel AuthLevel { get; private set; } = authLevel;
}

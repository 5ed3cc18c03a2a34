namespace Polychron.Dialects.Bodies;

/// <summary>What a function expects of its request's body.</summary>
public enum BodyRules
{
    /// <summary>A JSON object; an empty body is refused.</summary>
    Required,

    /// <summary>A JSON object; an empty body is an object without members.</summary>
    Optional,

    /// <summary>As <see cref="Optional"/>, and so are <c>null</c> and <c>[]</c>, which axios and PHP make of nothing.</summary>
    OptionalOrNothing,

    /// <summary>Any JSON value; an empty body is refused.</summary>
    AnyValue,

    /// <summary>Nothing: a body is not read, and counts for nothing.</summary>
    None,
}

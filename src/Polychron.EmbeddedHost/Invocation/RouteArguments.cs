using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Polychron.EmbeddedHost.Invocation;

/// <summary>Reads route values as a function's parameters. The route's constraints have kept other than numbers away.</summary>
internal static class RouteArguments
{
    /// <summary>The name of the method here that reads a parameter of this type.</summary>
    public static string ReaderOf(Type type) =>
        type == typeof(string) ? nameof(Text)
        : type == typeof(int) ? nameof(Int32)
        : type == typeof(long) ? nameof(Int64)
        : type == typeof(int?) ? nameof(OptionalInt32)
        : nameof(OptionalInt64);

    /// <summary>The text, or null for an optional one that is not there.</summary>
    public static string? Text(HttpContext http, string name) => http.Request.RouteValues[name] as string;

    /// <summary>The number.</summary>
    public static int Int32(HttpContext http, string name) => int.Parse(Text(http, name)!, CultureInfo.InvariantCulture);

    /// <summary>The number.</summary>
    public static long Int64(HttpContext http, string name) => long.Parse(Text(http, name)!, CultureInfo.InvariantCulture);

    /// <summary>The number, or null if it is not there.</summary>
    public static int? OptionalInt32(HttpContext http, string name) => Text(http, name) is null ? null : Int32(http, name);

    /// <summary>The number, or null if it is not there.</summary>
    public static long? OptionalInt64(HttpContext http, string name) => Text(http, name) is null ? null : Int64(http, name);
}

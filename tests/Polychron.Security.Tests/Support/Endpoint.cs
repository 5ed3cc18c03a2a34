using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Security.Tests.Support;

/// <summary>A method at a route of an HTTP function of the app.</summary>
internal sealed partial record Endpoint(string Function, string Api, string Method, string Route)
{
    private static readonly string[] Writing = ["POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] Apis = ["Timing", "Timely", "Timether", "Timedash", "Timespace", "OAuth", "Operator", "Health", "Landing"];

    /// <summary>All of them; those of functions that take every method are not among them.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        .. from function in AppFunctions.All
           where function.Http is { Methods: { Length: > 0 } }
           let api = Apis.First(name => function.Name.StartsWith(name, StringComparison.Ordinal))
           from method in function.Http!.Methods!
           select new Endpoint(function.Name, api, method.ToUpperInvariant(), function.Http!.Route!),
    ];

    public bool IsWrite => Writing.Contains(Method);

    public IReadOnlyList<string> Parameters { get; } = [.. Parameter().Matches(Route).Select(match => match.Groups[1].Value)];

    /// <summary>The path with each parameter replaced.</summary>
    public string Path(Func<string, string> value) => "/" + Parameter().Replace(Route, match => value(match.Groups[1].Value));

    public override string ToString() => $"{Method} /{Route} ({Function})";

    // {name}, {name:constraint}, {name:regex(^(a|b)$)}, {*rest}
    [GeneratedRegex(@"\{\*?([A-Za-z]+)(?::[^{}]*)?\??\}")]
    private static partial Regex Parameter();
}

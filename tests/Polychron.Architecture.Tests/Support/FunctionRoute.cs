using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Polychron.Architecture.Tests.Support;

/// <summary>The route of an HTTP function, as the Functions host on Azure and ASP.NET Core read it.</summary>
internal sealed class FunctionRoute
{
    private static readonly ParameterPolicyFactory Policies = new ServiceCollection()
        .AddLogging().AddRouting().BuildServiceProvider().GetRequiredService<ParameterPolicyFactory>();

    private readonly Dictionary<string, List<IRouteConstraint>> _constraints;

    /// <exception cref="InvalidOperationException">A constraint is unknown, or the template is not the same to both parsers.</exception>
    public FunctionRoute(string name, IReadOnlyList<string> methods, string template)
    {
        Name = name;
        Methods = [.. methods.Select(method => method.ToUpperInvariant())];
        Pattern = RoutePatternFactory.Parse(template);

        // The host parses with the older parser; whoever has only one of them has a template that means two things.
        var older = TemplateParser.Parse(template);
        if (older.Segments.Count != Pattern.PathSegments.Count)
        {
            throw new InvalidOperationException($"Parsers disagree on {template}.");
        }

        _constraints = Pattern.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => parameter.ParameterPolicies.Select(policy => Policies.Create(parameter, policy)).Cast<IRouteConstraint>().ToList());
    }

    public string Name { get; }

    public IReadOnlyList<string> Methods { get; }

    public RoutePattern Pattern { get; }

    public static IReadOnlyList<FunctionRoute> Of(IEnumerable<AppFunction> functions) =>
        [.. functions.Where(function => function.Http is not null)
            .Select(function => new FunctionRoute(function.Name, function.Http!.Methods ?? [], function.Http.Route!))];

    /// <summary>Whether some request is one that both routes take.</summary>
    public bool Overlaps(FunctionRoute other) =>
        Methods.Intersect(other.Methods).Any() && Overlap(this, other, 0);

    public override string ToString() => $"{Name} ({string.Join(' ', Methods)} {Pattern.RawText})";

    private static bool Overlap(FunctionRoute one, FunctionRoute other, int at)
    {
        var mine = one.Pattern.PathSegments.ElementAtOrDefault(at);
        var theirs = other.Pattern.PathSegments.ElementAtOrDefault(at);
        if (IsCatchAll(mine) || IsCatchAll(theirs))
        {
            return true;
        }

        if (mine is null || theirs is null)
        {
            return (mine ?? theirs) is null || IsOptional(mine ?? theirs);
        }

        return Meet(one, mine, other, theirs) && Overlap(one, other, at + 1);
    }

    private static bool Meet(FunctionRoute one, RoutePatternPathSegment mine, FunctionRoute other, RoutePatternPathSegment theirs) =>
        (Literal(mine), Literal(theirs)) switch
        {
            ({ } left, { } right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
            ({ } left, null) => other.Takes(theirs, left),
            (null, { } right) => one.Takes(mine, right),

            // Two parameters: whatever their constraints, some text may meet both.
            _ => true,
        };

    private bool Takes(RoutePatternPathSegment segment, string text) =>
        segment.Parts is not [RoutePatternParameterPart parameter]
        || _constraints[parameter.Name].TrueForAll(constraint => constraint.Match(
            new DefaultHttpContext(), null, parameter.Name, new RouteValueDictionary { [parameter.Name] = text }, RouteDirection.IncomingRequest));

    private static string? Literal(RoutePatternPathSegment segment) =>
        segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : null;

    private static bool IsCatchAll(RoutePatternPathSegment? segment) => segment?.Parts is [RoutePatternParameterPart { IsCatchAll: true }];

    private static bool IsOptional(RoutePatternPathSegment? segment) => segment?.Parts is [RoutePatternParameterPart { IsOptional: true }];
}

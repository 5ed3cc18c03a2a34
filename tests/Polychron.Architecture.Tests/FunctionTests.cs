using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Polychron.Architecture.Tests.Planted;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

/// <summary>How functions are declared, so that both hosts run them and each API stays in its own place.</summary>
public class FunctionTests
{
    /// <summary>What the names of an assembly's HTTP functions begin with, and their routes.</summary>
    private static readonly Dictionary<string, (string Prefix, string Base)[]> Places = new()
    {
        ["Polychron.Dialects.Timing"] = [("Timing", "timing/api/v1"), ("Timing_Unknown", "timing")],
        ["Polychron.Dialects.Timely"] = [("Timely", "timely/1.1"), ("TimelyAsset", "timely/assets"), ("Timely_Unknown", "timely")],
        ["Polychron.Dialects.Timether"] = [("Timether", "timether/api/v1"), ("Timether_Unknown", "timether"), ("TimetherOpenApi", "timether")],
        ["Polychron.Dialects.Timedash"] = [("Timedash", "timedash")],
        ["Polychron.Dialects.Timespace"] = [("Timespace", "timespace")],
        ["Polychron.OAuth"] = [("OAuth", "timely/1.1"), ("OAuthPage", "timely")],
        ["Polychron.Import"] = [("OperatorImports", "operator/imports")],
        ["Polychron.Rollups"] = [("OperatorRollups", "operator/workspaces/{id:long}/rollups")],
        ["Polychron.Operator"] = [("Operator", "operator"), ("Health", "healthz"), ("Landing", "{ignored:maxlength(0)?}")],
    };

    [Fact]
    public void Every_function_is_declared_as_both_hosts_need_it()
    {
        Assert.NotEmpty(AppFunctions.All);
        Assert.Empty(AppFunctions.All.SelectMany(Faults));
    }

    [Fact]
    public void Every_http_function_is_anonymous_and_in_its_place()
    {
        var functions = AppFunctions.All.Where(function => function.Http is not null).ToList();

        Assert.NotEmpty(functions);
        Assert.Empty(functions.SelectMany(HttpFaults));
    }

    [Fact]
    public void Names_are_unique_whatever_their_case() => Assert.Empty(Twice(AppFunctions.All.Select(function => function.Name)));

    [Fact]
    public void No_two_functions_answer_the_same_method_of_the_same_route() =>
        Assert.Empty(Twice(AppFunctions.All.Where(function => function.Http is not null).SelectMany(Endpoints)));

    [Fact]
    public void A_badly_declared_function_is_noticed()
    {
        var planted = AppFunctions.Of(typeof(BadFunctions)).ToDictionary(function => function.Method.Name);

        Assert.NotEmpty(Faults(planted[nameof(BadFunctions.WithoutCancellation)]));
        Assert.NotEmpty(Faults(planted[nameof(BadFunctions.WithoutTrigger)]));
        Assert.NotEmpty(Faults(planted[nameof(BadFunctions.Static)]));
        Assert.NotEmpty(HttpFaults(planted[nameof(BadFunctions.WithAKeyOfTheHost)]));
        Assert.Contains(HttpFaults(planted[nameof(BadFunctions.WithoutMethods)]), fault => fault.EndsWith("names no method", StringComparison.Ordinal));
        Assert.NotEmpty(Misplaced(planted[nameof(BadFunctions.OutOfPlace)], [("Timing", "timing/api/v1")]));
        Assert.NotEmpty(Misplaced(planted[nameof(BadFunctions.NamedAfterAnother)], [("Timing", "timing/api/v1")]));
        Assert.Empty(Misplaced(planted[nameof(BadFunctions.InPlace)], [("Timing", "timing/api/v1")]));
        Assert.NotEmpty(Twice(planted.Values.Select(function => function.Name)));
        Assert.NotEmpty(Twice(planted.Values.Where(function => function.Http is not null).SelectMany(Endpoints)));
    }

    private static IEnumerable<string> Faults(AppFunction function)
    {
        var method = function.Method;
        if (method is not { IsPublic: true, IsStatic: false } || !method.DeclaringType!.IsVisible)
        {
            yield return $"{function} is no public instance method of a public class";
        }

        var triggers = method.GetParameters().Count(parameter => parameter.GetCustomAttributes()
            .Any(attribute => attribute is HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute));
        if (triggers != 1)
        {
            yield return $"{function} has {triggers} triggers";
        }

        // An HTTP request carries its own token.
        if (function.Http is null
            && typeof(Task).IsAssignableFrom(method.ReturnType)
            && method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken)))
        {
            yield return $"{function} waits and takes no CancellationToken";
        }
    }

    private static IEnumerable<string> HttpFaults(AppFunction function)
    {
        if (function.Http!.AuthLevel != AuthorizationLevel.Anonymous)
        {
            yield return $"{function} asks for a key of the host";
        }

        if (function.Http is not { Route: { } route } || route.StartsWith('/'))
        {
            yield return $"{function} has no route from the root without a leading slash";
        }

        // To the Functions host an empty list means no method at all: the function would never be called.
        if (function.Http.Methods is null or [])
        {
            yield return $"{function} names no method";
        }

        foreach (var fault in Misplaced(function, Places.GetValueOrDefault(function.Assembly) ?? []))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Misplaced(AppFunction function, (string Prefix, string Base)[] places)
    {
        var isInPlace = places.Any(place =>
            function.Name.StartsWith(place.Prefix, StringComparison.Ordinal)
            && function.Http!.Route is { } route
            && (route == place.Base || route.StartsWith(place.Base + "/", StringComparison.Ordinal)));
        return isInPlace ? [] : [$"{function} is named {function.Name} at {function.Http!.Route}, which is not what {function.Assembly} has"];
    }

    private static IEnumerable<string> Endpoints(AppFunction function) =>
        (function.Http!.Methods is { Length: > 0 } methods ? methods : ["any"]).Select(method => $"{method} {function.Http.Route}");

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key);
}
